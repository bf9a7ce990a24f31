"""The JSON Schema of what `diff -f json` prints; its version is raised with every change of it."""

from __future__ import annotations

from typing import Any

from peaceplans.alignment import CONFIDENCE, RELATIONS
from peaceplans.comparison.rules import LEVELS, RULES

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
COUNT = {"type": "integer", "minimum": 0}
FINGERPRINT = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
STAMP: dict[str, Any] = {"data_version": TEXT, "peaceplans": TEXT, "command": TEXT}


def diff_schema() -> dict[str, Any]:
    """The schema of a comparison, version 1 (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A comparison of two peace plans",
        "description": "What `peaceplans diff OLD NEW -f json` prints, version 1.",
        **_object(
            {
                "format": {"const": "peaceplans-diff"},
                "version": {"const": 1},
                "rules_version": {"type": "integer", "minimum": 1},
                "old": {"$ref": "#/$defs/text"},
                "new": {"$ref": "#/$defs/text"},
                "counts": _object(dict.fromkeys(LEVELS, COUNT)),
                "alignment": {"type": "array", "items": {"$ref": "#/$defs/link"}},
                "changes": {"type": "array", "items": {"$ref": "#/$defs/change"}},
                "patch": {"$ref": "#/$defs/patch"},
            },
            extra={
                "effects": {"$ref": "#/$defs/effects"},
                "gate": {"$ref": "#/$defs/gate"},
                "wording": {
                    "type": "object",
                    "description": "Redlines of texts that the user holds, with --text.",
                },
                **STAMP,
            },
        ),
        "$defs": {
            "gate": _gate(),
            "text": _text(),
            "link": _link(),
            "change": _change(),
            "alternative": _other(),
            "effects": _effects(),
            "patch": _patch(),
        },
    }


def diffs_schema() -> dict[str, Any]:
    """The schema of the comparisons of all texts of a folder, version 1 (draft 2020-12)."""
    one = diff_schema()
    defs = one.pop("$defs")
    properties = {name: each for name, each in one["properties"].items() if name not in STAMP}
    compared = _object(
        {"id": TEXT, **{name: properties[name] for name in one["required"]}},
        extra={"effects": properties["effects"]},
    )
    side = {"type": ["object", "null"], "description": "the text, null where this side has none"}
    lone = _object({"id": TEXT, "old": side, "new": side, "changes": {"const": []}})
    return {
        "$schema": one["$schema"],
        "title": "Comparisons of the peace plans of a folder",
        "description": "What `peaceplans diff --since REVISION -f json` prints, version 1.",
        **_object(
            {
                "format": {"const": "peaceplans-diffs"},
                "version": {"const": 1},
                "texts": {"type": "array", "items": {"oneOf": [compared, lone]}},
            },
            extra={"gate": {"$ref": "#/$defs/gate"}, **STAMP},
        ),
        "$defs": defs,
    }


def _gate() -> dict[str, Any]:
    finding = _object(
        {
            "text": TEXT,
            "rule": TEXT,
            "old": TEXTS,
            "new": TEXTS,
            "why": TEXTS,
            "at": TEXT,
            "fingerprint": FINGERPRINT,
            "accepted": {"type": ["object", "null"]},
        }
    )
    findings = {"type": "array", "items": finding}
    entries = {"type": "array", "items": {"type": "object"}}
    return {
        "description": "What was stopped and what was accepted, where anything could be stopped.",
        **_object(
            {
                "failed": {"type": "boolean"},
                "today": TEXT,
                "texts": COUNT,
                "counts": _object(dict.fromkeys(LEVELS, COUNT)),
                "stopped": findings,
                "accepted": findings,
                "over": entries,
                "stale": entries,
            }
        ),
    }


def _effects() -> dict[str, Any]:
    maybe = {"anyOf": [TEXT, {"type": "null"}]}
    effect = _object(
        {
            **dict.fromkeys(("change", "rule", "cell", "party", "effect"), TEXT),
            "by": {"anyOf": [{"type": "number"}, {"type": "null"}]},
            "option": maybe,
            "own_text": {"type": "boolean"},
            **{side: {"type": "object"} for side in ("before", "after")},
            "red_line": {"enum": ["entered", "left", None]},
            "declared_by": TEXTS,
        }
    )
    return {
        "description": "What the changes mean for each party, where that was asked for.",
        **_object(
            {
                "format": {"const": "peaceplans-effects"},
                "version": {"const": 1},
                **dict.fromkeys(("old", "new", "at"), TEXT),
                "parties": TEXTS,
                "in_words_only": COUNT,
                "summary": {"type": "object"},
                "effects": {"type": "array", "items": effect},
            }
        ),
    }


def _object(required: dict[str, Any], extra: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(extra or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _text() -> dict[str, Any]:
    keys = ("id", "title", "date", "status", "known")
    return _object({**dict.fromkeys(keys, TEXT), "points": COUNT})


def _link() -> dict[str, Any]:
    pair = {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}
    return {
        "description": "Points that correspond; every number of both texts stands in one link.",
        **_object(
            {
                "old": TEXTS,
                "new": TEXTS,
                "relation": {"enum": list(RELATIONS)},
                "confidence": {"enum": list(CONFIDENCE)},
                "why": TEXT,
                "pairs": {"type": "array", "items": pair},
            }
        ),
    }


def _change() -> dict[str, Any]:
    place = {"type": ["string", "null"], "description": "file:line, null where there is none"}
    return {
        "description": "One change; before and after hold the state on either side as values.",
        **_object(
            {
                "rule": {"enum": list(RULES)},
                "level": {"enum": list(LEVELS)},
                "old": TEXTS,
                "new": TEXTS,
                "subject": TEXT,
                "before": {},
                "after": {},
                "by": {"type": ["number", "null"], "description": "size, in the value's unit"},
                "issues": TEXTS,
                "why": TEXTS,
                "at": _object({"old": place, "new": place}),
                "fingerprint": FINGERPRINT,
            },
            extra={"alternatives": {"type": "array", "items": {"$ref": "#/$defs/alternative"}}},
        ),
    }


def _patch() -> dict[str, Any]:
    digest = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
    place = {"type": "array", "items": TEXT, "minItems": 1}
    kinds: dict[str, dict[str, Any]] = {
        "set": {"before": {}, "value": {}},
        "add": {"value": {}},
        "remove": {},
        "order": {"value": place},
    }
    base = {
        "id": TEXT,
        "digest": digest,
        "parts": {"type": "object", "additionalProperties": digest},
    }
    operations = [_object({"op": {"const": op}, "at": place, **more}) for op, more in kinds.items()]
    return {
        "description": "What makes the new file out of the old one, for `peaceplans apply`.",
        **_object(
            {
                "version": {"const": 1},
                "base": _object(base),
                "operations": {"type": "array", "items": {"oneOf": operations}},
            }
        ),
    }


def _other() -> dict[str, Any]:
    return {
        "description": "The rules that would apply if another reading of one text were right.",
        **_object(
            {
                "side": {"enum": ["old", "new"]},
                "point": TEXT,
                "reading": TEXT,
                "printed_by": TEXTS,
                "value": {},
                "rules": {"type": "array", "items": {"enum": list(RULES)}},
            }
        ),
    }
