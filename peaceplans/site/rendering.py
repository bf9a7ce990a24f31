"""What htpy made, as text, in one pass.

htpy hands each piece up through a generator for every element around it, and asks of every list
whether it is a protocol of its own: half of a build's time. Its elements are read here directly;
whatever else it knows is left to it, and a test holds both to the same text.
"""

from __future__ import annotations

from collections.abc import Callable

import htpy as h
from markupsafe import Markup, escape


def rendered(node: h.Node) -> Markup:
    """The HTML of a node; every text in it is escaped."""
    pieces: list[str] = []
    _add(node, pieces.append)
    return Markup("".join(pieces))


def _add(node: object, put: Callable[[str], None]) -> None:
    kind = type(node)
    if kind is str or kind is Markup:
        put(escape(node))
    elif kind is h.Element:
        put(f"<{node._name}{node._attrs}>")  # type: ignore[attr-defined]  # as htpy itself does
        _add(node._children, put)  # type: ignore[attr-defined]  # as above
        put(f"</{node._name}>")  # type: ignore[attr-defined]  # as above
    elif kind is h.Fragment:
        _add(node._node, put)  # type: ignore[attr-defined]  # as above
    elif kind is list or kind is tuple:
        for child in node:  # type: ignore[attr-defined]  # a list or a tuple
            _add(child, put)
    elif node is not None:
        for chunk in h.fragment[node].iter_chunks():  # type: ignore[index]  # htpy judges it
            put(chunk)
