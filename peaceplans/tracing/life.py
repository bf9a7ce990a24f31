"""The way in: the life of whatever is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peaceplans.tracing.parameters import of_parameter
from peaceplans.tracing.points import of_point
from peaceplans.tracing.steps import Trace, in_order

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog


def trace(ref: str, *, other_wars: bool = False, catalog: Catalog | None = None) -> Trace:
    """The life of a parameter (`armed-forces-ceiling`), a cell (`control[kherson]`) or a point
    (`us-28#19`, or of a file) through the texts of the catalog.

    Texts on another war than that of what is asked are left aside unless `other_wars` asks for
    them, and are compared with none but their own. Raises KeyError, with a message, for what is no
    parameter, cell or point, NotFound for what is no text.
    """
    from peaceplans.catalogs.loading import catalog as builtin
    from peaceplans.catalogs.loading import load

    known = catalog or builtin()
    name, mark, number = ref.rpartition("#")
    if not mark:
        return of_parameter(known.registry, list(known.plans.values()), ref, other_wars)
    plan = load(name, within=known)
    plan[number]
    plans = [each for each in known.plans.values() if each.id != plan.id]
    same = [each for each in (*plans, plan) if each.conflict == plan.conflict]
    return of_point(plan, number, in_order(same))
