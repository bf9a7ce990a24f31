"""How the answers that a party accepts, rejects, requires or seeks are spelt in the data files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from peaceplans.values.answers import INFINITE, Answers, Divisions, Line, MemberSets, Named
from peaceplans.values.notation import (
    Misspelt,
    choice,
    members,
    moment,
    number,
    one_of,
    percent,
    texts,
)
from peaceplans.values.notation import shares as read_shares
from peaceplans.values.scale import Scale
from peaceplans.values.setting import NO_LIMIT, Number, decimal

RANGES = ("at-least", "at-most", "between", "exactly")


def answers(scale: Scale, raw: Any) -> Answers:
    """Read a set of answers to one parameter or cell. Raises Misspelt, also where it is empty."""
    only: tuple[str, ...] | None = None
    if isinstance(raw, Mapping) and "only" in raw and scale.kind != "shares":
        only = tuple(sorted(texts("only", raw["only"])))
        rest = {key: value for key, value in raw.items() if key != "only"}
        raw = rest["value"] if set(rest) == {"value"} else rest
    shape = _SHAPES[scale.kind](scale, raw)
    if not shape:
        raise Misspelt("at least one possible answer", raw)
    return Answers.of(shape, only)


def _line(scale: Scale, raw: Any) -> Line:
    step = 1 if scale.kind == "date" else 0
    if isinstance(raw, list):
        lines = [_within(index, _line, scale, item) for index, item in enumerate(raw)]
        named = frozenset[str]().union(*(line.named for line in lines))
        return Line.of([span for line in lines for span in line.spans], named, step)
    if isinstance(raw, Mapping):
        key = next(iter(raw), None)
        if len(raw) != 1 or key not in RANGES:
            raise Misspelt("one of " + ", ".join(RANGES), key, (), RANGES)
        return Line.of([_within(key, _range, scale, raw)])
    if isinstance(raw, str) and raw in scale.also:
        return Line((), frozenset({raw}))
    return Line.of([_point(scale, raw)])


def _within(step: str | int, read: Any, scale: Scale, raw: Any) -> Any:
    try:
        return read(scale, raw)
    except Misspelt as fault:
        raise fault.within(step) from None


def _range(scale: Scale, raw: Mapping[str, Any]) -> tuple[Number, Number]:
    ((key, limit),) = raw.items()
    if key == "between":
        if not isinstance(limit, list) or len(limit) != 2:
            raise Misspelt("between: [lowest, highest]", limit)
        low, high = _point(scale, limit[0])[0], _point(scale, limit[1])[1]
        if low > high:
            raise Misspelt("the lower end first", limit)
        return low, high
    low, high = _point(scale, limit)
    return (-INFINITE if key == "at-most" else low), (INFINITE if key == "at-least" else high)


def _point(scale: Scale, raw: Any) -> tuple[Number, Number]:
    if isinstance(raw, str) and raw == NO_LIMIT:
        edge = -INFINITE if scale.bound == "at-least" else INFINITE
        return edge, edge
    if scale.kind == "date":
        day = moment(raw)
        first, last = date.fromisoformat(day.earliest), date.fromisoformat(day.latest)
        return first.toordinal(), last.toordinal()
    value, unit = number(scale, raw)
    if unit != scale.unit:
        raise Misspelt(f"a number of {scale.unit}", raw)
    return value, value


def _named(scale: Scale, raw: Any) -> Named:
    everything = _everything(scale)
    if isinstance(raw, Mapping):
        key = next(iter(raw), None)
        if len(raw) == 1 and key == "not":
            return Named(everything - _within(key, _named, scale, raw[key]).allowed)
        if len(raw) == 1 and key in ("at-least", "at-most") and scale.ordered:
            rank = scale.choices.index(_within(key, choice, _line_of(scale), raw[key]))
            span = scale.choices[rank:] if key == "at-least" else scale.choices[: rank + 1]
            return Named(frozenset(span))
        raise Misspelt("not, or for ordered choices at-least or at-most", key, (), ("not",))
    items = raw if isinstance(raw, list) else [raw]
    for index, item in enumerate(items):
        wanted = bool if scale.kind == "yes-no" else str
        if not isinstance(item, wanted) or item not in everything:
            names = tuple(sorted(str(known) for known in everything))
            raise one_of(names, item, *([index] if isinstance(raw, list) else []))
    return Named(frozenset(items))


def _everything(scale: Scale) -> frozenset[str | bool]:
    if scale.kind == "yes-no":
        return frozenset({True, False})
    return frozenset({*scale.choices, *scale.also})


def _line_of(scale: Scale) -> Scale:
    """The scale without its answers off the line, which `at-least` cannot name."""
    return Scale(scale.kind, choices=scale.choices, ordered=scale.ordered)


def _member_sets(scale: Scale, raw: Any) -> MemberSets:
    if isinstance(raw, list):
        return MemberSets.of(frozenset(members(scale, raw)), frozenset(), closed=True)
    if not isinstance(raw, Mapping) or not raw or not set(raw) <= {"includes", "excludes"}:
        raise Misspelt("a list of members, or includes and excludes", raw)
    told = {key: frozenset(_within(key, members, scale, item)) for key, item in raw.items()}
    return MemberSets.of(told.get("includes", frozenset()), told.get("excludes", frozenset()))


def _divisions(_: Scale, raw: Any) -> Divisions:
    if not isinstance(raw, Mapping) or not raw:
        raise Misspelt("shares such as ukraine: {at-least: 50}", raw)
    if all(isinstance(share, (int, float)) for share in raw.values()):
        exact = _exact(raw)
        return Divisions.of({name: (share, share) for name, share in exact.items()})
    return Divisions.of({name: _share(name, share) for name, share in raw.items()})


def _exact(raw: Mapping[str, Any]) -> Mapping[str, Fraction]:
    """Shares as numbers; equal parts as printed are exact parts, as in what a text sets."""
    try:
        return read_shares(raw).exact
    except Misspelt:
        return {name: decimal(percent(share, name)) for name, share in raw.items()}


def _share(name: str, raw: Any) -> tuple[Fraction, Fraction]:
    if not isinstance(raw, Mapping):
        share = decimal(percent(raw, name))
        return share, share
    key = next(iter(raw), None)
    if len(raw) != 1 or key not in RANGES:
        raise Misspelt("one of " + ", ".join(RANGES), key, (name,), RANGES)
    if key == "between":
        pair = raw[key]
        if not isinstance(pair, list) or len(pair) != 2:
            raise Misspelt("between: [lowest, highest]", pair, (name, key))
        return decimal(percent(pair[0], name, key)), decimal(percent(pair[1], name, key))
    limit = decimal(percent(raw[key], name, key))
    low = Fraction(0) if key == "at-most" else limit
    return low, Fraction(100) if key == "at-least" else limit


_SHAPES: dict[str, Any] = {
    "quantity": _line,
    "date": _line,
    "choice": _named,
    "yes-no": _named,
    "members": _member_sets,
    "shares": _divisions,
}
