"""A comparison as a patch: operations that make the new plan's file out of the old one's.

A patch is plain values, as JSON has them, and nothing in it is run. It works on what the file of
a plan states. A place in it is a path of names: fields, point numbers, ids, cells. What has no
names in it, such as a list of texts, is replaced as a whole.
"""

from __future__ import annotations

from _blake2 import blake2b
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from peaceplans.model.registry import REGISTRIES
from peaceplans.model.stated import stated

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog
    from peaceplans.model.plan import Plan

VERSION = 1
MAX_DEPTH = 64  # as in a file
LARGEST = 10**300  # of the numbers that every reader of JSON takes
SHOWN = 60  # letters of a value in a message

POINTS = ("provisions", "terms")
OPEN = frozenset({"sets", "titles", *REGISTRIES})
"""Mappings whose keys are no fields: they have an order of their own."""

WITH = {
    "set": ("op", "at", "before", "value"),
    "add": ("op", "at", "value"),
    "remove": ("op", "at"),
    "order": ("op", "at", "value"),
}
"""Operation → its keys. `add` puts last what it adds, `order` holds all names in their order."""

Path = tuple[str, ...]
Operation = Mapping[str, Any]


class BaseMismatch(ValueError):
    """A patch for another text than the one that it was to change; `places` say what differs."""

    def __init__(self, places: list[str]) -> None:
        self.places = places
        super().__init__("\n".join(places))


class Named(dict[str, Any]):
    """A list whose items have names: each of them under its own."""


# Making


def patch(old: Plan, new: Plan) -> dict[str, Any]:
    """What makes the new plan out of the old one. Raises ValueError as `stated` does."""
    before, after = stated(old), stated(new)
    return {
        "version": VERSION,
        "base": _base(before),
        "operations": list(_operations(before, after, ())),
    }


def _base(data: Mapping[str, Any]) -> dict[str, Any]:
    """Digests of what a text states: of the whole, and of each field and each top-level point."""
    from json import JSONEncoder

    encode = JSONEncoder(sort_keys=True).encode  # the order of cells is no part of what is said
    parts = {"/".join(at): _digest(encode(value)) for at, value in _parts(data)}
    return {"id": data["id"], "digest": _digest(encode(list(parts.items()))), "parts": parts}


