"""What comparable provisions of other texts say: values side by side, and points on the issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Plan, Provision
from peaceplans.text_cells import SILENT, State, TextAnswers
from peaceplans.values.plain import plain
from peaceplans.values.setting import UNKNOWN

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog


class Value(NamedTuple):
    """What one text sets in one cell, and at which points."""

    plan: Plan
    cell: str
    state: State
    places: tuple[str, ...]


class Alike(NamedTuple):
    """A provision of another text on the same matter: the parameters and issues in common."""

    plan: Plan
    point: Provision
    parameters: tuple[str, ...]
    issues: tuple[str, ...]


@attrs.frozen
class Precedents:
    """What texts say on a matter: `values` by parameter and cell in order of the texts' dates,
    `points` that have parameters or issues in common, those with most first.
    """

    asked: str
    parameters: tuple[Parameter, ...]
    values: tuple[Value, ...]
    points: tuple[Alike, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values: one item for each value and each point."""
        return {
            "format": "peaceplans-precedents",
            "version": 1,
            "asked": self.asked,
            "values": [
                {
                    "cell": value.cell,
                    "plan": value.plan.id,
                    "date": value.plan.date,
                    "points": list(value.places),
                    "value": plain(value.state),
                }
                for value in self.values
            ],
            "points": [
                {
                    "plan": alike.plan.id,
                    "date": alike.plan.date,
                    "point": alike.point.number,
                    "heading": alike.point.heading,
                    "summary": alike.point.summary,
                    "parameters": list(alike.parameters),
                    "issues": list(alike.issues),
                    "implementation": [plain(each) for each in alike.point.implementation],
                }
                for alike in self.points
            ],
        }


def precedents(
    ref: str | None = None,
    *,
    issue: str | None = None,
    parameter: str | None = None,
    catalog: Catalog | None = None,
) -> Precedents:
    """What other texts say on the matter of a point (`us-28#21`), an issue or a parameter.

    A point is compared with those of other texts, sub-points included; an issue stands for its
    parts. Raises KeyError for what does not exist, ValueError unless one thing is asked for.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    known = catalog or builtin()
    if sum(each is not None for each in (ref, issue, parameter)) != 1:
        raise ValueError("ask for a point, an issue or a parameter")
    if ref is not None:
        id_, _, number = ref.partition("#")
        point = known.plans[id_][number]
        issues = frozenset(i for each in point.walk() for i in each.issues)
        names = frozenset(_parameters(point.walk()))
        return _precedents(known, ref, names, issues, without=id_)
    if issue is not None:
        issues = known.registry.with_parts([known.issues[issue].id])
        names = frozenset(n for n, p in known.parameters.items() if p.issue in issues)
        return _precedents(known, issue, names, issues)
    assert parameter is not None
    entry = known.parameters[parameter]
    return _precedents(known, parameter, frozenset({entry.id}), frozenset())


def _parameters(points: Iterable[Provision]) -> Iterator[str]:
    for point in points:
        for held in (point.commitments, *(option.commitments for option in point.options)):
            for commitment in held:
                yield from (cell.partition("[")[0] for cell in commitment.sets)


def _precedents(
    known: Catalog,
    asked: str,
    names: frozenset[str],
    issues: frozenset[str],
    without: str = "",
) -> Precedents:
    parameters = tuple(p for n, p in known.parameters.items() if n in names)
    order = {parameter.id: index for index, parameter in enumerate(parameters)}
    values = [value for plan in known.plans.values() for value in _values(plan, parameters)]
    values.sort(key=lambda v: (order[v.cell.partition("[")[0]], v.cell, v.plan.date, v.plan.id))
    alike = [
        each
        for plan in known.plans.values()
        if plan.id != without
        for each in _alike(plan, names, issues)
    ]
    # Stable: within the same number of things in common, by date and in the order of the text.
    alike.sort(key=lambda a: (-len(a.parameters), -len(a.issues)))
    return Precedents(asked, parameters, tuple(values), tuple(alike))


def _values(plan: Plan, parameters: Iterable[Parameter]) -> Iterator[Value]:
    text = TextAnswers(plan)
    for parameter in parameters:
        for cell in text.cells:
            if cell.partition("[")[0] == parameter.id:
                found = text.cell(cell, parameter)
                if found.state not in (SILENT, UNKNOWN):
                    yield Value(plan, cell, found.state, found.places)


def _alike(plan: Plan, names: frozenset[str], issues: frozenset[str]) -> Iterator[Alike]:
    for point in plan.walk():
        shared = tuple(n for n in dict.fromkeys(_parameters([point])) if n in names)
        common = tuple(i for i in point.issues if i in issues)
        if point.status != "removed" and (shared or common):
            yield Alike(plan, point, shared, common)
