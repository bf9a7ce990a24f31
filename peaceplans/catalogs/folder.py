"""Reading a folder of data files, over a catalog that it is laid upon.

A file's place says what it holds: `registry/` (also below it) registries, `positions/`,
`events.yaml`, `context.yaml` and `naming.yaml` what their names say, `schema/` generated
schemas, `peaceplans-accepted.yaml` accepted changes. Every other YAML file is one plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from immutabledict import immutabledict

from peaceplans.catalogs.cross import check_about, check_references
from peaceplans.catalogs.store import Catalog
from peaceplans.catalogs.trees import Tree
from peaceplans.model.plan import Plan
from peaceplans.model.registry import Registry
from peaceplans.reading.diagnostics import Diagnostic, Invalid
from peaceplans.reading.document import Document
from peaceplans.reading.naming import loaded_names, read_names
from peaceplans.reading.plans import read_plan
from peaceplans.reading.registries import read_registry
from peaceplans.reading.statements import between, read_events, read_facts, read_positions
from peaceplans.values.notation import moment

RESERVED_FOLDERS = ("registry", "positions", "schema")
RESERVED_FILES = ("events.yaml", "context.yaml", "naming.yaml")
ACCEPTED = "peaceplans-accepted.yaml"

Files = Sequence[PurePosixPath]
"""The YAML files of a folder, by their paths from it."""


def plan_files(files: Files) -> list[PurePosixPath]:
    """The files of a folder that hold plans, by name."""
    return [path for path in files if not _reserved(path)]


def registry_files(files: Files) -> list[PurePosixPath]:
    """The files of a folder that hold registries, by name."""
    return [path for path in files if path.parts[0] == "registry"]


def statement_files(files: Files) -> list[PurePosixPath]:
    """The files of a folder that hold positions, events or facts, by name."""
    others = [path for path in files if path.as_posix() in ("events.yaml", "context.yaml")]
    return [*(path for path in files if path.parts[0] == "positions"), *reversed(others)]


def naming_files(files: Files) -> list[PurePosixPath]:
    """The table of names of a folder, if it has one."""
    return [path for path in files if path.as_posix() == "naming.yaml"]


def _reserved(path: PurePosixPath) -> bool:
    return (
        path.parts[0] in RESERVED_FOLDERS
        or path.as_posix() in RESERVED_FILES
        or path.name == ACCEPTED
    )


def read_folder(tree: Tree, below: Catalog | None = None) -> tuple[Catalog, list[Diagnostic]]:
    """The catalog of a folder laid over another, with every fault of its files.

    Plans and statements with a fault that leaves nothing to work with are left out.
    """
    faults: list[Diagnostic] = []
    files = tree.files()
    base = below.registry if below else Registry()
    registries = _documents(tree, registry_files(files), faults)
    statements = _documents(tree, statement_files(files), faults)
    own, more = read_registry(registries, base, statements)
    faults += more
    registry = own.over(base)
    plans: dict[str, Plan] = {}
    documents: dict[str, Document] = {}
    for document in _documents(tree, plan_files(files), faults):
        plan, more = read_plan(document, registry)
        faults += more
        if plan is None:
            continue
        if plan.id in plans:
            message = f"the plan id {plan.id!r} is that of {plans[plan.id].file} too"
            faults.append(document.fault(("id",), "duplicate-id", message))
        plans[plan.id], documents[plan.id] = plan, document
    everything = {**(below.plans if below else {}), **plans}
    for id, document in documents.items():
        faults += check_references(plans[id], everything, document)
    told = {
        kind: _statements(kind, _of_kind(statements, kind), registry, everything, below, faults)
        for kind in KINDS
    }
    texts = [*documents.values(), *statements, *registries]
    for table in _documents(tree, naming_files(files), faults):
        names, more = read_names(table)
        faults += more
        for document in texts:
            faults += loaded_names(document, names)
    version = f"{below.version}, {tree.name}" if below else ""
    catalog = Catalog(in_order(everything), registry, version, **told)
    return catalog, sorted(faults)


def statement_faults(document: Document, below: Catalog) -> list[Diagnostic]:
    """The faults of one file of positions, events or facts, read over a catalog."""
    faults: list[Diagnostic] = []
    kind = next((name for name in KINDS if name in document.data), "positions")
    _statements(kind, [document], below.registry, below.plans, below, faults)
    return sorted(faults)


def _of_kind(documents: list[Document], kind: str) -> list[Document]:
    """Files by the list that they hold; one that holds none is taken for positions."""
    others = [name for name in KINDS if name != kind]
    return [
        document
        for document in documents
        if kind in document.data
        or (kind == "positions" and not any(name in document.data for name in others))
    ]


def _statements(
    kind: str,
    documents: list[Document],
    registry: Registry,
    plans: Mapping[str, Plan],
    below: Catalog | None,
    faults: list[Diagnostic],
) -> tuple[Any, ...]:
    """Entries of one kind by date; one of the folder replaces that of the same id below."""
    read = KINDS[kind]
    placed: list[Any] = []
    for document in documents:
        found, more = read(document, registry)
        placed += found
        faults += more
        for _, index, entry in found:
            faults += check_about(document, (kind, index), entry, plans)
    under = list(getattr(below, kind)) if below else []
    faults += between(placed, kind, [each.id for each in under])
    entries = {entry.id: entry for entry in [*under, *(entry for _, _, entry in placed)]}
    return tuple(sorted(entries.values(), key=lambda entry: (moment(entry.date).latest, entry.id)))


KINDS: Mapping[str, Callable[..., Any]] = {
    "positions": read_positions,
    "events": read_events,
    "facts": read_facts,
}
"""List that a file of statements holds → what reads it."""


def in_order(plans: dict[str, Plan]) -> immutabledict[str, Plan]:
    """Plans by the date of their text, then by id."""
    return immutabledict(sorted(plans.items(), key=lambda item: (item[1].date, item[0])))


def _documents(tree: Tree, paths: list[PurePosixPath], faults: list[Diagnostic]) -> list[Document]:
    documents = []
    for path in paths:
        try:
            documents.append(tree.read(path))
        except Invalid as error:
            faults += error.diagnostics
    return documents
