"""A fault of a file as a value: where it is, which rule it breaks, what was expected."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

RULES = {
    "not-a-file": "A plan is read from a regular file, not from a folder, device or pipe.",
    "unreadable": "The file must be readable UTF-8 text.",
    "too-large": "A file holds at most 5 MB and 200,000 YAML events (scalars, begins and ends).",
    "yaml-syntax": "The file must be well-formed YAML 1.2.",
    "too-deep": "Nesting goes at most 64 levels deep.",
    "no-aliases": "Anchors and aliases are refused: every fact is written where it is read.",
    "no-tags": "Tags are refused: a value's type follows from its field.",
    "one-document": "A file holds one YAML document, a mapping.",
    "duplicate-key": "Each key stands once in a mapping.",
    "unknown-key": "Only the keys of the data model are allowed.",
    "missing-key": "Required keys must be there.",
    "wrong-type": "Values have the type of their field; nothing is converted in silence.",
    "unquoted-number": "Point numbers are quoted: 14.10 unquoted would be read as 14.1.",
    "unknown-term": "Terms come from the closed vocabularies.",
    "unknown-id": "Ids must be in the registries or under `define`.",
    "bad-form": "Ids, point numbers, references and dates have a fixed form.",
    "bad-value": "A value must be one that its parameter can have.",
    "bad-parameter": "A parameter has what its kind needs: choices, a unit, members to choose.",
    "duplicate-number": "Each point number stands once in a plan.",
    "misplaced-number": "A sub-point's number begins with the number of its point.",
    "duplicate-id": "Ids stand once: in their registry, in the plan, or in their point.",
    "dangling-reference": "A reference leads to something that exists.",
    "option-without-proponent": "An option that commits anybody names who proposed it.",
    "set-twice": "A parameter has one value in a plan, or one under each option.",
    "no-source": "Every commitment, position and event has a source, its own or inherited.",
    "no-evidence": "Every commitment and position has an evidence grade, its own or inherited.",
    "no-form": "A position says in which form it was stated, silence excepted.",
    "no-interval": "Silence names the interval that was searched.",
    "silence-with-answers": "Silence accepts, rejects, requires and seeks nothing.",
    "undeclared-red-line": "A red line is one that the party declared in its own voice.",
    "inferred-answers": "A label that we infer holds no answers of a party.",
    "red-line-without-refusal": "A red line refuses something.",
    "not-corroborated": "Corroborated takes sources of two origins, relays counted as one.",
    "contradiction": "One position does not accept, reject and require against itself.",
    "loaded-name": "Our own words use the names that the table of names gives.",
    "date-order": "Only reports come before a text's own date; it becomes public from then on.",
}
"""Every rule that a diagnostic can name, with what it asks for."""


@attrs.frozen
class Fix:
    """A replacement of what stands from `start` to `end` (character offsets), `was`, by `text`."""

    start: int
    end: int
    was: str
    text: str


@attrs.frozen(order=True)
class Diagnostic:
    """One fault. Lines and columns count from 1.

    `expected` says what should stand there, `hint` the nearest right spelling, `fix` how
    `validate --fix` repairs it without touching anything else.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    expected: str | None = attrs.field(default=None, order=False)
    hint: str | None = attrs.field(default=None, order=False)
    fix: Fix | None = attrs.field(default=None, order=False)

    def __str__(self) -> str:
        tail = f"; expected {self.expected}" if self.expected else ""
        hint = f"; did you mean {self.hint}?" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.rule}: {self.message}{tail}{hint}"


class Invalid(ValueError):
    """A file or folder that cannot be used; `diagnostics` holds every fault, in file order."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(map(str, self.diagnostics)))


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest in spelling, of equally near ones the first by name; None if none is.

    Which ones are near is told by the share of letters that stay (Damerau and Levenshtein).
    """
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    best = process.extractOne(
        word,
        sorted(candidates),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=0.6,
    )
    return str(best[0]) if best else None


def is_slip(word: str, near: str, candidates: Iterable[str]) -> bool:
    """Whether `word` can only be `near` with a slip of the pen: then it can be repaired unasked.

    One letter in four, two at most, may be wrong; no digit, since another number is another
    fact; and no other candidate may be as near.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    slips = DamerauLevenshtein.distance(word, near)
    if slips > min(2, len(word) // 4) or _digits(word) != _digits(near):
        return False
    return all(
        DamerauLevenshtein.distance(word, other, score_cutoff=slips) > slips
        for other in candidates
        if other != near
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
