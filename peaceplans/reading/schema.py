"""JSON Schema (draft 2020-12) of the data files, for editors, made from the model itself.

Keys, their order and their types come from the classes and annotations, terms from the
vocabularies, descriptions from docstrings. A schema sees less than the reader does: whether an
id exists, a reference leads anywhere or shares add up is told by `peaceplans validate` alone.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from peaceplans import vocabulary as v
from peaceplans.model import plan as m
from peaceplans.model import position as pos
from peaceplans.model import terms as t
from peaceplans.model.parameter import Parameter, Titles
from peaceplans.model.registry import REGISTRIES, Registry
from peaceplans.reading.faults import keys_of
from peaceplans.reading.registries import ENTRY
from peaceplans.values.notation import LONG, NUMBER
from peaceplans.values.scale import Scale
from peaceplans.values.setting import NO_LIMIT, UNKNOWN, UNSPECIFIED, Value

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ANYTHING: Schema = {"type": ["string", "number", "boolean", "array", "object"]}
SIMPLE: dict[Any, Schema] = {
    str: TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def plan_schema(registry: Registry | None = None) -> Schema:
    """The schema of a plan file.

    With a registry editors complete its ids, and the value of each of its parameters is checked;
    ids that the registry does not have pass, since a file may define its own.
    """
    made = _Schema(registry or Registry())
    return made.document(m.Plan, "A peace plan as typed provisions")


def registry_schema() -> Schema:
    """The schema of a registry file."""
    return _Schema(Registry()).document(Registry, "Registries that plans refer to")


def statements_schema(registry: Registry, key: str) -> Schema:
    """The schema of a file of positions or events (`key`)."""
    cls, title = STATEMENTS[key]
    return _Schema(registry).list_of(key, cls, title)


def files(registry: Registry) -> dict[str, str]:
    """The generated files by their name: what lies in `plans/schema`."""
    schemas = {
        "plan": plan_schema(registry),
        "registry": registry_schema(),
        **{key: statements_schema(registry, key) for key in STATEMENTS},
    }
    return {f"{name}.schema.json": as_text(schema) for name, schema in schemas.items()}


def as_text(schema: Schema) -> str:
    """A schema as the text of a file, always the same for the same schema."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


STATEMENTS: dict[str, tuple[type, str]] = {
    "positions": (pos.Position, "Positions of parties, dated and attributed"),
    "events": (pos.Event, "Events, with how certain they are"),
    "facts": (pos.Fact, "Facts about the situation, dated and attributed"),
}


