"""From plain values to the model by cattrs, without coercion, every fault with its path.

The converter knows the ids that exist and the parameters' scales, so that an unknown id or an
impossible value is found where it stands. `structure` gives the object or the list of faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.gen import make_dict_structure_fn, override
from immutabledict import immutabledict

from peaceplans import vocabulary as v
from peaceplans.model import plan as m
from peaceplans.model import position as pos
from peaceplans.model.entries import Place
from peaceplans.model.parameter import Parameter, Titles
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document, Mapped, Step
from peaceplans.reading.faults import Fault, described, diagnostics, keys_of, short
from peaceplans.values.answer_notation import answers
from peaceplans.values.answers import Answers, MemberSets
from peaceplans.values.notation import Misspelt, moment, setting
from peaceplans.values.setting import UNSPECIFIED, Setting, Shares, Value

Ids = Mapping[str, frozenset[str]]
"""Registry name → the ids that exist."""

Path = tuple[Step, ...]


def exact(type_: type, expected: str) -> Callable[[Any, Any], Any]:
    """A hook that takes exactly this type: nothing is converted in silence."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not type_:
            raise Fault("wrong-type", described(value), expected)
        return value

    return hook


def _number(value: Any, _: Any) -> float:
    if type(value) not in (int, float):
        raise Fault("wrong-type", described(value), "a number")
    return float(value)


class Faults:
    """Faults of the parts of one value: each part in a `with`, and in the end all are raised."""

    def __init__(self) -> None:
        self.all: list[Exception] = []

    def __enter__(self) -> None:
        pass

    def __exit__(self, type_: type | None, fault: BaseException | None, _: object) -> bool:
        if isinstance(fault, Fault):
            self.all.append(fault)
            return True
        return False

    def raise_all(self) -> None:
        """Raise the faults together, if there are any."""
        if self.all:
            raise cattrs.IterableValidationError("parts", self.all, tuple)


