"""The table of change rules as a report."""

from __future__ import annotations

from peaceplans.comparison.rules import LEVELS, RULES, RULES_VERSION
from peaceplans.reports.report import Report, Section


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
