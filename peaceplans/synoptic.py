"""Floor 9: any number of texts side by side, point by point and issue by issue.

A row holds the points that correspond. Rows grow text by text, in the order in which the texts
are given: a point goes into the row of those points of an earlier text to which it corresponds
most surely (declared lineage before matching, among equally sure the nearest text before it), and
where it corresponds to none it begins a row. Weaker correspondences join no rows: over many texts
their chains would run everything together. They are not lost either, since a text that has none
of its points in a row says where what corresponds stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from peaceplans.alignment import CONFIDENCE, Alignment, Link, align, in_doubt, unread_of
from peaceplans.grouping import connected
from peaceplans.model.plan import Omission, Plan, Provision
from peaceplans.model.registry import Registry
from peaceplans.text_cells import SILENT, State, TextAnswers
from peaceplans.values.plain import plain
from peaceplans.values.record import Record
from peaceplans.values.setting import UNKNOWN, Setting

HAS, ELSEWHERE, DROPPED = "has", "elsewhere", "dropped"
STATES = {
    HAS: "has points there",
    ELSEWHERE: "what corresponds stands in another row",
    DROPPED: "is reported to leave it out",
    SILENT: "was read where it could stand, and has nothing that corresponds",
    UNKNOWN: "was not read where it could stand",
}
"""What a text has in a row."""


class Entry(NamedTuple):
    """What one text has in a row: the numbers of its points, and a word of `STATES`.

    `values` are the cells that these points set. `elsewhere` are points in other rows, `why`
    the reported reasons of an omission.
    """

    points: tuple[str, ...]
    state: str
    values: tuple[tuple[str, State], ...] = ()
    elsewhere: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@attrs.frozen(repr=False, eq=False)
class Row(Record):
    """Points that correspond, with an entry for each text."""

    entries: tuple[Entry, ...]
    issues: tuple[str, ...]

    @property
    def points(self) -> tuple[tuple[str, ...], ...]:
        """The numbers of each text, empty for a text that has no point here."""
        return tuple(entry.points for entry in self.entries)


class Answer(NamedTuple):
    """What one text says in a cell, where, and what other copies of it print instead."""

    state: State
    places: tuple[str, ...]
    printed: tuple[Setting, ...]


class Matter(NamedTuple):
    """One issue: the points of each text on it, and by cell what each text says."""

    issue: str
    points: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[str, tuple[Answer, ...]], ...]


@attrs.frozen(repr=False, eq=False)
class Synopsis(Record):
    """Texts side by side: `rows` of corresponding points, in which every point stands once, and
    `matters`, one for each issue. Both are in the order of the first text and of the registry.
    """

    plans: tuple[Plan, ...]
    rows: tuple[Row, ...]
    matters: tuple[Matter, ...]
    registry: Registry = attrs.field(eq=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain values: the texts, every row, every issue."""
        ids = [plan.id for plan in self.plans]
        return {
            "format": "peaceplans-synopsis",
            "version": 1,
            "plans": [
                {"id": p.id, "title": p.title, "date": p.date, "known": p.known} for p in self.plans
            ],
            "rows": [
                {
                    "issues": list(row.issues),
                    "texts": [_entry(*pair) for pair in zip(ids, row.entries, strict=True)],
                }
                for row in self.rows
            ],
            "issues": [
                {
                    "issue": matter.issue,
                    "points": [list(numbers) for numbers in matter.points],
                    "cells": [
                        {
                            "cell": cell,
                            "texts": [_answer(*pair) for pair in zip(ids, answers, strict=True)],
                        }
                        for cell, answers in matter.cells
                    ],
                }
                for matter in self.matters
            ],
        }

    def __repr__(self) -> str:
        texts = ", ".join(plan.id for plan in self.plans)
        return f"<Synopsis {texts}: {len(self.rows)} rows, {len(self.matters)} issues>"


def _entry(plan: str, entry: Entry) -> dict[str, Any]:
    return {
        "plan": plan,
        "points": list(entry.points),
        "state": entry.state,
        "values": {cell: plain(state) for cell, state in entry.values},
        "elsewhere": list(entry.elsewhere),
        "why": list(entry.why),
    }


def _answer(plan: str, answer: Answer) -> dict[str, Any]:
    return {
        "plan": plan,
        "points": list(answer.places),
        "value": plain(answer.state),
        "printed": [plain(setting) for setting in answer.printed],
    }


