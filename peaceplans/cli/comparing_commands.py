"""Commands on the rules of comparison: rules, explain; a text by one of its editions."""

from __future__ import annotations

import argparse
from typing import Any

from peaceplans.catalogs.loading import NotFound, catalog, load
from peaceplans.cli.main import ANSWERED
from peaceplans.cli.output import command, emit, stamp
from peaceplans.model.plan import Plan


def as_read(plan: Plan, readings: list[str], plans: tuple[Plan, Plan]) -> Plan:
    """The plan by the edition that `--reading` names for it. Raises NotFound."""
    from peaceplans.model.editions import by_edition, editions
    from peaceplans.reading.diagnostics import nearest

    ids = [each.id for each in plans]
    for reading in readings:
        id_, mark, edition = reading.partition("=")
        if not mark or id_ not in ids:
            raise NotFound(f"--reading {reading}: expected {' or '.join(ids)}, = and an edition")
        if id_ == plan.id:
            try:
                plan = by_edition(plan, edition)
            except KeyError:
                known = editions(plan)
                near = nearest(edition, known)
                hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
                raise NotFound(f"{id_} has no edition {edition!r}; {hint}") from None
    return plan


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


def explain(options: argparse.Namespace) -> int:
    """One rule, with what it names in the plans that there are."""
    from peaceplans.comparison.compare import diff as compare
    from peaceplans.comparison.examples import EXAMPLES
    from peaceplans.comparison.rules import RULES
    from peaceplans.reading.diagnostics import nearest

    if options.rule not in RULES:
        near = nearest(options.rule, RULES)
        raise NotFound(f"no rule {options.rule!r}" + (f"; did you mean {near}?" if near else ""))
    known = catalog()
    found = compare(load("us-28", within=known), load("ua-us-20", within=known))
    examples = [change for change in found.changes if change.rule == options.rule]

    def data() -> dict[str, Any]:
        told: dict[str, Any] = {"id": options.rule, **RULES[options.rule]._asdict()}
        return {
            **told,
            "example": EXAMPLES[options.rule]._asdict() if options.rule in EXAMPLES else None,
            "found": [e.to_dict() for e in examples],
            **stamp(options, known.version),
        }

    def report() -> Any:
        from peaceplans.reports.rules_report import rule_report

        return rule_report(
            options.rule, found, examples, version=known.version, command=command(options)
        )

    emit(options, data, report)
    return ANSWERED
