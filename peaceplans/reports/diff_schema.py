"""The JSON Schema of what `diff -f json` prints; its version is raised with every change of it."""

from __future__ import annotations

from typing import Any

from peaceplans.alignment import CONFIDENCE, RELATIONS
from peaceplans.comparison.rules import LEVELS, RULES

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
COUNT = {"type": "integer", "minimum": 0}


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
            },
            extra={
                "effects": {"$ref": "#/$defs/effects"},
                "data_version": TEXT,
                "peaceplans": TEXT,
                "command": TEXT,
            },
        ),
        "$defs": {
            "text": _text(),
            "link": _link(),
            "change": _change(),
            "alternative": _other(),
            "effects": _effects(),
        },
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
                "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            },
            extra={"alternatives": {"type": "array", "items": {"$ref": "#/$defs/alternative"}}},
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
