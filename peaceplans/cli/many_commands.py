"""Commands on more than two texts: synopsis, trace, diff3."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from peaceplans.catalogs.loading import NotFound, catalog, load
from peaceplans.catalogs.store import Catalog
from peaceplans.cli.main import ANSWERED, FOUND
from peaceplans.cli.names import hint_of, named
from peaceplans.cli.output import command, emit, stamp


def synopsis(options: argparse.Namespace) -> int:
    """Any number of texts side by side."""
    from peaceplans.synoptic import synopsis as found_by

    known = catalog(options.catalog)
    issues = named(options.issue, known.issues, "issue")
    if len(options.plans) < 2:
        raise NotFound(f"nothing to lay beside {options.plans[0]}; name two texts or more")
    found = found_by(*(load(plan, within=known) for plan in options.plans), issues=issues)

    def report(form: str) -> Any:
        from peaceplans.reports.synopsis_report import synopsis_report

        return synopsis_report(
            found,
            options.by,
            columns=form != "text",
            version=known.version,
            command=command(options),
        )

    def data(form: str) -> dict[str, Any]:
        if form == "csv":
            from peaceplans.reports.synopsis_report import synopsis_table

            return synopsis_table(found, options.by)
        return found.to_dict() | stamp(options, known.version)

    _emit_each(options, data, report)
    return ANSWERED


def trace(options: argparse.Namespace) -> int:
    """The life of a parameter or a point."""
    from peaceplans.tracing.life import trace as found_by

    known = catalog(options.catalog)
    ref = _traced(options.ref, known)
    try:
        found = found_by(ref, other_wars=options.all, catalog=known)
    except KeyError as error:
        raise NotFound(str(error.args[0])) from None

    def report(_: str) -> Any:
        from peaceplans.reports.trace_report import trace_report

        return trace_report(found, version=known.version, command=command(options))

    def data(form: str) -> dict[str, Any]:
        if form == "csv":
            from peaceplans.reports.trace_report import trace_table

            return trace_table(found)
        return found.to_dict() | stamp(options, known.version)

    _emit_each(options, data, report)
    return ANSWERED


def _traced(ref: str, known: Catalog) -> str:
    """What was asked for, told apart: a point, or a parameter. Raises NotFound."""
    if "#" in ref:
        from peaceplans.cli.reading_commands import resolve

        _, point = resolve(ref, known)
        if point is None:
            raise NotFound(f"no point {ref!r}; a point is written us-28#19")
        return f"{ref.rpartition('#')[0]}#{point.number}"
    if ref in known.plans:
        raise NotFound(f"{ref} is a text; name a point of it, such as {ref}#1, or a parameter")
    name = ref.partition("[")[0]
    if name not in known.parameters:
        raise NotFound(f"no parameter {name!r}; {hint_of(name, known.parameters)}")
    return ref


def diff3(options: argparse.Namespace) -> int:
    """What two texts changed against a common base."""
    from peaceplans.threeway import diff3 as found_by

    known = catalog(options.catalog)
    plans = (load(each, within=known) for each in (options.base, options.left, options.right))
    found = found_by(*plans)

    def report() -> Any:
        from peaceplans.reports.threeway_report import threeway_report

        return threeway_report(found, version=known.version, command=command(options))

    emit(options, lambda: found.to_dict() | stamp(options, known.version), report)
    if options.fail_on and found.conflicts:
        places = dict.fromkeys(place for item in found.conflicts for place in item.places)
        print(f"peaceplans: conflict: {', '.join(places)} of {found.base.id}", file=sys.stderr)
        return FOUND
    return ANSWERED


def _emit_each(
    options: argparse.Namespace,
    data: Callable[[str], dict[str, Any]],
    report: Callable[[str], Any],
) -> None:
    """Write what was found in each format that is asked for, made for that format."""
    for form in options.format or [("text", None)]:
        one = argparse.Namespace(**{**vars(options), "format": [form]})
        emit(one, partial(data, form[0]), partial(report, form[0]))
