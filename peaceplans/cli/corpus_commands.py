"""Commands on the corpus: search, precedents."""

from __future__ import annotations

import argparse
from typing import Any

from peaceplans.catalogs.loading import NotFound, catalog
from peaceplans.cli.main import ANSWERED
from peaceplans.cli.names import in_order, named
from peaceplans.cli.output import command, emit, stamp


def search(options: argparse.Namespace) -> int:
    """Full text over the corpus."""
    from peaceplans.finding import search as found_by
    from peaceplans.vocabulary import MODALITY

    known = catalog(options.catalog)
    in_order(options.start, options.end)
    query = " ".join(options.query)
    try:
        hits = found_by(
            query,
            parties=named(options.party, known.parties, "party"),
            issues=named(options.issue, known.issues, "issue"),
            modalities=named(options.modality, MODALITY, "modality"),
            plans=named(options.plan, known.plans, "plan"),
            parameters=named(options.parameter, known.parameters, "parameter"),
            start=options.start,
            end=options.end,
            catalog=known,
        )
    except ValueError as error:
        raise NotFound(str(error)) from None

    def data() -> dict[str, Any]:
        head = {"format": "peaceplans-search", "version": 1, "query": query}
        found = {"found": len(hits), "hits": [hit.to_dict() for hit in hits]}
        return head | found | stamp(options, known.version)

    def report() -> Any:
        from peaceplans.reports.corpus_report import search_report

        return search_report(
            query, hits, options.most, version=known.version, command=command(options)
        )

    emit(options, data, report)
    return ANSWERED


def precedents(options: argparse.Namespace) -> int:
    """What other texts say on a matter."""
    from peaceplans.cli.reading_commands import resolve
    from peaceplans.parallels import precedents as found_by

    known = catalog(options.catalog)
    issue = named(options.issue, known.issues, "issue")
    parameter = named(options.parameter, known.parameters, "parameter")
    if len(issue) + len(parameter) + bool(options.ref) != 1:
        raise NotFound("ask for a point (us-28#21), one --issue or one --parameter")
    ref = None
    if options.ref:
        plan, point = resolve(options.ref, known)
        if point is None:
            raise NotFound(f"{options.ref} is a text; name a point of it, such as {plan.id}#1")
        ref = point.id
    found = found_by(
        ref,
        issue=issue[0] if issue else None,
        parameter=parameter[0] if parameter else None,
        catalog=known,
    )

    def report() -> Any:
        from peaceplans.reports.corpus_report import precedents_report

        return precedents_report(
            found, known.registry, version=known.version, command=command(options)
        )

    emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    return ANSWERED
