"""Commands that compare: diff, rules."""

from __future__ import annotations

import argparse
import sys

from peaceplans.catalogs.loading import catalog, load
from peaceplans.cli.main import ANSWERED, FAILED
from peaceplans.cli.output import command, emit


def diff(options: argparse.Namespace) -> int:
    """What changed from one plan to another."""
    from peaceplans.comparison.compare import diff as compare
    from peaceplans.reports.diff_report import diff_report

    known = catalog(options.catalog)
    old, new = load(options.old, within=known), load(options.new, within=known)
    found = compare(old, new, lineage=not options.no_lineage)
    if options.audit:
        from peaceplans.comparison.audit import audit

        if missed := audit(found):
            for place in missed:
                print(f"peaceplans: no change names {place}", file=sys.stderr)
            return FAILED
    emit(
        diff_report(
            found, version=known.version, command=command(options), everything=options.all
        ),
        options,
    )
    return ANSWERED


def rules(options: argparse.Namespace) -> int:
    """The rules by which changes are named."""
    from peaceplans.comparison.rules import LEVELS, RULES, RULES_VERSION
    from peaceplans.reports.report import Report, Section

    report = Report(
        title=f"Rules of change, version {RULES_VERSION}",
        data=lambda: {
            "rules_version": RULES_VERSION,
            "rules": [{"id": id, **rule._asdict()} for id, rule in RULES.items()],
        },
        paragraphs=tuple(f"{level}: {meaning}." for level, meaning in LEVELS.items()),
        sections=(
            Section(
                columns=("rule", "level", "what happened", "seen from the other side"),
                rows=tuple(
                    (id, rule.level, rule.title, rule.mirror if rule.mirror != id else "the same")
                    for id, rule in RULES.items()
                ),
            ),
        ),
        closing=(f"{len(RULES)} rules.", f"Again with: {command(options)}"),
    )
    emit(report, options)
    return ANSWERED
