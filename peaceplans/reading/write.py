"""From the model back to YAML, in the one style of the data files.

Block style, one key a line, in the order of the fields; lists stand flush with their key, and
only short lists of ids in one line. What is inherited and what is a default is not written.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

import attrs

from peaceplans.model.inherit import disinherit, inherit
from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Condition, Happenings, Plan, Provision, parts
from peaceplans.model.registry import REGISTRIES, Registry
from peaceplans.reading.faults import DERIVED
from peaceplans.reading.scalars import scalar
from peaceplans.values.notation import is_number, spell
from peaceplans.values.setting import Setting

EDITOR = "# yaml-language-server: $schema={}\n"
SCHEMA = "../schema/plan.schema.json"
WIDTH = 100

# An id, a number or a reference: what a list in one line may hold.
_SHORT = re.compile(r"[\w#./@-]+")
_WORDS = re.compile(r"\S+( \S+)*")


def to_yaml(plan: Plan, schema: str = SCHEMA) -> str:
    """The file of a plan: read with the same registry it gives an equal plan.

    `schema` is the address of the schema in the line for editors. Raises ValueError for a cell
    of a parameter that the plan's registry does not have, and for a lone surrogate.
    """
    data = _plain(disinherit(inherit(plan)), plan.registry.parameters)
    return EDITOR.format(schema) + "\n".join(_block(data, 0)) + "\n"


def _plain(value: Any, parameters: Mapping[str, Parameter]) -> Any:
    """A model object as YAML would give it: mappings, lists and scalars."""
    if isinstance(value, Happenings):
        names = list(value.names)
        return {"any-of": names} if value.any_of else names[0] if len(names) == 1 else names
    if isinstance(value, Condition) and value == Condition(text=value.text) and value.text:
        return value.text
    if isinstance(value, Registry):
        return {
            name: {id: _fields(entry, parameters, {"id"}) for id, entry in block.items()}
            for name in REGISTRIES
            if (block := getattr(value, name))
        }
    if attrs.has(type(value)):
        return _fields(value, parameters, {"id"} if isinstance(value, Provision) else set())
    if isinstance(value, Mapping):
        return _cells(value, parameters)
    if isinstance(value, tuple):
        return [_plain(item, parameters) for item in value]
    return value


def _fields(value: Any, parameters: Mapping[str, Parameter], hidden: set[str]) -> dict[str, Any]:
    """The fields that differ from their defaults, in their order."""
    told = {}
    for field in attrs.fields(type(value)):
        item = getattr(value, field.name)
        if field.name in DERIVED | hidden or item == field.default:
            continue
        if isinstance(value, Parameter) and field.name == "silence":
            told["silence"] = spell(
                value.scale, Setting(item, value.bound if is_number(item) else None)
            )
        elif isinstance(value, Parameter) and field.name == "titles":
            told["titles"] = dict(item)
        else:
            told[field.name.rstrip("_")] = _plain(item, parameters)
    return told


def _cells(cells: Mapping[str, Setting], parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """Cells nested again: `control[kherson]` stands under control, there under kherson."""
    nested: dict[str, Any] = {}
    for cell, setting in cells.items():
        name, keys = parts(cell)
        if name not in parameters:
            raise ValueError(f"{cell} is set, and the registry has no parameter {name!r}")
        *above, last = (name, *keys)
        inner = nested
        for key in above:
            inner = inner.setdefault(key, {})
        inner[last] = spell(parameters[name].scale, setting)
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
    return [f"{key}:", *(line for item in value for line in _item(item, column))]


def _item(value: Any, column: int) -> list[str]:
    one_line = _one_line(value, WIDTH - column - 2)
    if one_line is not None:
        return [f"- {one_line}"]
    if isinstance(value, str):
        return ["- >-", *_indented(_folded(value, column + 2))]
    inner = _block(value, column + 2)
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
                part, WIDTH - column, break_long_words=False, break_on_hyphens=False
            )
    return lines


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]
