"""The finding on one question: overlap, room, gap or unknown, by what each party says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

import attrs

from peaceplans.ledger.grounds import Ground, Standing
from peaceplans.model.parameter import Parameter
from peaceplans.values.answers import Answers
from peaceplans.values.room import Left, apart, left
from peaceplans.values.setting import Number

OVERLAP, ROOM, GAP, UNKNOWN = "overlap", "room", "gap", "unknown"

KINDS = {
    OVERLAP: "there is an answer that all of them accept",
    ROOM: "no such answer, but one that none of them has excluded in so many words",
    GAP: "each answer is rejected by one of them at least",
    UNKNOWN: "somebody has said nothing there, and those who have do not rule each other out",
}


class Opposition(NamedTuple):
    """Two parties of which each rules out all that the other would have.

    `width` is the distance between what they accept, in the parameter's unit, if there is one.
    """

    parties: tuple[str, str]
    width: Number | None


class Flip(NamedTuple):
    """What the finding would be if one thing were otherwise.

    `what` is `withdrawn` (a statement that counts), `if true` (one that is denied or only
    reported) or `reading` (another reading of a text that a party put forward).
    """

    what: str
    ground: Ground
    kind: str
    reading: str | None = None


@attrs.frozen
class CellGap:
    """The finding on one cell. `among` is the one for those who have said something there.

    `overlap` are answers that all accept, `rest` answers that none rejects (if any). `displaced`
    are refusals that a later statement of the same party does not repeat, `beside` gaps on other
    questions about the same place.
    """

    cell: str
    parameter: Parameter
    kind: str
    among: str
    sides: tuple[Standing, ...]
    silent: tuple[str, ...]
    overlap: Left | None
    rest: Left | None
    opposed: tuple[Opposition, ...]
    flips: tuple[Flip, ...] = ()
    displaced: tuple[Standing, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether some side rests on second-hand accounts alone."""
        return any(side.is_reported for side in self.sides)

    @property
    def relayed(self) -> tuple[str, ...]:
        """Parties whose answer is known only through digests."""
        return tuple(s.party for s in self.sides if all(g.is_relayed for g in s.grounds))

    @property
    def clashes(self) -> tuple[str, ...]:
        """Cells on which the conditions of two parties, in their packages, exclude each other."""
        found = []
        for one, two in combinations(self.sides, 2):
            for a, b in product(one.packages, two.packages):
                found += [c for c in a.given if c in b.given and not a.given[c].meet(b.given[c])]
        return tuple(dict.fromkeys(found))

    @property
    def conditional(self) -> tuple[str, ...]:
        """Parties that accept something there only together with other answers."""
        return tuple(side.party for side in self.sides if side.packages)


def judged(parameter: Parameter, cell: str, standings: Sequence[Standing]) -> CellGap:
    """The finding on one cell by what each party says of it; a pure function of that."""
    sides = tuple(standing for standing in standings if standing.grounds)
    silent = tuple(standing.party for standing in standings if not standing.grounds)
    scale = parameter.scale
    required = [answers for side in sides for answers in side.requires]
    rejected = [answers for side in sides for answers in side.rejects]
    rest = left(scale, required, rejected)
    shared = _overlap(parameter, sides, required, rejected)
    among = GAP if rest is None else OVERLAP if shared is not None else ROOM
    if len(sides) < 2 and among != GAP:
        among, shared, rest = UNKNOWN, None, None  # one voice alone leaves nothing to compare
    kind = among if among == GAP or not silent else UNKNOWN
    return CellGap(
        cell, parameter, kind, among, sides, silent, shared, rest, tuple(_opposed(parameter, sides))
    )


def _overlap(
    parameter: Parameter,
    sides: Sequence[Standing],
    required: list[Answers],
    rejected: list[Answers],
) -> Left | None:
    """Answers that lie, for every side, in what it requires or in one set that it accepts."""
    accepting = [side for side in sides if not side.requires]
    if not sides or any(not side.accepts for side in accepting):
        return None

    def search(index: int, chosen: list[Answers]) -> Left | None:
        found = left(parameter.scale, [*required, *chosen], rejected, together=True)
        if found is None or index == len(accepting):
            return found
        for answers in accepting[index].accepts:
            if further := search(index + 1, [*chosen, answers]):
                return further
        return None

    return search(0, [])


def _opposed(parameter: Parameter, sides: Sequence[Standing]) -> Iterator[Opposition]:
    for one, two in combinations(sides, 2):
        required = [*one.requires, *two.requires]
        if left(parameter.scale, required, [*one.rejects, *two.rejects]) is None:
            distances = [
                distance
                for a in _wanted(one)
                for b in _wanted(two)
                if (distance := apart(parameter.scale, a, b))
            ]
            yield Opposition((one.party, two.party), min(distances, default=None))


def _wanted(side: Standing) -> tuple[Answers, ...]:
    return side.requires or side.accepts
