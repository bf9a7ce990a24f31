"""Commands that compare: diff, rules."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from peaceplans.catalogs.loading import NotFound, catalog, load
from peaceplans.cli.main import ANSWERED, FAILED, FOUND
from peaceplans.cli.output import command, emit, stamp
from peaceplans.model.plan import Plan

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog
    from peaceplans.comparison.change import PlanDiff
    from peaceplans.impact import Effects


def diff(options: argparse.Namespace) -> int:
    """What changed from one plan to another."""
    from peaceplans.comparison.compare import diff as compare

    known = catalog(options.catalog)
    old, new = load(options.old, within=known), load(options.new, within=known)
    if options.reading:
        old, new = (as_read(plan, options.reading, (old, new)) for plan in (old, new))
    found = compare(old, new, lineage=not options.no_lineage)
    if options.audit:
        from peaceplans.comparison.audit import audit

        if missed := audit(found):
            for place in missed:
                print(f"peaceplans: no change names {place}", file=sys.stderr)
            return FAILED

    meant = _meant(options, found, known)

    def report() -> Any:
        from peaceplans.reports.diff_report import Show, diff_report

        told = diff_report(
            found,
            version=known.version,
            command=command(options),
            show=Show(
                everything=options.all,
                stat=options.stat,
                fields=options.fields,
                matching=options.explain_matching,
            ),
        )
        if meant is None:
            return told
        import attrs

        from peaceplans.reports.effects_report import effects_sections

        registry = new.registry.over(old.registry)
        return attrs.evolve(told, sections=(*told.sections, *effects_sections(meant, registry)))

    def data() -> dict[str, Any]:
        effects = {"effects": meant.to_dict()} if meant is not None else {}
        return found.to_dict() | effects | stamp(options, known.version)

    emit(options, data, report)
    if meant is not None and options.fail_on and meant.crossed:
        for effect in meant.crossed:
            told = ", ".join(ground.id for ground in effect.lines)
            print(f"peaceplans: red line entered: {effect.cell} ({told})", file=sys.stderr)
        return FOUND
    return ANSWERED


def _meant(options: argparse.Namespace, found: PlanDiff, known: Catalog) -> Effects | None:
    """What the changes mean for the parties, where that is asked for."""
    if not (options.parties or options.fail_on or options.party):
        return None
    from peaceplans.cli.names import named
    from peaceplans.impact import effects

    parties = named(options.party, known.parties, "party")
    return effects(
        found,
        at=options.at,
        parties=parties,
        catalog=known,
        silence_as_default=options.silence_as_default,
    )


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
