"""What all pages are made from: a catalog at a date, and what is computed from it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from peaceplans.catalogs.store import Catalog
from peaceplans.comparison.change import PlanDiff
from peaceplans.comparison.compare import diff
from peaceplans.ledger.grid import Matrix, matrix
from peaceplans.ledger.grounds import Ledger
from peaceplans.model.plan import Plan, Provision
from peaceplans.reports.words import Words

if TYPE_CHECKING:
    from peaceplans.ledger.gaps import Gaps

FIRST = "us-28"
"""The text that every other is compared with, where the catalog has it."""


class Site:
    """A catalog as it stands at a date: by default that of the newest entry, never the clock's."""

    def __init__(self, catalog: Catalog, *, name: str = "peaceplans", at: str | None = None):
        self.catalog = catalog
        self.name = name
        self.at = Ledger.of(catalog).at(at)
        self.words = Words(catalog.registry)
        self._diffs: dict[tuple[str, str], PlanDiff] = {}
        self._matrices: dict[str, Matrix] = {}
        self._gaps: dict[str, Gaps] = {}

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The texts in order of their date."""
        return tuple(self.catalog.plans.values())

    @cached_property
    def numbers(self) -> Mapping[str, frozenset[str]]:
        """Text → the numbers of its points, and the empty one that stands for the whole text."""
        return {
            plan.id: frozenset(("", *(point.number for point in plan.walk())))
            for plan in self.plans
        }

    @cached_property
    def comparisons(self) -> tuple[tuple[Plan, Plan], ...]:
        """The pairs that have a page: neighbours in time about one conflict, and the first text
        with every other.
        """
        pairs: dict[tuple[str, str], tuple[Plan, Plan]] = {}
        first = self.catalog.plans.get(FIRST)
        for plan in self.plans:
            if first is not None and plan is not first:
                pair = (
                    (first, plan)
                    if self.plans.index(first) < self.plans.index(plan)
                    else (plan, first)
                )
                pairs[pair[0].id, pair[1].id] = pair
        for conflict in dict.fromkeys(plan.conflict for plan in self.plans):
            texts = [plan for plan in self.plans if plan.conflict == conflict]
            for old, new in pairwise(texts):
                pairs[old.id, new.id] = (old, new)
        order = {plan.id: place for place, plan in enumerate(self.plans)}
        return tuple(pairs[key] for key in sorted(pairs, key=lambda k: (order[k[0]], order[k[1]])))

    @cached_property
    def issues(self) -> tuple[str, ...]:
        """The issues of the registry, in its order."""
        return tuple(self.catalog.issues)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The parties that the ledger has entries of."""
        return tuple(Ledger.of(self.catalog).parties)

    def diff(self, old: Plan, new: Plan) -> PlanDiff:
        """The comparison of two texts."""
        key = old.id, new.id
        if key not in self._diffs:
            self._diffs[key] = diff(old, new)
        return self._diffs[key]

    def matrix(self, plan: Plan) -> Matrix:
        """Who stands where on each point of a text."""
        if plan.id not in self._matrices:
            self._matrices[plan.id] = matrix(plan, at=self.at, catalog=self.catalog)
        return self._matrices[plan.id]

    def gaps(self, name: str) -> Gaps:
        """What the stated positions leave on an issue or parameter."""
        from peaceplans.ledger.gaps import gap

        if name not in self._gaps:
            self._gaps[name] = gap(name, at=self.at, catalog=self.catalog)
        return self._gaps[name]

    def points_on(self, issue: str) -> Sequence[tuple[Plan, Provision]]:
        """The points of all texts that an issue is the matter of, the texts by date."""
        return self._by_issue.get(issue, ())

    @cached_property
    def _by_issue(self) -> dict[str, list[tuple[Plan, Provision]]]:
        found: dict[str, list[tuple[Plan, Provision]]] = {}
        for plan in self.plans:
            for point in plan.walk():
                for issue in point.issues:
                    found.setdefault(issue, []).append((plan, point))
        return found
