"""Commands that read: list, show, unknowns, cite."""

from __future__ import annotations

import argparse
import os

from peaceplans.catalogs.loading import NotFound, catalog, load
from peaceplans.catalogs.store import Catalog
from peaceplans.cli.main import ANSWERED
from peaceplans.cli.output import command, emit, write
from peaceplans.model.plan import Plan, Provision
from peaceplans.reports import plan_report as r


def list(options: argparse.Namespace) -> int:
    """The plans there are."""
    known = catalog(options.catalog)
    emit(r.list_report(known.plans, version=known.version, command=command(options)), options)
    return ANSWERED


def show(options: argparse.Namespace) -> int:
    """A plan, or one point with everything below it."""
    known = catalog(options.catalog)
    plan, point = resolve(options.ref, known)
    told = {"version": known.version, "command": command(options)}
    emit(r.point_report(plan, point, **told) if point else r.plan_report(plan, **told), options)
    return ANSWERED


def unknowns(options: argparse.Namespace) -> int:
    """What is not known of a plan."""
    known = catalog(options.catalog)
    plan = load(options.plan, within=known)
    told = {"version": known.version, "command": command(options)}
    emit(r.unknowns_report(plan, **told), options)
    return ANSWERED


def cite(options: argparse.Namespace) -> int:
    """A sentence ready to print."""
    known = catalog(options.catalog)
    plan, point = resolve(options.ref, known)
    text = r.citation(plan, point, version=known.version)
    if options.format == "json":
        import json

        about = {"ref": options.ref, "citation": text, "data_version": known.version}
        text = json.dumps(about, indent=2, ensure_ascii=False)
    elif options.format == "markdown":
        from peaceplans.reports.markdown import escaped

        text = escaped(text)
    write(text + "\n", options.output)
    return ANSWERED


def resolve(ref: str, known: Catalog) -> tuple[Plan, Provision | None]:
    """The plan and point that `us-28#21.d` names. Raises NotFound with the nearest spelling."""
    name, mark, number = ref.rpartition("#")
    if not mark or os.path.exists(ref):
        return load(ref, within=known), None
    plan = load(name, within=known)
    try:
        return plan, plan[number.partition("/")[0].lower()]
    except KeyError as error:
        raise NotFound(str(error.args[0])) from None
