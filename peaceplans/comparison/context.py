"""What every part of a comparison asks: both texts by number, their groups, declared omissions."""

from __future__ import annotations

from typing import Any

from peaceplans.alignment import Alignment, parent_of, roots
from peaceplans.comparison.cells import TextAnswers
from peaceplans.comparison.change import Change
from peaceplans.comparison.content import Group
from peaceplans.model.inherit import disinherit
from peaceplans.model.plan import Omission, Plan
from peaceplans.model.registry import Registry

OLD, NEW = 0, 1
"""The two sides, as indices."""


class Context:
    """Two texts and their alignment, indexed once. Pairs hold the old side first."""

    def __init__(self, old: Plan, new: Plan, alignment: Alignment) -> None:
        self.plans = old, new
        self.alignment = alignment
        self.registry: Registry = new.registry.over(old.registry)
        self.points = tuple({p.number: p for p in plan.walk()} for plan in self.plans)
        self.own = tuple({p.number: p for p in disinherit(plan).walk()} for plan in self.plans)
        self.parents = parent_of(old), parent_of(new)
        self.answers = TextAnswers(old), TextAnswers(new)
        self.same_text = old.id == new.id
        self._omissions = {o.from_: o for plan in self.plans for o in plan.omits}

    def group(self, numbers: tuple[str, ...], side: int) -> Group:
        """The points of one side of a link, as their file states them."""
        own = self.own[side]
        issues = dict.fromkeys(i for n in numbers for i in self.points[side][n].issues)
        tops = roots(numbers, self.parents[side])
        return Group(tuple(own[n] for n in numbers), tuple(own[n] for n in tops), tuple(issues))

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
) -> Change:
    """A change between two groups; `at` names the very points where they are below the tops."""
    return Change(
        rule,
        (at[OLD],) if at[OLD] else tuple(p.number for p in old.tops),
        (at[NEW],) if at[NEW] else tuple(p.number for p in new.tops),
        subject,
        before,
        after,
        issues=tuple(dict.fromkeys([*new.issues, *old.issues])),
        why=why,
        fields=fields,
        lines=lines or (old.line, new.line),
    )
