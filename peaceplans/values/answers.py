"""Sets of answers to one parameter: what a party accepts, rejects or requires.

Four shapes, one for each way in which answers lie: on a line (`Line`: quantities and dates), in
a list (`Named`: choices, yes-no), as sets of members (`MemberSets`) and as divisions of a whole
(`Divisions`). `Answers` adds the qualifiers. All are kept in one canonical form, so that equal
sets are equal values and intersection is commutative, associative and idempotent.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Union

import attrs

from peaceplans.values.compare import ends
from peaceplans.values.scale import Scale
from peaceplans.values.setting import (
    UNKNOWN,
    UNSPECIFIED,
    Moment,
    Number,
    Setting,
    Shares,
)

INFINITE = float("inf")


@attrs.frozen
class Line:
    """Closed spans on a line, disjoint and ascending, and answers that lie beside it.

    Dates stand as day ordinals. Infinity is the answer *no limit*.
    """

    spans: tuple[tuple[Number, Number], ...] = ()
    named: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        spans: list[tuple[Number, Number]],
        named: frozenset[str] = frozenset(),
        step: int = 0,
    ) -> Line:
        """Spans in any order, overlapping or empty, in canonical form.

        Spans that are no more than `step` apart are one: 1 for days, which have none between.
        """
        merged: list[tuple[Number, Number]] = []
        for low, high in sorted(span for span in spans if span[0] <= span[1]):
            if merged and low <= merged[-1][1] + step:
                merged[-1] = merged[-1][0], max(merged[-1][1], high)
            else:
                merged.append((low, high))
        return cls(tuple(merged), named)

    def __bool__(self) -> bool:
        return bool(self.spans or self.named)

    def meet(self, other: Line) -> Line:
        """The answers in both."""
        spans = [(max(a[0], b[0]), min(a[1], b[1])) for a in self.spans for b in other.spans]
        return Line.of(spans, self.named & other.named)

    def within(self, other: Line) -> bool:
        """Whether every answer of this set is in the other."""
        return self.named <= other.named and all(
            any(low <= span[0] and span[1] <= high for low, high in other.spans)
            for span in self.spans
        )

    def distance(self, scale: Scale, setting: Setting) -> Number | None:
        """From the farthest number that the setting stands for to the nearest in the set."""
        if isinstance(setting.value, str) and setting.value in self.named:
            return 0
        span = line_ends(scale, setting)
        if span is None or not self.spans:
            return None
        if Line((span,)).within(self):
            return 0
        gaps = [_middle(a[1], b[0], scale) for a, b in pairwise(self.spans)]
        points = [*span, *(point for point in gaps if span[0] < point < span[1])]
        far = max(min(_outside(low, high, x) for low, high in self.spans) for x in points)
        return None if far == INFINITE else far


def _middle(low: Number, high: Number, scale: Scale) -> Number:
    """The number farthest from both ends of a gap; days are whole."""
    return (low + high) // 2 if scale.kind == "date" else (low + high) / 2


def _outside(low: Number, high: Number, x: Number) -> Number:
    return low - x if x < low else x - high if x > high else 0


def line_ends(scale: Scale, setting: Setting) -> tuple[Number, Number] | None:
    """The span of a number or date on the line; None for an answer beside it."""
    if isinstance(setting.value, Moment):
        days = setting.value.earliest, setting.value.latest
        return date.fromisoformat(days[0]).toordinal(), date.fromisoformat(days[1]).toordinal()
    return ends(scale, setting)


@attrs.frozen
class Named:
    """Answers out of a closed list; yes-no has the list (False, True)."""

    allowed: frozenset[Union[str, bool]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.allowed)

    def meet(self, other: Named) -> Named:
        """The answers in both."""
        return Named(self.allowed & other.allowed)

    def within(self, other: Named) -> bool:
        """Whether every answer of this set is in the other."""
        return self.allowed <= other.allowed

    def distance(self, scale: Scale, setting: Setting) -> Number | None:
        """Steps to the nearest allowed answer where the choices are ordered."""
        if setting.value in self.allowed:
            return 0
        here = scale.rank(str(setting.value))
        ranks = [rank for item in self.allowed if (rank := scale.rank(str(item))) is not None]
        if here is None or not ranks:
            return None
        return min(abs(here - rank) for rank in ranks)


@attrs.frozen
class MemberSets:
    """Every set that has all of `includes` and none of `excludes`; nothing else if `closed`."""

    includes: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    closed: bool = False
    empty: bool = False

    @classmethod
    def of(
        cls, includes: frozenset[str], excludes: frozenset[str], *, closed: bool = False
    ) -> MemberSets:
        """In canonical form: contradictory demands are the empty set of answers."""
        if includes & excludes:
            return cls(empty=True)
        return cls(includes, frozenset() if closed else excludes, closed)

    def __bool__(self) -> bool:
        return not self.empty

    def meet(self, other: MemberSets) -> MemberSets:
        """The answers in both."""
        if self.empty or other.empty:
            return MemberSets(empty=True)
        for one, two in ((self, other), (other, self)):
            if one.closed and not two.includes <= one.includes:
                return MemberSets(empty=True)
        return MemberSets.of(
            self.includes | other.includes,
            self.excludes | other.excludes,
            closed=self.closed or other.closed,
        )

    def within(self, other: MemberSets) -> bool:
        """Whether every set of members of these is among the others."""
        if self.empty or other.empty:
            return self.empty
        if other.closed:
            return self == other
        barred = self.includes & other.excludes if self.closed else other.excludes - self.excludes
        return other.includes <= self.includes and not barred

    def distance(self, _: Scale, setting: Setting) -> Number | None:
        """Members to add and remove."""
        if self.empty or not isinstance(setting.value, tuple):
            return None
        members = frozenset(setting.value)
        surplus = members - self.includes if self.closed else members & self.excludes
        return len(self.includes - members) + len(surplus)


@attrs.frozen
class Divisions:
    """Divisions of a whole in which each sharer's share lies in its span; others are free."""

    spans: tuple[tuple[str, Fraction, Fraction], ...] = ()
    empty: bool = False

    @classmethod
    def of(cls, spans: dict[str, tuple[Fraction, Fraction]]) -> Divisions:
        """In canonical form.

        What the least shares of all leave over is the most that anybody can get beyond the own
        least share: upper ends are cut to that, and a span that then says nothing is left out.
        """
        left = 100 - sum(low for low, _ in spans.values())
        if left < 0 or any(low > high for low, high in spans.values()):
            return cls(empty=True)
        cut = {name: (low, min(high, low + left)) for name, (low, high) in spans.items()}
        free = Fraction(0), Fraction(left)
        told = {name: span for name, span in cut.items() if span != free}
        return cls(tuple((name, *told[name]) for name in sorted(told)))

    def __bool__(self) -> bool:
        return not self.empty

    def meet(self, other: Divisions) -> Divisions:
        """The answers in both."""
        if self.empty or other.empty:
            return Divisions(empty=True)
        spans = {name: (low, high) for name, low, high in self.spans}
        for name, low, high in other.spans:
            mine = spans.get(name, (Fraction(0), Fraction(100)))
            spans[name] = max(mine[0], low), min(mine[1], high)
        return Divisions.of(spans)

    def within(self, other: Divisions) -> bool:
        """Whether every division of these is among the others."""
        if self.empty or other.empty:
            return self.empty
        left = 100 - sum((low for _, low, _ in self.spans), Fraction(0))
        mine = {name: (low, high) for name, low, high in self.spans}
        return all(
            low <= mine.get(name, (0, left))[0] and mine.get(name, (0, left))[1] <= high
            for name, low, high in other.spans
        )

    def distance(self, _: Scale, setting: Setting) -> Number | None:
        """Percentage points that must change hands."""
        if self.empty or not isinstance(setting.value, Shares):
            return None
        shares = setting.value.exact
        lacking = over = Fraction(0)
        for name, low, high in self.spans:
            share = shares.get(name, Fraction(0))
            lacking += max(Fraction(0), low - share)
            over += max(Fraction(0), share - high)
        moved = max(lacking, over)
        return int(moved) if moved.denominator == 1 else float(moved)


