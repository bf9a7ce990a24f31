"""Reading a folder of data files, over a catalog that it is laid upon.

A file's place says what it holds: `registry/` (also below it) registries, `positions/`,
`events.yaml`, `context.yaml` and `naming.yaml` what their names say, `schema/` generated
schemas. Every other YAML file is one plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar, Union

from immutabledict import immutabledict

from peaceplans.catalogs.cross import check_about, check_plans, check_references
from peaceplans.catalogs.store import Catalog
from peaceplans.model.plan import Plan
from peaceplans.model.position import Event, Position
from peaceplans.model.registry import Registry
from peaceplans.reading.diagnostics import Diagnostic, Invalid
from peaceplans.reading.document import Document, read
from peaceplans.reading.naming import loaded_names, read_names
from peaceplans.reading.plans import read_plan
from peaceplans.reading.registries import read_registry
from peaceplans.reading.statements import between, read_events, read_positions
from peaceplans.values.notation import moment

RESERVED_FOLDERS = ("registry", "positions", "schema")
RESERVED_FILES = ("events.yaml", "context.yaml", "naming.yaml")


def plan_files(folder: Path) -> list[Path]:
    """The files of a folder that hold plans, by name."""
    return [path for path in _yaml(folder) if not _reserved(path.relative_to(folder))]


def registry_files(folder: Path) -> list[Path]:
    """The files of a folder that hold registries, by name."""
    return _yaml(folder / "registry")


def _yaml(folder: Path) -> list[Path]:
    found = [*folder.rglob("*.yaml"), *folder.rglob("*.yml")]
    return sorted(path for path in found if not _hidden(path.relative_to(folder)))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _reserved(path: Path) -> bool:
    return path.parts[0] in RESERVED_FOLDERS or path.as_posix() in RESERVED_FILES


def statement_files(folder: Path) -> list[Path]:
    """The files of a folder that hold positions or events, by name."""
    events = folder / "events.yaml"
    return [*_yaml(folder / "positions"), *([events] if events.is_file() else [])]


def naming_files(folder: Path) -> list[Path]:
    """The table of names of a folder, if it has one."""
    naming = folder / "naming.yaml"
    return [naming] if naming.is_file() else []


def read_folder(folder: Path, below: Catalog | None = None) -> tuple[Catalog, list[Diagnostic]]:
    """The catalog of a folder laid over another, with every fault of its files.

    Plans and statements with a fault that leaves nothing to work with are left out.
    """
    faults: list[Diagnostic] = []
    base = below.registry if below else Registry()
    registries = _documents(registry_files(folder), faults)
    statements = _documents(statement_files(folder), faults)
    own, more = read_registry(registries, base, statements)
    faults += more
    registry = own.over(base)
    plans: dict[str, Plan] = {}
    documents: dict[str, Document] = {}
    for document in _documents(plan_files(folder), faults):
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
    positions = _positions(statements, registry, everything, below, faults)
    events = _events(statements, registry, everything, below, faults)
    texts = [*documents.values(), *statements, *registries]
    for table in _documents(naming_files(folder), faults):
        names, more = read_names(table)
        faults += more
        for document in texts:
            faults += loaded_names(document, names)
    version = f"{below.version}, {folder}" if below else ""
    catalog = Catalog(in_order(everything), registry, version, positions, events)
    return catalog, sorted(faults)


def statement_faults(document: Document, below: Catalog) -> list[Diagnostic]:
    """The faults of one file of positions or events, read over a catalog."""
    faults: list[Diagnostic] = []
    read = _events if "events" in document.data else _positions
    read([document], below.registry, below.plans, below, faults)
    return sorted(faults)


def _positions(
    documents: list[Document],
    registry: Registry,
    plans: Mapping[str, Plan],
    below: Catalog | None,
    faults: list[Diagnostic],
) -> tuple[Position, ...]:
    placed = []
    for document in documents:
        if "events" in document.data:
            continue
        read, more = read_positions(document, registry)
        placed += read
        faults += more
        for _, index, position in read:
            faults += check_about(document, index, position, plans)
    faults += between(placed, "positions", [each.id for each in below.positions] if below else [])
    return _laid(below.positions if below else (), [position for _, _, position in placed])


def _events(
    documents: list[Document],
    registry: Registry,
    plans: Mapping[str, Plan],
    below: Catalog | None,
    faults: list[Diagnostic],
) -> tuple[Event, ...]:
    placed = []
    for document in documents:
        if "events" not in document.data:
            continue
        read, more = read_events(document, registry)
        placed += read
        faults += more
        for _, index, event in read:
            faults += check_plans(document, index, event, plans)
    faults += between(placed, "events", ())
    return _laid(below.events if below else (), [event for _, _, event in placed])


S = TypeVar("S", bound=Union[Position, Event])


def _laid(below: Iterable[S], own: list[S]) -> tuple[S, ...]:
    """Statements in order of date; one of the folder replaces that of the same id below."""
    entries = {entry.id: entry for entry in [*below, *own]}
    return tuple(sorted(entries.values(), key=lambda entry: (moment(entry.date).latest, entry.id)))


def in_order(plans: dict[str, Plan]) -> immutabledict[str, Plan]:
    """Plans by the date of their text, then by id."""
    return immutabledict(sorted(plans.items(), key=lambda item: (item[1].date, item[0])))


def _documents(paths: list[Path], faults: list[Diagnostic]) -> list[Document]:
    documents = []
    for path in paths:
        try:
            documents.append(read(path))
        except Invalid as error:
            faults += error.diagnostics
    return documents
