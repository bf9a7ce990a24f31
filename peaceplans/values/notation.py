"""How values are spelt in the data files, read by the scale of their parameter and back.

`setting` and `answers` read what YAML gave (numbers, texts, lists, mappings) and raise
`Misspelt` with what was expected, what stands there and the path to it inside the value;
`spell` is the inverse of `setting`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from peaceplans.values.answers import Answers, Divisions, Line, MemberSets, Named
from peaceplans.values.scale import EXACT_UNITS, Scale
from peaceplans.values.setting import (
    NO_LIMIT,
    UNKNOWN,
    UNSPECIFIED,
    Between,
    Moment,
    Number,
    Setting,
    Shares,
    Value,
)
from peaceplans.vocabulary import BOUND, EVIDENCE

WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBER = re.compile(
    rf"(?P<n>-?\d+(\.\d+)?)( (?P<word>{'|'.join(WORDS)}))?( (?P<unit>[a-z][a-z0-9-]*))?"
)
LONG = ("value", "bound", "unit", "only", "examples", "evidence", "sources", "note")
RANGES = ("at-least", "at-most", "between", "exactly")


class Misspelt(ValueError):
    """A value that its parameter cannot have: what was expected, and where inside the value."""

    def __init__(
        self, expected: str, found: object, path: tuple[str | int, ...] = (),
        candidates: Sequence[str] = (),
    ) -> None:
        super().__init__(f"expected {expected}, found {found!r}")
        self.expected = expected
        self.found = found
        self.path = path
        self.candidates = tuple(candidates)

    def within(self, *path: str | int) -> Misspelt:
        """The same fault seen from further out."""
        return Misspelt(self.expected, self.found, (*path, *self.path), self.candidates)


def setting(scale: Scale, raw: Any) -> Setting:
    """Read what a text sets: a bare value, or a mapping with `value` and its qualifiers."""
    if not (isinstance(raw, Mapping) and "value" in raw):
        if isinstance(raw, Mapping) and scale.kind != "shares" and "between" not in raw:
            first = next(iter(raw), "")
            raise Misspelt("a value, or a mapping with value", first, (str(first),), LONG)
        raw = {"value": raw}
    for key in raw:
        if key not in LONG:
            raise Misspelt("one of " + ", ".join(LONG), key, (str(key),), LONG)
    value, unit = _at("value", _value, scale, raw["value"])
    bound = raw.get("bound")
    if bound is not None and bound not in BOUND:
        raise Misspelt("one of " + ", ".join(BOUND), bound, ("bound",), tuple(BOUND))
    evidence = raw.get("evidence")
    if evidence is not None and evidence not in EVIDENCE:
        raise Misspelt("one of " + ", ".join(EVIDENCE), evidence, ("evidence",), tuple(EVIDENCE))
    if unit is None and scale.kind == "quantity" and _is_number(value):
        unit = scale.unit
    if bound is None and _is_number(value):
        bound = scale.bound
    examples = raw.get("examples", [])
    if not isinstance(examples, list):
        raise Misspelt("a list", examples, ("examples",))
    return Setting(
        value=value,
        bound=bound,
        unit=raw.get("unit", unit),
        only=tuple(sorted(_texts("only", raw.get("only", [])))),
        examples=tuple(_at("examples", _value, scale, example)[0] for example in examples),
        evidence=evidence,
        sources=tuple(_texts("sources", raw.get("sources", []))),
        note=raw.get("note"),
    )


def _at(key: str, read: Any, scale: Scale, raw: Any) -> Any:
    try:
        return read(scale, raw)
    except Misspelt as fault:
        raise fault.within(key) from None


def _texts(key: str, raw: Any) -> list[str]:
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        raise Misspelt("a list of texts", raw, (key,))
    return raw


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float, Between)) and not isinstance(value, bool)


def _value(scale: Scale, raw: Any) -> tuple[Value, str | None]:
    """The value and, for numbers, the unit that it was written with."""
    if isinstance(raw, str) and raw in (UNSPECIFIED, UNKNOWN):
        return raw, None
    if isinstance(raw, str) and raw in scale.also:
        return raw, None
    if scale.kind == "quantity":
        if raw == NO_LIMIT:
            return raw, None
        return _quantity(scale, raw)
    if scale.kind == "date":
        return (raw, None) if raw == NO_LIMIT else (moment(raw), None)
    if scale.kind == "yes-no":
        if not isinstance(raw, bool):
            raise Misspelt("true (the text provides it)", raw, (), ("true",))
        return raw, None
    if scale.kind == "choice":
        return _choice(scale, raw), None
    if scale.kind == "members":
        return _members(scale, raw), None
    return _shares(raw), None


def _quantity(scale: Scale, raw: Any) -> tuple[Value, str | None]:
    if isinstance(raw, Mapping) and set(raw) == {"between"}:
        pair = raw["between"]
        if not isinstance(pair, list) or len(pair) != 2:
            raise Misspelt("between: [lowest, highest]", pair, ("between",))
        (low, unit), (high, other) = (number(scale, item) for item in pair)
        if low > high or unit != other:
            raise Misspelt("the lower number first, both in one unit", pair, ("between",))
        return Between(low, high), unit
    return number(scale, raw)


def number(scale: Scale, raw: Any) -> tuple[Number, str]:
    """Read `600000`, `100 billion` or `90 billion eur`: the number and its unit."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _plain(raw), scale.unit or ""
    match = NUMBER.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise Misspelt(
            f"a number of {scale.unit or 'units'} such as 600000 or 100 billion, "
            + " or ".join(sorted(scale.named)),
            raw,
            (),
            tuple(scale.named),
        )
    value = Fraction(match["n"]) * WORDS.get(match["word"] or "", 1)
    unit = match["unit"] or scale.unit or ""
    if factor := EXACT_UNITS.get((unit, scale.unit or "")):
        value, unit = value * factor, scale.unit or ""
    return _plain(int(value) if value.denominator == 1 else float(value)), unit


