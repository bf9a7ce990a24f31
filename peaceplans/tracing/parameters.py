"""The life of a parameter: what each text sets, and what happened to it on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peaceplans.alignment import align
from peaceplans.comparison.change import Change
from peaceplans.comparison.context import Context
from peaceplans.comparison.parameters import cell_changes
from peaceplans.ledger.spelling import cells_named
from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Plan
from peaceplans.model.registry import Registry
from peaceplans.synoptic import Answer, left_out, printed
from peaceplans.text_cells import SILENT, TextAnswers
from peaceplans.tracing.steps import (
    BY_DATE,
    BY_ORIGIN,
    Dated,
    Gone,
    Step,
    Trace,
    by_date,
    dated,
    in_order,
    made_from,
)


def of_parameter(registry: Registry, plans: Iterable[Plan], ref: str, other_wars: bool) -> Trace:
    """The life of a parameter, or of one of its cells, through some texts.

    Raises KeyError, with a message, for what is no parameter or cell.
    """
    ordered = in_order(plans)
    line = _Line(registry, ref, ordered)
    elsewhere: list[Plan] = []
    for plan in ordered:
        if plan.conflict is None or other_wars:
            line.add(plan)
        elif line.cells(TextAnswers(plan)):
            elsewhere.append(plan)
    readings = [
        Dated(plan, place, reading)
        for plan in ordered
        if plan.conflict is None or other_wars
        for place, reading in dated(plan.walk())
        if any(line.is_of(cell) for cell in reading.sets)
    ]
    return Trace(
        ref,
        "parameter",
        tuple(line.steps),
        registry,
        readings=by_date(readings),
        left_out=tuple(line.gone),
        silent=tuple(line.silent),
        unread=tuple(line.unread),
        elsewhere=tuple(elsewhere),
    )


ONE_SIDED = frozenset(
    f"parameter-{kind}"
    for kind in ("set", "unset", "unknown", "raised-as-blank", "blank-gone", "places-changed")
)
"""Rules of what one text sets and the other does not, or not where it was read."""


class _Line:
    """The texts so far, in order of date, and where each of them stands."""

    def __init__(self, registry: Registry, ref: str, ordered: Sequence[Plan]) -> None:
        id_ = ref.partition("[")[0]
        known = registry.parameters.get(id_)
        self.wanted: frozenset[str] | None = None
        if known is None or "[" in ref or not known.per:
            self.wanted = frozenset(cells_named(registry, ref))
        self.parameter: Parameter = registry.parameters[id_]
        self.order = {plan.id: at for at, plan in enumerate(ordered)}
        self.steps: list[Step] = []
        self.gone: list[Gone] = []
        self.silent: list[Plan] = []
        self.unread: list[Plan] = []
        self._setting: dict[str, Plan] = {}
        # By war and cell: a text on another war is not the one before.
        self._last: dict[tuple[str | None, str], Plan] = {}

    def is_of(self, cell: str) -> bool:
        """Whether a cell is one of those asked for."""
        if self.wanted is not None:
            return cell in self.wanted
        return cell.partition("[")[0] == self.parameter.id

    def cells(self, text: TextAnswers) -> tuple[tuple[str, Answer], ...]:
        """What a text sets of what is asked for."""
        return tuple(
            (cell, Answer(found.state, found.places, printed(text, cell, found.state)))
            for cell in text.cells
            if self.is_of(cell)
            for found in [text.cell(cell, self.parameter)]
        )

    def add(self, plan: Plan) -> None:
        """The next text by date."""
        text = TextAnswers(plan)
        cells = self.cells(text)
        origins = [self._setting[id_] for id_ in made_from(plan) if id_ in self._setting]
        origin = self._latest(origins)
        places = [(plan.conflict, cell) for cell, _ in cells]
        against = origin or self._latest([self._last[at] for at in places if at in self._last])
        changes = tuple(self._changes(against, plan)) if against else ()
        if origin is None:
            # Of two texts that nothing joins, what only one of them sets is no turn.
            changes = tuple(change for change in changes if change.rule not in ONE_SIDED)
        if cells:
            points = tuple(dict.fromkeys(n for _, answer in cells for n in answer.places))
            by = BY_ORIGIN if origin else BY_DATE if against else ""
            self.steps.append(Step(plan, "sets", points, cells, against, by, changes))
            self._setting[plan.id] = plan
            self._last.update(dict.fromkeys(places, plan))
        elif text.doubtful(self.parameter) and not any(c.after == SILENT for c in changes):
            self.unread.append(plan)
        elif against and changes:
            self.steps.append(Step(plan, "silent", (), (), against, BY_ORIGIN, changes))
            self.gone += _omitted(plan, against, changes)
        else:
            self.silent.append(plan)

    def _latest(self, plans: Iterable[Plan]) -> Plan | None:
        return max(plans, key=lambda plan: self.order[plan.id], default=None)

    def _changes(self, old: Plan, new: Plan) -> Iterator[Change]:
        """What happened to what is asked for from one text to another."""
        for change in cell_changes(Context(old, new, align(old, new))):
            if any(self.is_of(cell) for cell in (change.subject, *change.fields)):
                yield change


def _omitted(plan: Plan, old: Plan, changes: Iterable[Change]) -> Iterator[Gone]:
    """What a text declares to leave out of those points of another that changes are about."""
    declared = left_out(old, plan)
    places = (place.partition("/")[0] for change in changes for place in change.old)
    found = (declared[place] for place in places if place in declared)
    yield from (Gone(plan, omission) for omission in dict.fromkeys(found))
