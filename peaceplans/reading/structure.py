"""From plain values to the model by cattrs, without coercion, every fault with its path.

The converter knows the ids that exist and the parameters' scales, so that an unknown id or an
impossible value is found where it stands. `structure` gives the object or the list of faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override
from immutabledict import immutabledict

from peaceplans import vocabulary as v
from peaceplans.model import plan as m
from peaceplans.model import position as pos
from peaceplans.model import registry as r
from peaceplans.reading.diagnostics import Diagnostic, nearest
from peaceplans.reading.document import Document, Mapped, Step
from peaceplans.values import notation
from peaceplans.values.answers import Answers
from peaceplans.values.notation import Misspelt
from peaceplans.values.setting import UNSPECIFIED, Setting, Value

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
POINT = re.compile(rf"({SLUG.pattern})#({NUMBER.pattern})(/({SLUG.pattern}))?")

# Fields that the program fills in; no file states them.
DERIVED = {"line", "file", "registry", "define"}

Ids = Mapping[str, frozenset[str]]
"""Registry name → the ids that exist."""


class Fault(Exception):
    """A value that its field cannot have; turned into a diagnostic where its path is known."""

    def __init__(
        self, rule: str, message: str, expected: str | None = None, *, near: Any = (),
        path: tuple[Step, ...] = (), word: object = None, key: bool = False,
    ) -> None:
        super().__init__(message)
        self.rule, self.expected, self.near = rule, expected, near
        self.path, self.word, self.key = path, word, key


def kind_of(value: object) -> str:
    """What a plain value is, in the words of the file's author."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text"}
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, Mapping) else names.get(type(value), "a value")


