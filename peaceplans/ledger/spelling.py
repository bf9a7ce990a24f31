"""Cells as people type them: `withdrawal[donetsk-rest]`, groups of places included."""

from __future__ import annotations

from collections.abc import Collection

from peaceplans.model.plan import cell, parts
from peaceplans.model.registry import Registry
from peaceplans.vocabulary import KEYS_FROM


def near(word: str, known: Collection[str]) -> str:
    """The nearest right spelling as the end of a message, nothing where there is none."""
    from peaceplans.reading.diagnostics import nearest

    found = nearest(word, known)
    return f"; did you mean {found}?" if found else ""


def cells_named(registry: Registry, name: str) -> tuple[str, ...]:
    """The cells that a name stands for; a group of places is each of them.

    Raises KeyError, with a message, for what is no parameter, or has other keys than it needs.
    """
    id_, keys = parts(name)
    parameter = registry.parameters.get(id_)
    if parameter is None:
        raise KeyError(f"no parameter {id_!r}{near(id_, registry.parameters)}")
    if len(keys) != len(parameter.per):
        told = f"{id_}[{', '.join(parameter.per)}]" if parameter.per else id_
        raise KeyError(f"{name}: the cells of this parameter are written {told}")
    found: list[tuple[str, ...]] = [()]
    for kind, key in zip(parameter.per, keys, strict=True):
        known = getattr(registry, KEYS_FROM[kind])
        if key not in known:
            raise KeyError(f"{name}: no {kind} {key!r}{near(key, known)}")
        place = registry.places.get(key) if kind == "place" else None
        ones = (place.members if place else ()) or (key,)
        found = [(*before, one) for before in found for one in ones]
    return tuple(cell(id_, keys) for keys in found)
