"""Plain values as JSON, each item of a top-level list on a line of its own.

So `diff` and `grep` work on it. It is in ASCII, which every program reads, and not indented,
which would only slow the encoder.
"""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONEncoder
from typing import Any


def _encode(value: Any) -> str:
    """JSON in which nothing is a command to whatever reads the log that it may be printed in."""
    text = _plainly(value)
    return text.replace("##[", r"#\u0023[").replace("##vso[", r"#\u0023vso[")


_plainly = JSONEncoder().encode


def render(data: dict[str, Any]) -> str:
    """A JSON object, each of its keys and each item of its lists on a line of its own."""
    return "{\n" + ",\n".join(_members(data)) + "\n}\n"


def indented(data: Any) -> str:
    """JSON in ASCII as programs exchange it, indented for readers."""
    text = JSONEncoder(indent=2).encode(data)
    return text.replace("##[", r"#\u0023[").replace("##vso[", r"#\u0023vso[") + "\n"


def _members(data: dict[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, list) and value:
            items = ",\n".join("    " + _encode(item) for item in value)
            yield f"  {_encode(key)}: [\n{items}\n  ]"
        else:
            yield f"  {_encode(key)}: {_encode(value)}"
