"""The texts: their list, a page for each, and a page for each of its points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import htpy as h

from peaceplans.model.plan import Commitment, Option, Plan, Provision, Reading
from peaceplans.reports.citation import citation
from peaceplans.reports.plan_report import (
    parameter_of,
    plan_metadata,
    point_facts,
    reading_in_words,
)
from peaceplans.reports.words import Words
from peaceplans.sequencing import sequence
from peaceplans.site import citing, places, told
from peaceplans.site.context import Site
from peaceplans.site.fitting import fitted
from peaceplans.site.page import Page, Part, facts, link, table, when
from peaceplans.site.pages.lives import ANCHOR as LIFE
from peaceplans.site.pages.lives import Lives
from peaceplans.site.pages.sequence import place as sequence_of
from peaceplans.site.pages.standing import standing
from peaceplans.site.pages.synopsis import CHOSEN
from peaceplans.site.pictures.shown import of_text, pictured
from peaceplans.values.setting import Setting

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
            page = _point(site, plan, point, lives, elsewhere)
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
            _citation(site, plan, None),
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
    title = _headed(plan, point)
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
        [_setting_list(words, c.sets) for c in point.commitments if c.sets],
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
                        [_setting_list(words, c.sets) for c in below.commitments if c.sets],
                    ]
                    for below in list(point.walk())[1:]
                )
            ],
        ),
    ]


def _point(site: Site, plan: Plan, point: Provision, lives: Lives, elsewhere: h.Node) -> Page:
    words = Words(plan.registry)
    term = point in plan.terms
    title = f"{plan.title}: {_headed(plan, point) if term else f'point {_title(point)}'}"
    return Page(
        places.point(plan, point.number),
        title,
        [
            h.p(".pp-path")[
                told.text(site, plan),
                f", {plan.date}, ",
                told.joined(_neighbours(plan, point), " · "),
            ],
            h.p(".pp-said")[point.summary],
            elsewhere,
            _citation(site, plan, point),
        ],
        tuple(
            part
            for part in (
                *(
                    Part(
                        "What it says" if each is point else _title(each),
                        places.anchor(each.number),
                        _content(site, plan, each, words, lives, first=each is point),
                    )
                    for each in point.walk()
                ),
                lives.told(plan, point),
                standing(site, plan, point),
            )
            if part is not None
        ),
        short=_headed(plan, point),
        described=point.summary,
    )


def _title(point: Provision) -> str:
    return f"{point.number} {point.heading or ''}".rstrip()


def _headed(plan: Plan, point: Provision) -> str:
    """The title of a point; that of a clause in no numbered point is its heading alone."""
    return point.heading if point.heading and point in plan.terms else _title(point)


def _neighbours(plan: Plan, point: Provision) -> Iterator[h.Node]:
    points = (*plan.provisions, *plan.terms)
    at = points.index(point)
    if at:
        yield link(places.point(plan, points[at - 1].number), f"← {points[at - 1].number}")
    if at + 1 < len(points):
        yield link(places.point(plan, points[at + 1].number), f"{points[at + 1].number} →")


def _content(
    site: Site,
    plan: Plan,
    point: Provision,
    words: Words,
    lives: Lives,
    *,
    first: bool,
) -> h.Node:
    about = [(term, said) for term, said in point_facts(point, words) if term not in LINKED]
    return [
        None if first else h.p(".pp-said")[point.summary],
        facts(
            (
                *(
                    [("Issues", told.joined(told.issue(site, id) for id in point.issues))]
                    if point.issues
                    else []
                ),
                *(
                    [("Comes from", told.joined(told.ref(site, r) for r in point.derives_from))]
                    if point.derives_from
                    else []
                ),
                *(
                    [("Became", told.joined(told.ref(site, r) for r in became))]
                    if (became := lives.became(plan, point.number))
                    else []
                ),
                *(
                    [("Left out of", left_out)]
                    if (left_out := lives.left_out(plan, point.number))
                    else []
                ),
                *about,
            )
        ),
        _commitments(site, plan, point.commitments, words),
        [_option(site, plan, point, option, words) for option in point.options],
        _readings(site, plan, point.readings, words),
        when(
            point.implementation,
            [
                h.h4["After signature"],
                h.ul[
                    [
                        h.li[
                            words.performance(each),
                            told.backed(site, each.evidence, each.sources, plan),
                        ]
                        for each in point.implementation
                    ]
                ],
            ],
        ),
        told.backed(site, point.evidence, point.sources, plan),
        None if first else _citation(site, plan, point),
    ]


LINKED = ("Issues", "Comes from", "Evidence")
"""Facts of a point that have links here, and are told by themselves."""


def _setting_list(words: Words, sets: Mapping[str, Setting]) -> h.Node:
    return h.ul(".pp-sets")[
        (
            h.li[
                h.span(".pp-cell")[words.cell(cell)],
                ": ",
                h.strong[words.setting(setting, parameter_of(words, cell))],
            ]
            for cell, setting in sets.items()
        )
    ]


def _commitments(site: Site, plan: Plan, commitments: Iterable[Commitment], words: Words) -> h.Node:
    return [
        h.div(".pp-commitment")[
            h.p[h.span(".pp-modality")[c.modality], " ", words.commitment(c)],
            _cells(site, plan, c, words) if c.sets else None,
            h.p(".pp-note")[f"By context: {words.fact(c.implied)}."] if c.implied else None,
            when(c.unclear, h.p(".pp-note")[f"Undefined: {'; '.join(c.unclear)}."]),
            when(c.note, h.p(".pp-note")[(c.note or "").strip()]),
            told.backed(site, c.evidence, c.sources, plan),
        ]
        for c in commitments
    ]


def _cells(site: Site, plan: Plan, commitment: Commitment, words: Words) -> h.Node:
    """What a commitment sets; a value on other grounds than the commitment has them with it."""
    rows = []
    for cell, setting in commitment.sets.items():
        parameter = parameter_of(words, cell)
        title: h.Node = words.cell(cell)
        if parameter is not None and parameter.id in site.catalog.parameters:
            title = link(places.parameter(parameter.id, parameter.issue), title)
        grounds = setting.evidence, setting.sources
        alike = grounds == (commitment.evidence, commitment.sources)
        own = None if alike else told.backed(site, *grounds, plan)
        rows.append((title, [h.strong[words.setting(setting, parameter)], own]))
    return table(("what is asked", "what the text sets"), rows, caption="Values")


def _option(site: Site, plan: Plan, point: Provision, option: Option, words: Words) -> h.Node:
    return h.section(".pp-option", id=places.anchor(f"{point.number}/{option.id}"))[
        h.h4[f"Option {option.id}, proposed by {words.parties(option.proposed_by)}"],
        h.p[option.summary],
        h.p[f"Only {words.condition(option.condition)}."] if option.condition else None,
        when(
            option.derives_from,
            h.p["Comes from ", told.joined(told.ref(site, r) for r in option.derives_from), "."],
        ),
        _commitments(site, plan, option.commitments, words),
        _readings(site, plan, option.readings, words),
        when(option.note, h.p(".pp-note")[(option.note or "").strip()]),
        told.backed(site, option.evidence, option.sources, plan),
        _citation(site, plan, point, option),
    ]


def _readings(site: Site, plan: Plan, readings: Iterable[Reading], words: Words) -> h.Node:
    rows = [
        (
            f"{reading.kind}{f' {reading.date}' if reading.date else ''}",
            [
                reading_in_words(reading, words),
                h.p(".pp-backed")[
                    "Printed by: ",
                    _printed(site, plan, reading) or "not said; the point has the sources",
                ],
            ],
        )
        for reading in readings
    ]
    columns = ("kind", "how it differs, and who prints it so")
    return table(columns, rows, caption="Other readings") if rows else None


def _printed(site: Site, plan: Plan, reading: Reading) -> h.Node:
    """Who prints a reading: sources, and editions with what they are known from."""
    editions = {edition.id: edition.sources for edition in plan.editions}
    made: list[h.Node] = [
        [f"edition {id} (", told.sources(site, editions[id], plan), ")"]
        if id in editions
        else told.sources(site, (id,), plan)
        for id in reading.printed_by
    ]
    if not made:
        return None
    grade = reading.evidence and [" ", told.grade(reading.evidence)]
    return [told.joined(made, "; "), grade]


def _citation(
    site: Site, plan: Plan, point: Provision | None, option: Option | None = None
) -> h.Node:
    if point is None:
        place = places.text(plan.id)
    else:
        place = places.point(plan, point.number + (f"/{option.id}" if option else ""))
    version = site.catalog.version
    return citing.cited(
        citation(plan, point, option=option, version=version, address=citing.address(place))
    )


def _elsewhere(site: Site, plan: Plan) -> h.Node:
    """Where else a text is shown with its points, in one line."""
    made: list[h.Node] = []
    if plan.id in CHOSEN and sum(id in site.catalog.plans for id in CHOSEN) > 1:
        made.append(link("synopsis.md", "beside other texts, point by point"))
    if sequence(plan).steps:
        made.append(link(sequence_of(plan), "what comes before what"))
    return h.p(".pp-path")["This text also: ", told.joined(made), "."] if made else None
