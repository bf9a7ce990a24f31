"""A setting as the data files spell it; `notation` reads what this writes.

It stands apart because comparing needs it at every start, and reading needs much more.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from immutabledict import immutabledict

from peaceplans.values.setting import Between, Moment, Setting, Shares

if TYPE_CHECKING:
    from peaceplans.values.scale import Scale
    from peaceplans.values.setting import Value

QUALIFIERS = ("bound", "unit", "only", "examples", "evidence", "sources", "note")
_qualifiers = attrgetter(*QUALIFIERS)
NOTHING: Mapping[str, Any] = immutabledict()


def is_number(value: Value) -> bool:
    """Whether the value is a number or a range of numbers."""
    return isinstance(value, (int, float, Between)) and not isinstance(value, bool)


def spell(scale: Scale, given: Setting, above: Mapping[str, Any] = NOTHING) -> Any:
    """Write a setting as plain YAML data: bare where only the value differs from the usual.

    `above` is what holds for it by inheritance; what says the same is not written again.
    """
    bound = scale.bound if is_number(given.value) else None
    usual = {**above, "bound": bound, "unit": scale.unit}
    told = {
        name: _spell(item)
        for name, item in zip(QUALIFIERS, _qualifiers(given), strict=True)
        if item is not None and item != () and item != usual.get(name)
    }
    spelt = _spell(given.value)
    # A sharer called "value" would make bare shares look like the long form.
    ambiguous = isinstance(spelt, dict) and "value" in spelt
    return {"value": spelt, **told} if told or ambiguous else spelt


def _spell(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_spell(item) for item in value]
    if isinstance(value, Between):
        return {"between": [value.low, value.high]}
    if isinstance(value, Shares):
        return dict(value.printed)
    return value.text if isinstance(value, Moment) else value
