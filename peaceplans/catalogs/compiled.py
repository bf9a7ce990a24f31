"""The compiled form of the built-in data: plain values in marshal, checked before use.

Reading the YAML takes a second, which no command should wait for. What is written here holds
plain values only and is refused whole when format, program version, key or checksum differ; a
refused form is read from YAML again, so that it can be slow but never wrong. An object is a
tuple of the number of its class and the fields that differ from their defaults.
"""

from __future__ import annotations

import marshal
import os
from _blake2 import blake2b
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
from immutabledict import immutabledict

from peaceplans._version import VERSION
from peaceplans.model import plan as m
from peaceplans.model import registry as r
from peaceplans.values import setting as s

FORMAT = 1
MARSHAL = 4  # understood by every Python from 3.4 on
SUM = 16

CLASSES: tuple[type, ...] = (
    m.Plan, m.Provision, m.Commitment, m.Option, m.Reading, m.Condition, m.Happenings, m.Timing,
    m.Implied, m.Link, m.StatusDate, m.Count, m.Edition, m.Companion, m.Omission,
    r.Party, r.Place, r.Issue, r.Parameter, r.Trigger, r.Category, r.Source,
    s.Setting, s.Between, s.Shares, s.Moment,
)  # fmt: skip
_NUMBER = {cls: number for number, cls in enumerate(CLASSES)}
_SKIPPED = {"registry", "file"}  # what a plan was read with and from: not its content


def encode(value: Any) -> Any:
    """A model object as plain values."""
    if (number := _NUMBER.get(type(value))) is not None:
        fields = {
            field.name: encode(item)
            for field in attrs.fields(type(value))
            if field.name not in _SKIPPED
            and not (
                (item := getattr(value, field.name)) == field.default
                and type(item) is type(field.default)
            )
        }
        return (number, fields)
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
        number, fields = plain
        return CLASSES[number](
            **{
                name: item if type(item) is str or type(item) is int else decode(item)
                for name, item in fields.items()
            }
        )
    if kind is list:
        return tuple([item if type(item) is str else decode(item) for item in plain])
    if kind is dict:
        return immutabledict({key: decode(item) for key, item in plain.items()})
    return plain


def write(path: Path, key: str, value: Any) -> None:
    """Write plain values to `path` at once: a reader sees the old file or the new one."""
    body = marshal.dumps((FORMAT, VERSION, key, value), MARSHAL)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(blake2b(body, digest_size=SUM).digest() + body)
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