def _plain(value: Number) -> Number:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def moment(raw: Any) -> Moment:
    """Read an EDTF date; its first and last possible day come from the EDTF library."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    if not isinstance(raw, str):
        raise Misspelt('a quoted date such as "2025-11-20"', raw)
    try:
        parsed = parse_edtf(raw)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        days = date(low.tm_year, low.tm_mon, low.tm_mday), date(high.tm_year, high.tm_mon, high.tm_mday)
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        raise Misspelt('an EDTF date such as "2025-11-20", "2025-11" or "2025-11-22~"', raw) from None
    return Moment(raw, days[0].isoformat(), days[1].isoformat())


def _choice(scale: Scale, raw: Any) -> str:
    known = (*scale.choices, *scale.also)
    if not isinstance(raw, str) or raw not in known:
        raise Misspelt("one of " + ", ".join(known), raw, (), known)
    return raw


def _members(scale: Scale, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise Misspelt("a list of members", raw)
    for index, item in enumerate(raw):
        if not isinstance(item, str) or (scale.choices and item not in scale.choices):
            expected = "one of " + ", ".join(scale.choices) if scale.choices else "an id"
            raise Misspelt(expected, item, (index,), scale.choices)
        if item in raw[:index]:
            raise Misspelt("each member once", item, (index,))
    return tuple(sorted(raw))


def _shares(raw: Any) -> Shares:
    if not isinstance(raw, Mapping) or not raw:
        raise Misspelt("shares in per cent such as ukraine: 50 and rest: 50", raw)
    for sharer, share in raw.items():
        if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 100:
            raise Misspelt("a share from 0 to 100", share, (sharer,))
    total = sum(Fraction(share) for share in raw.values())
    equal = len(set(raw.values())) == 1 and abs(total - 100) < len(raw)
    if total != 100 and not equal:
        raise Misspelt(
            "shares that add up to 100 (what is assigned to nobody as rest), or equal ones",
            f"a sum of {_plain(float(total))}",
        )
    return Shares(tuple((name, _plain(raw[name])) for name in sorted(raw)))


def spell(scale: Scale, given: Setting) -> Any:
    """Write a setting as plain YAML data: bare where only the value differs from the usual."""
    spelt = _spell_value(scale, given)
    long: dict[str, Any] = {"value": spelt}
    if given.bound is not None and given.bound != (scale.bound if _is_number(given.value) else None):
        long["bound"] = given.bound
    if given.unit is not None and _is_number(given.value) and given.unit != scale.unit:
        long["unit"] = given.unit
    if given.only:
        long["only"] = list(given.only)
    if given.examples:
        long["examples"] = [_spell_plain(example) for example in given.examples]
    if given.evidence:
        long["evidence"] = given.evidence
    if given.sources:
        long["sources"] = list(given.sources)
    if given.note:
        long["note"] = given.note
    return spelt if len(long) == 1 else long


def _spell_value(scale: Scale, given: Setting) -> Any:
    return _spell_plain(given.value)


def _spell_plain(value: Value) -> Any:
    if isinstance(value, Between):
        return {"between": [value.low, value.high]}
    if isinstance(value, Shares):
        return dict(value.printed)
    if isinstance(value, Moment):
        return value.text
    return list(value) if isinstance(value, tuple) else value


def answers(scale: Scale, raw: Any) -> Answers:
    """Read what a party accepts, rejects, requires or seeks of one parameter or cell."""
    only: tuple[str, ...] | None = None
    if isinstance(raw, Mapping) and "only" in raw and scale.kind != "shares":
        only = tuple(sorted(_texts("only", raw["only"])))
        raw = {key: value for key, value in raw.items() if key != "only"}
        if set(raw) == {"value"}:
            raw = raw["value"]
    shape: Line | Named | MemberSets | Divisions
    if scale.kind in ("quantity", "date"):
        shape = _line(scale, raw)
    elif scale.kind in ("choice", "yes-no"):
        shape = _named(scale, raw)
    elif scale.kind == "members":
        shape = _member_sets(scale, raw)
    else:
        shape = _divisions(raw)
    return Answers.of(shape, only)


def _line(scale: Scale, raw: Any) -> Line:
    if isinstance(raw, list):
        lines = [_line(scale, item) for item in raw]
        named = frozenset[str]().union(*(line.named for line in lines))
        return Line.of([span for line in lines for span in line.spans], named)
    if isinstance(raw, Mapping):
        if len(raw) != 1 or next(iter(raw)) not in RANGES:
            raise Misspelt("one of " + ", ".join(RANGES), next(iter(raw), None), (), RANGES)
        ((key, limit),) = raw.items()
        if key == "between":
            if not isinstance(limit, list) or len(limit) != 2:
                raise Misspelt("between: [lowest, highest]", limit, (key,))
            return Line.of([(_point(scale, limit[0])[0], _point(scale, limit[1])[1])])
        low, high = _point(scale, limit)
        if key == "at-least":
            return Line.of([(low, float("inf"))])
        return Line.of([(float("-inf") if key == "at-most" else low, high)])
    if isinstance(raw, str) and raw in scale.also:
        return Line((), frozenset({raw}))
    return Line.of([_point(scale, raw)])


def _point(scale: Scale, raw: Any) -> tuple[Number, Number]:
    if raw == NO_LIMIT:
        edge = float("-inf") if scale.bound == "at-least" else float("inf")
        return edge, edge
    if scale.kind == "date":
        day = moment(raw)
        return date.fromisoformat(day.earliest).toordinal(), date.fromisoformat(day.latest).toordinal()
    value, unit = number(scale, raw)
    if unit != (scale.unit or ""):
        raise Misspelt(f"a number of {scale.unit}", raw)
    return value, value


def _named(scale: Scale, raw: Any) -> Named:
    everything: tuple[str | bool, ...] = (
        (True, False) if scale.kind == "yes-no" else (*scale.choices, *scale.also)
    )
    if isinstance(raw, Mapping):
        if set(raw) == {"not"}:
            return Named(frozenset(everything) - _named(scale, raw["not"]).allowed)
        key = next(iter(raw), None)
        if len(raw) == 1 and key in ("at-least", "at-most") and scale.ordered:
            rank = scale.choices.index(_choice(scale, raw[key]))
            span = scale.choices[rank:] if key == "at-least" else scale.choices[: rank + 1]
            return Named(frozenset(span))
        raise Misspelt("not, or for ordered choices at-least or at-most", key, (), ("not",))
    items = raw if isinstance(raw, list) else [raw]
    for index, item in enumerate(items):
        if not any(item is known or (item == known and type(item) is type(known)) for known in everything):
            path = (index,) if isinstance(raw, list) else ()
            names = tuple(str(known) for known in everything)
            raise Misspelt("one of " + ", ".join(names), item, path, names)
    return Named(frozenset(items))


def _member_sets(scale: Scale, raw: Any) -> MemberSets:
    if isinstance(raw, list):
        return MemberSets.of(frozenset(_members(scale, raw)), frozenset(), closed=True)
    if not isinstance(raw, Mapping) or not set(raw) <= {"includes", "excludes"}:
        raise Misspelt("a list of members, or includes and excludes", raw)
    return MemberSets.of(
        frozenset(_members(scale, raw.get("includes", []))),
        frozenset(_members(scale, raw.get("excludes", []))),
    )


def _divisions(raw: Any) -> Divisions:
    if not isinstance(raw, Mapping):
        raise Misspelt("shares such as ukraine: {at-least: 50}", raw)
    percent = Scale("quantity", "percent")
    spans: dict[str, tuple[Fraction, Fraction]] = {}
    for sharer, share in raw.items():
        line = _line(percent, share)
        low = max((span[0] for span in line.spans), default=0)
        high = min((span[1] for span in line.spans), default=-1)
        spans[sharer] = (
            Fraction(0) if low == float("-inf") else Fraction(low),
            Fraction(100) if high == float("inf") else Fraction(high),
        )
    return Divisions.of(spans)
