"""What changed between two texts, word by word, as facts: runs of words kept, gone and new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

TOKEN = re.compile(r"\w+(?:[’'.,]\w+)*|[^\w\s]")

SAME, GONE, NEW, HELD = "same", "gone", "new", "held"
"""What became of a run of words; `held` says that there is nothing to compare it with."""


class Piece(NamedTuple):
    """A run of words as it stands in its text, and what became of it."""

    kind: str
    text: str


def tokens(text: str) -> list[str]:
    """The words and marks of a text, which are what is compared."""
    return TOKEN.findall(text)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """The new text in runs that were there before or are new, with what is gone between them."""
    sides = [*TOKEN.finditer(old)], [*TOKEN.finditer(new)]
    plain = [[match[0] for match in side] for side in sides]
    matcher = SequenceMatcher(None, plain[0], plain[1], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(SAME, _text(sides[1], c, d))
            continue
        if b > a:
            yield Piece(GONE, _text(sides[0], a, b))
        if d > c:
            yield Piece(NEW, _text(sides[1], c, d))


def effort(old: str, new: str) -> int:
    """How many steps `pieces` may need at worst: it looks at each pair of equal words, perhaps
    again for each word that it sets apart. A million take some five milliseconds.
    """
    words = tokens(old), tokens(new)
    counts = Counter(words[0]), Counter(words[1])
    pairs = sum(count * counts[1][word] for word, count in counts[0].items())
    return pairs * (len(words[0]) + len(words[1]))


def _text(side: list[re.Match[str]], start: int, end: int) -> str:
    """The words as they stand in their text, with what stands between them."""
    return side[start].string[side[start].start() : side[end - 1].end()]
