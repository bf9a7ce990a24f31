"""The built-in data: found, compiled where it may be, and loaded plan by plan.

An installed package carries `_plans` (the YAML) and `_compiled`. In a checkout the data lies
in `plans/` beside the package; its compiled form is kept in the ignored `build/` folder and
made again whenever a data file or the model changes.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from peaceplans.catalogs import compiled
from peaceplans.catalogs.store import Catalog, Lazy, LazyList
from peaceplans.model.registry import REGISTRIES, Registry

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHIPPED = os.path.join(PACKAGE, "_plans")
SHIPPED_COMPILED = os.path.join(PACKAGE, "_compiled")
CHECKOUT = os.path.join(os.path.dirname(PACKAGE), "plans")
STATEMENTS = ("positions", "events", "facts")
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
                compile_to(folder, catalog, key or "")
            except OSError:  # a checkout that cannot be written to is only slower
                return catalog
        return catalog
    return _from_compiled(folder, key, index)


def from_yaml() -> Catalog:
    """The built-in catalog read from its YAML. Raises Invalid with every fault."""
    from pathlib import Path

    from peaceplans.catalogs.folder import read_folder
    from peaceplans.catalogs.trees import OnDisk
    from peaceplans.reading.diagnostics import Invalid

    folder = Path(data_folder())
    catalog, faults = read_folder(OnDisk(folder))
    if faults:
        raise Invalid(faults)
    import attrs
    from immutabledict import immutabledict

    # Named as in the repository, whatever machine they are read or compiled on.
    plans = {
        id_: attrs.evolve(plan, file="plans/" + Path(plan.file).relative_to(folder).as_posix())
        for id_, plan in catalog.plans.items()
    }
    return attrs.evolve(catalog, plans=immutabledict(plans), version=data_version(folder))


def data_version(folder: Path) -> str:
    """Twelve hex digits that stand for the bytes of the data files."""
    from _blake2 import blake2b

    total = blake2b(digest_size=6)
    for path in sorted(folder.rglob("*.yaml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


def compile_to(folder: str | Path, catalog: Catalog, key: str) -> None:
    """Write the compiled form of a catalog, the index last: with it the form is complete."""
    for name in REGISTRIES:
        entries = getattr(catalog.registry, name)
        plain = {id_: compiled.encode(entry) for id_, entry in entries.items()}
        compiled.write(os.path.join(folder, f"{name}.bin"), key, plain)
    index = {
        "plans": list(catalog.plans),
        "version": catalog.version,
        "registry": {name: list(getattr(catalog.registry, name)) for name in REGISTRIES},
    }
    for id, plan in catalog.plans.items():
        compiled.write(os.path.join(folder, f"{id}.bin"), key, compiled.encode(plan))
    for name in STATEMENTS:
        entries = [compiled.encode(entry) for entry in getattr(catalog, name)]
        compiled.write(os.path.join(folder, f"{name}.bin"), key, entries)
    compiled.write(os.path.join(folder, "index.bin"), key, index)


def _from_compiled(folder: str, key: str | None, index: Any) -> Catalog:
    def part(name: str) -> Any:
        return compiled.read(os.path.join(folder, f"{name}.bin"), key)

    def entries(name: str) -> Lazy[Any]:
        loaded: list[Any] = []

        def entry(id_: str) -> Any:
            if not loaded:
                loaded.append(part(name))
            if loaded[0] is None:  # damaged: slower, never wrong
                return getattr(from_yaml().registry, name)[id_]
            return compiled.decode(loaded[0][id_])

        return Lazy(tuple(index["registry"][name]), entry)

    registry = Registry(**{name: entries(name) for name in REGISTRIES})

    def plan(id: str) -> Any:
        if (plain := part(id)) is None:
            return from_yaml().plans[id]
        loaded = compiled.decode(plain)
        known = loaded.define.over(registry) if loaded.define else registry
        object.__setattr__(loaded, "registry", known)
        return loaded

    def statements(name: str) -> LazyList[Any]:
        def made() -> tuple[Any, ...]:
            if (plain := part(name)) is None:
                return tuple(getattr(from_yaml(), name))
            return tuple(compiled.decode(entry) for entry in plain)

        return LazyList(made)

    return Catalog(
        Lazy(tuple(index["plans"]), plan),
        registry,
        index["version"],
        **{name: statements(name) for name in STATEMENTS},
    )


def stamp(folder: str) -> str:
    """A text that changes when a data file or the model does: names, sizes and times."""
    parts = []
    for top in (
        folder,
        os.path.join(PACKAGE, "model"),
        os.path.join(PACKAGE, "values"),
        os.path.join(PACKAGE, "reading"),
        os.path.join(PACKAGE, "catalogs"),
    ):
        for at, folders, files in os.walk(top):
            folders.sort()
            for name in sorted(files):
                if name.endswith((".yaml", ".py")):
                    status = os.stat(os.path.join(at, name))
                    parts.append(f"{name}:{status.st_size}:{status.st_mtime_ns}")
    return "|".join(parts)
