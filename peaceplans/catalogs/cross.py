"""References from one plan to another: lineage, declared omissions, base, companions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from peaceplans.model.plan import Plan
from peaceplans.reading.checks import Path, options, points
from peaceplans.reading.diagnostics import Diagnostic, nearest
from peaceplans.reading.document import Document


def check_references(
    plan: Plan, plans: Mapping[str, Plan], document: Document
) -> Iterator[Diagnostic]:
    """A diagnostic for every reference to another plan that leads nowhere."""
    for path, reference in references(plan):
        id, _, place = reference.partition("#")
        if id == plan.id:
            message = f"{reference} is of this very plan"
            yield document.fault(path, "dangling-reference", message, expected="another plan")
        elif id not in plans:
            near = nearest(id, plans)
            hint = near and reference.replace(id, near, 1)
            yield document.fault(
                path, "dangling-reference", f"no plan {id!r} in the catalog",
                expected="one of " + ", ".join(plans), hint=hint,
                replace=f'"{hint}"' if hint else None,
            )
        elif place:
            known = places(plans[id])
            if place not in known:
                near = nearest(place, known)
                yield document.fault(
                    path, "dangling-reference", f"{id} has no point {place}",
                    expected=f"a point of {id}", hint=f"{id}#{near}" if near else None,
                    replace=f'"{id}#{near}"' if near else None,
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
