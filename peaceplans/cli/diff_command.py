"""The command `diff`: two texts, or every text of two versions of a folder, and the gate."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from peaceplans.catalogs.errors import NotFound
from peaceplans.cli.main import ANSWERED, FAILED, FOUND
from peaceplans.cli.output import OF_THE_GATE, command, emit, stamp
from peaceplans.cli.settings import Settings, settled
from peaceplans.cli.sides import compared_texts, is_folder

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog
    from peaceplans.catalogs.versions import Versions
    from peaceplans.cli.wording_option import HeldWording
    from peaceplans.comparison.change import PlanDiff
    from peaceplans.gating import Compared, Gate
    from peaceplans.impact import Effects
    from peaceplans.model.acceptance import Acceptance
    from peaceplans.reports.report import Report

ACCEPTED = "peaceplans-accepted.yaml"
"""Where accepted changes are recorded, beside the settings, unless these say otherwise."""


def diff(options: argparse.Namespace) -> int:
    """What changed from one text to another, and whether that is let pass."""
    settings = adopt(options)
    found, known = compared_texts(options)
    texts = [_compared(each, options, known, red_line=settings.policy().red_line) for each in found]
    if options.audit and (missed := [place for each in texts for place in _unnamed(each)]):
        for place in missed:
            print(f"peaceplans: no change names {place}", file=sys.stderr)
        return FAILED
    gate = _gate(texts, settings, options)
    single = not (options.base or options.since or is_folder(options.texts[0]))
    held = _held(texts, options, single=single)

    def data() -> dict[str, Any]:
        from peaceplans.reports.diff_data import several
        from peaceplans.reports.diff_data import single as one

        told = one(texts[0]) if single else several(texts)
        judged = {"gate": gate.to_dict()} if gate and not gate.policy.is_empty else {}
        worded = {"wording": held.to_dict()} if held else {}
        return told | judged | worded | stamp(options, known.version)

    def report() -> Report:
        told = _report(texts, gate, options, known, single=single)
        if held is None:
            return told
        import attrs

        return attrs.evolve(told, sections=(*told.sections, *held.sections()))

    emit(options, data, report, lambda: gate)
    if gate is None or not gate.failed:
        return ANSWERED
    _complain(gate, options)
    return FOUND


def adopt(options: argparse.Namespace) -> Settings:
    """The settings, with what commands read from their options put there."""
    settings = settled(options)
    options.catalog = settings.values.get("catalog")
    options.party = list(settings.values.get("party", ()))
    return settings


def _compared(
    versions: Versions, options: argparse.Namespace, known: Catalog, *, red_line: bool
) -> Compared:
    from peaceplans.gating import Compared

    id_, (old, new) = versions.id, versions
    if old is None or new is None:
        return Compared(id_, old, new)
    from peaceplans.comparison.compare import diff as compare

    if options.reading:
        from peaceplans.cli.comparing_commands import as_read

        old, new = (as_read(plan, options.reading, (old, new)) for plan in (old, new))
    found = compare(old, new, lineage=not options.no_lineage)
    return Compared(id_, old, new, found, _meant(options, found, known, red_line))


def _meant(
    options: argparse.Namespace, found: PlanDiff, known: Catalog, red_line: bool
) -> Effects | None:
    """What the changes mean for the parties, where that is asked for."""
    if not (options.parties or options.party or red_line):
        return None
    from peaceplans.cli.names import named
    from peaceplans.impact import effects

    return effects(
        found,
        at=options.at,
        parties=named(options.party, known.parties, "party"),
        catalog=known,
        silence_as_default=options.silence_as_default,
    )


def _held(
    texts: list[Compared], options: argparse.Namespace, *, single: bool
) -> HeldWording | None:
    """The redlines of wordings that the user holds, where they are given."""
    if not options.text:
        return None
    if not single or texts[0].diff is None:
        raise NotFound("--text goes with a comparison of two texts")
    from peaceplans.cli.wording_option import wording

    return wording(options.text, texts[0].diff)


def _unnamed(compared: Compared) -> list[str]:
    from peaceplans.comparison.audit import audit

    return audit(compared.diff) if compared.diff else []


def _gate(texts: list[Compared], settings: Settings, options: argparse.Namespace) -> Gate | None:
    """The gate, where something could be stopped or a host is to be told of it."""
    policy = settings.policy()
    forms = {form for form, _ in options.format or ()}
    if policy.is_empty and not forms & set(OF_THE_GATE):
        return None
    from peaceplans.gating import gate

    _check_scope(policy.scope, texts)
    accepted = acceptances(settings)
    flags = {"--config": options.config, "--accepted": options.accepted}
    given = tuple(word for flag in flags.items() if flag[1] for word in flag)
    return gate(texts, policy, accepted, today=today(options), given=given)


def _check_scope(scope: tuple[str, ...], texts: list[Compared]) -> None:
    """Refuse a scope that names a point which no text has: it would stop everything unseen."""
    from peaceplans.cli.names import hint_of
    from peaceplans.gating import WHOLE_TEXT

    ids = [each.id for each in texts]
    for entry in scope if texts else ():
        text, _, number = entry.rpartition("#")
        if text and text not in ids:
            raise NotFound(f"scope {entry}: no text {text!r} is compared; {hint_of(text, ids)}")
        sides = [p for each in texts for p in (each.old, each.new) if p and text in ("", each.id)]
        points = [point for plan in sides for point in plan.walk()]
        known = {WHOLE_TEXT, *(point.number for point in points)}
        if "/" in number:
            known = {f"{point.number}/{option.id}" for point in points for option in point.options}
        if number not in known:
            near = hint_of(number, sorted(known))
            raise NotFound(f"scope {entry}: no such point in {text or 'any text'}; {near}")


def acceptances(settings: Settings) -> tuple[Acceptance, ...]:
    """The accepted changes. Raises Invalid with every fault of their file."""
    path = accepted_file(settings)
    if not os.path.exists(path):
        if "accepted" in settings.values:
            raise NotFound(f"no file {path}")
        return ()
    from pathlib import Path

    from peaceplans.reading.acceptances import read_acceptances
    from peaceplans.reading.diagnostics import Invalid
    from peaceplans.reading.document import read

    entries, faults = read_acceptances(read(Path(path)))
    if faults:
        raise Invalid(faults)
    return entries


def accepted_file(settings: Settings) -> str:
    """Where accepted changes are recorded."""
    if "accepted" in settings.values:
        return str(settings.values["accepted"])
    return os.path.join(os.path.dirname(settings.file or ""), ACCEPTED)


def today(options: argparse.Namespace) -> str:
    """The day by which acceptances are over: as asked, else that of SOURCE_DATE_EPOCH or ours."""
    if options.today:
        return str(options.today)
    from datetime import UTC, datetime

    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return datetime.now(UTC).date().isoformat()


def _report(
    texts: list[Compared],
    gate: Gate | None,
    options: argparse.Namespace,
    known: Catalog,
    *,
    single: bool,
) -> Report:
    from peaceplans.reports.diff_report import Show
    from peaceplans.reports.several_report import one_report, several_report

    show = Show(
        everything=options.all,
        stat=options.stat,
        fields=options.fields,
        matching=options.explain_matching,
    )
    if single:
        return one_report(
            texts[0], gate, show=show, version=known.version, command=command(options)
        )
    return several_report(
        texts,
        gate,
        show=show,
        version=known.version,
        command=command(options),
        since=options.since or options.base or options.texts[0],
    )


def _complain(gate: Gate, options: argparse.Namespace) -> None:
    """Say on the error stream why it ends with 1; how to accept it, unless the report does."""
    from peaceplans.reports.findings import STOPPED, told, verdict
    from peaceplans.reports.safe import in_a_log, printable

    print(in_a_log(f"peaceplans: {verdict(gate)}"), file=sys.stderr)
    if any(
        form in ("text", "markdown") and not (path or options.output)
        for form, path in options.format or [("text", None)]
    ):
        return
    for each in [each for each in told(gate) if each.state == STOPPED][:10]:
        where = f"{printable(each.file)}:{each.line}: {each.finding.rule}: {each.text}"
        print(in_a_log(f"{where}\n  accept it with: {each.accept}"), file=sys.stderr)
