"""A comparison of two held texts along the points that correspond, word by word."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peaceplans.alignment import Link
from peaceplans.comparison.change import PlanDiff
from peaceplans.values.record import Record
from peaceplans.wording.binding import Bound
from peaceplans.wording.differ import GONE, HELD, NEW, SAME, Piece, effort, pieces, tokens

MOST_WORDS = 5_000
"""Words of a point, of both texts together, that are compared one by one."""

MOST_STEPS, ALL_STEPS = 300_000_000, 2_000_000_000
"""What one point and what all of them may cost at worst, in steps of `effort`: a second or two,
ten seconds. Only texts that say the same words over and over again come near that."""


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Redline(Record):
    """What became of the words of points that correspond.

    `old` and `new` are their numbers, `relation` how they correspond. `whole` says that the words
    were too many, or too much alike, to be compared one by one: they are given as replaced. Pieces
    of kind `held` have nothing that they could be compared with. `elsewhere` are pairs of a point
    (`ua-us-20#2.i`) and the one whose clause holds its words, `missing` points without a clause.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    relation: str
    pieces: tuple[Piece, ...]
    whole: bool = False
    elsewhere: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both texts have the same words there."""
        return all(piece.kind == SAME for piece in self.pieces)


def redlines(diff: PlanDiff, old: Bound | None, new: Bound | None) -> tuple[Redline, ...]:
    """A redline for each link of points with words on either side, in the order of the links.

    Of a text that is not held nothing can be said: what the other says is then only held.
    """
    return tuple(_redlines(diff, old, new))


def _redlines(diff: PlanDiff, *bound: Bound | None) -> Iterator[Redline]:
    left = ALL_STEPS
    for link in diff.alignment.links:
        sides = tuple(zip(bound, (link.old, link.new), strict=True))
        old, new = (_text(*side) for side in sides)
        if not (old or new):
            continue
        whole = False
        if not old or not new:
            runs = [Piece(_alone(link, bound), old or new)]
        elif tokens(old) == tokens(new):
            runs = [Piece(SAME, new)]
        elif whole := (steps := _steps(old, new)) > min(left, MOST_STEPS):
            runs = [Piece(GONE, old), Piece(NEW, new)]
        else:
            left -= steps
            runs = [*pieces(old, new)]
        yield Redline(
            old=link.old,
            new=link.new,
            relation=link.relation,
            pieces=tuple(runs),
            whole=whole,
            elsewhere=tuple(pair for side in sides for pair in _elsewhere(*side)),
            missing=tuple(point for side in sides for point in _missing(*side)),
        )


def _text(bound: Bound | None, numbers: tuple[str, ...]) -> str:
    return " ".join(filter(None, (bound.text(number) for number in numbers))) if bound else ""


def _steps(old: str, new: str) -> int:
    """What comparing costs at worst; more than there ever is where the words are too many."""
    many = len(tokens(old)) + len(tokens(new)) > MOST_WORDS
    return ALL_STEPS + 1 if many else effort(old, new)


def _alone(link: Link, bound: tuple[Bound | None, ...]) -> str:
    """What became of words with no others beside them. Gone or new is only what the comparison
    calls so, where no point corresponds and both texts are held.
    """
    if not all(bound) or (link.old and link.new):
        return HELD
    return {"dropped": GONE, "added": NEW}.get(link.relation, HELD)


def _elsewhere(bound: Bound | None, numbers: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if bound:
        for number in numbers:
            holder = bound.within.get(number)
            if holder and holder not in numbers:
                yield f"{bound.plan}#{number}", f"{bound.plan}#{holder}"


def _missing(bound: Bound | None, numbers: tuple[str, ...]) -> Iterator[str]:
    if bound:
        absent = {*bound.unbound_points, *bound.unnumbered}
        yield from (f"{bound.plan}#{number}" for number in numbers if number in absent)
