"""How the answers to one parameter are written, which there are, and how they are ordered."""

from __future__ import annotations

import attrs

from peaceplans.values.setting import NO_LIMIT, UNKNOWN, UNSPECIFIED

# Factors that convert exactly; every other pair of units is not compared by size.
EXACT_UNITS = {
    ("weeks", "days"): 7,
    ("years", "months"): 12,
    ("thousand", "pieces"): 1000,
}


@attrs.frozen
class Scale:
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

    def rank(self, answer: str) -> int | None:
        """Place of a choice on the line, from 0; None off the line or where it is unordered."""
        if not self.ordered or answer not in self.choices:
            return None
        return self.choices.index(answer)
