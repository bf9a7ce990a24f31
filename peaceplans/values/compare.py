"""What happened between two settings of one parameter.

The rules are those of the data model: numbers are compared whatever the bound, another bound
is a change of its own without distance, and overlapping ranges, other units and answers off
the line are *changed*, never raised or lowered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from peaceplans.values.scale import EXACT_UNITS, Scale
from peaceplans.values.setting import (
    NO_LIMIT,
    UNKNOWN,
    Between,
    Moment,
    Number,
    Setting,
    Shares,
    Value,
)


class Shift(NamedTuple):
    """One thing that changed between two settings.

    `kind` is the last part of the change rule's id; `by` the size of a shift on the line in
    the setting's unit (steps for an ordered choice, days for dates, percentage points that
    change hands for shares), None where there is no distance.
    """

    kind: str
    before: Value | None
    after: Value | None
    by: Number | None = None


MIRROR = {
    "raised": "lowered",
    "brought-forward": "put-off",
    "up": "down",
    "members-added": "members-removed",
    "narrowed": "widened",
    "blank-filled": "left-blank",
    "evidence-weakened": "evidence-strengthened",
    "examples-added": "examples-removed",
}
MIRROR.update({there: here for here, there in list(MIRROR.items())})

EVIDENCE_ORDER = ("corroborated", "single", "relayed", "inferred")


def shifts(scale: Scale, old: Setting, new: Setting) -> Iterator[Shift]:
    """All that changed from `old` to `new`, each field of the setting at most once.

    Raises nothing: every pair of settings of one parameter can be compared. Settings whose
    value is unknown on either side give `unknown`.
    """
    yield from _value_shifts(scale, old, new)
    if old.bound != new.bound and _sized(old.value) and _sized(new.value):
        yield Shift("bound-changed", old.bound, new.bound)
    if gained := tuple(sorted(set(new.only) - set(old.only))):
        yield Shift("narrowed", None, gained)
    if lost := tuple(sorted(set(old.only) - set(new.only))):
        yield Shift("widened", lost, None)
    if old.examples != new.examples:
        if not old.examples:
            yield Shift("examples-added", None, _texts(new.examples))
        elif not new.examples:
            yield Shift("examples-removed", _texts(old.examples), None)
        else:
            yield Shift("examples-changed", _texts(old.examples), _texts(new.examples))
    if old.evidence != new.evidence and old.evidence and new.evidence:
        ranks = EVIDENCE_ORDER.index(old.evidence), EVIDENCE_ORDER.index(new.evidence)
        kind = "evidence-weakened" if ranks[1] > ranks[0] else "evidence-strengthened"
        yield Shift(kind, old.evidence, new.evidence)


def _value_shifts(scale: Scale, old: Setting, new: Setting) -> Iterator[Shift]:
    before, after = old.value, new.value
    if before == after and old.unit == new.unit:
        return
    if UNKNOWN in (before, after):
        yield Shift("unknown", before, after)
    elif old.is_blank:
        yield Shift("blank-filled", before, after)
    elif new.is_blank:
        yield Shift("left-blank", before, after)
    elif isinstance(before, tuple) and isinstance(after, tuple):
        if gained := tuple(sorted(set(after) - set(before))):
            yield Shift("members-added", None, gained, len(gained))
        if lost := tuple(sorted(set(before) - set(after))):
            yield Shift("members-removed", lost, None, len(lost))
    elif isinstance(before, Shares) and isinstance(after, Shares):
        if before.exact != after.exact:
            yield Shift("shares-shifted", before, after, shares_distance(before, after))
        else:
            yield Shift("shares-rewritten", before, after)
    elif isinstance(before, Moment) and isinstance(after, Moment):
        yield _date_shift(before, after)
    elif scale.kind == "choice":
        yield _choice_shift(scale, before, after)
    else:
        yield _number_shift(scale, old, new)


def _choice_shift(scale: Scale, before: Value, after: Value) -> Shift:
    ranks = scale.rank(str(before)), scale.rank(str(after))
    if ranks[0] is None or ranks[1] is None:
        return Shift("changed", before, after)
    steps = ranks[1] - ranks[0]
    return Shift("up" if steps > 0 else "down", before, after, abs(steps))


def _date_shift(before: Moment, after: Moment) -> Shift:
    if after.earliest > before.latest:
        kind, days = "put-off", _days(before.latest, after.earliest)
    elif after.latest < before.earliest:
        kind, days = "brought-forward", _days(after.latest, before.earliest)
    else:
        return Shift("changed", before, after)
    exact = before.earliest == before.latest and after.earliest == after.latest
    return Shift(kind, before, after, days if exact else None)


def _number_shift(scale: Scale, old: Setting, new: Setting) -> Shift:
    before, after = ends(scale, old), ends(scale, new)
    if before is None or after is None:
        return Shift("changed", old.value, new.value)
    # No limit has no unit, and needs none.
    same = old.unit == new.unit or NO_LIMIT in (old.value, new.value)
    factor = 1 if same else EXACT_UNITS.get((new.unit or "", old.unit or ""))
    if factor is None:
        if (back := EXACT_UNITS.get((old.unit or "", new.unit or ""))) is None:
            return Shift("changed", old.value, new.value)
        before = before[0] * back, before[1] * back
        factor = 1
    after = after[0] * factor, after[1] * factor
    if after[0] > before[1]:
        kind, by = "raised", after[0] - before[1]
    elif after[1] < before[0]:
        kind, by = "lowered", before[0] - after[1]
    else:
        return Shift("changed", old.value, new.value)
    points = before[0] == before[1] and after[0] == after[1] and by != float("inf")
    return Shift(kind, old.value, new.value, by if points else None)


def ends(scale: Scale, setting: Setting) -> tuple[Number, Number] | None:
    """Lowest and highest number that a setting stands for; None for an answer off the line.

    No limit lies beyond every number, on the far side of what the parameter usually bounds.
    """
    value = setting.value
    if value == NO_LIMIT:
        edge = float("-inf") if scale.bound == "at-least" else float("inf")
        return edge, edge
    if isinstance(value, Between):
        return value.low, value.high
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value, value
    return None


def shares_distance(before: Shares, after: Shares) -> Number:
    """Percentage points that change hands: half the sum of the differences."""
    old, new = before.exact, after.exact
    from fractions import Fraction

    none = Fraction(0)
    moved = sum((abs(new.get(n, none) - old.get(n, none)) for n in {*old, *new}), none) / 2
    return int(moved) if moved.denominator == 1 else round(float(moved), 2)


def _days(first: str, last: str) -> int:
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _sized(value: Value) -> bool:
    return isinstance(value, (int, float, Between)) and not isinstance(value, bool)


def _texts(values: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
