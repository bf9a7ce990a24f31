"""What the file of a plan states, as plain values: nothing that is inherited, no default.

Writing a plan and making a patch of it start here; it needs nothing that reads files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import attrs
from immutabledict import immutabledict

from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Condition, Happenings, Plan, Provision
from peaceplans.model.registry import REGISTRIES, Registry
from peaceplans.values.setting import Setting
from peaceplans.values.spelling import is_number, spell

Above = Mapping[str, Any]
"""What holds from above: field → value, and status and parties of a point as `standing`."""

Parameters = Mapping[str, Parameter]
Shape = tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], tuple[Any, ...]]]

ALONE: Above = immutabledict()
TOP: Above = immutabledict(evidence=None, sources=(), issues=(), standing=(None, ()))
HEIRS = frozenset({"provisions", "terms", "commitments", "options"})
"""Fields whose values inherit, beside `sets`; what stands in others states everything itself."""

PLAIN = frozenset({str, int, float, bool, type(None), list, dict})


def stated(plan: Plan) -> dict[str, Any]:
    """The plan as mappings, lists and scalars, in the order of its fields.

    It is the same whether what holds from above is filled in or not. Cells stand flat under
    `sets`, as `control[kherson]`. Raises ValueError for a cell of a parameter that the plan's
    registry does not have.
    """
    return _fields(plan, TOP, plan.registry.parameters)


def _fields(
    value: Any, above: Above, parameters: Parameters, hidden: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The fields that differ from their defaults and from what holds from above."""
    told: dict[str, Any] = {}
    held = _held(value, above) if above else ALONE
    keys, defaults, values_of = _shape(type(value))
    for key, default, item in zip(keys, defaults, values_of(value), strict=True):
        if item is default or item == default or key in hidden:
            continue
        if type(item) is str:
            if item != above.get(key):
                told[key] = item
        elif key == "sets":
            told[key] = _cells(item, held, parameters)
        elif key not in above or item != above[key]:
            told[key] = _told(item, held if key in HEIRS else ALONE, parameters)
    return told


def _told(value: Any, above: Above, parameters: Parameters) -> Any:
    """A value of the model as mappings, lists and scalars."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is tuple:
        if value and type(value[0]) is not str:
            return [_told(each, above, parameters) for each in value]
        return list(value)
    if kind is Provision:
        same = (value.status, value.between) == above["standing"]
        hidden = ("id", "status", "between") if same else ("id",)
        return _fields(value, above, parameters, hidden)
    if kind is Condition:
        told = _fields(value, ALONE, parameters)
        return value.text if value.text and len(told) == 1 else told
    if kind is Happenings:
        names = list(value.names)
        return {"any-of": names} if value.any_of else names[0] if len(names) == 1 else names
    if kind is Registry:
        return {
            name: {id: _entry(entry, parameters) for id, entry in block.items()}
            for name in REGISTRIES
            if (block := getattr(value, name))
        }
    return _fields(value, above, parameters)


def _held(value: Any, above: Above) -> Above:
    """What holds below a value: of each field the nearest statement."""
    held = {name: getattr(value, name, None) or other for name, other in above.items()}
    if type(value) is Provision and (value.status or value.between):
        # Who agreed or disputes belongs to the status: the two are inherited together.
        held["standing"] = value.status, value.between
    return held


def _entry(entry: Any, parameters: Parameters) -> dict[str, Any]:
    """An entry of a registry, whose id is its key."""
    if type(entry) is not Parameter:
        return _fields(entry, ALONE, parameters, ("id",))
    silence: Any = entry.silence
    setting = Setting(silence, entry.bound if is_number(silence) else None)
    plain: Any = {"titles": dict(entry.titles), "silence": spell(entry.scale, setting)}
    return _fields(attrs.evolve(entry, **plain), ALONE, parameters, ("id",))


def _cells(cells: Mapping[str, Setting], above: Above, parameters: Parameters) -> dict[str, Any]:
    told = {}
    for cell, setting in cells.items():
        name = cell.partition("[")[0]
        if name not in parameters:
            raise ValueError(f"{cell} is set, and the registry has no parameter {name!r}")
        told[cell] = spell(parameters[name].scale, setting, above)
    return told


_shapes: dict[type, Shape] = {}


def _shape(cls: Any) -> Shape:
    """The fields that a class has in a file: keys, defaults, and what gets their values."""
    if cls not in _shapes:
        fields = [field for field in attrs.fields(cls) if field.eq]
        keys = tuple(field.name.rstrip("_") for field in fields)
        values_of = attrgetter(*(field.name for field in fields))
        _shapes[cls] = keys, tuple(field.default for field in fields), values_of
    return _shapes[cls]
