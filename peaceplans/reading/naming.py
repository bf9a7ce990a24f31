"""Loaded and inconsistent names: which words the data may not use, and what to write instead.

The table is `naming.yaml` of the data, so that a team can lay its own beside it. It is applied
to our own words alone: never to the title, publisher or address of a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document, Step
from peaceplans.reading.faults import described, unknown_key

OURS = frozenset(
    {
        "summary", "statement", "action", "heading", "text", "note", "conditions", "why",
        "unclear", "title", "question", "speaker", "by",
    }
)  # fmt: skip
"""Keys whose texts are in our own words."""

THEIRS = frozenset({"sources", "define"})
"""Keys below which texts are those of others, or are read apart."""


@attrs.frozen
class Name:
    """Words to avoid, with what to write instead and the reason."""

    avoid: tuple[str, ...]
    use: str
    why: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words as whole words, in any case unless they are capitalised."""
        words = "|".join(re.escape(word) for word in self.avoid)
        capital = any(word[0].isupper() for word in self.avoid)
        return re.compile(rf"(?<![\w-])({words})(?![\w-])", 0 if capital else re.IGNORECASE)


def read_names(document: Document) -> tuple[tuple[Name, ...], list[Diagnostic]]:
    """The table of a naming file, with every fault."""
    faults = list(document.faults)
    found: list[Name] = []
    entries = document.data.get("names")
    for key in document.data:
        if key != "names":
            faults.append(unknown_key(document, (key,), "a naming file", ("names",)))
    if not isinstance(entries, list):
        message = described(entries)
        faults.append(
            document.fault(("names",), "wrong-type", message, expected="a list under names")
        )
        entries = []
    for index, entry in enumerate(entries):
        told = "avoid (a list of words), use and why"
        if (
            not isinstance(entry, Mapping)
            or set(entry) != {"avoid", "use", "why"}
            or not isinstance(entry["avoid"], list)
            or not entry["avoid"]
            or not all(isinstance(w, str) and w for w in (*entry["avoid"], entry["use"]))
        ):
            faults.append(document.fault(("names", index), "wrong-type", "a name", expected=told))
            continue
        found.append(Name(tuple(entry["avoid"]), entry["use"], str(entry["why"])))
    return tuple(found), faults


def loaded_names(document: Document, names: tuple[Name, ...]) -> Iterator[Diagnostic]:
    """Every place of a data file where its own words use a name to avoid."""
    patterns = [(name, name.pattern) for name in names]
    for path, text in _texts(document.data, ()):
        for name, pattern in patterns:
            if match := pattern.search(text):
                yield document.fault(
                    path,
                    "loaded-name",
                    f"{match[0]!r}: {name.why}",
                    expected=name.use,
                )


def _texts(value: Any, path: tuple[Step, ...], ours: bool = False) -> Iterator[tuple[Any, str]]:
    if isinstance(value, str):
        if ours:
            yield path, value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            if key not in THEIRS:
                yield from _texts(below, (*path, key), key in OURS)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _texts(below, (*path, index), ours)
