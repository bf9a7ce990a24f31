"""Commands that compare: diff, rules."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from peaceplans.catalogs.loading import catalog, load
from peaceplans.cli.main import ANSWERED, FAILED
from peaceplans.cli.output import command, emit, stamp


def diff(options: argparse.Namespace) -> int:
    """What changed from one plan to another."""
    from peaceplans.comparison.compare import diff as compare

    known = catalog(options.catalog)
    old, new = load(options.old, within=known), load(options.new, within=known)
    found = compare(old, new, lineage=not options.no_lineage)
    if options.audit:
        from peaceplans.comparison.audit import audit

        if missed := audit(found):
            for place in missed:
                print(f"peaceplans: no change names {place}", file=sys.stderr)
            return FAILED

    def report() -> Any:
        from peaceplans.reports.diff_report import diff_report

        told = {"version": known.version, "command": command(options)}
        return diff_report(found, **told, everything=options.all)

    emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    return ANSWERED


def rules(options: argparse.Namespace) -> int:
    """The rules by which changes are named."""
    from peaceplans.comparison.rules import RULES, RULES_VERSION

    def data() -> dict[str, Any]:
        told = [{"id": id_, **rule._asdict()} for id_, rule in RULES.items()]
        return {"rules_version": RULES_VERSION, "rules": told}

    def report() -> Any:
        from peaceplans.reports.rules_report import rules_report

        return rules_report(command=command(options))

    emit(options, data, report)
    return ANSWERED
