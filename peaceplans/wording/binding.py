"""Which clause of a held text belongs to which point of a plan, and what belongs to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs
from immutabledict import immutabledict

from peaceplans.alignment import parent_of
from peaceplans.model.plan import Plan
from peaceplans.values.record import Record
from peaceplans.wording.clauses import Clause

RANGE = re.compile(r"(\d{1,3})-(\d{1,3})")


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Bound(Record):
    """A held text laid to the points of a plan. Every clause and every point stands somewhere.

    `clauses` are those of each point: its own, then those folded into it, whose numbers the plan
    does not have; `folded` are pairs of such a clause and the point. `within` says for a point
    whose number is ours which point above it holds its words.

    Not bound are `unbound_clauses`, which no point has the number of or which have none;
    `repeated` ones, whose number was there before; `unbound_points`, which have a number and no
    clause; and `unnumbered`, points whose number is ours, as are all above them, without a text.
    """

    plan: str
    file: str
    clauses: immutabledict[str, tuple[Clause, ...]]
    folded: tuple[tuple[Clause, str], ...] = ()
    within: immutabledict[str, str] = immutabledict()
    unbound_clauses: tuple[Clause, ...] = ()
    repeated: tuple[Clause, ...] = ()
    unbound_points: tuple[str, ...] = ()
    unnumbered: tuple[str, ...] = ()

    def text(self, number: str) -> str:
        """The words of a point, without those of its sub-points; empty if none are bound."""
        return " ".join(clause.text for clause in self.clauses.get(number, ()) if clause.text)

    @property
    def passed(self) -> tuple[Clause, ...]:
        """Clauses in which lines begin with a number that was taken for text."""
        bound = (clause for clauses in self.clauses.values() for clause in clauses)
        found = [c for c in (*bound, *self.unbound_clauses, *self.repeated) if c.passed]
        return tuple(sorted(found, key=lambda clause: clause.line))


def bind(plan: Plan, clauses: Sequence[Clause], file: str = "") -> Bound:
    """Lay clauses to the points of a plan by their numbers; `file` is told if there are none."""
    points = _points(plan)
    found: dict[str, list[Clause]] = {}
    folded: list[tuple[Clause, str]] = []
    strange: list[Clause] = []
    repeated: list[Clause] = []
    seen: set[str] = set()
    again = ""  # the number of the clause that is there a second time, with all below it
    for clause in clauses:
        number = clause.number
        if again and f"{number}.".startswith(again):
            repeated.append(clause)
            continue
        again = ""
        point = _above(number, points)
        if point is None:
            strange.append(clause)
        elif number in seen:
            repeated.append(clause)
            again = f"{number}."
        else:
            seen.add(number)
            found.setdefault(point, []).append(clause)
            if number != point:
                folded.append((clause, point))
    above = parent_of(plan)
    silent = [point for point in plan.walk() if point.number not in found]
    ours = {point.number for point in silent if point.numbered == "ours"}
    held = {
        number: holder
        for number in ours
        if (holder := next((n for n in _up(number, above) if n in found), None))
    }
    return Bound(
        plan=plan.id,
        file=clauses[0].file if clauses else file,
        clauses=immutabledict({number: tuple(of) for number, of in found.items()}),
        folded=tuple(folded),
        within=immutabledict(held),
        unbound_clauses=tuple(strange),
        repeated=tuple(repeated),
        unbound_points=tuple(point.number for point in silent if point.number not in ours),
        unnumbered=tuple(
            point.number
            for point in silent
            if point.number in ours - held.keys() and ours.issuperset(_up(point.number, above))
        ),
    )


def _points(plan: Plan) -> dict[str, str]:
    """Number in a text → number in the plan: the same, but for points such as `6-9` of several."""
    ranges = (
        (str(number), point.number)
        for point in plan.walk()
        if (match := RANGE.fullmatch(point.number))
        for number in range(int(match[1]), int(match[2]) + 1)
    )
    return dict(ranges) | {point.number: point.number for point in plan.walk()}


def _above(number: str, points: dict[str, str]) -> str | None:
    """The point of a number, or the nearest above it that the plan has."""
    while number:
        if number in points:
            return points[number]
        number = number.rpartition(".")[0]
    return None


def _up(number: str, above: dict[str, str]) -> Iterator[str]:
    """The numbers of the points above a point, the nearest first."""
    while number in above:
        number = above[number]
        yield number
