"""Registries: read from files of their own or from what a plan defines itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs
from immutabledict import immutabledict

from peaceplans.model.entries import Category, Issue, Party, Place, Source, Trigger
from peaceplans.model.parameter import Parameter
from peaceplans.model.registry import REGISTRIES, Registry
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document
from peaceplans.reading.faults import described, diagnostics, keys_of, noun, short, unknown_key
from peaceplans.reading.structure import Ids, Path, Structurer, misspelt
from peaceplans.values.notation import Misspelt, setting
from peaceplans.vocabulary import SLUG

ENTRY: Mapping[str, type] = immutabledict(
    zip(REGISTRIES, (Party, Place, Issue, Parameter, Trigger, Category, Source), strict=True)
)
"""Registry name → the class of its entries."""

Block = tuple[Document, Path, Any]
"""Registries inside a document: the document, the path to them and their plain value."""


@attrs.frozen
class _Entry:
    document: Document
    path: Path
    registry: str
    id: str
    fields: Any


def read_registry(
    documents: Iterable[Document], below: Registry, also: Iterable[Document] = ()
) -> tuple[Registry, list[Diagnostic]]:
    """The registry that documents define together, over `below`; entries may refer to both.

    Of `also`, files of another kind, their own `define` belongs to it too; its faults are told
    where those files are read.
    """
    blocks: list[Block] = [(document, (), document.data) for document in documents]
    faults = [fault for document, *_ in blocks for fault in document.faults]
    others = {document.file for document in also}
    for document in also:
        if isinstance(block := document.data.get("define"), Mapping):
            blocks.append((document, ("define",), block))
    registry, _, more = define(blocks, below)
    faults += [fault for fault in more if fault.file not in others]
    return registry, sorted(faults)


def define(blocks: Iterable[Block], below: Registry) -> tuple[Registry, Ids, list[Diagnostic]]:
    """What blocks define, over `below`, with every id there is and every fault.

    The ids hold those of entries that have a fault: what refers to them is not at fault too.
    """
    faults: list[Diagnostic] = []
    named: dict[str, set[str]] = {name: set() for name in REGISTRIES}
    entries = list(_entries(blocks, named, faults))
    ids = {name: frozenset(getattr(below, name)) | named[name] for name in REGISTRIES}
    reader = Structurer(ids, {}, below.places)
    parts: dict[str, dict[str, Any]] = {name: {} for name in REGISTRIES}
    for entry in entries:
        built, more = reader.structure(
            entry.document, entry.path, entry.fields, ENTRY[entry.registry]
        )
        if isinstance(built, Parameter):
            built, more = _checked(built, entry)
        faults += more
        if built is not None:
            parts[entry.registry][entry.id] = built
    own = Registry(**{name: immutabledict(part) for name, part in parts.items()})
    return own, ids, faults


def _entries(
    blocks: Iterable[Block], named: dict[str, set[str]], faults: list[Diagnostic]
) -> Iterator[_Entry]:
    """Every entry that is a mapping under an id; what is none goes to the faults.

    The ids of both go to `named`, by registry.
    """
    for document, path, data in blocks:
        for name, block in data.items():
            at = (*path, name)
            if name not in ENTRY:
                faults.append(unknown_key(document, at, "a registry file", REGISTRIES))
                continue
            if not isinstance(block, Mapping):
                told = "a mapping from ids"
                faults.append(document.fault(at, "wrong-type", described(block), expected=told))
                continue
            for id, fields in block.items():
                entry = _Entry(document, (*at, id), name, id, fields)
                if fault := _misplaced(entry, named[name]):
                    faults.append(fault)
                else:
                    yield attrs.evolve(entry, fields=type(fields)({**fields, "id": id}))
                named[name].add(id)


def _misplaced(entry: _Entry, named: set[str]) -> Diagnostic | None:
    """The fault of an entry that cannot be read as one at all."""
    document, path, name = entry.document, entry.path, entry.registry
    if not SLUG.matches(entry.id):
        message = f"{short(entry.id)!r} is no {SLUG.name}"
        return document.fault(path, "bad-form", message, expected=SLUG.meaning, key=True)
    if entry.id in named:
        message = f"{entry.id!r} a second time among the {name}"
        return document.fault(path, "duplicate-id", message, key=True)
    if not isinstance(entry.fields, Mapping):
        told = "a mapping"
        return document.fault(path, "wrong-type", described(entry.fields), expected=told)
    if "id" in entry.fields:
        allowed = [key for key in keys_of(ENTRY[name]) if key != "id"]
        return unknown_key(document, (*path, "id"), noun(ENTRY[name]), allowed)
    return None


def _checked(parameter: Parameter, entry: _Entry) -> tuple[Parameter | None, list[Diagnostic]]:
    """The parameter with its silence read by its own scale, or why it cannot be answered."""
    faults = list(_parameter_faults(parameter, entry))
    if parameter.silence is not None and not faults:
        try:
            silence = setting(parameter.scale, parameter.silence).value
            return attrs.evolve(parameter, silence=silence), []
        except Misspelt as error:
            fault = misspelt(parameter, error, ("silence",))
            faults += diagnostics(entry.document, entry.path, fault)
    return None if faults else parameter, faults


NEEDS: tuple[tuple[str, Callable[[Parameter], bool]], ...] = (
    ("choices", lambda p: p.kind == "choice" and not p.choices),
    ("a unit", lambda p: p.kind == "quantity" and p.unit is None),
    (
        "items, or of with the name of a registry",
        lambda p: p.kind == "members" and not p.items and p.of not in REGISTRIES,
    ),
    ("no order: only choices have one", lambda p: p.ordered and p.kind != "choice"),
)
"""What a parameter needs, and where it lacks it."""


def _parameter_faults(parameter: Parameter, entry: _Entry) -> Iterator[Diagnostic]:
    for needed, lacks in NEEDS:
        if lacks(parameter):
            message = f"the {parameter.kind} parameter {parameter.id} lacks what it needs"
            yield entry.document.fault(entry.path, "bad-parameter", message, expected=needed)
    named = (*parameter.choices, *parameter.items, *parameter.also)
    for answer in parameter.titles:
        if answer not in named:
            path = (*entry.path, "titles", answer)
            yield unknown_key(entry.document, path, f"titles of {parameter.id}", named)
