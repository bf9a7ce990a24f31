"""A comparison in brief: the values that changed, what is gone, what is new, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.model.plan import Plan
from peaceplans.reports.rows import rows
from peaceplans.reports.sentences import standing
from peaceplans.reports.words import Words

HEADLINES = frozenset(
    f"parameter-{kind}"
    for kind in (
        "raised", "lowered", "up", "down", "put-off", "brought-forward", "changed",
        "shares-shifted", "made-optional", "made-fixed", "options-changed", "blank-filled",
        "left-blank", "members-added", "members-removed", "places-changed",
    )
)  # fmt: skip
"""Rules of values that both texts have: the figures of a headline."""

FIGURES = ("parameter-set", "parameter-unset")
"""Rules of values that one text has; a headline tells those that are numbers."""

LISTS = (
    ("dropped", ("point-dropped",), "old"),
    ("no longer mentioned", ("point-not-mentioned",), "old"),
    ("new", ("point-added",), "new"),
    ("not known", ("point-unknown",), "old"),
)
"""Label, the rules whose points it lists, and the text whose points these are."""

NEW_DUTIES = ("commitment-added", "consequence-added")


def brief(diff: PlanDiff, words: Words) -> Iterator[tuple[str, str]]:
    """Rows of label and text; a label is not repeated."""
    parameters = words.registry.parameters

    def is_figure(change: Change) -> bool:
        return parameters[change.subject.partition("[")[0]].kind == "quantity"

    changed = [
        c for c in diff.changes if c.rule in HEADLINES or (c.rule in FIGURES and is_figure(c))
    ]
    subjects = {change.subject for change in changed}
    values = [
        change
        for change in diff.changes
        if change.subject in subjects and change.rule.startswith("parameter-")
    ]
    for index, (_, places, said) in enumerate(rows(values, words)):
        yield "" if index else "values", f"{places}: {said}"
    standings: dict[str, list[str]] = {}
    for point in diff.new.provisions:
        if point.status not in (None, "proposed"):
            # Agreed between two is not agreed: who agreed is part of the statement.
            told = standing((point.status, *point.between), words)
            standings.setdefault(told, []).append(point.number)
    for index, (told, numbers) in enumerate(standings.items()):
        yield "" if index else "standing", f"{told}: {', '.join(numbers)}"
    for label, rules, side in LISTS:
        plan = diff.old if side == "old" else diff.new
        listed = {n for c in diff.changes if c.rule in rules for n in getattr(c, side)}
        if label == "new":
            listed |= _only_new(diff)
        if listed:
            yield label, "; ".join(_named(plan, listed))


def _only_new(diff: PlanDiff) -> set[str]:
    """Sub-points divided by numbers of ours in which every duty is new."""
    new = {n for c in diff.changes if c.rule in NEW_DUTIES for n in c.new}
    kept = {n for c in diff.changes if c.pair is not None for n in c.new}
    parts = {p.number for p in diff.new.walk() if p.numbered == "ours" and "." in p.number}
    return (new - kept) & parts


def _named(plan: Plan, numbers: Iterable[str]) -> Iterator[str]:
    """Headings of the points with their numbers, in the order of the text; what stands under a
    point that is named is not named again.
    """
    listed = set(numbers)
    clauses = {point.number for clause in plan.terms for point in clause.walk()}
    for point in plan.walk():
        above = point.number.rpartition(".")[0]
        if point.number in listed and above not in listed:
            name = (point.heading or point.summary).rstrip(".")
            in_points = point.number not in clauses
            yield f"{point.number} {name}" if in_points else f"{name} (in no numbered point)"
