"""What several sets of answers leave together: in all that are required, in none rejected.

The question behind every gap, overlap and contradiction. It is answered exactly for each shape:
by cutting spans (lines), by listing (choices), by search over the members and sharers that the
sets name (the others are free, and therefore never decide).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, Union

from peaceplans.values.answers import (
    INFINITE,
    Answers,
    Divisions,
    Line,
    MemberSets,
    Named,
    Shape,
    line_ends,
)
from peaceplans.values.scale import Scale
from peaceplans.values.setting import Number, Setting, Shares

HAIR = Fraction(1, 10**9)
"""A share just above or below one that is rejected."""

ANOTHER = "another"
"""A member that no set names."""


class Span(NamedTuple):
    """A stretch of a line; an open end does not belong to it."""

    low: Number
    high: Number
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies in it."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


class OnLine(NamedTuple):
    """What is left of a line: stretches in order, and answers that lie beside it."""

    spans: tuple[Span, ...] = ()
    named: frozenset[str] = frozenset()


class OfList(NamedTuple):
    """What is left of a list of named answers, in its order."""

    allowed: tuple[Union[str, bool], ...]


Rest = Union[OnLine, OfList, MemberSets, Divisions]
"""What is left; of members and shares one family that is, and not always all of it."""


class Left(NamedTuple):
    """What is left, and with which qualifiers (None: whatever they are)."""

    rest: Rest
    only: tuple[str, ...] | None


def left(
    scale: Scale,
    required: Sequence[Answers],
    rejected: Sequence[Answers],
    *,
    together: bool = False,
) -> Left | None:
    """The answers that lie in every required set and in no rejected one, None if there are none.

    Sets that carry qualifiers speak only of answers with the same; what is left is looked for
    under each combination of qualifiers that some set names, and given with it. `together` asks
    for answers that every required set speaks of.
    """
    named = dict.fromkeys(each.only for each in (*required, *rejected))
    worlds: list[tuple[str, ...] | None] = [only for only in named if only is not None]
    for only in worlds or [None]:
        speaking = [each.shape for each in required if each.only in (None, only)]
        if together and len(speaking) < len(required):
            continue
        rest = _left(
            scale,
            speaking,
            [each.shape for each in rejected if each.only in (None, only)],
        )
        if rest is not None:
            return Left(rest, only)
    return None


def _left(scale: Scale, required: list[Shape], rejected: list[Shape]) -> Rest | None:
    if scale.kind in ("quantity", "date"):
        return _line_left(scale, required, rejected)
    if scale.kind in ("choice", "yes-no"):
        return _list_left(scale, required, rejected)
    if scale.kind == "members":
        return next(_members_left(_met(MemberSets(), required), rejected), None)
    return next(_divisions_left(_met(Divisions(), required), rejected), None)


def _met(everything: Any, required: list[Shape]) -> Any:
    for shape in required:
        everything = everything.meet(shape)
    return everything


def whole_line(scale: Scale) -> Line:
    """Every answer to a quantity or date, no limit included. No quantity is below nothing."""
    beside = frozenset(scale.also)
    if scale.kind == "date":
        return Line(((-INFINITE, INFINITE),), beside)
    spans: list[tuple[Number, Number]] = [(0, INFINITE)]
    if scale.bound == "at-least":
        spans.append((-INFINITE, -INFINITE))
    return Line.of(spans, beside)


def _line_left(scale: Scale, required: list[Shape], rejected: list[Shape]) -> OnLine | None:
    met = _met(whole_line(scale), required)
    spans, named = [Span(low, high) for low, high in met.spans], met.named
    for shape in rejected:
        assert isinstance(shape, Line)
        named -= shape.named
        for low, high in shape.spans:
            spans = [piece for span in spans for piece in _cut(span, low, high)]
    if scale.kind == "date":
        spans = [_whole_days(span) for span in spans]
    told = tuple(span for span in spans if not span.is_empty)
    return OnLine(told, named) if told or named else None


def _cut(span: Span, low: Number, high: Number) -> tuple[Span, Span]:
    """What a closed stretch leaves of a span, to its left and to its right."""
    before = (span.high, span.high_open) if span.high < low else (low, True)
    after = (span.low, span.low_open) if span.low > high else (high, True)
    return (
        Span(span.low, before[0], span.low_open, before[1]),
        Span(after[0], span.high, after[1], span.high_open),
    )


def _whole_days(span: Span) -> Span:
    low = span.low + 1 if span.low_open and abs(span.low) != INFINITE else span.low
    high = span.high - 1 if span.high_open and abs(span.high) != INFINITE else span.high
    return Span(low, high, span.low_open and low == span.low, span.high_open and high == span.high)


def _list_left(scale: Scale, required: list[Shape], rejected: list[Shape]) -> OfList | None:
    answers: tuple[str | bool, ...] = (*scale.choices, *scale.also)
    if scale.kind == "yes-no":
        answers = (True, False)
    for shape in required:
        assert isinstance(shape, Named)
        answers = tuple(answer for answer in answers if answer in shape.allowed)
    for shape in rejected:
        assert isinstance(shape, Named)
        answers = tuple(answer for answer in answers if answer not in shape.allowed)
    return OfList(answers) if answers else None


def _members_left(base: MemberSets, rejected: list[Shape]) -> Iterator[MemberSets]:
    """Families of sets inside `base` and outside each rejected family."""
    if base.empty:
        return
    if not rejected:
        yield base
        return
    first, *others = rejected
    assert isinstance(first, MemberSets)
    if first.empty:
        yield from _members_left(base, others)
        return
    ways = [MemberSets.of(frozenset(), frozenset({lacking})) for lacking in sorted(first.includes)]
    beyond = frozenset({ANOTHER}) if first.closed else first.excludes
    ways += [MemberSets.of(frozenset({member}), frozenset()) for member in sorted(beyond)]
    if first.closed and base.closed and base.includes != first.includes:
        yield from _members_left(base, others)
        return
    for way in ways:
        yield from _members_left(base.meet(way), others)


def _divisions_left(base: Divisions, rejected: list[Shape]) -> Iterator[Divisions]:
    """Families of divisions inside `base` and outside each rejected family."""
    if base.empty:
        return
    if not rejected:
        yield base
        return
    first, *others = rejected
    assert isinstance(first, Divisions)
    if first.empty:
        yield from _divisions_left(base, others)
        return
    for name, low, high in first.spans:
        for span in ((Fraction(0), low - HAIR), (high + HAIR, Fraction(100))):
            yield from _divisions_left(base.meet(Divisions.of({name: span})), others)


def apart(scale: Scale, one: Answers, two: Answers) -> Number | None:
    """How far two sets lie apart: from the nearest answer of the one to the nearest of the other.

    In the parameter's unit: days, steps of an ordered choice, members, percentage points.
    0 where they touch; None where there is no distance, or their qualifiers differ.
    """
    if None not in (one.only, two.only) and one.only != two.only:
        return None
    a, b = one.shape, two.shape
    if isinstance(a, Line) and isinstance(b, Line):
        if a.named & b.named:
            return 0
        gaps = [_between(x, y) for x in a.spans for y in b.spans]
        finite = [gap for gap in gaps if gap != INFINITE]
        return min(finite) if finite else None
    if isinstance(a, Named) and isinstance(b, Named):
        ranks = [
            abs(here - there)
            for x in a.allowed
            for y in b.allowed
            if (here := scale.rank(str(x))) is not None
            and (there := scale.rank(str(y))) is not None
        ]
        return 0 if a.allowed & b.allowed else min(ranks) if ranks else None
    if isinstance(a, MemberSets) and isinstance(b, MemberSets):
        return _members_apart(a, b)
    if isinstance(a, Divisions) and isinstance(b, Divisions):
        return _divisions_apart(a, b)
    return None


def _between(x: tuple[Number, Number], y: tuple[Number, Number]) -> Number:
    """From the one closed stretch to the other; 0 where they meet, no limit being far away."""
    if x[0] <= y[1] and y[0] <= x[1]:
        return 0
    return y[0] - x[1] if x[1] < y[0] else x[0] - y[1]


def _members_apart(a: MemberSets, b: MemberSets) -> Number | None:
    """Members to add and remove on the way from the one family to the other."""
    if a.empty or b.empty:
        return None
    lacking = a.includes - b.includes if b.closed else a.includes & b.excludes
    surplus = b.includes - a.includes if a.closed else b.includes & a.excludes
    return len(lacking) + len(surplus)


def _divisions_apart(a: Divisions, b: Divisions) -> Number | None:
    """Percentage points that must change hands on the way from the one family to the other."""
    if a.empty or b.empty:
        return None
    left_ = {name: (low, high) for name, low, high in a.spans}
    right = {name: (low, high) for name, low, high in b.spans}
    free = Fraction(0), Fraction(100)
    up = down = Fraction(0)
    for name in {*left_, *right}:
        (low, high), (low2, high2) = left_.get(name, free), right.get(name, free)
        up += max(Fraction(0), low2 - high)
        down += max(Fraction(0), low - high2)
    moved = max(up, down)
    return int(moved) if moved.denominator == 1 else float(moved)


def exactly(scale: Scale, setting: Setting) -> Answers | None:
    """The set that holds just what a text sets; None for a blank, an unread value, another unit."""
    shape = _exact_shape(scale, setting)
    if shape is None or setting.unit not in (None, scale.unit):
        return None
    return Answers.of(shape, setting.only)


def _exact_shape(scale: Scale, setting: Setting) -> Shape | None:
    value = setting.value
    if setting.is_blank or setting.is_unknown:
        return None
    if scale.kind in ("quantity", "date"):
        if isinstance(value, str) and value in scale.also:
            return Line((), frozenset({value}))
        span = line_ends(scale, setting)
        if span is None:
            return None
        # A floor or ceiling where the question is no limit itself is a range of answers.
        if scale.bound not in ("at-most", "at-least") and setting.bound == "at-least":
            span = span[0], INFINITE
        elif scale.bound not in ("at-most", "at-least") and setting.bound == "at-most":
            span = -INFINITE, span[1]
        return Line((span,))
    if scale.kind in ("choice", "yes-no"):
        return Named(frozenset({value})) if isinstance(value, (str, bool)) else None
    if scale.kind == "members":
        return (
            MemberSets.of(frozenset(value), frozenset(), closed=True)
            if isinstance(value, tuple)
            else None
        )
    if isinstance(value, Shares):
        return Divisions.of({name: (share, share) for name, share in value.exact.items()})
    return None
