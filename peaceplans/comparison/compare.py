"""Comparing two plans: every point, then every cell, then the texts as wholes."""

from __future__ import annotations

from peaceplans.alignment import Alignment, align
from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.context import Context
from peaceplans.comparison.parameters import cell_changes
from peaceplans.comparison.points import link_changes
from peaceplans.comparison.rules import RULES
from peaceplans.comparison.texts import text_changes
from peaceplans.model.plan import Plan


def diff(old: Plan, new: Plan, *, lineage: bool = True) -> PlanDiff:
    """Compare two plans. `lineage=False` hides what the data declares about their origin.

    Everything that differs between corresponding points is named by a change; what no rule
    names is reported as `unclassified`. Changes are in the order of the issues, then of the
    texts, then of the rules.
    """
    alignment = align(old, new, lineage)
    context = Context(old, new, alignment)
    changes = [
        *(each for link in alignment.links for each in link_changes(context, link)),
        *cell_changes(context),
        *text_changes(context),
    ]
    return PlanDiff(old, new, alignment, _sorted(context, alignment, changes))


def _sorted(context: Context, alignment: Alignment, changes: list[Change]) -> tuple[Change, ...]:
    rules = {rule: index for index, rule in enumerate(RULES)}
    issues = {issue: index for index, issue in enumerate(context.registry.issues)}
    places: dict[tuple[int, str], int] = {}
    for index, link in enumerate(alignment.links):
        places.update({(0, number): index for number in link.old})
        places.update({(1, number): index for number in link.new})
    last = len(alignment.links)

    def place(change: Change) -> int:
        first = (0, change.old[0]) if change.old else (1, change.new[0]) if change.new else None
        return places.get((first[0], first[1].partition("/")[0]), last) if first else last

    def issue(change: Change) -> int:
        return issues.get(change.issues[0], last) if change.issues else len(issues)

    return tuple(
        sorted(changes, key=lambda c: (issue(c), place(c), rules[c.rule], c.subject, c.new))
    )
