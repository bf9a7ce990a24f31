"""References to plans: lineage, declared omissions, base, companions, what statements are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from peaceplans.model.plan import Plan
from peaceplans.reading.checks import Path, options, points
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document


def check_references(
    plan: Plan, plans: Mapping[str, Plan], document: Document
) -> Iterator[Diagnostic]:
    """A diagnostic for every reference to another plan that leads nowhere."""
    for path, reference in references(plan):
        if reference.partition("#")[0] == plan.id:
            message = f"{reference} is of this very plan"
            yield document.fault(path, "dangling-reference", message, expected="another plan")
        else:
            others = {id: other for id, other in plans.items() if id != plan.id}
            yield from _refers(document, path, reference, others)


def check_about(
    document: Document, path: Path, entry: Any, plans: Mapping[str, Plan]
) -> Iterator[Diagnostic]:
    """A diagnostic for every plan, point or option that a statement names and that is not there."""
    for field in ("about", "plans"):
        for number, reference in enumerate(getattr(entry, field, ())):
            yield from _refers(document, (*path, field, number), reference, plans)


def _refers(
    document: Document, path: Path, reference: str, plans: Mapping[str, Plan]
) -> Iterator[Diagnostic]:
    id, _, place = reference.partition("#")
    if id not in plans:
        yield document.fault(
            path,
            "dangling-reference",
            f"no plan {id!r} in the catalog",
            expected="one of " + ", ".join(plans),
            word=id,
            among=list(plans),
            around=("", f"#{place}" if place else ""),
            fixable=document.written(path) == reference,
        )
    elif place and place not in (known := places(plans[id])):
        yield document.fault(
            path,
            "dangling-reference",
            f"{id} has no point {place}",
            expected=f"a point of {id}",
            word=place,
            among=known,
            around=(f"{id}#", ""),
        )


def places(plan: Plan) -> list[str]:
    """Every number of the plan and every option as `number/option`."""
    return [point.number for point in plan.walk()] + [
        f"{point.number}/{option.id}" for point in plan.walk() for option in point.options
    ]


def references(plan: Plan) -> Iterator[tuple[Path, str]]:
    """Every reference to another plan with its path in the file."""
    for path, point in points(plan):
        for index, reference in enumerate(point.derives_from):
            yield (*path, "derives_from", index), reference
    for path, _, option in options(plan):
        for index, reference in enumerate(option.derives_from):
            yield (*path, "derives_from", index), reference
    for index, omission in enumerate(plan.omits):
        yield ("omits", index, "from"), omission.from_
    if plan.base:
        yield ("base",), plan.base.partition("@")[0]
    for index, companion in enumerate(plan.companions):
        if companion.plan:
            yield ("companions", index, "plan"), companion.plan
