"""Two versions of a set of plans: which text of the one is which of the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from peaceplans.catalogs.builtin import builtin
from peaceplans.catalogs.store import Catalog
from peaceplans.model.plan import Plan

if TYPE_CHECKING:
    from peaceplans.catalogs.trees import Tree


class Versions(NamedTuple):
    """A text as either side has it, None where a side has none."""

    old: Plan | None
    new: Plan | None

    @property
    def id(self) -> str:
        """The id by which the later side knows it."""
        plan = self.new or self.old
        assert plan is not None
        return plan.id

    @property
    def file(self) -> str:
        """The file of the later side, of a text that is gone that of the earlier one."""
        plan = self.new or self.old
        return plan.file if plan else ""


class Side(NamedTuple):
    """The plans of one folder, and the catalog in which they are read."""

    tree: Tree
    catalog: Catalog

    def plans(self) -> dict[str, Plan]:
        """The plans of the folder itself, by id; those built in are not among them."""
        below = builtin().plans
        known = self.catalog.plans
        return {id_: known[id_] for id_ in known if known[id_] is not below.get(id_)}

    def path(self, plan: Plan) -> str:
        """Where a plan lies in the folder."""
        return plan.file.removeprefix(self.tree.name).lstrip("/")


def versions(old: Side, new: Side) -> Iterator[Versions]:
    """The texts of two folders, paired by their id; where an id is on one side only, by the path
    of the file, as a text may have been given another id.
    """
    before, after = old.plans(), new.plans()
    lone = {old.path(plan): plan for id_, plan in before.items() if id_ not in after}
    renamed = {
        id_: lone.pop(new.path(plan))
        for id_, plan in after.items()
        if id_ not in before and new.path(plan) in lone
    }
    for id_, plan in after.items():
        yield Versions(before.get(id_) or renamed.get(id_), plan)
    for plan in lone.values():
        yield Versions(plan, None)
