"""The texts: their list, a page for each, and a page for each of its points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import htpy as h

from peaceplans.model.plan import Plan, Provision
from peaceplans.reports.plan_report import (
    plan_metadata,
)
from peaceplans.reports.words import Words
from peaceplans.sequencing import sequence
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.fitting import fitted
from peaceplans.site.page import Page, Part, facts, link, table, when
from peaceplans.site.pages.lives import ANCHOR as LIFE
from peaceplans.site.pages.lives import Lives
from peaceplans.site.pages.points import citation_of, headed, point_page, setting_list
from peaceplans.site.pages.sequence import place as sequence_of
from peaceplans.site.pages.synopsis import CHOSEN
from peaceplans.site.pictures.shown import of_text, pictured

LARGEST = 80_000
"""Bytes of a point's page, above which a part of it moves to a page of its own."""


def texts(site: Site) -> Iterator[Page]:
    """The list of texts, then a page for each and for each of its points."""
    yield _list(site)
    lives = Lives(site)
    for plan in site.plans:
        elsewhere = _elsewhere(site, plan)
        yield _text(site, plan, elsewhere)
        for point in (*plan.provisions, *plan.terms):
            page = point_page(site, plan, point, lives, elsewhere)
            yield from fitted(page, {LIFE: "other-texts"}, largest=LARGEST)


def _list(site: Site) -> Page:
    rows = [
        (
            told.dated(plan.date),
            [
                told.text(site, plan),
                h.p(".pp-note")[_by(site, plan)],
            ],
            plan.status,
            str(len(plan.provisions)),
            {"all": "every point", "part": "in part"}.get(plan.known, plan.known),
        )
        for plan in site.plans
    ]
    columns = ("date", "text and authors", "status", "points", "known")
    return Page(
        "texts/index.md",
        "Texts",
        [
            h.p[
                "Every text in the data, by its date. The points are told in our own words; what "
                "was not read is marked as not known, never as absent."
            ],
            table(
                columns, rows, caption="All texts", sortable=True, head=False, classes="pp-lookup"
            ),
        ],
        short="All texts",
        described="Every text of a peace plan in the data, with date, status and authors.",
    )


def _by(site: Site, plan: Plan) -> str:
    """Whose text it is, as far as that is known."""
    parties = plan.proposed_by or plan.drafters
    return f"by {site.words.parties(parties)}" if parties else "authors not recorded"


def _text(site: Site, plan: Plan, elsewhere: h.Node) -> Page:
    words = Words(plan.registry)
    listed_points = [
        Part("Points", "points", None, tuple(_brief(plan, p, words) for p in plan.provisions))
    ]
    if plan.terms:
        listed_points.append(
            Part(
                "Clauses in no numbered point",
                "terms",
                None,
                tuple(_brief(plan, point, words) for point in plan.terms),
            )
        )
    omitted = [
        (told.ref(site, omission.from_), omission.why or "no reason reported", omission.note or "")
        for omission in plan.omits
    ]
    if omitted:
        columns = ("point", "reported reason", "note")
        listed_points.append(
            Part(
                "Left out of earlier texts", "omitted", table(columns, omitted, caption="Left out")
            )
        )
    about = list(plan_metadata(plan, words))
    notes = [h.p[said] for term, said in about if term == "Note"]
    if notes:
        listed_points.append(Part("Notes on the text", "notes", notes))
    backed = told.backed(site, plan.evidence, plan.sources, plan)
    if backed:
        listed_points.append(Part("Sources of the text as a whole", "sources", backed))
    return Page(
        places.text(plan.id),
        plan.title,
        [
            facts(
                (
                    *_grouped((term, said) for term, said in about if term != "Note"),
                    *([("More", _more(plan, notes=bool(notes)))] if notes or backed else ()),
                )
            ),
            pictured(of_text(site, plan)),
            elsewhere,
            citation_of(site, plan, None),
        ],
        tuple(listed_points),
        short=plan.title,
        described=f"{plan.title} ({plan.date}), point by point, with values and sources.",
    )


def _grouped(about: Iterable[tuple[str, str]]) -> Iterator[tuple[h.Node, h.Node]]:
    """Facts of one term together."""
    groups: dict[str, list[str]] = {}
    for term, said in about:
        groups.setdefault(term, []).append(said)
    for term, each in groups.items():
        if len(each) == 1:
            yield term, each[0]
        else:
            yield f"{term}s", h.ul[(h.li[said] for said in each)]


def _more(plan: Plan, *, notes: bool) -> h.Node:
    """Links to what stands below the points."""
    grade = f" ({plan.evidence})" if plan.evidence else ""
    sources = f"{len(plan.sources)} source{'' if len(plan.sources) == 1 else 's'}{grade}"
    links = [h.a(href="#notes")["notes on the text"]] if notes else []
    if plan.sources or plan.evidence:
        links.append(h.a(href="#sources")[sources])
    return told.joined(links, " · ")


def _brief(plan: Plan, point: Provision, words: Words) -> Part:
    """A top-level point on the page of its text: what it says, what it sets, where more is."""
    title = headed(plan, point)
    return Part(title, places.anchor(point.number), _in_brief(plan, point, words))


def _in_brief(plan: Plan, point: Provision, words: Words) -> h.Node:
    return h.div(".pp-brief")[
        h.p[
            point.summary,
            point.status and [" ", h.span(".pp-status")[point.status]],
            " ",
            link(
                places.point(plan, point.number),
                "This clause in full, with sources"
                if point in plan.terms
                else f"Point {point.number} in full, with sources",
            ),
        ],
        [setting_list(words, c.sets) for c in point.commitments if c.sets],
        when(
            point.options,
            h.ul[
                (
                    h.li[h.em[f"Option {o.id}"], f" ({words.parties(o.proposed_by)}): {o.summary}"]
                    for o in point.options
                )
            ],
        ),
        when(
            point.provisions,
            h.ul[
                (
                    h.li[
                        link(places.point(plan, below.number), below.number),
                        " ",
                        below.summary,
                        [setting_list(words, c.sets) for c in below.commitments if c.sets],
                    ]
                    for below in list(point.walk())[1:]
                )
            ],
        ),
    ]


def _elsewhere(site: Site, plan: Plan) -> h.Node:
    """Where else a text is shown with its points, in one line."""
    made: list[h.Node] = []
    if plan.id in CHOSEN and sum(id in site.catalog.plans for id in CHOSEN) > 1:
        made.append(link("synopsis.md", "beside other texts, point by point"))
    if sequence(plan).steps:
        made.append(link(sequence_of(plan), "what comes before what"))
    return h.p(".pp-path")["This text also: ", told.joined(made), "."] if made else None