def _parts(data: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    for field, value in data.items():
        points = _named(value) if field in POINTS else None
        if points is None:
            yield (field,), value
        else:
            yield from (((field, number), point) for number, point in points.items())


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _named(value: Any) -> Named | None:
    """The items of a list by number, by id, or where they have neither by their place in it: `1`
    is the first. None if they are no mappings, or if two would have the same name.
    """
    if type(value) is not list:
        return None
    named = Named()
    for place, item in enumerate(value, 1):
        name = item.get("number", item.get("id", str(place))) if type(item) is dict else None
        if type(name) is not str or name in named:
            return None
        named[name] = item
    return named


def _operations(
    old: Mapping[str, Any], new: Mapping[str, Any], at: Path, *, ordered: bool = False
) -> Iterator[dict[str, Any]]:
    """The operations between two mappings, or two lists by name, in the order of the old one."""
    whole = at[-1:] == ("sets",)  # what a cell is set to
    for name, before in old.items():
        here = [*at, name]
        if name not in new:
            yield {"op": "remove", "at": here}
            continue
        after = new[name]
        if not whole and type(before) is type(after) is dict:
            yield from _operations(before, after, (*at, name), ordered=name in OPEN)
        elif (one := _named(before)) is not None and (other := _named(after)) is not None:
            yield from _operations(one, other, (*at, name), ordered=True)
        elif not _same(before, after):
            yield {"op": "set", "at": here, "before": before, "value": after}
    for name, value in new.items():
        if name not in old:
            yield {"op": "add", "at": [*at, name], "value": value}
    if ordered and list(new) != [*(n for n in old if n in new), *(n for n in new if n not in old)]:
        yield {"op": "order", "at": list(at), "value": list(new)}


def _same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same; 1 is not 1.0, and not true."""
    return bool(one == other) and (type(one) is str or repr(one) == repr(other))


# Applying


def apply(old: Plan, patch: Mapping[str, Any], *, within: Catalog | None = None) -> Plan:
    """The plan that a patch makes out of the old one.

    `patch` is what a comparison's `to_dict()` has under that key, or the whole of it. The new
    text is written, read and checked as any file is, with the registries of `within`, by default
    the built-in catalog. Raises BaseMismatch if the patch was made of another text, Invalid with
    every fault of the text that it makes, and ValueError for what is no patch.
    """
    from peaceplans.catalogs.builtin import builtin
    from peaceplans.reading.diagnostics import Invalid
    from peaceplans.reading.document import parse
    from peaceplans.reading.plans import read_plan
    from peaceplans.reading.write import as_yaml

    base, operations = _checked(patch)
    data = stated(old)
    if places := _differing(data, base, operations):
        raise BaseMismatch(places)
    document = parse(as_yaml(_applied(data, operations)).encode(), f"{old.id} as patched")
    plan, faults = read_plan(document, (within or builtin()).registry)
    if plan is None or faults:
        raise Invalid(faults)
    return plan


def _applied(data: Mapping[str, Any], operations: list[Operation]) -> Any:
    """What is stated after all operations. Raises BaseMismatch at one that cannot be done."""
    tree = _by_name(data)
    for operation in operations:
        if told := _misfit(tree, operation):
            raise BaseMismatch([told])
        *above, name = operation["at"]
        holder = _down(tree, above)
        if operation["op"] == "remove":
            del holder[name]
        elif operation["op"] == "order":
            held = holder[name]
            holder[name] = type(held)((each, held[each]) for each in operation["value"])
        else:
            holder[name] = _by_name(operation["value"])
    return _in_lists(tree)


def _by_name(value: Any) -> Any:
    """A copy of plain values in which whatever has names is a mapping by name."""
    if (named := _named(value)) is not None:
        return Named((name, _by_name(item)) for name, item in named.items())
    if isinstance(value, Mapping):
        return {key: _by_name(item) for key, item in value.items()}
    return value


def _in_lists(value: Any) -> Any:
    """The inverse of `_by_name`."""
    if isinstance(value, Named):
        return [_in_lists(item) for item in value.values()]
    if isinstance(value, Mapping):
        return {key: _in_lists(item) for key, item in value.items()}
    return value


def _down(tree: Any, at: Sequence[str]) -> Any:
    """What stands at a place; None where that leads nowhere."""
    for step in at:
        tree = tree.get(step) if isinstance(tree, Mapping) else None
    return tree


# Refusing


def _differing(
    data: Mapping[str, Any], base: Mapping[str, Any], operations: list[Operation]
) -> list[str]:
    """Where a text is not the one that the patch was made of, as near as can be told."""
    mine = _base(data)
    if mine["digest"] == base["digest"]:
        return []
    if mine["id"] != base["id"]:
        return [f"{mine['id']}: the patch is one of {_short(base['id'])}"]
    tree = _by_name(data)
    misfits: dict[str, list[str]] = {}
    for operation in operations:
        at = operation["at"]
        if operation["op"] != "order" and (told := _misfit(tree, operation)):
            misfits.setdefault("/".join(at[:2] if at[0] in POINTS else at[:1]), []).append(told)
    places = []
    for part in {**base["parts"], **mine["parts"]}:
        expected, found = base["parts"].get(part), mine["parts"].get(part)
        if expected != found:
            what = ["nothing" if each is None else "something" for each in (expected, found)]
            places += misfits.get(part) or [_differs(tree, part.split("/"), *what)]
    return places or [f"{mine['id']}: the points stand in another order"]


def _misfit(tree: Mapping[str, Any], operation: Operation) -> str | None:
    """What an operation expects and does not find; None if it can be done."""
    *above, name = at = operation["at"]
    holder = _down(tree, above)
    if not isinstance(holder, Mapping):
        return _differs(tree, above, "something with names in it", _short(holder))
    op, there, found = operation["op"], name in holder, holder.get(name)
    if op == "add":
        fits, expected = not there, "nothing"
    elif op == "remove":
        fits, expected = there, "something"
    elif op == "order":
        names = sorted(operation["value"])
        fits, expected = isinstance(found, Mapping) and sorted(found) == names, _short(names)
    else:
        before = operation["before"]
        fits, expected = there and _same(found, _by_name(before)), _short(before)
    return None if fits else _differs(tree, at, expected, _short(found) if there else "nothing")


def _differs(tree: Mapping[str, Any], at: Sequence[str], expected: str, found: str) -> str:
    """Place, what a patch expects there, and what the text has there."""
    if expected == found:
        found += " else"
    return f"{_place(tree['id'], at)}: the patch expects {expected}, the text has {found}"


def _place(id: str, at: Sequence[str]) -> str:
    """A place as people name it: `us-28#21.d/commitments/withdraw`."""
    place = id
    while len(at) > 1 and at[0] in POINTS:
        place, at = f"{id}#{at[1]}", at[2:]
    return "/".join((place, *at))


def _short(value: Any) -> str:
    """A plain value as JSON, or the beginning of it; no more of it is written than shown."""
    from json import JSONEncoder

    text = ""
    for piece in JSONEncoder(ensure_ascii=False).iterencode(value):
        text += piece
        if len(text) > SHOWN:
            return f"{text[:SHOWN]}…"
    return text


def _checked(told: Any) -> tuple[Mapping[str, Any], list[Operation]]:
    """Base and operations of a patch. Raises ValueError for anything else."""
    patch = told.get("patch", told) if isinstance(told, Mapping) else told
    _must(_has(patch, ("version", "base", "operations")), "it has version, base and operations")
    base, operations = patch["base"], patch["operations"]
    _must(patch["version"] == VERSION, f"its version is {VERSION}")
    _must(_has(base, ("id", "digest", "parts")), "its base has id, digest and parts")
    parts = base["parts"]
    _must(isinstance(parts, Mapping) and _texts(parts), "its parts are digests by name")
    _must(isinstance(operations, list), "its operations are a list")
    return base, [_operation(each, f"operation {i}") for i, each in enumerate(operations, 1)]


def _operation(told: Any, where: str) -> Operation:
    op: Any = told.get("op") if isinstance(told, Mapping) else None
    _must(isinstance(op, str) and op in WITH, f"the op of {where} is one of {', '.join(WITH)}")
    _must(_has(told, WITH[op]), f"{where} has {', '.join(WITH[op])}")
    for key in ("at", "value") if op == "order" else ("at",):
        names = told[key]
        _must(isinstance(names, list) and names and _texts(names), f"{key} of {where} is names")
    return {key: _plain(item, where, len(told["at"])) for key, item in told.items()}


def _plain(value: Any, where: str, depth: int) -> Any:
    """A copy of what JSON can hold, no deeper and no larger than a file may be."""
    _must(depth <= MAX_DEPTH, f"{where} goes at most {MAX_DEPTH} levels deep")
    if isinstance(value, list):
        return [_plain(item, where, depth + 1) for item in value]
    if isinstance(value, Mapping):
        _must(_texts(value), f"the keys of {where} are texts")
        return {key: _plain(item, where, depth + 1) for key, item in value.items()}
    number = isinstance(value, (int, float))
    _must(value is None or number or isinstance(value, str), f"{where} holds what JSON has")
    _must(not number or abs(value) <= LARGEST, f"the numbers of {where} are finite")
    return value


def _has(value: Any, keys: Sequence[str]) -> bool:
    return isinstance(value, Mapping) and set(value) == set(keys)


def _texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _must(so: object, what: str) -> None:
    if not so:
        raise ValueError(f"this is no patch; of a patch it holds that {what}")
