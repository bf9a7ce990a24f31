"""A comparison in brief: the values that changed, what is gone, what is new, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peaceplans.comparison.change import PlanDiff
from peaceplans.comparison.rules import RULES
from peaceplans.model.plan import Plan
from peaceplans.reports.rows import rows
from peaceplans.reports.sentences import standing
from peaceplans.reports.words import Words

BOTH_SET = frozenset(
    f"parameter-{kind}"
    for kind in (
        "raised", "lowered", "up", "down", "put-off", "brought-forward", "changed",
        "shares-shifted", "made-optional", "made-fixed", "options-changed", "blank-filled",
        "left-blank",
    )
)  # fmt: skip
"""Rules of values that both texts have: the figures of a headline."""

LISTS = (
    ("gone", ("point-dropped", "point-not-mentioned"), "old"),
    ("new", ("point-added",), "new"),
    ("not known", ("point-unknown",), "old"),
)
"""Label, the rules whose points it lists, and the text whose points these are."""


def brief(diff: PlanDiff, words: Words) -> Iterator[tuple[str, str]]:
    """Rows of label and text; a label is not repeated."""
    subjects = {change.subject for change in diff.changes if change.rule in BOTH_SET}
    values = [
        change
        for change in diff.changes
        if change.subject in subjects and change.rule.startswith("parameter-")
    ]
    for index, (_, places, said) in enumerate(rows(values, words)):
        yield "" if index else "values", f"{places}: {said}"
    standings: dict[str, set[str]] = {}
    for change in diff.changes:
        if RULES[change.rule].looks_at == "status":
            # Agreed between two is not agreed: who agreed is part of the statement.
            standings.setdefault(standing(change.after, words), set()).update(change.new)
    for index, (told, numbers) in enumerate(standings.items()):
        yield "" if index else "standing", f"{told}: {'; '.join(_named(diff.new, numbers))}"
    for label, rules, side in LISTS:
        plan = diff.old if side == "old" else diff.new
        numbers = {n for c in diff.changes if c.rule in rules for n in getattr(c, side)}
        if numbers:
            yield label, "; ".join(_named(plan, numbers))


def _named(plan: Plan, numbers: Iterable[str]) -> Iterator[str]:
    """Headings of the points with their numbers, in the order of the text; what stands under a
    point that is named is not named again.
    """
    listed = set(numbers)
    for point in plan.walk():
        above = point.number.rpartition(".")[0]
        if point.number in listed and above not in listed:
            number = f"{point.number} " if point.number[0].isdigit() else ""
            yield f"{number}{point.heading or point.summary}"
