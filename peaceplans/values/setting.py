"""What a text sets: one value with its bound and qualifiers, frozen and comparable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

import attrs

from peaceplans.values.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

UNSPECIFIED = "unspecified"
"""Raised by the text and left blank."""
UNKNOWN = "unknown"
"""Not read: the text may or may not say it."""
NO_LIMIT = "no-limit"
"""Above every ceiling and deadline, below every floor."""

Number = Union[int, float]


def decimal(number: Number) -> Fraction:
    """The number as it is printed, exactly: 33.3 is 333/10 and no binary fraction near it."""
    # Here and below: most comparisons meet no shares, and fractions are slow to import.
    from fractions import Fraction

    return Fraction(str(number))


@attrs.frozen(repr=False, eq=False)
class Between(Record):
    """A range with both ends, in the unit of the setting."""

    low: Number
    high: Number


@attrs.frozen(repr=False, eq=False)
class Shares(Record):
    """Shares of a whole in per cent, as printed; `rest` is assigned to nobody.

    Printed shares that are equal and do not add up to 100 are equal parts of the whole, cut
    off or rounded: 33/33/33 are thirds.
    """

    printed: tuple[tuple[str, Number], ...]

    @property
    def is_equal(self) -> bool:
        """Whether the shares are equal parts of the whole, to as many places as are printed."""
        from fractions import Fraction

        numbers = {number for _, number in self.printed}
        if len(numbers) != 1:
            return False
        (number,) = numbers
        places = len(str(number).partition(".")[2])
        return abs(decimal(number) - Fraction(100, len(self.printed))) < Fraction(1, 10**places)

    @property
    def exact(self) -> dict[str, Fraction]:
        """Each sharer's share in per cent, exactly; the values add up to 100."""
        from fractions import Fraction

        if self.is_equal:
            return {name: Fraction(100, len(self.printed)) for name, _ in self.printed}
        return {name: decimal(number) for name, number in self.printed}


@attrs.frozen(repr=False, eq=False)
class Moment(Record):
    """A date in EDTF, with the first and the last day that it may mean (ISO, inclusive)."""

    text: str
    earliest: str
    latest: str


Value = Union[bool, int, float, str, tuple[str, ...], Between, Shares, Moment]


@attrs.frozen(repr=False, eq=False)
class Setting(Record):
    """One answer that a text gives to a parameter.

    `value` is the answer: a number in `unit`, a date, the name of a choice, `True`, a sorted
    tuple of members, `Shares`, a `Between`, or `"unspecified"`, `"unknown"`, `"no-limit"`.
    `bound` says how a number is meant (`at-most`, `exactly` …). `only` narrows the value to
    circumstances (`peacetime`); `examples` are values that the text gives as examples.
    Settings are equal and hash by all their fields: at most 600,000 and exactly 600,000 differ.
    """

    value: Value
    bound: str | None = None
    unit: str | None = None
    only: tuple[str, ...] = ()
    examples: tuple[Value, ...] = ()
    evidence: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the text raises the question and leaves the answer open."""
        return self.value == UNSPECIFIED

    @property
    def is_unknown(self) -> bool:
        """Whether the answer was not read."""
        return self.value == UNKNOWN
