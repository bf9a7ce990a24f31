"""The questions of an issue: what every text sets in each of their cells, and on which grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import htpy as h

from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Commitment, Plan, Provision, Reading
from peaceplans.reports.plan_report import parameter_of, printers
from peaceplans.reports.words import Words, listed
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Part, facts, lines, table
from peaceplans.site.pictures.shown import of_parameter, pictured
from peaceplans.text_cells import TextAnswers
from peaceplans.values.setting import Setting


class Value(NamedTuple):
    """What a point of a text sets in a cell, with what that rests on.

    `place` is the point or option, `how` what sets it apart (an option, another reading);
    `read_otherwise` whether only another reading of the text sets it.
    """

    plan: Plan
    place: str
    how: str
    cell: str
    setting: Setting
    evidence: str | None
    sources: tuple[str, ...]
    read_otherwise: bool = False


class Questions:
    """The parameters of the registry, those that texts define for themselves, and all values."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.parameters = dict(site.catalog.parameters)
        self.values: dict[str, list[Value]] = {}
        self.texts = {plan.id: TextAnswers(plan, inferred=True) for plan in site.plans}
        for plan in site.plans:
            for id, parameter in (plan.define.parameters if plan.define else {}).items():
                self.parameters.setdefault(id, parameter)
            for value in _values(plan):
                self.values.setdefault(value.cell.partition("[")[0], []).append(value)

    def on(self, issue: str) -> tuple[Parameter, ...]:
        """The parameters of an issue."""
        return tuple(each for each in self.parameters.values() if each.issue == issue)

    def told(self, parameter: Parameter) -> Part:
        """A parameter with what each text sets in each of its cells, and which texts do not."""
        found = self.values.get(parameter.id, ())
        setting = {value.plan.id for value in found if not value.read_otherwise}
        rest = [plan for plan in self.site.plans if plan.id not in setting]
        unread = [plan for plan in rest if self.texts[plan.id].doubtful(parameter)]
        silent = [plan for plan in rest if plan not in unread]
        rows = [_row(self.site, parameter, same) for same in _alike(found)]
        columns = ["text and point", "asked for", "what it sets, and by which sources"]
        if not parameter.per:
            columns.remove("asked for")
        caption = f"What texts set: {parameter.title}"
        return Part(
            parameter.title,
            places.anchor(parameter.id),
            [
                facts(_question(self.site, parameter)),
                pictured(of_parameter(self.site, parameter.id)),
                table(columns, rows, caption=caption, head=False)
                if rows
                else h.p["No text in the data is known to set it."],
                _texts(self.site, "Not known, as not read where it could stand: ", unread),
                h.p(".pp-note")[
                    f"{'Each other text' if unread or rows else 'Each text'} in the data was "
                    f"read, and sets nothing here ({len(silent)})."
                ]
                if silent
                else None,
            ],
        )


def _values(plan: Plan) -> Iterator[Value]:
    """What a text sets, point by point, with what its options and other readings set."""
    words = Words(plan.registry)
    for point in plan.walk():
        status = f" ({point.status})" if point.status else ""
        yield from _set(plan, point, point.number, status, point.commitments)
        yield from _otherwise(plan, point.number, status, point.readings, words)
        for option in point.options:
            place = f"{point.number}/{option.id}"
            how = f", option of {words.parties(option.proposed_by)}{status}"
            yield from _set(plan, point, place, how, option.commitments)
            yield from _otherwise(plan, place, how, option.readings, words)


def _set(
    plan: Plan, point: Provision, place: str, how: str, commitments: Iterable[Commitment]
) -> Iterator[Value]:
    for each in commitments:
        given = f"{how}, under a condition" if each.condition or point.condition else how
        for cell, setting in each.sets.items():
            yield Value(
                plan,
                place,
                given,
                cell,
                setting,
                setting.evidence or each.evidence or point.evidence or plan.evidence,
                setting.sources or each.sources or point.sources or plan.sources,
            )


def _otherwise(
    plan: Plan, place: str, how: str, readings: Iterable[Reading], words: Words
) -> Iterator[Value]:
    editions = {edition.id: edition.sources for edition in plan.editions}
    for reading in readings:
        by = f" by {listed(printers(reading, words))}" if reading.printed_by else ""
        apart = f"{how}, another reading ({reading.kind}){by}"
        printed = dict.fromkeys(
            source
            for id in reading.printed_by
            for source in ((id,) if id in words.registry.sources else editions.get(id, ()))
        )
        for sets in (reading.sets, *(each.sets for each in reading.commitments)):
            for cell, setting in sets.items():
                grade = setting.evidence or reading.evidence
                grounds = setting.sources or tuple(printed)
                yield Value(plan, place, apart, cell, setting, grade, grounds, read_otherwise=True)


def _texts(site: Site, said: str, plans: Sequence[Plan]) -> h.Node:
    named = told.joined(told.text(site, plan) for plan in plans)
    return h.p(".pp-note")[said, named, "."] if plans else None


def _question(site: Site, parameter: Parameter) -> Iterator[tuple[h.Node, h.Node]]:
    if parameter.question:
        yield "Question", parameter.question
    yield "Kind of answer", parameter.kind
    if parameter.unit:
        yield "Unit", parameter.unit
    if parameter.bound:
        yield "Meant as", parameter.bound.replace("-", " ")
    named = (*parameter.choices, *parameter.items, *parameter.also)
    if named:
        order = ", in this order" if parameter.ordered else ""
        yield f"Answers{order}", "; ".join(site.words.named(each, parameter) for each in named)
    if parameter.per:
        yield "Asked for each", ", ".join(parameter.per)
    if parameter.note:
        yield "Note", lines(parameter.note.strip())


def _alike(found: Iterable[Value]) -> list[list[Value]]:
    """Cells in which one place of a text sets the same on the same grounds, together."""
    groups: dict[object, list[Value]] = {}
    for value in found:
        key = value.plan.id, value.place, value.how, value.setting, value.evidence, value.sources
        groups.setdefault(key, []).append(value)
    return list(groups.values())


def _row(site: Site, parameter: Parameter, same: Sequence[Value]) -> list[h.Node]:
    value = same[0]
    words = Words(value.plan.registry)
    cells = dict.fromkeys(each.cell for each in same)
    keys: list[h.Node] = []
    if parameter.per:
        title = words.cell(next(iter(cells)).partition("[")[0])
        told_cells = words.cell(*cells)
        keys = [told_cells[len(title) :].strip().removeprefix("(").removesuffix(")")]
    number = value.place.partition("/")[0]
    return [
        [
            told.dated(value.plan.date),
            " ",
            told.text(site, value.plan),
            ", ",
            told.ref(site, f"{value.plan.id}#{value.place}", f"point {number}"),
            value.how,
        ],
        *keys,
        [
            h.strong[words.setting(value.setting, parameter_of(words, value.cell))],
            value.setting.note and h.p(".pp-note")[value.setting.note.strip()],
            told.backed(site, value.evidence, value.sources, value.plan),
        ],
    ]