class Structurer:
    """Builds model objects out of plain values, with the ids and parameters of a catalog."""

    def __init__(
        self, ids: Ids, parameters: Mapping[str, Parameter], places: Mapping[str, Place]
    ) -> None:
        self.ids = ids
        self.parameters = parameters
        self.places = places
        self.converter = self._converter()

    def structure(
        self, document: Document, path: Path, data: Any, cls: type
    ) -> tuple[Any, list[Diagnostic]]:
        """The object, or None with a diagnostic for each fault."""
        try:
            return self.converter.structure(data, cls), []
        except (Fault, cattrs.BaseValidationError, cattrs.ForbiddenExtraKeysError) as error:
            return None, list(diagnostics(document, path, error))

    def _converter(self) -> cattrs.Converter:
        converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
        converter.register_structure_hook(str, exact(str, "a text"))
        converter.register_structure_hook(bool, exact(bool, "true or false"))
        converter.register_structure_hook(int, exact(int, "a whole number"))
        converter.register_structure_hook(float, _number)
        converter.register_structure_hook(m.Happenings, self._happenings)
        hooks: list[tuple[Callable[[Any], bool], Callable[[Any, Any], Any]]] = [
            (lambda t: get_origin(t) is Annotated, self._marked),
            (lambda t: t == m.Sets, lambda value, _: self._cells(value, setting)),
            (lambda t: t == Titles, _titles),
            (lambda t: t == pos.AnswerMap, lambda value, _: self._cells(value, answers)),
        ]
        for applies, hook in hooks:
            converter.register_structure_hook_func(applies, hook)
        factories: list[tuple[Callable[[Any], bool], Callable[[Any, Any], Any]]] = [
            (lambda t: get_origin(t) is tuple, _tuple),
            (lambda t: get_origin(t) in (Union, type(str | None)), _optional),
            (attrs.has, _class),
        ]
        for applies, factory in factories:
            converter.register_structure_hook_factory(
                applies, lambda t, factory=factory: factory(t, converter)
            )
        return converter

    def _marked(self, value: Any, type_: Any) -> str:
        mark = type_.__metadata__[0]
        if type(value) is not str:
            if mark is v.NUMBER and isinstance(value, (int, float)):
                raise Fault("unquoted-number", "a point number without quotes", 'quotes: "14.10"')
            raise Fault("wrong-type", described(value), _wanted(mark))
        if isinstance(mark, v.Vocabulary):
            if value not in mark:
                message = f"no {mark.name} {short(value)!r}"
                raise Fault("unknown-term", message, _wanted(mark), near=mark, word=value)
        elif isinstance(mark, v.Ref):
            self._known(mark.registry, value)
        elif mark is v.HAPPENING and not value.startswith("#"):
            self._known("triggers", value)
        elif not mark.matches(value):
            raise Fault("bad-form", f"{short(value)!r} is no {mark.name}", mark.meaning)
        elif mark is v.EDTF_DATE:
            try:
                moment(value)
            except Misspelt as fault:
                raise Fault("bad-form", f"{short(value)!r} is no date", fault.expected) from None
        return str(value)

    def _known(self, registry: str, id: str, path: Path = (), *, key: bool = False) -> None:
        known = self.ids[registry]
        if id not in known:
            raise Fault(
                "unknown-id",
                f"no {short(id)!r} among the {registry}",
                f"an id of the {registry}",
                near=known,
                word=id,
                path=path,
                key=key,
            )

    def _happenings(self, value: Any, _: Any) -> m.Happenings:
        any_of = isinstance(value, Mapping)
        path: Path = ()
        if any_of:
            if set(value) != {"any-of"}:
                raise Fault("unknown-key", "a mapping without any-of", "any-of alone")
            path, value = ("any-of",), value["any-of"]
        names = value if isinstance(value, list) else [value]
        if not names or not all(isinstance(name, str) for name in names):
            told = "a trigger, a list of them, or any-of"
            raise Fault("wrong-type", described(value), told, path=path)
        faults = Faults()
        for index, name in enumerate(names):
            with faults:
                self._happening(name, (*path, index) if isinstance(value, list) else path)
        faults.raise_all()
        return m.Happenings(tuple(names), any_of)

    def _happening(self, name: str, path: Path) -> None:
        if not name.startswith("#"):
            self._known("triggers", name, path)
        elif not v.HAPPENING.matches(name):
            raise Fault("bad-form", f"{short(name)!r}", v.HAPPENING.meaning, path=path)

    def _cells(self, value: Any, read: Callable[..., Any]) -> immutabledict[str, Any]:
        """Parameters with values as cells: `control: {kherson: x}` is `control[kherson]`."""
        if not isinstance(value, Mapping):
            raise Fault("wrong-type", described(value), "a mapping from parameters to values")
        cells: dict[str, Any] = {}
        faults = Faults()
        for name, raw in value.items():
            with faults:
                parameter = self.parameters.get(name)
                if parameter is None:
                    self._known("parameters", name, (name,), key=True)
                    continue  # its own definition is at fault, and is reported
                for path, keys, one in self._keyed(raw, parameter.per, (name,), (), faults):
                    cell = m.cell(name, keys)
                    with faults:
                        if cell in cells:
                            raise Fault("set-twice", f"{cell} twice here", path=path, key=True)
                        cells[cell] = self._read(parameter, one, read, path, faults)
        faults.raise_all()
        return immutabledict(cells)

    def _keyed(
        self,
        raw: Any,
        per: tuple[str, ...],
        path: Path,
        keys: tuple[str, ...],
        faults: Faults,
    ) -> Iterator[tuple[Path, tuple[str, ...], Any]]:
        """The path, the keys and the value of each cell; a group of places is each of them."""
        if not per:
            yield path, keys, raw
            return
        if not isinstance(raw, Mapping) or not raw:
            told = f"a mapping, one key per {per[0]}"
            raise Fault("wrong-type", described(raw), told, path=path)
        registry = v.KEYS_FROM[per[0]]
        for key, below in raw.items():
            with faults:
                self._known(registry, key, (*path, key), key=True)
            place = self.places.get(key) if registry == "places" else None
            for one in (place.members if place else ()) or (key,):
                with faults:
                    yield from self._keyed(below, per[1:], (*path, key), (*keys, one), faults)

    def _read(
        self,
        parameter: Parameter,
        raw: Any,
        read: Callable[..., Any],
        path: Path,
        faults: Faults,
    ) -> Setting | Answers:
        try:
            given: Setting | Answers = read(parameter.scale, raw)
        except Misspelt as fault:
            raise misspelt(parameter, fault, path) from None
        for registry, id in _ids(parameter, raw, given):
            if id not in self.ids[registry]:
                at, key = _where(raw, id)
                with faults:
                    self._known(registry, id, (*path, *at), key=key)
        return given


