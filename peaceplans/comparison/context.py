"""What every part of a comparison asks: both texts by number, their groups, declared omissions."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from peaceplans.alignment import Alignment, parent_of, roots
from peaceplans.comparison.change import Change
from peaceplans.comparison.content import Group
from peaceplans.model.plan import Commitment, Omission, Plan, Provision
from peaceplans.model.registry import Registry
from peaceplans.text_cells import TextAnswers

OLD, NEW = 0, 1
"""The two sides, as indices."""


class Context:
    """Two texts and their alignment, indexed once. Pairs hold the old side first."""

    def __init__(self, old: Plan, new: Plan, alignment: Alignment) -> None:
        self.plans = old, new
        self.alignment = alignment
        self.registry: Registry = new.registry.over(old.registry)
        self.parents = parent_of(old), parent_of(new)
        self.points = tuple({p.number: p for p in plan.walk()} for plan in self.plans)
        self.above: tuple[dict[str, Provision | Plan], ...] = tuple(
            {number: points[parents[number]] if number in parents else plan for number in points}
            for plan, points, parents in zip(self.plans, self.points, self.parents, strict=True)
        )
        self.same_text = old.id == new.id
        # Of one text everything is compared; of two, what is our inference is left out.
        self.answers = tuple(TextAnswers(p, inferred=self.same_text) for p in self.plans)
        self._partners = (
            {number: link for link in alignment.links for number in link.old},
            {number: link for link in alignment.links for number in link.new},
        )
        self._omissions = {o.from_: o for plan in self.plans for o in plan.omits}

    def group(self, numbers: tuple[str, ...], side: int) -> Group:
        """The points of one side of a link."""
        points = self.points[side]
        tops = roots(numbers, self.parents[side])
        return Group(
            tuple(points[n] for n in numbers), tuple(points[n] for n in tops), self.above[side]
        )

    def is_read(self, number: str, side: int) -> bool:
        """Whether a point was read as far as commitments go.

        A point above it that was read in part casts its doubt on it too; one whose unread part
        is known to set nothing (`in_doubt: []`) casts none.
        """
        above: str | None = number
        while above is not None:
            point = self.points[side][above]
            if point.known not in (None, "all"):
                return point.in_doubt == ()
            above = self.parents[side].get(above)
        return True

    def is_settled(self, number: str, side: int) -> bool:
        """Whether it is established what became of a point in the other text."""
        if self.omission(number, side) is not None:
            return True
        if self.plans[1 - side].known != "all":
            return False  # what stands elsewhere in a text that was read in part is not known
        link = self._partners[side].get(number.partition("/")[0])
        others = (link.new if side == OLD else link.old) if link else ()
        return bool(others) and all(self.is_read(other, 1 - side) for other in others)

    def correspond(self, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
        """Whether all of these points of the old text and of the new one are in one link."""
        links = {id(self._partners[OLD].get(place.partition("/")[0])) for place in old}
        links |= {id(self._partners[NEW].get(place.partition("/")[0])) for place in new}
        return len(links) == 1

    def omission(self, number: str, side: int = OLD) -> Omission | None:
        """The declaration that the other text left out this point, or one above it."""
        above: str | None = number.partition("/")[0]
        while above is not None:
            if found := self._omissions.get(f"{self.plans[side].id}#{above}"):
                return found
            above = self.parents[side].get(above)
        return None


def change(
    rule: str,
    old: Group,
    new: Group,
    subject: str,
    before: Any = None,
    after: Any = None,
    *,
    at: tuple[str | None, str | None] = (None, None),
    why: tuple[str, ...] = (),
    fields: tuple[str, ...] = (),
    lines: tuple[int, int] | None = None,
    pair: tuple[Commitment, Commitment] | None = None,
    held: tuple[Any, ...] = (),
) -> Change:
    """A change between two groups; `at` names the very points where they are below the tops."""
    numbers, issues, first = _joint(old, new)
    return Change(
        rule,
        numbers[OLD] if (one := at[OLD]) is None else (one,),
        numbers[NEW] if (two := at[NEW]) is None else (two,),
        subject,
        before,
        after,
        issues=issues,
        why=why,
        fields=fields,
        lines=lines or first,
        pair=pair,
        held=held,
    )


@lru_cache(maxsize=1)  # the changes of one pair are made one after the other
def _joint(
    old: Group, new: Group
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, ...], tuple[int, int]]:
    """The numbers of the tops, the issues and the first lines of two groups."""
    numbers = tuple(p.number for p in old.tops), tuple(p.number for p in new.tops)
    issues = tuple(dict.fromkeys([*new.issues, *old.issues]))
    return numbers, issues, (old.line, new.line)
