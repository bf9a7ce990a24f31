"""Commands on positions: matrix, positions, gap, agreement, what-if, coverage."""

from __future__ import annotations

import argparse
from typing import Any

from peaceplans.catalogs.loading import NotFound, catalog, load
from peaceplans.catalogs.store import Catalog
from peaceplans.cli.main import ANSWERED
from peaceplans.cli.names import hint_of, in_order, named
from peaceplans.cli.output import command, emit, stamp


def _asked(options: argparse.Namespace, known: Catalog) -> dict[str, Any]:
    """Parties and issues as they were typed. Raises NotFound."""
    return {
        "parties": named(options.party, known.parties, "party"),
        "issues": named(options.issue, known.issues, "issue"),
    }


def matrix(options: argparse.Namespace) -> int:
    """Who stands where on each provision of a plan."""
    from peaceplans.ledger.grid import matrix as found_by

    known = catalog(options.catalog)
    plan = load(options.plan, within=known)
    asked = _asked(options, known)
    found = found_by(
        plan,
        at=options.at,
        catalog=known,
        **asked,
    )

    def report() -> Any:
        from peaceplans.reports.matrix_report import matrix_report

        entries = options.entries or bool(asked["parties"] or asked["issues"])
        return matrix_report(
            found, entries=entries, version=known.version, command=command(options)
        )

    emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    return ANSWERED


def _two(parties: tuple[str, ...]) -> None:
    """One party alone has nobody to agree with. Raises NotFound."""
    if len(parties) == 1:
        raise NotFound(f"nobody to compare {parties[0]} with; name two parties or none")


def positions(options: argparse.Namespace) -> int:
    """Where parties stood on issues at a date."""
    from peaceplans.ledger.stands import positions as found_by

    known = catalog(options.catalog)
    asked = _asked(options, known)
    found = found_by(party=asked["parties"], issue=asked["issues"], at=options.at, catalog=known)

    def report() -> Any:
        from peaceplans.reports.stands_report import stands_report

        return stands_report(found, known.registry, version=known.version, command=command(options))

    emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    return ANSWERED


def gap(options: argparse.Namespace) -> int:
    """What the stated positions leave for agreement."""
    from peaceplans.ledger.gaps import gap as found_by

    known = catalog(options.catalog)
    parties = named(options.party, known.parties, "party")
    _two(parties)
    try:
        found = found_by(options.name, at=options.at, parties=parties, catalog=known)
    except KeyError as error:
        if "[" in options.name:
            raise NotFound(str(error.args[0])) from None
        names = [*known.issues, *known.parameters]
        told = f"no issue or parameter {options.name!r}; {hint_of(options.name, names)}"
        raise NotFound(told) from None

    def report() -> Any:
        from peaceplans.reports.gap_report import gap_report

        return gap_report(found, known.registry, version=known.version, command=command(options))

    emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    return ANSWERED


def agreement(options: argparse.Namespace) -> int:
    """Party by party: how many stated answers meet."""
    from peaceplans.ledger.accord import agreement as found_by
    from peaceplans.ledger.grounds import Ledger

    known = catalog(options.catalog)
    at = Ledger.of(known).at(options.at)
    _two(named(options.party, known.parties, "party"))
    pairs = found_by(at=at, catalog=known, **_asked(options, known))

    def data() -> dict[str, Any]:
        import attrs

        told = [
            {k: list(v) for k, v in attrs.asdict(pair, recurse=False).items()} for pair in pairs
        ]
        head = {"format": "peaceplans-agreement", "version": 1, "at": at}
        return head | {"pairs": told} | stamp(options, known.version)

    def report() -> Any:
        from peaceplans.reports.gap_report import agreement_report

        return agreement_report(
            pairs, known.registry, at, version=known.version, command=command(options)
        )

    emit(options, data, report)
    return ANSWERED


def what_if(options: argparse.Namespace) -> int:
    """A package of answers, held against the stated positions."""
    from peaceplans.ledger.packages import what_if as found_by

    known = catalog(options.catalog)
    parties = named(options.party, known.parties, "party")
    if not options.answers:
        raise NotFound("nothing chosen; give answers such as znpp-operator=us-ukraine-company")
    taken = [typed for typed in options.answers if "=" not in typed]
    pairs = [typed.partition("=") for typed in options.answers if "=" in typed]
    answers = {name: _value(raw) for name, _, raw in pairs}
    try:
        found = found_by(answers, options=taken, at=options.at, parties=parties, catalog=known)
    except KeyError as error:
        raise NotFound(str(error.args[0])) from None
    except ValueError as error:
        raise NotFound(str(error)) from None

    def report() -> Any:
        from peaceplans.reports.order_report import what_if_report

        return what_if_report(found, version=known.version, command=command(options))

    emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    return ANSWERED


def _value(raw: str) -> Any:
    """An answer as the data files would spell it: a number, true, a list, a name."""
    import yaml

    try:
        return yaml.safe_load(raw)
    except yaml.YAMLError:
        return raw


def _of_corpus(options: argparse.Namespace, known: Catalog) -> int:
    from peaceplans.extent import corpus

    extents = corpus(catalog=known)

    def data() -> dict[str, Any]:
        head = {"format": "peaceplans-corpus", "version": 1}
        return head | {"texts": [e.to_dict() for e in extents]} | stamp(options, known.version)

    def report() -> Any:
        from peaceplans.reports.corpus_report import corpus_report

        return corpus_report(extents, version=known.version, command=command(options))

    emit(options, data, report)
    return ANSWERED


def coverage(options: argparse.Namespace) -> int:
    """What the ledger of positions holds, or with `--corpus` what is known of the texts."""
    from peaceplans.ledger import coverage as c

    known = catalog(options.catalog)
    if options.corpus:
        return _of_corpus(options, known)
    asked = _asked(options, known)
    in_order(options.start, options.end)
    whole = c.coverage(start=options.start, end=options.end, catalog=known, **asked)
    periods = [(whole.start, whole.end)]
    if options.by == "month":
        periods = c.months(whole.start, whole.end)
    found = [c.coverage(start=a, end=b, catalog=known, **asked) for a, b in periods]

    def data() -> dict[str, Any]:
        cells = [
            {"from": each.start, "to": each.end, **cell}
            for each in found
            for cell in each.to_dict()["cells"]
        ]
        return whole.to_dict() | {"cells": cells} | stamp(options, known.version)

    def report() -> Any:
        from peaceplans.reports.stands_report import coverage_report

        return coverage_report(
            found, known.registry, version=known.version, command=command(options)
        )

    emit(options, data, report)
    return ANSWERED