def misspelt(parameter: Parameter, fault: Misspelt, path: Path) -> Fault:
    """A value that the parameter cannot have, as a fault of the field at `path`."""
    return Fault(
        "bad-value",
        f"{parameter.id} cannot be {short(fault.found)}",
        fault.expected,
        near=fault.candidates,
        word=fault.found,
        path=(*path, *fault.path),
        key=fault.key,
    )


def _ids(parameter: Parameter, raw: Any, given: Setting | Answers) -> Iterator[tuple[str, str]]:
    """Registry and id of all that a value names: sources, members of an open list, sharers."""
    if isinstance(given, Setting):
        yield from (("sources", source) for source in given.sources)
    if parameter.kind == "members" and not parameter.items:
        held = given.value if isinstance(given, Setting) else given.shape
        if isinstance(held, MemberSets):
            held = tuple(sorted(held.includes | held.excludes))
        if isinstance(held, tuple):
            yield from ((parameter.of or "parties", member) for member in held)
    if parameter.kind == "shares":
        sharers = raw if isinstance(given, Answers) else {}
        if isinstance(given, Setting) and isinstance(given.value, Shares):
            sharers = dict(given.value.printed)
        yield from (("parties", sharer) for sharer in sharers if sharer != "rest")


def _where(raw: Any, word: str) -> tuple[Path, bool]:
    """Where a word stands inside a plain value, and whether as a key; at the top if nowhere."""
    pairs = raw.items() if isinstance(raw, Mapping) else enumerate(raw)
    for step, inner in pairs:
        if inner == word or (step == word and isinstance(raw, Mapping)):
            return (step,), inner != word
        if isinstance(inner, (list, Mapping)):
            path, key = _where(inner, word)
            if path:
                return (step, *path), key
    return (), False


def _wanted(mark: Any) -> str:
    if isinstance(mark, v.Vocabulary):
        return "one of " + ", ".join(mark)
    return f"an id of the {mark.registry}" if isinstance(mark, v.Ref) else str(mark.meaning)


def _titles(value: Any, _: Any) -> immutabledict[str, str]:
    """A mapping from named answers to how they read."""
    if not isinstance(value, Mapping):
        raise Fault("wrong-type", described(value), "a mapping from answers to texts")
    faults = Faults()
    for key, text in value.items():
        with faults:
            if type(text) is not str:
                raise Fault("wrong-type", described(text), "a text", path=(key,))
    faults.raise_all()
    return immutabledict(value)


def _tuple(type_: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    inner: Callable[..., Any] = homogenous_tuple_structure_factory(type_, converter)

    def hook(value: Any, cls: Any) -> Any:
        if not isinstance(value, list):
            raise Fault("wrong-type", described(value), "a list")
        return inner(value, cls)

    return hook


def _optional(type_: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """`X | None` where absence is leaving the key out, and signatories, which may be a word.

    A parameter's silence stays as it is written: it is read by the parameter's own scale.
    """
    kinds = [arg for arg in get_args(type_) if arg is not type(None)]
    if kinds == [*get_args(Value)]:
        return lambda value, _: value
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
    told = set(keys_of(cls)) - {"define"}  # read apart, and before what refers to it
    names = [field.name for field in attrs.fields(cls)]
    overrides = {name: override(omit=True) for name in names if name.rstrip("_") not in told}
    overrides |= {name: override(rename=name.rstrip("_")) for name in names if name[-1] == "_"}
    inner: Callable[[Any, Any], Any] = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **overrides,  # type: ignore[arg-type]  # the options above have other types
    )

    def hook(value: Any, type_: Any) -> Any:
        if cls is m.Condition and isinstance(value, str):
            return m.Condition(text=value)
        if not isinstance(value, Mapping):
            raise Fault("wrong-type", described(value), "a mapping")
        built = inner(value, type_)
        if "line" in names and isinstance(value, Mapped):
            object.__setattr__(built, "line", value.line)
        return built

    return hook
