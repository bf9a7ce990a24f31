"""From the model back to YAML, in the one style of the data files.

Block style, one key a line, in the order of the fields; lists stand flush with their key, and
only short lists of ids in one line. What is inherited and what is a default is not written.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from peaceplans.model.plan import Plan, parts
from peaceplans.model.stated import stated
from peaceplans.reading.scalars import scalar

EDITOR = "# yaml-language-server: $schema={}\n"
SCHEMA = "../schema/plan.schema.json"
WIDTH = 100
MOST_KEYS = 16  # of a cell: more than there are kinds of keys

# An id, a number or a reference: what a list in one line may hold.
_SHORT = re.compile(r"[\w#./@-]+")
_WORDS = re.compile(r"\S+( \S+)*")


def to_yaml(plan: Plan, schema: str = SCHEMA) -> str:
    """The file of a plan: read with the same registry it gives an equal plan.

    `schema` is the address of the schema in the line for editors. Raises ValueError for a cell
    of a parameter that the plan's registry does not have, and for a lone surrogate.
    """
    return as_yaml(stated(plan), schema)


def as_yaml(data: Mapping[str, Any], schema: str = SCHEMA) -> str:
    """The file of what a plan states, or of any plain values.

    Raises ValueError for a lone surrogate, and for cells that have no place of their own.
    """
    return EDITOR.format(schema) + "\n".join(_block(_nested(data), 0)) + "\n"


def _nested(value: Any) -> Any:
    """Cells nested as in a file: `control[kherson]` stands under control, there under kherson."""
    if isinstance(value, list):
        return [_nested(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: _cells(item) if key == "sets" and isinstance(item, Mapping) else _nested(item)
        for key, item in value.items()
    }


def _cells(cells: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for cell, setting in cells.items():
        name, keys = parts(cell)
        if len(keys) > MOST_KEYS:
            raise ValueError(
                f"{name} is set by {len(keys)} keys; at most {MOST_KEYS} can be written"
            )
        *above, last = (name, *keys)
        inner: Any = nested
        for key in above:
            inner = inner.setdefault(key, {}) if isinstance(inner, dict) else None
        if not isinstance(inner, dict) or last in inner:
            raise ValueError(f"{cell} is set where another cell has its value")
        inner[last] = setting
    return nested


def _block(data: Mapping[str, Any], column: int) -> list[str]:
    """The lines of a mapping whose keys stand at `column`, without the indent."""
    return [line for key, value in data.items() for line in _entry(scalar(key), value, column)]


def _entry(key: str, value: Any, column: int) -> list[str]:
    one_line = _one_line(value, WIDTH - column - len(key) - 2)
    if one_line is not None:
        return [f"{key}: {one_line}"]
    if isinstance(value, str):
        return [f"{key}: >-", *_indented(_folded(value, column + 2))]
    if isinstance(value, Mapping):
        return [f"{key}:", *_indented(_block(value, column + 2))]
    return [f"{key}:", *_list(value, column)]


def _list(value: list[Any], column: int) -> list[str]:
    return [line for item in value for line in _item(item, column)]


def _item(value: Any, column: int) -> list[str]:
    one_line = _one_line(value, WIDTH - column - 2)
    if one_line is not None:
        return [f"- {one_line}"]
    if isinstance(value, str):
        return ["- >-", *_indented(_folded(value, column + 2))]
    inner = (_list if isinstance(value, list) else _block)(value, column + 2)
    return [f"- {inner[0]}", *_indented(inner[1:])]


def _one_line(value: Any, room: int) -> str | None:
    """A value on the line of its key; None if it needs lines of its own."""
    if isinstance(value, Mapping):
        return None if value else "{}"
    if not isinstance(value, list):
        text = scalar(value)
        wants_lines = isinstance(value, str) and (len(text) > room or "\n" in value)
        return None if wants_lines and _is_prose(value) else text
    if not all(isinstance(item, (int, float)) or _SHORT.fullmatch(str(item)) for item in value):
        return None
    text = "[" + ", ".join(scalar(item) for item in value) + "]"
    return text if len(text) <= room else None


def _is_prose(text: str) -> bool:
    """Whether folding gives the text back: single spaces, paragraphs, nothing to escape."""
    return all(_WORDS.fullmatch(part) and part.isprintable() for part in re.split("\n+", text))


def _folded(text: str, column: int) -> list[str]:
    """The lines of a folded scalar; as many empty ones as there are line breaks in the text."""
    lines: list[str] = []
    for part in re.split("(\n+)", text):
        if part.startswith("\n"):
            lines += [""] * len(part)
        else:
            lines += textwrap.wrap(
                part, max(WIDTH - column, 20), break_long_words=False, break_on_hyphens=False
            )
    return lines


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]
