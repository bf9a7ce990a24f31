"""Reading a folder of data files, over a catalog that it is laid upon.

A file's place says what it holds: `registry/` (also below it) registries, `positions/`,
`events.yaml`, `context.yaml` and `naming.yaml` what their names say, `schema/` generated
schemas. Every other YAML file is one plan.
"""

from __future__ import annotations

from pathlib import Path

from immutabledict import immutabledict

from peaceplans.catalogs.cross import check_references
from peaceplans.catalogs.store import Catalog
from peaceplans.model.plan import Plan
from peaceplans.model.registry import Registry
from peaceplans.reading.diagnostics import Diagnostic, Invalid
from peaceplans.reading.document import Document, read
from peaceplans.reading.plans import read_plan
from peaceplans.reading.registries import read_registry

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


def read_folder(folder: Path, below: Catalog | None = None) -> tuple[Catalog, list[Diagnostic]]:
    """The catalog of a folder laid over another, with every fault of its files.

    Plans with a fault that leaves nothing to work with are left out.
    """
    faults: list[Diagnostic] = []
    base = below.registry if below else Registry()
    own, more = read_registry(_documents(registry_files(folder), faults), base)
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
    version = f"{below.version}, {folder}" if below else ""
    return Catalog(in_order(everything), registry, version), sorted(faults)


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
