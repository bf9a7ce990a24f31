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
    printers,
    reading_in_words,
)
from peaceplans.reports.words import Words, listed
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, link, table, when
from peaceplans.values.setting import Setting


def texts(site: Site) -> Iterator[Page]:
    """The list of texts, then a page for each and for each of its points."""
    yield _list(site)
    for plan in site.plans:
        came_of = _descendants(site, plan)
        yield _text(site, plan)
        for point in (*plan.provisions, *plan.terms):
            yield _point(site, plan, point, came_of)


def _list(site: Site) -> Page:
    rows = [
        (
            told.dated(plan.date),
            told.text(site, plan),
            plan.status,
            site.words.parties(plan.proposed_by or plan.drafters),
            str(len(plan.provisions)),
            {"all": "every point", "part": "in part"}.get(plan.known, plan.known),
        )
        for plan in site.plans
    ]
    columns = ("date", "text", "status", "by", "points", "known")
    return Page(
        "texts/index.md",
        "Texts",
        [
            h.p[
                "Every text in the data, by its date. The points are told in our own words; what "
                "was not read is marked as not known, never as absent."
            ],
            table(columns, rows, caption="All texts", sortable=True, head=False),
        ],
        short="All texts",
        described="Every text of a peace plan in the data, with date, status and authors.",
    )


def _text(site: Site, plan: Plan) -> Page:
    words = Words(plan.registry)
    listed_points = [Part("Points", "points", [_brief(plan, p, words) for p in plan.provisions])]
    if plan.terms:
        listed_points.append(
            Part(
                "Clauses in no numbered point",
                "terms",
                [_brief(plan, point, words) for point in plan.terms],
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
    return Page(
        places.text(plan.id),
        plan.title,
        [
            facts((term, said) for term, said in plan_metadata(plan, words)),
            told.backed(site, plan.evidence, plan.sources, plan),
            _citation(site, plan, None),
        ],
        tuple(listed_points),
        short=plan.title,
        described=f"{plan.title} ({plan.date}), point by point, with values and sources.",
    )


def _brief(plan: Plan, point: Provision, words: Words) -> h.Element:
    """A top-level point on the page of its text: what it says, what it sets, where more is."""
    return h.section(".pp-brief", id=places.anchor(point.number))[
        h.h3[link(places.point(plan, point.number), _title(point))],
        h.p[point.summary, point.status and [" ", h.span(".pp-status")[point.status]]],
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


def _point(site: Site, plan: Plan, point: Provision, came_of: Mapping[str, list[str]]) -> Page:
    words = Words(plan.registry)
    title = f"{plan.title}: point {_title(point)}"
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
            _citation(site, plan, point),
        ],
        tuple(
            Part(
                "What it says" if each is point else _title(each),
                places.anchor(each.number),
                _content(site, plan, each, words, came_of, first=each is point),
            )
            for each in point.walk()
        ),
        short=_title(point),
        described=point.summary,
    )


def _title(point: Provision) -> str:
    return f"{point.number} {point.heading or ''}".rstrip()


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
    came_of: Mapping[str, list[str]],
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
                    [("Became", told.joined(told.ref(site, r) for r in came_of[point.number]))]
                    if came_of.get(point.number)
                    else []
                ),
                *about,
            )
        ),
        _commitments(site, plan, point.commitments, words),
        [_option(site, plan, point, option, words) for option in point.options],
        _readings(point.readings, words),
        when(
            point.implementation,
            [
                h.h4["After signature"],
                h.ul[(h.li[words.performance(each)] for each in point.implementation)],
            ],
        ),
        told.backed(site, point.evidence, point.sources, plan),
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
            _cells(site, c.sets, words) if c.sets else None,
            h.p(".pp-note")[f"By context: {words.fact(c.implied)}."] if c.implied else None,
            when(c.unclear, h.p(".pp-note")[f"Undefined: {'; '.join(c.unclear)}."]),
            when(c.note, h.p(".pp-note")[(c.note or "").strip()]),
            told.backed(site, c.evidence, c.sources, plan),
        ]
        for c in commitments
    ]


def _cells(site: Site, sets: Mapping[str, Setting], words: Words) -> h.Node:
    rows = []
    for cell, setting in sets.items():
        parameter = parameter_of(words, cell)
        title: h.Node = words.cell(cell)
        if parameter is not None and parameter.id in site.catalog.parameters:
            title = link(places.parameter(parameter.id, parameter.issue), title)
        rows.append((title, h.strong[words.setting(setting, parameter)], setting.evidence or ""))
    return table(("what is asked", "what the text sets", "evidence"), rows, caption="Values")


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
        _readings(option.readings, words),
        when(option.note, h.p(".pp-note")[(option.note or "").strip()]),
        told.backed(site, option.evidence, option.sources, plan),
    ]


def _readings(readings: Iterable[Reading], words: Words) -> h.Node:
    rows = [
        (
            f"{reading.kind}{f' {reading.date}' if reading.date else ''}",
            reading_in_words(reading, words),
            listed(printers(reading, words)),
        )
        for reading in readings
    ]
    columns = ("kind", "how it differs", "printed by")
    return table(columns, rows, caption="Other readings") if rows else None


def _citation(site: Site, plan: Plan, point: Provision | None) -> h.Node:
    return h.details(".pp-cite")[
        h.summary["Cite this"],
        h.p[h.q[citation(plan, point, version=site.catalog.version)]],
    ]


def _descendants(site: Site, plan: Plan) -> dict[str, list[str]]:
    """Point → the points of other texts that are declared to come from it."""
    found: dict[str, list[str]] = {}
    for other in site.plans:
        for point in other.walk():
            own = (ref for option in point.options for ref in option.derives_from)
            for ref in (*point.derives_from, *own):
                text, _, number = ref.partition("#")
                if text == plan.id:
                    found.setdefault(number, []).append(f"{other.id}#{point.number}")
    return {number: list(dict.fromkeys(refs)) for number, refs in found.items()}
