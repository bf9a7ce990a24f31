"""How far the corpus is known: per text what is established, single-sourced, unread, blank."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from peaceplans.model.plan import Plan

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog


class Extent(NamedTuple):
    """One text: points, how many of them were read in part or not, commitments by evidence,
    answers that it leaves blank.
    """

    plan: str
    date: str
    known: str
    points: int
    in_part: int
    unread: int
    commitments: int
    corroborated: int
    single: int
    relayed: int
    inferred: int
    blank: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return self._asdict()


def corpus(*, catalog: Catalog | None = None) -> tuple[Extent, ...]:
    """What is known of each text, in the order of their dates."""
    from peaceplans.catalogs.loading import catalog as builtin

    known = catalog or builtin()
    return tuple(_extent(plan) for plan in known.plans.values())


def _extent(plan: Plan) -> Extent:
    points = [point for point in plan.walk() if point.status != "removed"]
    commitments = [
        commitment
        for point in points
        for held in (point.commitments, *(option.commitments for option in point.options))
        for commitment in held
    ]
    grades = Counter(commitment.evidence for commitment in commitments)
    depths = Counter(point.known for point in points)
    blank = sum(setting.is_blank for each in commitments for setting in each.sets.values())
    return Extent(
        plan.id,
        plan.date,
        plan.known,
        len(points),
        depths["part"],
        depths["none"],
        len(commitments),
        grades["corroborated"],
        grades["single"],
        grades["relayed"],
        grades["inferred"],
        blank,
    )
