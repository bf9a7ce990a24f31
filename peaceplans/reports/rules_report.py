"""The table of change rules as a report."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.examples import EXAMPLES
from peaceplans.comparison.rules import LEVELS, ONE_WAY, RULES, RULES_VERSION
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.rows import rows
from peaceplans.reports.words import Words


def rules_report(*, command: str) -> Report:
    """Every rule with its level, what happened, and its name from the other side."""
    return Report(
        title=f"Rules of change, version {RULES_VERSION}",
        paragraphs=tuple(f"{level}: {meaning}." for level, meaning in LEVELS.items()),
        sections=(
            Section(
                columns=("rule", "level", "what happened", "seen from the other side"),
                rows=tuple(
                    (id_, rule.level, rule.title, rule.mirror if rule.mirror != id_ else "the same")
                    for id_, rule in RULES.items()
                ),
            ),
        ),
        closing=(f"{len(RULES)} rules.", f"Again with: {command}"),
    )


def rule_report(
    id_: str, diff: PlanDiff, examples: list[Change], *, version: str, command: str
) -> Report:
    """One rule: what it means, how much it matters, its other side, and what it names in a
    comparison.
    """
    rule = RULES[id_]
    words = Words(diff.new.registry.over(diff.old.registry))
    mirror = f"{rule.mirror}: {RULES[rule.mirror].title}" if rule.mirror != id_ else "the same rule"
    if id_ in ONE_WAY:
        mirror += f" ({ONE_WAY[id_]})"
    found = f"In {diff.old.id} → {diff.new.id}"
    return Report(
        title=id_,
        paragraphs=(f"{rule.title[0].upper()}{rule.title[1:]}.",),
        sections=(
            Section(
                rows=(
                    ("level", f"{rule.level}: {LEVELS[rule.level]}"),
                    ("looks at", rule.looks_at),
                    ("other side", mirror),
                ),
            ),
            *_made_up(id_),
            Section(found, rows=tuple(rows(examples[:10], words)))
            if examples
            else Section(found, ("The rule names nothing there.",)),
        ),
        closing=closing(f"{len(examples)} changes by this rule", version, command),
    )


def _made_up(id_: str) -> Iterator[Section]:
    """The least that two texts can say between which the rule applies, as in plan files."""
    if id_ in EXAMPLES:
        part, old, new = EXAMPLES[id_]
        yield Section(
            f"For example, in a {part}",
            rows=(("before", old or "nothing of it"), ("after", new or "nothing of it")),
        )
