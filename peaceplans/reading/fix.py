"""Repairs that have one right spelling, and the beginning of a new plan file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from peaceplans.reading.diagnostics import Diagnostic, Fix
from peaceplans.reading.document import BOM
from peaceplans.reading.scalars import quoted, scalar
from peaceplans.reading.write import EDITOR, WIDTH
from peaceplans.vocabulary import (
    EVIDENCE,
    KNOWN,
    MODALITY,
    PLAN_STATUS,
    SEEN,
    SOURCE_KIND,
    Vocabulary,
)


def fixed(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """The text of a file with the fixes of its diagnostics applied and all else untouched.

    Style, comments, line ends and a byte order mark stay. Left out is a fix that overlaps an
    earlier one, and a fix of something that does not stand where it should: the diagnostics are
    then of another text. Read the result again for what is left.
    """
    fixes = {each.fix for each in diagnostics if each.fix is not None}
    places = [*_places(text), len(text)]
    parts: list[str] = []
    done = 0
    for fix in sorted(fixes, key=lambda fix: (fix.start, fix.end, fix.text)):
        if fix.end >= len(places):
            continue
        start, end = places[fix.start], places[fix.end]
        if start >= done and text[start:end] == fix.was and not _stands(text, start, fix):
            parts += text[done:start], fix.text
            done = end
    return "".join(parts) + text[done:]


def _stands(text: str, start: int, fix: Fix) -> bool:
    """Whether what the fix puts there stands there already, around what it would replace."""
    before = fix.text.find(fix.was)
    return before >= 0 and text.startswith(fix.text, max(start - before, 0))


def _places(text: str) -> list[int]:
    """For each character that the reader sees, where it stands in the file's own text.

    The reader sees no byte order mark, and a line end as one character.
    """
    begin = len(BOM) if text.startswith(BOM) else 0
    return [at for at in range(begin, len(text)) if text[max(at - 1, 0) : at + 1] != "\r\n"]


def skeleton(id: str, title: str, date: str, schema: str = "plan.schema.json") -> str:
    """The beginning of a plan file: commented, complete, standing on the built-in registries.

    `date` is that of the text, in EDTF; `schema` the address of the schema in the line for
    editors. Nothing is checked here: reading the file tells whether id and date are ones.
    """
    return EDITOR.format(schema) + SKELETON.format(
        id=scalar(id),
        title=scalar(title),
        date=quoted(date),
        source_kinds=_terms(SOURCE_KIND, 6),
        seen=_terms(SEEN, 6),
        statuses=_terms(PLAN_STATUS),
        known=_terms(KNOWN),
        evidence=_terms(EVIDENCE),
        modalities=_terms(MODALITY, 2),
    )


def _terms(vocabulary: Vocabulary, indent: int = 0) -> str:
    """The terms that can stand in a place, as a comment."""
    start = " " * indent + "# "
    told = f"{vocabulary.name}: {', '.join(vocabulary)}"
    return textwrap.fill(
        told, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False
    )


SKELETON = """\
# For editors: peaceplans schema plan --output plan.schema.json

# What the built-in registries lack stands here: sources of your own and, in the same way,
# parties, places, issues, parameters, triggers and categories.
define:
  sources:
    own-copy:
      publisher: Our own copy of the text
{source_kinds}
      kind: official-text
{seen}
      seen: read

id: {id}
title: {title}
# The date of the text itself; also a month "2026-01", or about a day "2026-01-15~".
date: {date}
{statuses}
status: proposed
{known}
# What was not read is never taken for silence.
known: all
# Evidence and sources hold for all that follows, until a point or commitment states its own.
{evidence}
evidence: single
sources: [own-copy]

provisions:
# An example: put the first point in its place. Numbers stand in quotes.
- number: "1"
  heading: Size of the armed forces
  summary: Ukraine's armed forces number at most 800,000 in peacetime.
  issues: [armed-forces-size]
  # Where the point comes from in an older text:
  # derives_from: ["us-28#6"]
  commitments:
  # One fact each: on whom it falls, how it binds, one act.
{modalities}
  - parties: [ukraine]
    modality: obligation
    action: keep its armed forces at or below the limit
    # What it answers of the questions that plans are compared by.
    sets:
      armed-forces-ceiling:
        value: 800000
        only: [peacetime]
"""
