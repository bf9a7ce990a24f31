"""How a setting that the data files spell is read, by the scale of its parameter.

`setting` reads what YAML gave (numbers, texts, lists, mappings) and raises `Misspelt` with what
was expected, what stands there and the path to it inside the value; its inverse is `spell`, in
`values.spelling`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

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
    decimal,
)
from peaceplans.values.spelling import is_number
from peaceplans.vocabulary import BOUND, EDTF_DATE, EVIDENCE

WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBER = re.compile(
    r"(?P<n>-?[0-9]{1,18}(\.[0-9]{1,9})?)"
    rf"( (?P<word>{'|'.join(WORDS)}))?( (?P<unit>[a-z][a-z0-9-]*))?"
)
LARGEST = 10**30  # no quantity of any plan; beyond it arithmetic becomes costly or inexact
LONG = ("value", "bound", "unit", "only", "examples", "evidence", "sources", "note")


class Misspelt(ValueError):
    """A value that its parameter cannot have: what was expected, and where inside the value.

    `path` leads to it, or with `key` to the key that is wrong; `candidates` are right spellings.
    """

    def __init__(
        self,
        expected: str,
        found: object,
        path: tuple[str | int, ...] = (),
        candidates: Sequence[str] = (),
        *,
        key: bool = False,
    ) -> None:
        super().__init__(f"expected {expected}, found {found!r}")
        self.expected = expected
        self.found = found
        self.path = path
        self.candidates = tuple(candidates)
        self.key = key

    def within(self, *path: str | int) -> Misspelt:
        """The same fault seen from further out."""
        path = (*path, *self.path)
        return Misspelt(self.expected, self.found, path, self.candidates, key=self.key)


def setting(scale: Scale, raw: Any) -> Setting:
    """Read what a text sets: a bare value, or a mapping with `value` and its qualifiers.

    Raises Misspelt.
    """
    if isinstance(raw, Mapping) and "value" in raw:
        return _long(scale, raw)
    if isinstance(raw, Mapping) and scale.kind != "shares" and set(raw) != {"between"}:
        first = next(iter(raw), None)
        path = () if first is None else (first,)
        raise Misspelt("a value, or a mapping with value", first, path, LONG, key=bool(path))
    value, unit = _value(scale, raw)
    return Setting(value, scale.bound if is_number(value) else None, unit)


def _long(scale: Scale, raw: Mapping[str, Any]) -> Setting:
    for key in raw:
        if key not in LONG:
            raise Misspelt("one of " + ", ".join(LONG), key, (key,), LONG, key=True)
    usual = raw.get("unit", scale.unit)
    if "unit" in raw and usual not in scale.units:
        raise one_of(scale.units or ("no unit",), usual, "unit")
    value, unit = _at(("value",), scale, raw["value"], usual)
    if "unit" in raw and unit is None:
        raise Misspelt("no unit where the value is no number", usual, ("unit",), key=True)
    bound = _term(BOUND, "bound", raw)
    if bound is None and is_number(value):
        bound = scale.bound
    examples = raw.get("examples", [])
    if not isinstance(examples, list):
        raise Misspelt("a list", examples, ("examples",))
    return Setting(
        value=value,
        bound=bound,
        unit=unit,
        only=tuple(sorted(texts("only", raw.get("only", [])))),
        examples=tuple(
            _example(scale, unit or scale.unit, index, example)
            for index, example in enumerate(examples)
        ),
        evidence=_term(EVIDENCE, "evidence", raw),
        sources=tuple(texts("sources", raw.get("sources", []))),
        note=_text("note", raw),
    )


def _at(
    path: tuple[str | int, ...], scale: Scale, raw: Any, unit: str | None
) -> tuple[Value, str | None]:
    try:
        return _value(scale, raw, unit)
    except Misspelt as fault:
        raise fault.within(*path) from None


def _example(scale: Scale, unit: str | None, index: int, raw: Any) -> Value:
    """An example is in the unit of the value: the setting has no place for another."""
    value, other = _at(("examples", index), scale, raw, unit)
    if other not in (None, unit):
        raise Misspelt(f"a number of {unit}", raw, ("examples", index))
    return value


def one_of(known: Sequence[str], found: object, *path: str | int) -> Misspelt:
    """The fault of an answer that is none of the known ones."""
    return Misspelt("one of " + ", ".join(known), found, path, known)


def texts(key: str, raw: Any) -> list[str]:
    """A list of texts under `key`. Raises Misspelt for anything else."""
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        raise Misspelt("a list of texts", raw, (key,))
    return raw


def _text(key: str, raw: Mapping[str, Any]) -> str | None:
    if key in raw and not isinstance(raw[key], str):
        raise Misspelt("a text", raw[key], (key,))
    return raw.get(key)


def _term(vocabulary: Mapping[str, str], key: str, raw: Mapping[str, Any]) -> str | None:
    if key in raw and not (isinstance(raw[key], str) and raw[key] in vocabulary):
        raise one_of(tuple(vocabulary), raw[key], key)
    return raw.get(key)


def _value(scale: Scale, raw: Any, unit: str | None = None) -> tuple[Value, str | None]:
    """The value and, for numbers, the unit that it was written with."""
    if isinstance(raw, str) and (raw in (UNSPECIFIED, UNKNOWN) or raw in scale.also):
        return raw, None
    if isinstance(raw, str) and raw == NO_LIMIT and scale.kind in ("quantity", "date"):
        return raw, None
    if scale.kind == "quantity":
        return _quantity(scale, raw, unit)
    return _OTHERS[scale.kind](scale, raw), None


def _quantity(scale: Scale, raw: Any, unit: str | None) -> tuple[Value, str | None]:
    if not (isinstance(raw, Mapping) and set(raw) == {"between"}):
        return number(scale, raw, unit)
    pair = raw["between"]
    if not isinstance(pair, list) or len(pair) != 2:
        raise Misspelt("between: [lowest, highest]", pair, ("between",))
    (low, one), (high, other) = (number(scale, item, unit) for item in pair)
    if low > high or one != other:
        raise Misspelt("the lower number first, both in one unit", pair, ("between",))
    return Between(low, high), one


def number(scale: Scale, raw: Any, unit: str | None = None) -> tuple[Number, str | None]:
    """Read `600000`, `100 billion` or `90 billion eur`: the number and its unit.

    `unit` is that of a bare number where it is not the scale's. Raises Misspelt.
    """
    unit = unit or scale.unit
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) <= LARGEST:
        value = decimal(raw)
    else:
        match = NUMBER.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            names = " or ".join(sorted(scale.named))
            told = f"a number of {unit or 'units'} such as 600000 or 100 billion, {names}"
            raise Misspelt(told, raw, (), tuple(sorted(scale.named)))
        value = Fraction(match["n"]) * WORDS.get(match["word"] or "", 1)
        unit = match["unit"] or unit
        if match["unit"] and unit not in scale.units:
            known = (*scale.units, *(() if match["word"] else WORDS))
            right = [raw[: match.start("unit")] + name for name in known]
            raise Misspelt(
                "a number in " + " or ".join(scale.units or ("no unit",)), raw, (), right
            )
    if factor := EXACT_UNITS.get((unit or "", scale.unit or "")):
        value, unit = value * factor, scale.unit
    return plain(value), unit


def plain(value: Fraction) -> Number:
    """A fraction as the number that YAML would have given."""
    return int(value) if value.denominator == 1 else float(value)


def moment(raw: Any) -> Moment:
    """Read an EDTF date; its first and last possible day come from the EDTF library.

    Raises Misspelt for what is no date, and for intervals that are open or end before they begin.
    """
    found = _moment(raw) if isinstance(raw, str) and EDTF_DATE.matches(raw) else None
    if found is None:
        raise Misspelt('an EDTF date such as "2025-11-20", "2025-11" or "2025-11-22~"', raw)
    return found


@lru_cache(maxsize=4096)
def _moment(raw: str) -> Moment | None:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(raw)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        first = date(low.tm_year, low.tm_mon, low.tm_mday)
        last = date(high.tm_year, high.tm_mon, high.tm_mday)
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        return None
    return Moment(raw, first.isoformat(), last.isoformat()) if first <= last else None


def _yes(_: Scale, raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise Misspelt("true (the text provides it)", raw, (), ("true",))
    return raw


def choice(scale: Scale, raw: Any) -> str:
    """One of the named answers. Raises Misspelt."""
    known = (*scale.choices, *scale.also)
    if not isinstance(raw, str) or raw not in known:
        raise one_of(known, raw)
    return raw


def members(scale: Scale, raw: Any) -> tuple[str, ...]:
    """A list of members in alphabetical order, each of them once. Raises Misspelt."""
    if not isinstance(raw, list):
        raise Misspelt("a list of members", raw)
    seen: set[str] = set()
    for index, item in enumerate(raw):
        if not isinstance(item, str) or (scale.choices and item not in scale.choices):
            raise one_of(scale.choices or ("the ids",), item, index)
        if item in seen:
            raise Misspelt("each member once", item, (index,))
        seen.add(item)
    return tuple(sorted(seen))


def shares(raw: Any) -> Shares:
    """Shares that add up to 100, or equal parts as printed. Raises Misspelt."""
    if not isinstance(raw, Mapping) or not raw:
        raise Misspelt("shares in per cent such as ukraine: 50 and rest: 50", raw)
    for sharer, share in raw.items():
        percent(share, sharer)
    found = Shares(tuple((name, plain(decimal(raw[name]))) for name in sorted(raw)))
    total = sum(decimal(share) for share in raw.values())
    if total != 100 and not found.is_equal:
        raise Misspelt(
            "shares that add up to 100 (what is assigned to nobody as rest), or equal ones",
            f"a sum of {plain(Fraction(total))}",
        )
    return found


def percent(raw: Any, *path: str | int) -> Number:
    """A share in per cent. Raises Misspelt."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not 0 <= raw <= 100:
        raise Misspelt("a share from 0 to 100", raw, path)
    return raw


_OTHERS: Mapping[str, Callable[[Scale, Any], Value]] = {
    "date": lambda _, raw: moment(raw),
    "yes-no": _yes,
    "choice": choice,
    "members": members,
    "shares": lambda _, raw: shares(raw),
}
