"""What happened to a cell from one text to the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from peaceplans.model.parameter import Parameter
from peaceplans.text_cells import SILENT, Cell, State
from peaceplans.values.compare import Shift, shifts
from peaceplans.values.setting import UNKNOWN, Setting


class Found(NamedTuple):
    """One change of a cell: the last part of the rule's id and both sides."""

    kind: str
    before: Any
    after: Any
    by: float | None = None


def found(
    parameter: Parameter, old: Cell, new: Cell, settled: Collection[str] = ()
) -> Iterator[Found]:
    """Every change of one cell.

    Where a text was read in part, no member counts as missing from it but those `settled`.
    """
    before, after = old.state, new.state
    if UNKNOWN in (before, after):
        if before != after:
            yield Found("unknown", before, after)
    elif SILENT in (before, after):
        yield from _appearance(before, after)
    elif isinstance(before, Setting) and isinstance(after, Setting):
        yield from _settings(parameter, old, new, before, after, settled)
    elif isinstance(before, Setting):
        yield Found("made-optional", before, after)
    elif isinstance(after, Setting):
        yield Found("made-fixed", before, after)
    elif isinstance(before, Mapping) and _told(before) != _told(after):
        yield Found("options-changed", before, after)


def _told(options: State) -> dict[str, Setting]:
    """Options without sources: these are compared where the commitment stands."""
    assert isinstance(options, Mapping)
    return {place: attrs.evolve(setting, sources=()) for place, setting in options.items()}


def _appearance(before: State, after: State) -> Iterator[Found]:
    if before == after:
        return
    known = after if before == SILENT else before
    if isinstance(known, Setting) and known.is_unknown:
        yield Found("unknown", before, after)
    elif isinstance(known, Setting) and known.is_blank:
        yield Found("raised-as-blank" if before == SILENT else "blank-gone", before, after)
    else:
        yield Found("set" if before == SILENT else "unset", before, after)


def _settings(
    parameter: Parameter,
    old: Cell,
    new: Cell,
    before: Setting,
    after: Setting,
    settled: Collection[str],
) -> Iterator[Found]:
    for shift in shifts(parameter.scale, before, after):
        if shift.kind == "members-removed":
            yield from _members(shift, new.partly, settled)
        elif shift.kind == "members-added":
            yield from _members(shift, old.partly, settled)
        elif shift.kind.startswith("evidence-"):
            yield Found(shift.kind, before.evidence, after.evidence)
        else:
            yield Found(shift.kind, before, after, shift.by)
    if old.conditional != new.conditional:
        kind = "made-conditional" if new.conditional else "made-unconditional"
        yield Found(kind, before, after)
    if before.note != after.note:
        yield Found("note", before.note, after.note)


def _members(shift: Shift, in_doubt: bool, settled: Collection[str]) -> Iterator[Found]:
    """Members gained or lost, or not known to be if the other text was read in part."""
    gone = shift.kind == "members-removed"
    named = shift.before if gone else shift.after
    members = named if isinstance(named, tuple) else ()
    sure = tuple(m for m in members if not in_doubt or m in settled)
    if sure:
        sides = (sure, None) if gone else (None, sure)
        yield Found(shift.kind, sides[0], sides[1], len(sure))
    if open_ := tuple(m for m in members if m not in sure):
        known = (open_, UNKNOWN) if gone else (UNKNOWN, open_)
        yield Found("unknown", known[0], known[1])
