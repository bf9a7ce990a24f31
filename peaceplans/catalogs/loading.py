"""One way in: a plan by its id or from a file, a catalog with a folder laid over it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from peaceplans.catalogs.builtin import builtin
from peaceplans.catalogs.store import Catalog

if TYPE_CHECKING:
    from peaceplans.model.plan import Plan


class NotFound(LookupError):
    """No plan, point or entry of that name; the message names the nearest."""


def catalog(folder: str | os.PathLike[str] | None = None) -> Catalog:
    """The built-in data, with a folder of plans laid over it if one is given.

    A plan, party or other entry of the folder replaces the built-in one of the same id.
    Raises Invalid with every fault of the folder's files, NotFound if there is no such folder.
    """
    if folder is None:
        return builtin()
    from pathlib import Path

    from peaceplans.catalogs.folder import read_folder
    from peaceplans.reading.diagnostics import Invalid

    path = Path(folder)
    if not path.is_dir():
        raise NotFound(f"no folder {path}")
    laid, faults = read_folder(path, builtin())
    if faults:
        raise Invalid(faults)
    return laid


def load(ref: str | os.PathLike[str], *, within: Catalog | None = None) -> Plan:
    """A plan by its id (`us-28`) or from a file (`drafts/mine.yaml`).

    Files are read with the registries of `within`, by default the built-in catalog. Raises
    NotFound if there is no such plan or file, Invalid with every fault of the file.
    """
    known = within or builtin()
    name = os.fspath(ref)
    if name in known.plans:
        return known.plans[name]
    if os.path.exists(name):
        return _from_file(name, known)
    if ":" in name and not os.path.splitdrive(name)[0]:
        raise NotFound(
            f"{name}: reading a plan out of a git revision is not supported; "
            "check the file out and give its path"
        )
    if os.sep in name or "/" in name or name.endswith((".yaml", ".yml")):
        raise NotFound(f"no file {name}")
    from peaceplans.reading.diagnostics import nearest

    near = nearest(name, known.plans)
    hint = f"; did you mean {near}?" if near else f"; there are {', '.join(known.plans)}"
    raise NotFound(f"no plan {name!r}{hint}")


def _from_file(name: str, known: Catalog) -> Plan:
    from pathlib import Path

    from peaceplans.catalogs.cross import check_references
    from peaceplans.reading.diagnostics import Invalid
    from peaceplans.reading.document import read
    from peaceplans.reading.plans import read_plan

    document = read(Path(name))
    plan, faults = read_plan(document, known.registry)
    if plan is not None:
        faults += check_references(plan, known.plans, document)
    if plan is None or faults:
        raise Invalid(faults)
    return plan
