"""The page of a point: what it says, by what it is backed, where it came from, who stands where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import htpy as h

from peaceplans.model.plan import Commitment, Option, Plan, Provision, Reading
from peaceplans.reports.citation import citation
from peaceplans.reports.plan_report import (
    parameter_of,
    point_facts,
    reading_in_words,
)
from peaceplans.reports.words import Words
from peaceplans.site import citing, places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, link, table, when
from peaceplans.site.pages.lives import Lives
from peaceplans.site.pages.standing import standing
from peaceplans.values.setting import Setting


def point_page(site: Site, plan: Plan, point: Provision, lives: Lives, elsewhere: h.Node) -> Page:
    """The page of a top-level point with all below it; `elsewhere` links to what else shows its
    text.
    """
    words = Words(plan.registry)
    term = point in plan.terms
    title = f"{plan.title}: {headed(plan, point) if term else f'point {_title(point)}'}"
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
            citation_of(site, plan, point),
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
        short=headed(plan, point),
        described=point.summary,
    )


def _title(point: Provision) -> str:
    return f"{point.number} {point.heading or ''}".rstrip()


def headed(plan: Plan, point: Provision) -> str:
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
        None if first else citation_of(site, plan, point),
    ]


LINKED = ("Issues", "Comes from", "Evidence")
"""Facts of a point that have links here, and are told by themselves."""


def setting_list(words: Words, sets: Mapping[str, Setting]) -> h.Node:
    """What a commitment sets, in a line for each cell."""
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
        citation_of(site, plan, point, option),
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


def citation_of(
    site: Site, plan: Plan, point: Provision | None, option: Option | None = None
) -> h.Node:
    """How to cite a text, or a point or option of it, behind a fold."""
    if point is None:
        place = places.text(plan.id)
    else:
        place = places.point(plan, point.number + (f"/{option.id}" if option else ""))
    version = site.catalog.version
    return citing.cited(
        citation(plan, point, option=option, version=version, address=citing.address(place))
    )
