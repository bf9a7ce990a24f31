"""The built-in data: found, compiled where it may be, and loaded plan by plan.

An installed package carries `_plans` (the YAML) and `_compiled`. In a checkout the data lies
in `plans/` beside the package; its compiled form is kept in the ignored `build/` folder and
made again whenever a data file or the model changes.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from peaceplans.catalogs import compiled
from peaceplans.catalogs.store import Catalog, Lazy
from peaceplans.model.registry import REGISTRIES, Registry

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHIPPED = os.path.join(PACKAGE, "_plans")
SHIPPED_COMPILED = os.path.join(PACKAGE, "_compiled")
CHECKOUT = os.path.join(os.path.dirname(PACKAGE), "plans")
CHECKOUT_COMPILED = os.path.join(os.path.dirname(PACKAGE), "build", "compiled")


def data_folder() -> str:
    """Where the built-in YAML lies. Raises FileNotFoundError in a broken installation."""
    for folder in (SHIPPED, CHECKOUT):
        if os.path.isdir(folder):
            return folder
    raise FileNotFoundError("the built-in plans are missing from this installation")


@cache
def builtin() -> Catalog:
    """The built-in catalog. Raises Invalid if its files have faults."""
    shipped = os.path.isdir(SHIPPED)
    folder = SHIPPED_COMPILED if shipped else CHECKOUT_COMPILED
    key = None if shipped else stamp(CHECKOUT)
    index = compiled.read(os.path.join(folder, "index.bin"), key)
    if index is None:
        catalog = from_yaml()
        if not shipped:
            try:
                compile_to(Path(folder), catalog, key or "")
            except OSError:
                pass  # a checkout that cannot be written to is only slower
        return catalog
    return _from_compiled(folder, key, index)


def from_yaml() -> Catalog:
    """The built-in catalog read from its YAML. Raises Invalid with every fault."""
    from peaceplans.catalogs.folder import read_folder
    from peaceplans.reading.diagnostics import Invalid

    folder = Path(data_folder())
    catalog, faults = read_folder(folder)
    if faults:
        raise Invalid(faults)
    import attrs

    return attrs.evolve(catalog, version=data_version(folder))


def data_version(folder: Path) -> str:
    """Twelve hex digits that stand for the bytes of the data files."""
    from _blake2 import blake2b

    total = blake2b(digest_size=6)
    for path in sorted(folder.rglob("*.yaml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


def compile_to(folder: Path, catalog: Catalog, key: str) -> None:
    """Write the compiled form of a catalog, the index last: with it the form is complete."""
    registry = {
        name: {id: compiled.encode(entry) for id, entry in getattr(catalog.registry, name).items()}
        for name in REGISTRIES
    }
    compiled.write(folder / "registry.bin", key, registry)
    for id, plan in catalog.plans.items():
        compiled.write(folder / f"{id}.bin", key, compiled.encode(plan))
    index = {"plans": list(catalog.plans), "version": catalog.version}
    compiled.write(folder / "index.bin", key, index)


def _from_compiled(folder: str, key: str | None, index: Any) -> Catalog:
    def part(name: str) -> Any:
        value = compiled.read(os.path.join(folder, f"{name}.bin"), key)
        if value is None:
            raise FileNotFoundError(f"the compiled data is damaged; remove {folder}")
        return value

    plain = part("registry")
    registry = Registry(
        **{
            name: Lazy(tuple(plain[name]), lambda id, name=name: compiled.decode(plain[name][id]))
            for name in REGISTRIES
        }
    )

    def plan(id: str) -> Any:
        loaded = compiled.decode(part(id))
        object.__setattr__(loaded, "registry", registry)
        return loaded

    return Catalog(Lazy(tuple(index["plans"]), plan), registry, index["version"])


def stamp(folder: str) -> str:
    """A text that changes when a data file or the model does: names, sizes and times."""
    parts = []
    for top in (
        folder,
        os.path.join(PACKAGE, "model"),
        os.path.join(PACKAGE, "values"),
        os.path.join(PACKAGE, "reading"),
    ):
        for at, folders, files in os.walk(top):
            folders.sort()
            for name in sorted(files):
                if name.endswith((".yaml", ".py")):
                    status = os.stat(os.path.join(at, name))
                    parts.append(f"{name}:{status.st_size}:{status.st_mtime_ns}")
    return "|".join(parts)
