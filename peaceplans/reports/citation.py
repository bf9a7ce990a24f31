"""A sentence ready to print."""

from __future__ import annotations

from peaceplans._version import VERSION
from peaceplans.model.plan import Plan, Provision
from peaceplans.reports.words import listed


def citation(plan: Plan, point: Provision | None, *, version: str) -> str:
    """A sentence to put in print: text, point, our summary, where it comes from, version."""
    registry = plan.registry
    where = f", point {point.number}" if point else ""
    said = f", in summary: {point.summary}" if point else "."
    ids = point.sources if point else plan.sources
    publishers = list(
        dict.fromkeys(registry.sources[id].publisher for id in ids if id in registry.sources)
    )
    after = f" After {listed(publishers)}." if publishers else ""
    grade = f" Evidence: {point.evidence}." if point and point.evidence else ""
    known = f" {plan.known_from.strip()}" if plan.known_from else ""
    address = f"{plan.id}#{point.number}" if point else plan.id
    return (
        f"{plan.title} ({plan.date}){where}{said}{after}{grade}{known} "
        f"peaceplans {VERSION}, data {version}, {address}."
    )
