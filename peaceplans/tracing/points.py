"""The life of a point: what it comes from, what comes from it, and who left it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peaceplans.alignment import align
from peaceplans.comparison.change import Change
from peaceplans.comparison.compare import diff
from peaceplans.grouping import reached
from peaceplans.model.lineage import origins_of
from peaceplans.model.plan import Plan
from peaceplans.text_cells import SILENT
from peaceplans.tracing.steps import (
    BY_ORIGIN,
    ROLES,
    Dated,
    Gone,
    Step,
    Trace,
    by_date,
    dated,
    made_from,
)
from peaceplans.values.setting import UNKNOWN


def of_point(asked: Plan, number: str, plans: Sequence[Plan]) -> Trace:
    """The life of a point, with all that stands below it, through texts in order of date.

    Raises KeyError if the text has no such point.
    """
    family = _Family([f"{asked.id}#{point.number}" for point in asked[number].walk()], plans)
    steps: list[Step] = []
    gone: list[Gone] = []
    silent: list[Plan] = []
    unread: list[Plan] = []
    unrelated: list[Plan] = []
    for plan in plans:
        left = [omission for omission in plan.omits if omission.from_ in family.covering]
        gone += [Gone(plan, omission) for omission in left]
        if plan.id in family.held:
            steps.append(family.step(plan))
        elif not (origins := [id_ for id_ in made_from(plan) if id_ in family.held]):
            unrelated.append(plan)
        elif not left:
            found = family.by_content(plan, max(origins, key=family.order.__getitem__))
            if isinstance(found, Step):
                steps.append(found)
            else:
                (unread if found == UNKNOWN else silent).append(plan)
    readings = [
        Dated(step.plan, place, reading)
        for step in steps
        for place, reading in dated(step.plan[n] for n in step.points)
    ]
    return Trace(
        f"{asked.id}#{number}",
        "point",
        tuple(steps),
        asked.registry,
        readings=by_date(readings),
        left_out=tuple(gone),
        silent=tuple(silent),
        unread=tuple(unread),
        unrelated=tuple(unrelated),
    )


class _Family:
    """Points that chains of declared origins join to some: origins, descendants, other branches.

    `roles` has a word for each, `held` their numbers by text, `covering` them and the points
    that they stand under.
    """

    def __init__(self, start: Sequence[str], plans: Sequence[Plan]) -> None:
        self.plans = {plan.id: plan for plan in plans}
        self.order = {plan.id: at for at, plan in enumerate(plans)}
        self.comes_from: dict[str, list[str]] = {}
        leads_to: dict[str, list[str]] = {}
        for plan in plans:
            for origin, number in origins_of(plan):
                self.comes_from.setdefault(f"{plan.id}#{number}", []).append(origin)
                leads_to.setdefault(origin, []).append(f"{plan.id}#{number}")
        origins = reached(start, self.comes_from)
        self.roles = {
            **dict.fromkeys(reached([*start, *origins], leads_to), "branch"),
            **dict.fromkeys(reached(start, leads_to), "descendant"),
            **dict.fromkeys(origins, "origin"),
            **dict.fromkeys(start, "asked"),
        }
        self.covering = {over for ref in self.roles for over in _over(ref)}
        self.held: dict[str, list[str]] = {}
        for ref in self.roles:
            id_, _, place = ref.partition("#")
            if id_ in self.plans:
                self.held.setdefault(id_, []).append(place)

    def step(self, plan: Plan) -> Step:
        """The step of a text that has points of the family, compared with where they come from."""
        own = set(self.held[plan.id])
        numbers = tuple(point.number for point in plan.walk() if point.number in own)
        roles = {self.roles[f"{plan.id}#{number}"] for number in numbers}
        role = next(role for role in ROLES if role in roles)
        origins: dict[str, set[str]] = {}
        for number in numbers:
            for ref in self.comes_from.get(f"{plan.id}#{number}", ()):
                id_, _, place = ref.partition("#")
                if ref in self.roles and id_ in self.plans and id_ != plan.id:
                    origins.setdefault(id_, set()).add(place)
        if not origins:
            return Step(plan, role, numbers)
        latest = max(origins, key=self.order.__getitem__)
        changes = _changes(self.plans[latest], plan, origins[latest], own)
        return Step(plan, role, numbers, (), self.plans[latest], BY_ORIGIN, changes)

    def by_content(self, plan: Plan, origin: str) -> Step | str:
        """What a text that was made from another has of its points without saying so, or whether
        it is silent or was not read there.
        """
        old, asked = self.plans[origin], set(self.held[origin])
        links = [link for link in align(old, plan).links if not asked.isdisjoint(link.old)]
        points = {number for link in links for number in link.new}
        if not points:
            return UNKNOWN if any(link.relation == "unknown" for link in links) else SILENT
        numbers = tuple(point.number for point in plan.walk() if point.number in points)
        changes = _changes(old, plan, asked, points)
        return Step(plan, "match", numbers, (), old, BY_ORIGIN, changes)


def _over(ref: str) -> Iterator[str]:
    """A point and every point that it stands under."""
    while "#" in ref:
        yield ref
        ref = ref.rpartition(".")[0]


def _changes(old: Plan, new: Plan, olds: Iterable[str], news: Iterable[str]) -> tuple[Change, ...]:
    """The changes between two texts that concern points of either."""
    own = set(olds), set(news)

    def concerns(change: Change) -> bool:
        places = ({p.partition("/")[0] for p in side} for side in (change.old, change.new))
        return any(not mine.isdisjoint(here) for mine, here in zip(places, own, strict=True))

    return tuple(change for change in diff(old, new).changes if concerns(change))
