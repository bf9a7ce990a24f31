"""Plain values as JSON, each item of a top-level list on a line of its own.

So `diff` and `grep` work on it. It is in ASCII, which every program reads, and not indented,
which would only slow the encoder.
"""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONEncoder
from typing import Any

_encode = JSONEncoder().encode


def render(data: dict[str, Any]) -> str:
    """A JSON object, each of its keys and each item of its lists on a line of its own."""
    return "{\n" + ",\n".join(_members(data)) + "\n}\n"


def _members(data: dict[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, list) and value:
            items = ",\n".join("    " + _encode(item) for item in value)
            yield f"  {_encode(key)}: [\n{items}\n  ]"
        else:
            yield f"  {_encode(key)}: {_encode(value)}"