def exact(type_: type, expected: str) -> Callable[[Any, Any], Any]:
    """A hook that takes exactly this type: nothing is converted in silence."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not type_:
            raise Fault("wrong-type", f"{kind_of(value)} ({_short(value)})", expected)
        return value

    return hook


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "…"


class Structurer:
    """Builds model objects out of plain values, with the ids and parameters of a catalog."""

    def __init__(self, ids: Ids, parameters: Mapping[str, r.Parameter], places: Mapping[str, r.Place]) -> None:
        self.ids = ids
        self.parameters = parameters
        self.places = places
        self.converter = self._converter()

    def structure(self, document: Document, path: tuple[Step, ...], data: Any, cls: type) -> tuple[Any, list[Diagnostic]]:
        """The object, or None with a diagnostic for each fault."""
        try:
            return self.converter.structure(data, cls), []
        except (Fault, cattrs.BaseValidationError, cattrs.ForbiddenExtraKeysError) as error:
            return None, list(_diagnostics(document, path, error, cls))

    def _converter(self) -> cattrs.Converter:
        converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
        converter.register_structure_hook(str, exact(str, "a text"))
        converter.register_structure_hook(bool, exact(bool, "true or false"))
        converter.register_structure_hook(int, exact(int, "a whole number"))
        converter.register_structure_hook_func(
            lambda t: get_origin(t) is Annotated, lambda value, t: self._marked(value, t)
        )
        converter.register_structure_hook_factory(
            lambda t: get_origin(t) is tuple, lambda t: _tuple(t, converter)
        )
        converter.register_structure_hook_factory(
            lambda t: get_origin(t) in (Union, type(str | None)),
            lambda t: _optional(t, converter),
        )
        converter.register_structure_hook(m.Happenings, self._happenings)
        converter.register_structure_hook_func(
            lambda t: t == m.Sets, lambda value, _: self._cells(value, notation.setting)
        )
        converter.register_structure_hook_func(
            lambda t: t == pos.AnswerMap, lambda value, _: self._cells(value, notation.answers)
        )
        converter.register_structure_hook_func(lambda t: t == Value, lambda value, _: _silence(value))
        converter.register_structure_hook_factory(
            attrs.has, lambda cls: _class(cls, converter)
        )
        return converter

    def _marked(self, value: Any, type_: Any) -> str:
        mark = type_.__metadata__[0]
        if type(value) is not str:
            if mark is v.NUMBER and isinstance(value, (int, float)):
                raise Fault("unquoted-number", "a point number without quotes", 'quotes: "14.10"')
            raise Fault("wrong-type", f"{kind_of(value)} ({_short(value)})", f"{_article(mark)}")
        if isinstance(mark, v.Vocabulary):
            if value not in mark:
                raise Fault(
                    "unknown-term", f"no {mark.name} {value!r}", "one of " + ", ".join(mark),
                    near=mark, word=value,
                )
        elif isinstance(mark, v.Ref):
            self._known(mark.registry, value)
        elif mark is v.EDTF_DATE:
            try:
                notation.moment(value)
            except Misspelt as fault:
                raise Fault("bad-form", f"{value!r} is no date", fault.expected) from None
        elif mark is v.HAPPENING:
            if not value.startswith("#"):
                self._known("triggers", value)
        elif not {v.SLUG: SLUG, v.NUMBER: NUMBER, v.POINT: POINT}[mark].fullmatch(value):
            raise Fault("bad-form", f"{value!r}", mark.meaning)
        return str(value)

    def _known(self, registry: str, id: str, path: tuple[Step, ...] = (), *, key: bool = False) -> None:
        known = self.ids.get(registry, frozenset())
        if id not in known:
            raise Fault(
                "unknown-id", f"no {id!r} among the {registry}", f"an id of the {registry}",
                near=known, word=id, path=path, key=key,
            )

    def _happenings(self, value: Any, _: Any) -> m.Happenings:
        any_of = isinstance(value, Mapping)
        if any_of:
            if set(value) != {"any-of"}:
                raise Fault("unknown-key", f"the keys {', '.join(value)}", "any-of alone")
            value = value["any-of"]
        names = value if isinstance(value, list) else [value]
        if not names or not all(isinstance(name, str) for name in names):
            raise Fault("wrong-type", kind_of(value), "a trigger, a list of them, or any-of")
        for index, name in enumerate(names):
            if not name.startswith("#"):
                self._known("triggers", name, (index,) if isinstance(value, list) else ())
        return m.Happenings(tuple(names), any_of)

    def _cells(self, value: Any, read: Callable[..., Any]) -> immutabledict[str, Any]:
        """A mapping from parameters to values as cells: `control: {kherson: x}` is `control[kherson]`."""
        if not isinstance(value, Mapping):
            raise Fault("wrong-type", kind_of(value), "a mapping from parameters to values")
        cells: dict[str, Any] = {}
        faults: list[Exception] = []
        for name, raw in value.items():
            parameter = self.parameters.get(name)
            try:
                if parameter is None:
                    self._known("parameters", name, (name,), key=True)
                    continue
                for keys, one in self._keyed(parameter, raw, parameter.per, (name,)):
                    cell = f"{name}[{', '.join(keys)}]" if keys else name
                    if cell in cells:
                        raise Fault("set-twice", f"{cell} twice in one commitment", path=(name,))
                    cells[cell] = self._read(parameter, one, read, (name,))
            except Fault as fault:
                faults.append(fault)
            except cattrs.BaseValidationError as group:
                faults.extend(group.exceptions)
        if faults:
            raise cattrs.IterableValidationError("cells", faults, dict)
        return immutabledict(cells)

    def _keyed(
        self, parameter: r.Parameter, raw: Any, per: tuple[str, ...], path: tuple[Step, ...]
    ) -> list[tuple[tuple[str, ...], Any]]:
        if not per:
            return [((), raw)]
        if not isinstance(raw, Mapping) or not raw:
            raise Fault("wrong-type", kind_of(raw), f"a mapping, one key per {per[0]}", path=path)
        registry = {"place": "places", "party": "parties", "category": "categories"}[per[0]]
        pairs: list[tuple[tuple[str, ...], Any]] = []
        for key, below in raw.items():
            self._known(registry, key, (*path, key), key=True)
            group = self.places[key].members if registry == "places" else ()
            for one in group or (key,):
                for keys, value in self._keyed(parameter, below, per[1:], (*path, key)):
                    pairs.append(((one, *keys), value))
        return pairs

    def _read(self, parameter: r.Parameter, raw: Any, read: Callable[..., Any], path: tuple[Step, ...]) -> Any:
        try:
            given = read(parameter.scale, raw)
        except Misspelt as fault:
            raise Fault(
                "bad-value", f"{parameter.id} cannot be {_short(fault.found)}", fault.expected,
                near=fault.candidates, word=fault.found, path=(*path, *fault.path),
            ) from None
        if isinstance(given, Setting):
            for source in given.sources:
                self._known("sources", source, (*path, "sources"))
        for member in _members(parameter, given):
            self._known(parameter.of if parameter.kind == "members" and parameter.of else "parties", member, path)
        return given


def _members(parameter: r.Parameter, given: Any) -> tuple[str, ...]:
    """Ids inside a value that must be in a registry: open member lists and sharers."""
    if isinstance(given, Answers):
        shape = given.shape
        if parameter.kind == "members" and not parameter.items:
            return tuple(sorted(getattr(shape, "includes", ()) | getattr(shape, "excludes", ())))
        if parameter.kind == "shares":
            return tuple(name for name, *_ in getattr(shape, "spans", ()) if name != "rest")
        return ()
    if parameter.kind == "members" and not parameter.items and isinstance(given.value, tuple):
        return tuple(given.value)
    if parameter.kind == "shares" and hasattr(given.value, "printed"):
        return tuple(name for name, _ in given.value.printed if name != "rest")
    return ()


def _article(mark: Any) -> str:
    if isinstance(mark, v.Vocabulary):
        return "one of " + ", ".join(mark)
    return f"an id of the {mark.registry}" if isinstance(mark, v.Ref) else str(mark.meaning)


def _silence(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value  # type: ignore[no-any-return]


def _tuple(type_: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    from cattrs.cols import homogenous_tuple_structure_factory

    inner = homogenous_tuple_structure_factory(type_, converter)

    def hook(value: Any, cls: Any) -> Any:
        if not isinstance(value, list):
            raise Fault("wrong-type", f"{kind_of(value)} ({_short(value)})", "a list")
        return inner(value, cls)

    return hook


def _optional(type_: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """`X | None` where absence is leaving the key out, and signatories, which may be a word."""
    kinds = [arg for arg in get_args(type_) if arg is not type(None)]
    if kinds == [*get_args(Value)]:
        return lambda value, _: _silence(value)
    listed = [kind for kind in kinds if get_origin(kind) is tuple]

    def hook(value: Any, _: Any) -> Any:
        if value is None:
            raise Fault("wrong-type", "nothing", "a value; leave the key out where there is none")
        if len(kinds) > 1 and value == UNSPECIFIED:
            return value
        return converter.structure(value, listed[0] if listed else kinds[0])

    return hook


def _class(cls: type, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    attrs.resolve_types(cls, include_extras=True)
    names = {field.name for field in attrs.fields(cls)}
    hidden = DERIVED | ({"id"} if cls is m.Provision else set())
    overrides = {name: override(omit=True) for name in hidden & names}
    if "from_" in names:
        overrides["from_"] = override(rename="from")
    inner = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides  # type: ignore[arg-type]
    )

    def hook(value: Any, type_: Any) -> Any:
        if cls is m.Condition and isinstance(value, str):
            return m.Condition(text=value)
        if not isinstance(value, Mapping):
            raise Fault("wrong-type", f"{kind_of(value)} ({_short(value)})", "a mapping")
        built = inner(value, type_)
        if "line" in names and isinstance(value, Mapped):
            object.__setattr__(built, "line", value.line)
        return built

    return hook


def _diagnostics(document: Document, path: tuple[Step, ...], error: BaseException, cls: type) -> Any:
    """Walk cattrs' exception groups to the single faults, with the path of each."""
    if isinstance(error, cattrs.ClassValidationError):
        hinted, others = error.group_exceptions()
        for inner, note in hinted:
            name = {"from_": "from"}.get(note.name, note.name)
            if isinstance(inner, KeyError):
                yield document.fault(
                    path, "missing-key", f"{_noun(error.cl)} without {name}", expected=f"the key {name}"
                )
            else:
                yield from _diagnostics(document, (*path, name), inner, cls)
        for inner in others:
            yield from _diagnostics(document, path, inner, error.cl)
    elif isinstance(error, cattrs.IterableValidationError):
        hinted_items, other_items = error.group_exceptions()
        for item, item_note in hinted_items:
            yield from _diagnostics(document, (*path, item_note.index), item, cls)
        for item in other_items:
            yield from _diagnostics(document, path, item, cls)
    elif isinstance(error, cattrs.ForbiddenExtraKeysError):
        allowed = keys_of(error.cl)
        for extra in sorted(error.extra_fields):
            near = nearest(extra, allowed)
            yield document.fault(
                (*path, extra), "unknown-key", f"{_noun(error.cl)} has no key {extra!r}",
                expected="one of " + ", ".join(allowed), hint=near, key=True, replace=near,
            )
    elif isinstance(error, Fault):
        yield _fault(document, (*path, *error.path), error)
    elif isinstance(error, ExceptionGroup):
        for inner in error.exceptions:
            yield from _diagnostics(document, path, inner, cls)
    else:
        yield document.fault(path, "wrong-type", str(error))


def _fault(document: Document, path: tuple[Step, ...], error: Fault) -> Diagnostic:
    near = nearest(error.word, error.near) if error.near and isinstance(error.word, str) else None
    written = document.written(path)
    replace = None
    if error.rule == "unquoted-number" and written is not None:
        replace = f'"{written}"'
    elif near and (error.key or written == error.word):
        replace = near
    return document.fault(
        path, error.rule, str(error), expected=error.expected, hint=near,
        key=error.key, replace=replace,
    )


def keys_of(cls: type) -> list[str]:
    """The keys that a file may use for this class, in the order in which they are written."""
    hidden = DERIVED | ({"id"} if cls is m.Provision else set())
    names = [field.name.rstrip("_") for field in attrs.fields(cls) if field.name not in hidden]
    return ["define", *names] if cls is m.Plan else names


def _noun(cls: type) -> str:
    name = cls.__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