def synopsis(*plans: Plan, issues: Iterable[str] = ()) -> Synopsis:
    """Lay two texts or more side by side, in the order given; only `issues`, with their parts,
    if any are named.

    Two texts give the rows of their alignment. Raises ValueError for fewer than two texts.
    """
    if len(plans) < 2:
        raise ValueError("a synopsis takes two texts or more")
    registry = plans[0].registry
    for plan in plans[1:]:
        registry = plan.registry.over(registry)
    wanted = registry.with_parts(issues)
    table = _Table(plans, registry)
    return Synopsis(
        plans,
        tuple(row for row in table.rows() if not wanted or wanted & set(row.issues)),
        tuple(m for m in table.matters() if not wanted or m.issue in wanted),
        registry,
    )


Node = tuple[int, str]
"""A point: which of the texts, and its number there."""


class _Table:
    """The texts with everything that rows and issues are made of, found once."""

    def __init__(self, plans: Sequence[Plan], registry: Registry) -> None:
        self.plans, self.registry = plans, registry
        self.points = [{point.number: point for point in plan.walk()} for plan in plans]
        self.unread = [unread_of(plan) for plan in plans]
        self.answers = [TextAnswers(plan) for plan in plans]
        tables = {(a, b): align(plans[a], plans[b]) for b in range(len(plans)) for a in range(b)}
        self.partners = {pair: dict(_partners(*pair, tables)) for pair in _pairs(len(plans))}
        self.left_out = {(a, b): left_out(plans[a], plans[b]) for a, b in _pairs(len(plans))}
        self.surest = [_surest(b, tables) for b in range(len(plans))]

    def rows(self) -> Iterator[Row]:
        """Every row, in the order of the first text; what others add stands where it follows."""
        place = [{n: at for at, n in enumerate(points)} for points in self.points]
        for group in connected(self._in_order(), self._joined()):
            held: list[list[str]] = [[] for _ in self.plans]
            for text, number in group:
                held[text].append(number)
            numbers = [tuple(sorted(n, key=place[t].__getitem__)) for t, n in enumerate(held)]
            issues = dict.fromkeys(
                issue
                for text, own in enumerate(numbers)
                for number in own
                for issue in self.points[text][number].issues
            )
            entries = tuple(self._entry(text, own, group) for text, own in enumerate(numbers))
            yield Row(entries, tuple(issues))

    def _joined(self) -> Iterator[tuple[Node, Node]]:
        """What the surest links join: their points of the earlier text, and each point to them."""
        chained: set[int] = set()
        for text, links in enumerate(self.surest):
            for number, (earlier, link) in links.items():
                first = earlier, link.old[0]
                yield first, (text, number)
                if id(link) not in chained:
                    chained.add(id(link))
                    yield from ((first, (earlier, other)) for other in link.old[1:])

    def _in_order(self) -> Iterator[Node]:
        """Every point: those that begin a row in the order of the rows, the others after them."""
        added: dict[Node | None, list[Node]] = {}
        anchors: dict[Node, Node] = {}
        for text, points in enumerate(self.points):
            last: Node | None = None
            for number in points:
                node = text, number
                if number in self.surest[text]:
                    earlier, link = self.surest[text][number]
                    last = anchors[node] = anchors[earlier, link.old[0]]
                else:
                    anchors[node] = node
                    if text:
                        added.setdefault(last, []).append(node)
        first = [(0, number) for number in self.points[0]]
        yield from _followed([*added.pop(None, ()), *first], added)
        yield from (node for node, anchor in anchors.items() if node != anchor)

    def _entry(self, text: int, numbers: tuple[str, ...], row: Sequence[Node]) -> Entry:
        if numbers:
            points = [self.points[text][number] for number in numbers]
            values = tuple(self._values(self.plans[text], points))
            if all(point.status == "removed" for point in points):
                return Entry(numbers, DROPPED, why=tuple(p.why for p in points if p.why))
            unread = all(point.known == "none" for point in points)
            return Entry(numbers, UNKNOWN if unread else HAS, values)
        partners: list[str] = []
        omissions: dict[Omission, None] = {}
        doubt = False
        for other, number in row:
            partners += self.partners[other, text].get(number, ())
            if omission := self.left_out[other, text].get(number):
                omissions[omission] = None
            elif not doubt:
                point = self.points[other][number]
                doubt = in_doubt(self.plans[text], self.unread[text], point)
        why = tuple(reason for omission in omissions for reason in reasons(omission))
        if partners:
            return Entry((), ELSEWHERE, elsewhere=tuple(dict.fromkeys(partners)), why=why)
        # What moved to another paper is no longer mentioned here, and not dropped.
        dropped = any(omission.moved_to is None for omission in omissions)
        return Entry((), UNKNOWN if doubt else DROPPED if dropped else SILENT, why=why)

    def _values(self, plan: Plan, points: Iterable[Provision]) -> Iterator[tuple[str, State]]:
        """The cells that some points set, as if they were all of the text."""
        bare = tuple(attrs.evolve(point, provisions=()) for point in points)
        held = TextAnswers(attrs.evolve(plan, provisions=bare, terms=()))
        for cell in held.cells:
            yield cell, held.cell(cell, self.registry.parameters[cell.partition("[")[0]]).state

    def matters(self) -> Iterator[Matter]:
        """Every issue that a text has a point or a value on."""
        cells: dict[str, list[str]] = {}
        for cell in dict.fromkeys(cell for text in self.answers for cell in text.cells):
            parameter = self.registry.parameters[cell.partition("[")[0]]
            cells.setdefault(parameter.issue, []).append(cell)
        filed: dict[str, list[list[str]]] = {}
        for text, points in enumerate(self.points):
            for number, point in points.items():
                for issue in point.issues:
                    filed.setdefault(issue, [[] for _ in self.plans])[text].append(number)
        none: list[list[str]] = [[] for _ in self.plans]
        for issue in self.registry.issues:
            if issue in filed or issue in cells:
                yield Matter(
                    issue,
                    tuple(tuple(numbers) for numbers in filed.get(issue, none)),
                    tuple((cell, tuple(self._said(cell))) for cell in cells.get(issue, ())),
                )

    def _said(self, cell: str) -> Iterator[Answer]:
        parameter = self.registry.parameters[cell.partition("[")[0]]
        found = [text.cell(cell, parameter) for text in self.answers]
        for text, held in enumerate(found):
            state = held.state
            if state == UNKNOWN and self._is_left_out(text, [each.places for each in found]):
                state = SILENT
            yield Answer(state, held.places, printed(self.answers[text], cell, state))

    def _is_left_out(self, text: int, places: Sequence[Sequence[str]]) -> bool:
        """Whether a text, unread in part, is declared to leave out all that sets a cell."""
        return all(
            place.partition("/")[0] in self.left_out[other, text]
            for other, own in enumerate(places)
            if other != text
            for place in own
        )


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    return ((a, b) for a in range(count) for b in range(count) if a != b)


