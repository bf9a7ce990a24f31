"""From documents to plans and positions: read, structure, inherit, check; all faults at once."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from peaceplans.model.inherit import inherit
from peaceplans.model.plan import Plan
from peaceplans.model.position import Position
from peaceplans.model.registry import Registry
from peaceplans.reading.checks import check
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document
from peaceplans.reading.faults import described, unknown_key
from peaceplans.reading.registries import define, read_registry
from peaceplans.reading.structure import Structurer

__all__ = ["read_plan", "read_positions", "read_registry"]


def read_plan(document: Document, below: Registry) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan that a document holds, read with the registry `below` and its own `define`.

    Gives None for the plan where a fault leaves nothing to work with; faults that leave a
    whole plan (a reference that leads nowhere) come beside it.
    """
    own, reader, faults = _own(document, below)
    data = {key: value for key, value in document.data.items() if key != "define"}
    plan, more = reader.structure(document, (), data, Plan)
    if plan is None:
        return None, sorted([*faults, *more])
    registry = own.over(below) if own else below
    plan = inherit(attrs.evolve(plan, define=own, registry=registry, file=document.file))
    return plan, sorted([*faults, *check(plan, document)])


def read_positions(
    document: Document, below: Registry
) -> tuple[tuple[Position, ...], list[Diagnostic]]:
    """The positions under `positions`, in the order of the file, with every fault.

    Read with the registry `below` and what the document defines itself. A position with a
    fault is left out.
    """
    _, reader, faults = _own(document, below)
    positions: list[Position] = []
    for key, value in document.data.items():
        if key not in ("define", "positions"):
            allowed = ("define", "positions")
            faults.append(unknown_key(document, (key,), "a file of positions", allowed))
        elif key == "positions" and not isinstance(value, list):
            told = "a list of positions"
            faults.append(document.fault((key,), "wrong-type", described(value), expected=told))
        elif key == "positions":
            for index, entry in enumerate(value):
                position, more = reader.structure(document, (key, index), entry, Position)
                faults += more
                if position is not None:
                    positions.append(position)
    if "positions" not in document.data:
        message = "a file of positions without positions"
        faults.append(document.fault((), "missing-key", message, expected="the key positions"))
    return tuple(positions), sorted(faults)


def _own(
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
