"""Strategies for what texts set and what parties accept, and for the texts and ids of a plan."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from peaceplans.catalogs.loading import catalog
from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import cell
from peaceplans.model.registry import Registry
from peaceplans.values.answers import INFINITE, Answers, Divisions, Line, MemberSets, Named
from peaceplans.values.notation import moment
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
from peaceplans.values.spelling import is_number
from peaceplans.vocabulary import BOUND, EVIDENCE, KEY, KEYS_FROM

Cell = tuple[str, Setting]
"""A cell with what a text sets there."""

# Dates of every form; few, so that equal and overlapping ones come up often.
DATES = (
    "2025-11-20",
    "2025-11-22~",
    "2025-11",
    "2025-11-24/2025-11-25",
    "2025-12-23?",
    "2026-01-31",
    "2026-03",
    "2026",
    "2025-11-20/2025-11-23",
    "202X",
)

# Texts and ids that some reader of YAML could take for something else.
PITFALLS = ("no", "on", "y", "null", "true", "1e3", "0x1f", "012", "12", "1-30", "nan")

WORDS = ("ceasefire", "forces", "withdraw", "the", "of", "Ukraine:", "#1", "100", "- no", "'s", '"')


def registry_or_builtin(registry: Registry | None) -> Registry:
    """The registry given, or the built-in one."""
    return catalog().registry if registry is None else registry


def texts() -> SearchStrategy[str]:
    """Texts of all kinds: words, several paragraphs, long ones, characters of every sort."""
    prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
    return st.one_of(
        prose,
        st.lists(prose, min_size=2, max_size=3).map("\n\n".join),
        st.sampled_from(PITFALLS),
        st.text(st.characters(codec="utf-8"), max_size=12),
    )


def slugs() -> SearchStrategy[str]:
    """Ids: lower-case letters and digits with single dashes."""
    part = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=5)
    return st.one_of(
        st.lists(part, min_size=1, max_size=3).map("-".join), st.sampled_from(PITFALLS)
    )


def parameters(registry: Registry | None = None) -> SearchStrategy[Parameter]:
    """Parameters of the registry, each kind as often as any other."""
    known = registry_or_builtin(registry).parameters
    by_kind: dict[str, list[str]] = {}
    for id, parameter in known.items():
        by_kind.setdefault(parameter.kind, []).append(id)
    return st.one_of(*(st.sampled_from(ids) for ids in by_kind.values())).map(known.__getitem__)


def cells(registry: Registry | None = None) -> SearchStrategy[Cell]:
    """Cells of any parameter with what a text sets there."""
    known = registry_or_builtin(registry)
    keys = {key: st.sampled_from(_keys(known, key)) for key in KEY}
    each = {
        id: st.tuples(
            st.tuples(*(keys[key] for key in parameter.per)).map(partial(cell, id)),
            settings(parameter, known),
        )
        for id, parameter in known.parameters.items()
    }
    return parameters(known).flatmap(lambda parameter: each[parameter.id])


def _keys(registry: Registry, key: str) -> list[str]:
    """Ids that can be keys; a group of places would be read as its members."""
    known = getattr(registry, KEYS_FROM[key])
    return [id for id, entry in known.items() if key != "place" or not entry.members]


def members_of(parameter: Parameter, registry: Registry) -> list[str]:
    """The names that a set of members or a division can hold."""
    if parameter.kind == "shares":
        return [*registry.parties, "rest"]
    return list(parameter.items or getattr(registry, parameter.of or "parties"))


def settings(
    parameter: Parameter, registry: Registry | None = None, *, qualified: bool = True
) -> SearchStrategy[Setting]:
    """What a text can set of a parameter; with `qualified` also evidence, sources and notes."""
    return _settings(parameter, registry_or_builtin(registry), qualified)


@st.composite
def _settings(draw: Any, parameter: Parameter, registry: Registry, qualified: bool) -> Setting:
    scale = parameter.scale
    value = draw(values(parameter, registry))
    number = is_number(value)
    usual = scale.bound if number else None
    units = [unit for unit in scale.units if (unit, scale.unit) not in EXACT_UNITS]
    plain = Setting(
        value=value,
        bound=draw(st.sampled_from([usual, *BOUND])),
        unit=draw(st.sampled_from(units)) if number else None,
        only=draw(st.sampled_from([(), ("peacetime",), ("no", "wartime")])),
        examples=draw(_examples(parameter)),
    )
    if not qualified:
        return plain
    return attrs.evolve(
        plain,
        evidence=draw(st.none() | st.sampled_from(list(EVIDENCE))),
        sources=draw(ids(registry.sources)),
        note=draw(st.none() | texts()),
    )


def ids(known: Any, *, least: int = 0) -> SearchStrategy[tuple[str, ...]]:
    """Different ids of a registry."""
    return st.lists(st.sampled_from(list(known)), min_size=least, max_size=2, unique=True).map(
        tuple
    )


def _examples(parameter: Parameter) -> SearchStrategy[tuple[Value, ...]]:
    match parameter.kind:
        case "quantity":
            example: SearchStrategy[Value] = numbers()
        case "choice":
            example = st.sampled_from(parameter.choices)
        case _:
            return st.just(())
    return st.lists(example, max_size=2).map(tuple)


def numbers() -> SearchStrategy[Number]:
    """Numbers, most of them small, so that they meet often."""
    floats = st.floats(-1e9, 1e9).map(lambda x: int(x) if x.is_integer() else x)
    return st.one_of(st.integers(0, 12), st.integers(-(10**12), 10**12), floats)


def values(parameter: Parameter, registry: Registry) -> SearchStrategy[Value]:
    """The values that a text can set of a parameter, blanks and unread ones included."""
    scale = parameter.scale
    words = [UNSPECIFIED, UNKNOWN, *scale.also]
    if parameter.kind in ("quantity", "date"):
        words.append(NO_LIMIT)
    return _definite(parameter, registry) | st.sampled_from(words)


def _definite(parameter: Parameter, registry: Registry) -> SearchStrategy[Any]:
    match parameter.kind:
        case "quantity":
            pair = st.lists(numbers(), min_size=2, max_size=2).map(
                lambda two: Between(*sorted(two))
            )
            return numbers() | pair
        case "date":
            return moments()
        case "choice":
            return st.sampled_from(parameter.choices)
        case "yes-no":
            return st.booleans()
        case "members":
            known = members_of(parameter, registry)
            names = st.sampled_from(known[:4]) | st.sampled_from(known)
            return st.lists(names, max_size=4, unique=True).map(lambda some: tuple(sorted(some)))
        case _:
            return _shares(members_of(parameter, registry))


def moments() -> SearchStrategy[Moment]:
    """Dates in EDTF, exact and vague ones."""
    return st.sampled_from(DATES).map(moment)


@st.composite
def _shares(draw: Any, names: list[str]) -> Shares:
    count = draw(st.integers(1, min(4, len(names))))
    few = draw(st.sampled_from([names, [*names[:4], "rest"]]))
    chosen = sorted(draw(st.permutations(sorted(set(few))))[:count])
    if 100 % count and draw(st.booleans()):
        part: Number = draw(st.sampled_from([100 // count, round(100 / count, 2)]))
        return Shares(tuple((name, part) for name in chosen))
    cut = st.integers(0, 100) | st.sampled_from((10, 50, 60))
    cuts = sorted(draw(st.lists(cut, min_size=count - 1, max_size=count - 1)))
    parts = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    return Shares(tuple(zip(chosen, parts, strict=True)))


def answers(parameter: Parameter, registry: Registry | None = None) -> SearchStrategy[Answers]:
    """Sets of answers to a parameter such as parties accept, the empty set among them."""
    known = registry_or_builtin(registry)
    only = st.none() | st.sampled_from([(), ("peacetime",), ("wartime",)])
    return st.builds(Answers.of, _shape(parameter, known), only)


def _shape(parameter: Parameter, registry: Registry) -> SearchStrategy[Any]:
    """Sets out of few and small things, so that two of them often overlap."""
    match parameter.kind:
        case "quantity" | "date":
            return _lines(parameter.scale)
        case "choice" | "yes-no":
            known = [True, False] if parameter.kind == "yes-no" else parameter.choices
            return st.builds(Named, st.frozensets(st.sampled_from([*known, *parameter.also])))
        case "members":
            names = st.frozensets(st.sampled_from(members_of(parameter, registry)[:4]), max_size=3)
            return st.builds(MemberSets.of, names, names, closed=st.booleans())
        case _:
            sharers = st.sampled_from([*members_of(parameter, registry)[:2], "rest"])
            ends = st.integers(0, 10).map(lambda tenth: Fraction(10 * tenth))
            span = st.tuples(ends, ends).map(lambda two: (min(two), max(two)))
            return st.dictionaries(sharers, span, max_size=3).map(Divisions.of)


@st.composite
def _lines(draw: Any, scale: Scale) -> Line:
    if scale.kind == "date":
        day = date(2025, 11, 20).toordinal()
        point: SearchStrategy[Number] = st.integers(day, day + 12)
    else:
        point = st.integers(0, 12) | numbers()
    ends = point | point | st.sampled_from([-INFINITE, INFINITE])
    spans = draw(st.lists(st.tuples(ends, ends), max_size=3))
    named = draw(st.frozensets(st.sampled_from(scale.also))) if scale.also else frozenset()
    step = 1 if scale.kind == "date" else 0
    return Line.of([(min(span), max(span)) for span in spans], named, step)
