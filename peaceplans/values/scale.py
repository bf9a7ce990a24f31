"""How the answers to one parameter are written, which there are, and how they are ordered."""

from __future__ import annotations

from typing import NamedTuple

from peaceplans.values.setting import NO_LIMIT, UNKNOWN, UNSPECIFIED

# Units of one quantity: a number may be written in any of those of its parameter's unit, so
# that a misspelt unit is found; a unit that stands in no row is the only one of its parameter.
UNITS = (
    ("hours", "days", "weeks", "months", "years"),
    ("usd", "eur", "gbp", "chf", "jpy", "cny", "rub", "uah"),
    ("km", "m"),
)

# Factors that convert exactly; every other pair of units is not compared by size.
EXACT_UNITS = {
    ("weeks", "days"): 7,
    ("years", "months"): 12,
    ("km", "m"): 1000,
}


class Scale(NamedTuple):
    """The kind of a parameter's answers with what is needed to read and order them.

    `choices` are the named answers of a choice, in order where `ordered`, or the items of
    `members`; `also` names answers off the line, which are never raised or lowered. `unit` and
    `bound` are those a number has where the text does not say otherwise.
    """

    kind: str
    unit: str | None = None
    bound: str | None = None
    choices: tuple[str, ...] = ()
    ordered: bool = False
    also: tuple[str, ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """Answers that are names and not values on the line."""
        return frozenset(self.also) | {UNSPECIFIED, UNKNOWN, NO_LIMIT}

    @property
    def units(self) -> tuple[str, ...]:
        """The units in which a number may be written, the usual one first."""
        if self.unit is None:
            return ()
        row = next((row for row in UNITS if self.unit in row), ())
        return (self.unit, *(unit for unit in row if unit != self.unit))

    def rank(self, answer: str) -> int | None:
        """Place of a choice on the line, from 0; None off the line or where it is unordered."""
        if not self.ordered or answer not in self.choices:
            return None
        return self.choices.index(answer)