def _partners(
    one: int, two: int, tables: Mapping[tuple[int, int], Alignment]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each point of one text that has partners in the other, with them."""
    for link in tables[min(one, two), max(one, two)].links:
        mine, others = (link.old, link.new) if one < two else (link.new, link.old)
        if others:
            yield from ((number, others) for number in mine)


Surest = tuple[int, Link]
"""An earlier text, and the link to it."""


def _surest(text: int, tables: Mapping[tuple[int, int], Alignment]) -> dict[str, Surest]:
    """By point the link that puts it into a row; nothing where a point begins one."""
    best: dict[str, Surest] = {}
    for earlier in reversed(range(text)):
        for link in tables[earlier, text].links:
            for number in link.new if link.old else ():
                held = best.get(number)
                if held is None or _grade(link) < _grade(held[1]):
                    best[number] = earlier, link
    return best


def _grade(link: Link) -> int:
    return CONFIDENCE.index(link.confidence)


def _followed(nodes: Iterable[Node], added: Mapping[Node | None, list[Node]]) -> Iterator[Node]:
    """Points, each followed by those that later texts add after it."""
    for node in nodes:
        yield node
        yield from _followed(added.get(node, ()), added)


def left_out(plan: Plan, by: Plan) -> dict[str, Omission]:
    """The points of a plan that another declares to leave out, with all that is below them."""
    declared = {omission.from_: omission for omission in by.omits}
    return {
        below.number: omission
        for point in plan.walk()
        if (omission := declared.get(f"{plan.id}#{point.number}"))
        for below in point.walk()
    }


def reasons(omission: Omission) -> Iterator[str]:
    """What is reported of an omission: why, where the matter went, and our note."""
    if omission.why:
        yield omission.why
    if omission.moved_to:
        yield f"reported as moved to {omission.moved_to}"
    if omission.note:
        yield omission.note


def printed(text: TextAnswers, cell: str, state: State) -> tuple[Setting, ...]:
    """What other copies of a text print in a cell where it says something else."""
    variants = (setting for _, _, setting in text.variants.get(cell, ()))
    return tuple(dict.fromkeys(each for each in variants if _differs(each, state)))


def _differs(setting: Setting, state: State) -> bool:
    said = (
        (state,) if isinstance(state, Setting) else () if isinstance(state, str) else state.values()
    )
    return _bare(setting) not in [_bare(each) for each in said]


def _bare(setting: Setting) -> tuple[object, ...]:
    return setting.value, setting.bound, setting.unit, setting.only
