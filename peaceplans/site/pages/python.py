"""The reference of the Python library: every public name, from its own docstring."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import htpy as h

import peaceplans
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, when


def python_reference(_: Site) -> Iterator[Page]:
    """The page of public names. It is about the program, whatever the catalog."""
    names = sorted((name for name in peaceplans.__all__ if not name.startswith("_")), key=str.lower)
    functions = [name for name in names if not inspect.isclass(getattr(peaceplans, name))]
    classes = [name for name in names if name not in functions]
    yield Page(
        "reference/python.md",
        "Python reference",
        h.p["What ", h.code["import peaceplans"], " gives, by name."],
        (
            Part("Functions", "functions", parts=tuple(_part(name) for name in functions)),
            Part("Classes", "classes", parts=tuple(_part(name) for name in classes)),
        ),
        described="Every public function and class of the library.",
    )


def _part(name: str) -> Part:
    value = getattr(peaceplans, name)
    return Part(
        name, places.anchor(name), [_signature(name, value), _prose(value), _members(value)]
    )


def _signature(name: str, value: Any) -> h.Node:
    try:
        return h.pre[h.code[f"{name}{inspect.signature(value)}"]]
    except (TypeError, ValueError):
        return None


def _prose(value: Any) -> h.Node:
    blocks = (inspect.getdoc(value) or "").split("\n\n")
    return [h.p[block] for block in blocks if block]


def _members(value: Any) -> h.Node:
    if not inspect.isclass(value):
        return None
    told = [
        (name, member)
        for name, member in vars(value).items()
        if not name.startswith("_") and inspect.getdoc(member) and _is_ours(member)
    ]
    return when(told, h.dl[([h.dt[h.code[name]], h.dd[_prose(member)]] for name, member in told)])


def _is_ours(member: Any) -> bool:
    return inspect.isfunction(member) or isinstance(member, (property, classmethod, staticmethod))
