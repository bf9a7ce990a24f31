"""From documents to plans: read, structure, inherit, check; all faults at once."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from peaceplans.model.inherit import inherit
from peaceplans.model.plan import Plan
from peaceplans.model.registry import Registry
from peaceplans.reading.checks import check
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document
from peaceplans.reading.faults import described
from peaceplans.reading.registries import define, read_registry
from peaceplans.reading.structure import Structurer

__all__ = ["own_registry", "read_plan", "read_registry"]


def read_plan(document: Document, below: Registry) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan that a document holds, read with the registry `below` and its own `define`.

    Gives None for the plan where a fault leaves nothing to work with; faults that leave a
    whole plan (a reference that leads nowhere) come beside it.
    """
    own, reader, faults = own_registry(document, below)
    data = {key: value for key, value in document.data.items() if key != "define"}
    plan, more = reader.structure(document, (), data, Plan)
    if plan is None:
        return None, sorted([*faults, *more])
    registry = own.over(below) if own else below
    plan = inherit(attrs.evolve(plan, define=own, registry=registry, file=document.file))
    return plan, sorted([*faults, *check(plan, document, reader.ids["sources"])])


def own_registry(
    document: Document, below: Registry
) -> tuple[Registry | None, Structurer, list[Diagnostic]]:
    """What the document defines itself, and what reads the rest of it by that and `below`."""
    block = document.data.get("define")
    faults = list(document.faults)
    if "define" in document.data and not isinstance(block, Mapping):
        told = "a mapping"
        faults.append(document.fault(("define",), "wrong-type", described(block), expected=told))
    blocks = [(document, ("define",), block)] if isinstance(block, Mapping) else []
    own, ids, more = define(blocks, below)
    registry = own.over(below)
    reader = Structurer(ids, registry.parameters, registry.places)
    return own if blocks else None, reader, [*faults, *more]
