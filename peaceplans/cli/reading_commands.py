"""Commands that read: list, show, unknowns, cite."""

from __future__ import annotations

import argparse
import os
from typing import Any

from peaceplans.catalogs.loading import NotFound, catalog, load
from peaceplans.catalogs.store import Catalog
from peaceplans.cli.main import ANSWERED
from peaceplans.cli.output import command, emit, stamp, write
from peaceplans.model.plan import Plan, Provision


def list(options: argparse.Namespace) -> int:
    """The plans there are."""
    known = catalog(options.catalog)

    def data() -> dict[str, Any]:
        rows = [
            {
                "id": plan.id,
                "title": plan.title,
                "date": plan.date,
                "status": plan.status,
                "known": plan.known,
                "points": len(plan.provisions),
            }
            for plan in known.plans.values()
        ]
        return {"plans": rows, **stamp(options, known.version)}

    def report() -> Any:
        from peaceplans.reports.plan_report import list_report

        return list_report(known.plans, version=known.version, command=command(options))

    emit(options, data, report)
    return ANSWERED


def show(options: argparse.Namespace) -> int:
    """A plan, or one point with everything below it."""
    known = catalog(options.catalog)
    plan, point = resolve(options.ref, known)
    held = None
    if options.text:
        from peaceplans.cli.wording_option import held_of

        held = held_of(options.text, plan)
    numbers = [each.number for each in (plan if point is None else point).walk()]

    def data() -> dict[str, Any]:
        from peaceplans.values.plain import plain

        told = {"plan": plain(plan)} if point is None else {"plan": plan.id, "point": plain(point)}
        if held:
            from peaceplans.reports.wording_report import held_to_dict

            told["wording"] = held_to_dict(held, numbers)
        return told | stamp(options, known.version)

    def report() -> Any:
        from peaceplans.reports.plan_report import plan_report, point_report

        about = {"version": known.version, "command": command(options)}
        told = plan_report(plan, **about) if point is None else point_report(plan, point, **about)
        if held is None:
            return told
        import attrs

        from peaceplans.reports.wording_report import held_sections

        return attrs.evolve(told, sections=(*told.sections, *held_sections(held, numbers)))

    emit(options, data, report)
    return ANSWERED


def unknowns(options: argparse.Namespace) -> int:
    """What is not known of a plan."""
    from peaceplans.reports import unknowns_report as r

    known = catalog(options.catalog)
    plan = load(options.plan, within=known)

    def data() -> dict[str, Any]:
        told = {
            title.lower().replace(" ", "_"): [{"point": at, "what": what} for at, what in rows]
            for title, rows in r.unknowns(plan).items()
        }
        return {"plan": plan.id, **told, **stamp(options, known.version)}

    def report() -> Any:
        return r.unknowns_report(plan, version=known.version, command=command(options))

    emit(options, data, report)
    return ANSWERED


def cite(options: argparse.Namespace) -> int:
    """A sentence ready to print."""
    known = catalog(options.catalog)
    text = _cited(options.ref, known)
    for form, path in options.format or [("text", None)]:
        if form == "json":
            from peaceplans.reports.machine import render

            told = {"ref": options.ref, "citation": text, **stamp(options, known.version)}
            write(render(told), path or options.output)
        elif form == "markdown":
            from peaceplans.reports.markdown import escaped

            write(escaped(text) + "\n", path or options.output)
        else:
            write(text + "\n", path or options.output)
    return ANSWERED


def _cited(ref: str, known: Catalog) -> str:
    """The sentence for a text, a point or option, an entry of the ledger by its id, or a change
    as pages name it (`us-28--ua-us-20#cb304bddb48826b06`). Raises NotFound.
    """
    from peaceplans.reports.citation import citation, of_change, of_statement

    name, _, place = ref.partition("#")
    old, between, new = name.partition("--")
    if between and place and not os.path.exists(ref):
        from peaceplans.comparison.compare import diff
        from peaceplans.reports.rows import together
        from peaceplans.reports.words import Words

        found = diff(load(old, within=known), load(new, within=known))
        for change in found.changes:
            if change.fingerprint == place.removeprefix("c"):
                words = Words(found.new.registry.over(found.old.registry))
                ((_, _, said),) = together([change], words)
                return of_change(found, change, said, version=known.version, address=ref)
        raise NotFound(f"no change {place!r} from {old} to {new}")
    if not place and ref not in known.plans:
        for entry in known.positions:
            if entry.id == ref:
                from peaceplans.reports.words import Words

                against = [o for o in known.positions if entry.id in (o.denies, o.withdraws)]
                words = Words(known.registry)
                return of_statement(
                    entry, words, version=known.version, address=ref, against=against
                )
    plan, point = resolve(ref, known)
    id = place.lower().partition("/")[2]
    option = next((each for each in point.options if each.id == id), None) if point else None
    return citation(plan, point, option=option, version=known.version)


def resolve(ref: str, known: Catalog) -> tuple[Plan, Provision | None]:
    """The plan and point that `us-28#21.d` names; an option (`12/ukraine`) is shown in its point.

    Raises NotFound with the nearest spelling.
    """
    name, mark, place = ref.rpartition("#")
    if not mark or os.path.exists(ref):
        return load(ref, within=known), None
    plan = load(name, within=known)
    number, slash, option = place.lower().partition("/")
    try:
        point = plan[number]
    except KeyError as error:
        raise NotFound(str(error.args[0]).rstrip()) from None
    options = [each.id for each in point.options]
    if slash and option not in options:
        told = f"there are {', '.join(options)}" if options else "it has none"
        raise NotFound(f"{point.id} has no option {option!r}; {told}")
    return plan, point
