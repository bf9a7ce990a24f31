"""From documents to registries and plans: read, structure, inherit, check; all faults at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from immutabledict import immutabledict

from peaceplans.model.inherit import inherit
from peaceplans.model.plan import Plan
from peaceplans.model.registry import (
    REGISTRIES,
    Category,
    Issue,
    Parameter,
    Party,
    Place,
    Registry,
    Source,
    Trigger,
)
from peaceplans.reading.checks import check
from peaceplans.reading.diagnostics import Diagnostic, nearest
from peaceplans.reading.document import Document
from peaceplans.reading.structure import Ids, Structurer, kind_of

ENTRY: dict[str, type] = dict(
    zip(REGISTRIES, (Party, Place, Issue, Parameter, Trigger, Category, Source), strict=True)
)
"""Registry name → the class of its entries."""


def ids_of(registry: Registry) -> dict[str, frozenset[str]]:
    """The ids that exist, by registry."""
    return {name: frozenset(getattr(registry, name)) for name in REGISTRIES}


def read_registry(
    documents: Iterable[Document], below: Registry
) -> tuple[Registry, list[Diagnostic]]:
    """The registry that documents define together, over `below`; entries may refer to both."""
    blocks = [(document, (), document.data) for document in documents]
    return _registry(blocks, below)


def read_plan(document: Document, below: Registry) -> tuple[Plan | None, list[Diagnostic]]:
    """The plan that a document holds, read with the registry `below` and its own `define`.

    Gives None for the plan where a fault leaves nothing to work with; faults that leave a
    whole plan (a reference that leads nowhere) come beside it.
    """
    data = dict(document.data)
    own, faults = Registry(), []
    if isinstance(data.get("define"), dict):
        own, faults = _registry([(document, ("define",), data["define"])], below)
    elif "define" in data:
        faults = [document.fault(("define",), "wrong-type", kind_of(data["define"]), expected="a mapping")]
    defined = data.pop("define", None) is not None
    registry = own.over(below)
    reader = Structurer(ids_of(registry), registry.parameters, registry.places)
    plan, more = reader.structure(document, (), data, Plan)
    if plan is None:
        return None, [*faults, *more]
    plan = attrs.evolve(
        plan, define=own if defined else None, registry=registry, file=document.file
    )
    plan = inherit(plan)
    return plan, [*faults, *check(plan, document)]


def _registry(
    blocks: list[tuple[Document, tuple[str, ...], Any]], below: Registry
) -> tuple[Registry, list[Diagnostic]]:
    faults: list[Diagnostic] = []
    entries: list[tuple[Document, tuple[str, ...], str, str, Any]] = []
    ids = {name: set(getattr(below, name)) for name in REGISTRIES}
    here: dict[str, set[str]] = {name: set() for name in REGISTRIES}
    for document, path, data in blocks:
        for name, block in data.items():
            if name not in ENTRY:
                near = nearest(name, REGISTRIES)
                faults.append(
                    document.fault(
                        (*path, name), "unknown-key", f"no registry {name!r}",
                        expected="one of " + ", ".join(REGISTRIES), hint=near, key=True, replace=near,
                    )
                )
            elif not isinstance(block, dict):
                faults.append(
                    document.fault((*path, name), "wrong-type", kind_of(block), expected="a mapping from ids")
                )
            else:
                for id, fields in block.items():
                    if id in here[name]:
                        message = f"{id!r} a second time among the {name}"
                        faults.append(document.fault((*path, name, id), "duplicate-id", message, key=True))
                    here[name].add(id)
                    entries.append((document, path, name, id, fields))
    known: Ids = {name: frozenset(ids[name] | here[name]) for name in REGISTRIES}
    reader = Structurer(known, {}, below.places)
    parts: dict[str, dict[str, Any]] = {name: {} for name in REGISTRIES}
    for document, path, name, id, fields in entries:
        where = (*path, name, id)
        if not isinstance(fields, dict):
            faults.append(document.fault(where, "wrong-type", kind_of(fields), expected="a mapping"))
            continue
        entry, more = reader.structure(document, where, type(fields)({**fields, "id": id}), ENTRY[name])
        faults.extend(more)
        if entry is not None:
            parts[name][id] = entry
    return Registry(**{name: immutabledict(part) for name, part in parts.items()}), faults
