"""Where the points of a plan come from, and which points of others it is declared to leave out."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.model.plan import Plan


def lineage_of(plan: Plan, other: str) -> Iterator[tuple[str, str]]:
    """Pairs (number of the other plan, number of this plan) that this plan declares."""
    for origin, number in origins_of(plan):
        id, _, place = origin.partition("#")
        if id == other:
            yield place, number


def origins_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """Pairs (point of another plan as `us-28#4`, number of this plan) that this plan declares.

    An option's origin is that of its point.
    """
    for point in plan.walk():
        stated = [*point.derives_from, *(ref for o in point.options for ref in o.derives_from)]
        for reference in dict.fromkeys(ref.partition("/")[0] for ref in stated):
            yield reference, point.number


def omitted(plan: Plan, other: str) -> set[str]:
    """Points of the other plan (`us-28#4`) that this plan declares to have left out."""
    return {omission.from_ for omission in plan.omits if omission.from_.startswith(other + "#")}


def left_out_of(plan: Plan, other: Plan) -> set[str]:
    """Numbers of the points that the other plan is declared to leave out, with all below them."""
    hidden = omitted(other, plan.id)
    return {
        below.number
        for point in plan.walk()
        if f"{plan.id}#{point.number}" in hidden
        for below in point.walk()
    }