class _Schema:
    """Collects the definitions that a document's schema refers to."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.definitions: dict[str, Schema] = {}

    def document(self, cls: type, title: str) -> Schema:
        top = self.of_registries() if cls is Registry else self.of_class(cls)
        return {
            "$schema": DRAFT,
            "title": title,
            **top,
            "$defs": {name: self.definitions[name] for name in sorted(self.definitions)},
        }

    def list_of(self, key: str, cls: type, title: str) -> Schema:
        """The schema of a file that holds one list of entries."""
        entries = {"type": "array", "items": self.of(cls)}
        properties = {key: entries, "define": self.named("Registry", self.of_registries)}
        return {
            "$schema": DRAFT,
            "title": title,
            "type": "object",
            "properties": properties,
            "required": [key],
            "additionalProperties": False,
            "$defs": {name: self.definitions[name] for name in sorted(self.definitions)},
        }

    def of(self, type_: Any) -> Schema:
        """The schema of a field of this type."""
        if type_ in SIMPLE:
            return SIMPLE[type_]
        if type_ == m.Sets:
            return self.named("Sets", self.of_sets)
        if type_ == pos.AnswerMap:
            return self.named("Answers", self.of_answers)
        if type_ == Titles:
            return {"type": "object", "additionalProperties": TEXT}
        if get_origin(type_) is Annotated:
            return self.of_mark(type_.__metadata__[0])
        if get_origin(type_) is tuple:
            return {"type": "array", "items": self.of(get_args(type_)[0])}
        if get_origin(type_) in (Union, UnionType):
            return self.of_union([arg for arg in get_args(type_) if arg is not type(None)])
        if type_ is m.Happenings:
            return self.named("Happenings", self.of_happenings)
        if type_ is m.Condition:
            whole = {"anyOf": [TEXT, self.of_class(m.Condition)]}
            return self.named("Condition", lambda: whole)
        if type_ is Registry:
            return self.named("Registry", self.of_registries)
        return self.named(type_.__name__, lambda: self.of_class(type_))

    def named(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition, made when it is first needed."""
        if name not in self.definitions:
            self.definitions[name] = {}  # a class may hold itself
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def of_union(self, kinds: list[Any]) -> Schema:
        if kinds == [*get_args(Value)]:
            return ANYTHING
        if len(kinds) == 1:
            return self.of(kinds[0])
        return {"anyOf": [self.of(kinds[0]), {"const": UNSPECIFIED}]}

    def of_mark(self, mark: Any) -> Schema:
        if isinstance(mark, v.Vocabulary):
            return self.named(mark.name.replace(" ", "-"), lambda: _terms(mark))
        if isinstance(mark, v.Ref):
            return self.named(f"id-of-{mark.registry}", lambda: self.of_ids(mark.registry))
        return _text_of(mark.pattern, mark.meaning)

    def of_ids(self, registry: str) -> Schema:
        """An id; the known ones are named for editors, sources excepted, which are many."""
        slug = _text_of(v.SLUG.pattern, f"an id of the {registry}")
        known = [] if registry == "sources" else list(getattr(self.registry, registry))
        return {"anyOf": [{"enum": known}, slug]} if known else slug

    def of_class(self, cls: type, hidden: frozenset[str] = frozenset()) -> Schema:
        fields = {f.name.rstrip("_"): f for f in attrs.fields(cls)}
        keys = [key for key in keys_of(cls) if key not in hidden]
        required = [key for key in keys if fields[key].default is attrs.NOTHING]
        types = inspect.get_annotations(cls, eval_str=True)
        return {
            "description": inspect.cleandoc(cls.__doc__ or ""),
            "type": "object",
            "properties": {key: self.of(types[fields[key].name]) for key in keys},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def of_registries(self) -> Schema:
        return {
            "type": "object",
            "properties": {
                name: {
                    "type": "object",
                    "propertyNames": _text_of(v.SLUG.pattern, v.SLUG.meaning),
                    "additionalProperties": self.of_entry(ENTRY[name]),
                }
                for name in REGISTRIES
            },
            "additionalProperties": False,
        }

    def of_entry(self, cls: type) -> Schema:
        """An entry of a registry, whose id is its key."""
        return self.named(cls.__name__, lambda: self.of_class(cls, frozenset({"id"})))

    def of_happenings(self) -> Schema:
        own = _text_of(f"#{v.NUMBER.pattern}", 'a point of this plan, such as "#11"')
        one = {"anyOf": [self.of_mark(v.Ref("triggers")), own]}
        several = {"type": "array", "minItems": 1, "items": one}
        any_of = {
            "type": "object",
            "properties": {"any-of": {"anyOf": [one, several]}},
            "required": ["any-of"],
            "additionalProperties": False,
        }
        return {"anyOf": [one, several, any_of]}

    def of_sets(self) -> Schema:
        """Settings by parameter; one that only the file itself defines may have any value."""
        return {
            "description": "Parameter → what the text sets; keys such as places in between.",
            "type": "object",
            "properties": {
                id: {"description": _about(parameter), **self.of_parameter(parameter)}
                for id, parameter in self.registry.parameters.items()
            },
            "propertyNames": _text_of(v.SLUG.pattern, "an id of the parameters"),
            "additionalProperties": ANYTHING,
        }

    def of_answers(self) -> Schema:
        """Sets of answers by parameter; their spelling is checked by the reader."""
        return {
            "description": "Parameter → answers that a statement speaks of; keys in between.",
            "type": "object",
            "properties": {
                id: {
                    "description": _about(parameter),
                    **self.keyed(parameter, self.of_answer(parameter)),
                }
                for id, parameter in self.registry.parameters.items()
            },
            "propertyNames": _text_of(v.SLUG.pattern, "an id of the parameters"),
            "additionalProperties": ANYTHING,
        }

    def of_answer(self, parameter: Parameter) -> Schema:
        """A value, a list of them, or a mapping such as `at-least: 20` or `not: [a]`."""
        value = self.named(f"value-of-{parameter.id}", lambda: self.of_value(parameter))
        return {"anyOf": [value, {"type": ["array", "object"]}]}

    def of_parameter(self, parameter: Parameter) -> Schema:
        return self.keyed(parameter, self.of_setting(parameter))

    def keyed(self, parameter: Parameter, schema: Schema) -> Schema:
        """The schema of one answer under the keys that the parameter has."""
        for key in reversed(parameter.per):
            schema = {
                "type": "object",
                "minProperties": 1,
                "propertyNames": self.of_mark(v.Ref(v.KEYS_FROM[key])),
                "additionalProperties": schema,
            }
        return schema

    def of_setting(self, parameter: Parameter) -> Schema:
        """What a text can set: the bare value, or the long form with its qualifiers."""
        value = self.named(f"value-of-{parameter.id}", lambda: self.of_value(parameter))
        own: Schema = {"value": value, "examples": {"items": value}}
        if units := parameter.scale.units:
            own["unit"] = {"enum": list(units)}
        long = {"allOf": [self.named("Qualified", self.of_qualifiers), {"properties": own}]}
        return {"anyOf": [value, long]}

    def of_qualifiers(self) -> Schema:
        texts = {"type": "array", "items": TEXT}
        kinds: Schema = {
            "value": ANYTHING,
            "bound": self.of(t.Bound),
            "unit": TEXT,
            "only": texts,
            "examples": {"type": "array"},
            "evidence": self.of(t.Evidence),
            "sources": self.of(tuple[t.SourceId, ...]),
            "note": TEXT,
        }
        return {
            "description": "A value with what qualifies it.",
            "type": "object",
            "properties": {key: kinds[key] for key in LONG},
            "required": ["value"],
            "additionalProperties": False,
        }

    def of_value(self, parameter: Parameter) -> Schema:
        scale = parameter.scale
        words = [*scale.also, UNSPECIFIED, UNKNOWN]
        if parameter.kind in ("quantity", "date"):
            words.insert(0, NO_LIMIT)
        if parameter.kind == "choice":
            return {"enum": [*scale.choices, *words]}
        return {"anyOf": [*self.of_kind(parameter), {"enum": words}]}

    def of_kind(self, parameter: Parameter) -> Iterable[Schema]:
        if parameter.kind == "quantity":
            yield from _numbers(parameter.scale)
        elif parameter.kind == "date":
            yield self.of_mark(v.EDTF_DATE)
        elif parameter.kind == "yes-no":
            yield SIMPLE[bool]
        elif parameter.kind == "members":
            items = {"enum": list(parameter.items)} if parameter.items else None
            one = items or self.of_mark(v.Ref(parameter.of or "parties"))
            yield {"type": "array", "items": one, "uniqueItems": True}
        else:
            yield {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"anyOf": [self.of_mark(v.Ref("parties")), {"const": "rest"}]},
                "additionalProperties": {"type": "number", "minimum": 0, "maximum": 100},
            }


def _numbers(scale: Scale) -> Iterable[Schema]:
    pattern = NUMBER.pattern.replace("?P<n>", "").replace("?P<word>", "").replace("?P<unit>", "")
    number = {"anyOf": [{"type": "number"}, _text_of(pattern, f"a number of {scale.unit}")]}
    yield from number["anyOf"]
    ends = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    yield {
        "type": "object",
        "properties": {"between": ends},
        "required": ["between"],
        "additionalProperties": False,
    }


def _terms(vocabulary: v.Vocabulary) -> Schema:
    meanings = "; ".join(f"{term}: {meaning}" for term, meaning in vocabulary.items())
    return {"description": f"{vocabulary.name} ({meanings})", "enum": list(vocabulary)}


def _text_of(pattern: str, meaning: str) -> Schema:
    return {"description": meaning, "type": "string", "pattern": f"^({pattern})$"}


def _about(parameter: Parameter) -> str:
    return " ".join(part for part in (parameter.question, parameter.note) if part)
