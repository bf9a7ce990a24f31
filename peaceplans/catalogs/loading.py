"""One way in: a plan by its id or from a file, a catalog with a folder laid over it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from peaceplans.catalogs.builtin import builtin
from peaceplans.catalogs.errors import NotFound
from peaceplans.catalogs.store import Catalog

if TYPE_CHECKING:
    from peaceplans.catalogs.trees import Tree
    from peaceplans.model.plan import Plan
    from peaceplans.reading.document import Document

__all__ = ["NotFound", "catalog", "laid_over", "load", "read_alone", "tree"]


def catalog(folder: str | os.PathLike[str] | None = None) -> Catalog:
    """The built-in data, with a folder of plans laid over it if one is given.

    The folder may be one of a git revision (`main:plans`). A plan, party or other entry of it
    replaces the built-in one of the same id. Raises Invalid with every fault of the folder's
    files, NotFound if there is no such folder.
    """
    if folder is None:
        return builtin()
    return laid_over(tree(os.fspath(folder)))


def tree(ref: str) -> Tree:
    """A folder of plans, on disk or in a git revision. Raises NotFound if there is none."""
    from pathlib import Path

    from peaceplans.catalogs.trees import Committed, OnDisk

    if os.path.isdir(ref):
        return OnDisk(Path(ref))
    from peaceplans.catalogs.revisions import from_top, revision, split

    if parts := split(ref):
        found = revision(parts[0])
        committed = Committed(found, from_top(found, parts[1]))
        if not committed.files():
            raise NotFound(f"{parts[0]} has no folder {parts[1]} with plans in it")
        return committed
    raise NotFound(f"no folder {ref}")


def laid_over(tree: Tree) -> Catalog:
    """The catalog of a folder over the built-in data. Raises Invalid with every fault."""
    from peaceplans.catalogs.folder import read_folder
    from peaceplans.reading.diagnostics import Invalid

    laid, faults = read_folder(tree, builtin())
    if faults:
        raise Invalid(faults)
    return laid


def load(ref: str | os.PathLike[str], *, within: Catalog | None = None) -> Plan:
    """A plan by its id (`us-28`), from a file (`drafts/mine.yaml`), or from a file of a git
    revision (`main:drafts/mine.yaml`).

    Files are read with the registries of `within`, by default the built-in catalog. Raises
    NotFound if there is no such plan, file or revision, Invalid with every fault of the file.
    """
    known = within or builtin()
    name = os.fspath(ref)
    if name in known.plans:
        return known.plans[name]
    if os.path.exists(name):
        from pathlib import Path

        from peaceplans.reading.document import read

        return read_alone(read(Path(name)), known)
    if ":" in name:
        from peaceplans.catalogs.revisions import from_top, revision, split
        from peaceplans.reading.document import parse

        if parts := split(name):
            found = revision(parts[0])
            path = from_top(found, parts[1])
            return read_alone(parse(found.read(path), f"{parts[0]}:{path}"), known)
    if os.sep in name or "/" in name or name.endswith((".yaml", ".yml")):
        raise NotFound(f"no file {name}")
    from peaceplans.reading.diagnostics import nearest

    near = nearest(name, known.plans)
    hint = f"; did you mean {near}?" if near else f"; there are {', '.join(known.plans)}"
    raise NotFound(f"no plan {name!r}{hint}")


def read_alone(document: Document, known: Catalog) -> Plan:
    """The plan of one document, read over a catalog. Raises Invalid with every fault."""
    from peaceplans.catalogs.cross import check_references
    from peaceplans.reading.diagnostics import Invalid
    from peaceplans.reading.plans import read_plan

    plan, faults = read_plan(document, known.registry)
    if plan is not None:
        faults += check_references(plan, known.plans, document)
    if plan is None or faults:
        raise Invalid(faults)
    return plan
