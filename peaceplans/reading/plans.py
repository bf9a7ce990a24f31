"""From documents to plans and positions: read, structure, inherit, check; all faults at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from peaceplans.model.inherit import inherit
from peaceplans.model.plan import Plan
from peaceplans.model.position import Position
from peaceplans.model.registry import Registry
from peaceplans.reading.checks import check
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document
from peaceplans.reading.faults import described, short, unknown_key
from peaceplans.reading.registries import define, read_registry
from peaceplans.reading.structure import Structurer

FILE_OF_POSITIONS = ("define", "positions")

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
    return plan, sorted([*faults, *check(plan, document, reader.ids["sources"])])


def read_positions(
    document: Document, below: Registry
) -> tuple[tuple[Position, ...], list[Diagnostic]]:
    """The positions under `positions`, in the order of the file, with every fault.

    Read with the registry `below` and what the document defines itself. A position with a
    fault is left out.
    """
    _, reader, faults = _own(document, below)
    entries = document.data.get("positions")
    for key in document.data:
        if key not in FILE_OF_POSITIONS:
            faults.append(unknown_key(document, (key,), "a file of positions", FILE_OF_POSITIONS))
    if "positions" not in document.data:
        message = "a file of positions without positions"
        faults.append(document.fault((), "missing-key", message, expected="the key positions"))
    elif not isinstance(entries, list):
        told, at = "a list of positions", ("positions",)
        faults.append(document.fault(at, "wrong-type", described(entries), expected=told))
    placed: list[tuple[int, Position]] = []
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        position, more = reader.structure(document, ("positions", index), entry, Position)
        faults += more
        if position is not None:
            placed.append((index, position))
    faults += _between_positions(placed, document)
    return tuple(position for _, position in placed), sorted(faults)


def _between_positions(
    placed: list[tuple[int, Position]], document: Document
) -> Iterator[Diagnostic]:
    """Ids that stand twice, and references of one position to another that lead nowhere."""
    known = {position.id for _, position in placed if position.id}
    seen: set[str] = set()
    for index, position in placed:
        if position.id in seen:
            message = f"{position.id!r} a second time"
            yield document.fault(("positions", index, "id"), "duplicate-id", message)
        seen |= {position.id} if position.id else set()
        for field in ("denies", "withdraws"):
            name = getattr(position, field)
            if name is not None and name not in known:
                yield document.fault(
                    ("positions", index, field),
                    "dangling-reference",
                    f"no position here is called {short(name)}",
                    expected="the id of a position",
                    word=name,
                    among=known,
                )


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
