"""Small plans for stories: a text of one point, with what the story is about put into it.

A snippet is YAML. It is laid over the least that the part in question needs, and the whole is
read as any plan file is, so that a story can say nothing that a file could not.
"""

from __future__ import annotations

from typing import Any

import yaml

from peaceplans import Invalid, Plan
from peaceplans.catalogs.builtin import builtin
from peaceplans.reading.document import parse
from peaceplans.reading.plans import read_plan

COMMITMENT = "{parties: [ukraine], modality: obligation, action: keep its forces at that number}"
POINT = """
number: "1"
heading: Forces
summary: Ukraine keeps its armed forces at a number.
issues: [armed-forces-size]
"""
TEXT = """
define:
  sources:
    herald: {publisher: Herald, kind: press-report, seen: read, title: A plan}
    gazette: {publisher: Gazette, kind: press-report, seen: read, title: The plan}
title: A small text
date: "2026-01-01"
status: proposed
known: all
evidence: corroborated
sources: [herald]
"""


def text(snippet: str, id: str = "old-text") -> str:
    """A plan file: the snippet laid over the head of a text."""
    return dumped({"id": id, **of(TEXT), **of(snippet)})


def point(snippet: str, id: str = "old-text") -> str:
    """A plan file of one point: the snippet laid over a point with one commitment."""
    laid = {**of(POINT), "commitments": [of(COMMITMENT)], **of(snippet)}
    return text(dumped({"provisions": [laid]}), id)


def commitment(snippet: str, id: str = "old-text") -> str:
    """A plan file of one commitment: the snippet laid over it."""
    return point(dumped({"commitments": [{**of(COMMITMENT), **of(snippet)}]}), id)


def setting(snippet: str, id: str = "old-text") -> str:
    """A plan file of one commitment that sets what the snippet says."""
    return commitment(dumped({"sets": of(snippet)}), id)


def plan(content: str, file: str = "small.yaml") -> Plan:
    """The plan in a file of this content. Raises Invalid if it has faults."""
    read, faults = read_plan(parse(content.encode(), file), builtin().registry)
    if read is None or faults:
        raise Invalid(faults)
    return read


def of(snippet: str) -> dict[str, Any]:
    """What a snippet says."""
    said: dict[str, Any] = yaml.safe_load(snippet) or {}
    return said


def dumped(value: Any) -> str:
    """The value as YAML."""
    return yaml.safe_dump(value, sort_keys=False, width=1000)
