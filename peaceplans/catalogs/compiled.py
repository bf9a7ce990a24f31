"""The compiled form of the built-in data: plain values in marshal, checked before use.

Reading the YAML takes a second, which no command should wait for. What is written here holds
plain values only and is refused whole when format, program version, key or checksum differ; a
refused form is read from YAML again, so that it can be slow but never wrong. An object is a
tuple of the name of its class and the fields that differ from their defaults.
"""

from __future__ import annotations

import marshal
import os
from _blake2 import blake2b
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import attrs
from immutabledict import immutabledict

from peaceplans._version import VERSION

FORMAT = 6
MARSHAL = 4  # understood by every Python from 3.4 on
SUM = 16

# Class → its module, imported when an object of the class is first decoded: a comparison needs
# no sources and no places.
MODULES = {
    **dict.fromkeys(
        (
            "Plan", "Provision", "Commitment", "Option", "Reading", "Condition", "Happenings",
            "Timing", "Implied", "Link", "StatusDate", "Count", "Edition", "Companion", "Omission",
            "Implementation", "Identifier",
        ),
        "peaceplans.model.plan",
    ),
    **dict.fromkeys(
        ("Party", "Place", "Issue", "Code", "Trigger", "Category", "Source"),
        "peaceplans.model.entries",
    ),
    "Parameter": "peaceplans.model.parameter",
    "Registry": "peaceplans.model.registry",
    **dict.fromkeys(("Setting", "Between", "Shares", "Moment"), "peaceplans.values.setting"),
    **dict.fromkeys(("Position", "Package", "Event", "Fact"), "peaceplans.model.position"),
    **dict.fromkeys(
        ("Answers", "Line", "Named", "MemberSets", "Divisions"), "peaceplans.values.answers"
    ),
    "Fraction": "fractions",
}  # fmt: skip
_classes: dict[str, type] = {}
_SKIPPED = {"registry"}  # what a plan was read with: not its content


def encode(value: Any) -> Any:
    """A model object as plain values."""
    name = type(value).__name__
    if name == "Fraction":
        return (name, {"numerator": value.numerator, "denominator": value.denominator})
    if isinstance(value, frozenset):
        return ("frozenset", {"items": sorted(value)})
    if MODULES.get(name) == type(value).__module__:
        fields = {
            field.name: encode(item)
            for field in attrs.fields(type(value))
            if field.name not in _SKIPPED
            and not (
                (item := getattr(value, field.name)) == field.default
                and type(item) is type(field.default)
            )
        }
        return (name, fields)
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    raise TypeError(f"{type(value).__name__} has no compiled form")


def decode(plain: Any) -> Any:
    """The inverse of `encode`."""
    kind = type(plain)
    if kind is tuple:
        name, fields = plain
        if name == "frozenset":
            return frozenset(fields["items"])
        return (_classes.get(name) or _class(name))(
            **{
                key: item if type(item) is str or type(item) is int else decode(item)
                for key, item in fields.items()
            }
        )
    if kind is list:
        return tuple([item if type(item) is str else decode(item) for item in plain])
    if kind is dict:
        return immutabledict({key: decode(item) for key, item in plain.items()})
    return plain


def _class(name: str) -> type:
    cls: type = getattr(import_module(MODULES[name]), name)
    _classes[name] = cls
    return cls


def write(path: str, key: str, value: Any) -> None:
    """Write plain values to `path` at once: a reader sees the old file or the new one."""
    body = marshal.dumps((FORMAT, VERSION, key, value), MARSHAL)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    part = f"{path}.{os.getpid()}.part"
    with open(part, "wb") as stream:
        stream.write(blake2b(body, digest_size=SUM).digest() + body)
    os.replace(part, path)


def read(path: str, key: str | None) -> Any:
    """The plain values in a file, None if it is missing, damaged or of another version.

    With `key` None every key is taken: a form shipped inside the package is never stale.
    """
    try:
        with open(path, "rb") as stream:
            raw = stream.read()
    except OSError:
        return None
    body = raw[SUM:]
    if blake2b(body, digest_size=SUM).digest() != raw[:SUM]:
        return None
    form, version, written, value = marshal.loads(body)
    if (form, version) != (FORMAT, VERSION) or key not in (None, written):
        return None
    return value
