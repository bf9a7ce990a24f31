"""What changed in every cell that either text sets, with what it would be by other readings."""

from __future__ import annotations

from collections.abc import Iterator

from immutabledict import immutabledict

from peaceplans.comparison.cells import found
from peaceplans.comparison.change import Alternative, Change
from peaceplans.comparison.context import NEW, OLD, Context
from peaceplans.model.parameter import Parameter
from peaceplans.text_cells import SILENT, Cell, State
from peaceplans.values.setting import UNKNOWN, Setting

# Shifts whose rule is not `parameter-` and the kind of shift.
RULES = {
    "evidence-weakened": "evidence-weakened",
    "evidence-strengthened": "evidence-strengthened",
    "note": "setting-note-changed",
}


def cell_changes(context: Context) -> list[Change]:
    """The changes of every cell, in the order of the texts."""
    return _moved(context, list(_cell_changes(context)))


def _cell_changes(context: Context) -> Iterator[Change]:
    old, new = context.answers
    for name in dict.fromkeys([*old.cells, *new.cells]):
        parameter = context.registry.parameters.get(name.partition("[")[0])
        if parameter is None:
            continue
        cells = old.cell(name, parameter), new.cell(name, parameter)
        yield from _changes(
            context,
            name,
            parameter,
            (_established(context, cells, OLD), _established(context, cells, NEW)),
        )


def _moved(context: Context, changes: list[Change]) -> list[Change]:
    """A value that is gone from some places and new in others, set by points that correspond,
    was set for other places: one change, not several.
    """
    groups: dict[object, tuple[list[Change], list[Change]]] = {}
    for change in changes:
        name, keyed, _ = change.subject.partition("[")
        if not keyed or "place" not in context.registry.parameters[name].per:
            continue
        gone = change.rule == "parameter-unset"
        value = change.before if gone else change.after
        if (gone or change.rule == "parameter-set") and isinstance(value, Setting):
            groups.setdefault((name, repr(value.value)), ([], []))[0 if gone else 1].append(change)
    moved: dict[int, Change | None] = {}
    for gone_, new in groups.values():
        if (
            gone_
            and new
            and context.correspond(
                tuple(n for c in gone_ for n in c.old), tuple(n for c in new for n in c.new)
            )
        ):
            moved.update({id(change): None for change in (*gone_, *new)})
            moved[id(gone_[0])] = _in_other_places(gone_, new)
    told = (moved.get(id(change), change) for change in changes)
    return [change for change in told if change is not None]


def _in_other_places(gone: list[Change], new: list[Change]) -> Change:
    first, last = gone[0], new[0]
    return Change(
        "parameter-places-changed",
        first.old,
        last.new,
        first.subject.partition("[")[0],
        immutabledict({change.subject: change.before for change in gone}),
        immutabledict({change.subject: change.after for change in new}),
        issues=first.issues,
        alternatives=tuple(other for change in (*gone, *new) for other in change.alternatives),
        fields=tuple(change.subject for change in (*gone, *new)),
        lines=(first.lines[0], last.lines[1]),
    )


def _established(context: Context, cells: tuple[Cell, Cell], side: int) -> Cell:
    """A cell that was not read is silent if every point that sets it is declared left out."""
    cell, other = cells[side], cells[1 - side]
    if cell.state != UNKNOWN or not other.places:
        return cell
    left_out = all(context.omission(place, 1 - side) is not None for place in other.places)
    return Cell(SILENT) if left_out else cell


def _changes(
    context: Context, name: str, parameter: Parameter, cells: tuple[Cell, Cell]
) -> Iterator[Change]:
    settled = _settled(context, cells)
    findings = list(found(parameter, *cells, settled))
    if not findings:
        return
    alternatives = tuple(_alternatives(context, name, parameter, cells, settled))
    for each in findings:
        yield Change(
            _rule(each.kind),
            cells[OLD].places,
            cells[NEW].places,
            name,
            each.before,
            each.after,
            each.by,
            (parameter.issue,),
            _why(context, cells),
            alternatives,
            lines=(cells[OLD].line, cells[NEW].line),
        )


def _settled(context: Context, cells: tuple[Cell, Cell]) -> frozenset[str]:
    """Members whose absence from the other text is established although part of it was not
    read: every point that sets them is declared left out, or corresponds to points read in full.
    """
    return frozenset(
        member
        for side in (OLD, NEW)
        if cells[1 - side].partly
        for member, numbers in cells[side].members.items()
        if all(context.is_settled(number, side) for number in numbers)
    )


def _rule(kind: str) -> str:
    return RULES.get(kind, f"parameter-{kind}")


def _why(context: Context, cells: tuple[Cell, Cell]) -> tuple[str, ...]:
    """Where the matter is reported to have gone, if the new text is silent on it."""
    if cells[NEW].state != SILENT:
        return ()
    omissions = [context.omission(place) for place in cells[OLD].places]
    moved = [o.moved_to for o in omissions if o is not None and o.moved_to]
    return tuple(f"reported as moved to {place}" for place in dict.fromkeys(moved))


def _alternatives(
    context: Context,
    name: str,
    parameter: Parameter,
    cells: tuple[Cell, Cell],
    settled: frozenset[str],
) -> Iterator[Alternative]:
    """The verdict under each variant reading that sets the cell otherwise."""
    for side, label in ((OLD, "old"), (NEW, "new")):
        for place, reading, setting in context.answers[side].variants.get(name, ()):
            if not _differs(setting, cells[side].state):
                continue
            other = cells[side]._replace(state=setting, places=(place,))
            sides = (other, cells[NEW]) if side == OLD else (cells[OLD], other)
            rules = tuple(_rule(each.kind) for each in found(parameter, *sides, settled))
            yield Alternative(label, place, reading.id, reading.printed_by, setting, rules)


def _differs(setting: Setting, state: State) -> bool:
    if not isinstance(state, Setting):
        return state == SILENT
    mine = (setting.value, setting.bound, setting.unit, setting.only)
    return mine != (state.value, state.bound, state.unit, state.only)