Shape = Union[Line, Named, MemberSets, Divisions]


@attrs.frozen
class Answers:
    """A set of answers to one parameter, in the parameter's unit.

    With `only` it holds answers that carry exactly these qualifiers; without (None) the
    qualifiers do not matter. The empty set has one form, whatever its qualifiers.
    """

    shape: Shape
    only: tuple[str, ...] | None = None

    @classmethod
    def of(cls, shape: Shape, only: tuple[str, ...] | None = None) -> Answers:
        """In canonical form."""
        return cls(shape, only if shape else None)

    def __bool__(self) -> bool:
        return bool(self.shape)

    def meet(self, other: Answers) -> Answers:
        """The answers in both; both must be sets of answers to one parameter."""
        shape = self.shape.meet(other.shape)  # type: ignore[arg-type]  # one parameter, one shape
        if self.only is not None and other.only is not None and self.only != other.only:
            shape = shape.meet(_nothing(shape))  # type: ignore[arg-type]  # the same shape
        return Answers.of(shape, other.only if self.only is None else self.only)

    def within(self, other: Answers) -> bool:
        """Whether every answer of this set is in the other (containment)."""
        if not self:
            return True
        if other.only is not None and self.only != other.only:
            return False
        return self.shape.within(other.shape)  # type: ignore[arg-type]  # one parameter, one shape

    def speaks_of(self, scale: Scale, setting: Setting) -> bool:
        """Whether the set says anything about the setting: a value that is there and was read,
        in the parameter's unit, with the qualifiers that the set is about.
        """
        if setting.value in (UNSPECIFIED, UNKNOWN) or setting.unit not in (None, scale.unit):
            return False
        return self.only is None or sorted(self.only) == sorted(setting.only)

    def distance(self, scale: Scale, setting: Setting) -> Number | None:
        """How far the setting is from the nearest answer in the set; 0 exactly where it holds.

        In the parameter's unit: days, steps, members, percentage points. None where no finite
        distance leads there, or the setting is blank, unknown or otherwise qualified.
        """
        if not self.speaks_of(scale, setting):
            return None
        return self.shape.distance(scale, setting)

    def holds(self, scale: Scale, setting: Setting) -> bool:
        """Whether the setting's value is in the set."""
        return self.distance(scale, setting) == 0


def _nothing(shape: Shape) -> Shape:
    if isinstance(shape, MemberSets):
        return MemberSets(empty=True)
    if isinstance(shape, Divisions):
        return Divisions(empty=True)
    return type(shape)()
