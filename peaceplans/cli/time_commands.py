"""Commands on time: timeline, shifts, sequence."""

from __future__ import annotations

import argparse
from typing import Any

from peaceplans.catalogs.loading import catalog, load
from peaceplans.cli.main import ANSWERED
from peaceplans.cli.names import in_order, named
from peaceplans.cli.output import command, emit, stamp, write


def timeline(options: argparse.Namespace) -> int:
    """Plans, statements and events by date."""
    from peaceplans.ledger.chronicle import timeline as found_by

    known = catalog(options.catalog)
    in_order(options.start, options.end)
    found = found_by(
        issues=named(options.issue, known.issues, "issue"),
        parties=named(options.party, known.parties, "party"),
        start=options.start,
        end=options.end,
        catalog=known,
    )

    def data() -> dict[str, Any]:
        head = {"format": "peaceplans-timeline", "version": 1}
        rows = {"moments": [moment.to_dict() for moment in found]}
        return head | rows | stamp(options, known.version)

    def report() -> Any:
        from peaceplans.reports.stands_report import timeline_report

        return timeline_report(
            found, known.registry, version=known.version, command=command(options)
        )

    emit(options, data, report)
    return ANSWERED


def shifts(options: argparse.Namespace) -> int:
    """Which party moved on which issue between two dates."""
    from peaceplans.ledger.grounds import Ledger
    from peaceplans.ledger.stands import shifts as found_by

    known = catalog(options.catalog)
    ledger = Ledger.of(known)
    days = ledger.at(options.start), ledger.at(options.end)
    in_order(*days)
    found = found_by(
        *days,
        parties=named(options.party, known.parties, "party"),
        issues=named(options.issue, known.issues, "issue"),
        catalog=known,
    )

    def data() -> dict[str, Any]:
        head = {"format": "peaceplans-shifts", "version": 1, "from": days[0], "to": days[1]}
        return (
            head | {"shifts": [shift.to_dict() for shift in found]} | stamp(options, known.version)
        )

    def report() -> Any:
        from peaceplans.reports.stands_report import shifts_report

        return shifts_report(
            found, known.registry, days, version=known.version, command=command(options)
        )

    emit(options, data, report)
    return ANSWERED


def sequence(options: argparse.Namespace) -> int:
    """What must happen before what in a plan."""
    from peaceplans.sequencing import sequence as found_by

    known = catalog(options.catalog)
    found = found_by(load(options.plan, within=known))
    graphs = [(form, path) for form, path in options.format or () if form == "dot"]
    for _, path in graphs:
        from peaceplans.reports.order_report import graph_text

        write(graph_text(found), path or options.output)

    def report() -> Any:
        from peaceplans.reports.order_report import sequence_report

        return sequence_report(found, version=known.version, command=command(options))

    if not options.format or len(graphs) < len(options.format):
        options.format = [each for each in options.format or () if each not in graphs] or None
        emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    return ANSWERED
