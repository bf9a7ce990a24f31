"""What all frozen values share: equality by every compared field, and how they show themselves.

attrs can write these methods for each class; with some forty classes that would double the time
to start, so that one pair of methods serves them all.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs

_compared: dict[type, Callable[[Any], Any]] = {}


def _facts(cls: type) -> Callable[[Any], Any]:
    """What makes two values of a class equal: all of its compared fields."""
    if cls not in _compared:
        _compared[cls] = attrgetter(*(field.name for field in attrs.fields(cls) if field.eq))
    return _compared[cls]


class Record:
    """A frozen attrs class derives from this with `eq=False, repr=False`."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        facts = _facts(type(self))
        return bool(facts(self) == facts(other))

    def __hash__(self) -> int:
        return hash((type(self), _facts(type(self))(self)))

    def __repr__(self) -> str:
        """The fields that say something, none that is at its default."""
        told = (
            f"{field.name}={value!r}"
            for field in attrs.fields(type(self))  # type: ignore[arg-type]  # attrs classes only
            if field.repr and (value := getattr(self, field.name)) != field.default
        )
        return f"{type(self).__name__}({', '.join(told)})"
