"""Frozen values as the plain values that JSON has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from peaceplans.values.setting import Between, Moment, Setting, Shares


def plain(fact: Any) -> Any:
    """A fact as values that JSON has."""
    kind = type(fact)
    if fact is None or kind in ATOMS:
        return fact
    if kind is tuple:
        return [item if type(item) is str else plain(item) for item in fact]
    if kind is Setting:
        return _fields(fact, SETTING_FIELDS)
    if kind is Shares:
        return dict(fact.printed)
    if kind is Between:
        return {"between": [fact.low, fact.high]}
    if kind is Moment:
        return fact.text
    if isinstance(fact, Mapping):
        return {str(key): plain(value) for key, value in fact.items()}
    return _fields(fact, _names(kind))


ATOMS = frozenset({str, int, float, bool})
SETTING_FIELDS = tuple(field.name for field in attrs.fields(Setting))


def _fields(fact: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a model value that say anything; `value` of a setting always does."""
    return {
        name.rstrip("_"): plain(value)
        for name in names
        if (value := getattr(fact, name)) not in SILENT_VALUES or name == "value"
    }


SILENT_VALUES = (None, (), False, "")


_shown: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """The fields of a class that belong to what it says."""
    if kind not in _shown:
        names = (field.name for field in attrs.fields(kind))
        _shown[kind] = tuple(name for name in names if name not in ("line", "file", "registry"))
    return _shown[kind]
