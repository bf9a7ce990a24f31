"""What changed between two sentences, word by word, readable without colour.

`[-gone-]` and `{+new+}` as `git diff --word-diff` writes them. A number that is written twice,
"thirty (30)", counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from peaceplans.wording.differ import GONE, HELD, NEW, SAME, Piece, pieces

BEFORE_POINT = re.compile(r" (?=[.,;:!?](?:\s|$))()")
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
IN_WORDS = {
    **{word: number for number, word in enumerate(UNITS)},
    **{word: 10 * number for number, word in enumerate(TENS, 2)},
    **{
        f"{ten}-{unit}": 10 * tens + units
        for tens, ten in enumerate(TENS, 2)
        for units, unit in enumerate(UNITS[1:10], 1)
    },
    "hundred": 100,
    "one hundred": 100,
    "thousand": 1000,
    "one thousand": 1000,
}

TWICE = re.compile(
    rf"\b({'|'.join(sorted(IN_WORDS, key=len, reverse=True))}) \((\d+)\)", re.IGNORECASE
)


def once(text: str) -> str:
    """The text with every number that is written in words and figures in figures only."""

    def figure(match: re.Match[str]) -> str:
        return match[2] if IN_WORDS.get(match[1].casefold()) == int(match[2]) else match[0]

    return TWICE.sub(figure, text)


def redline(old: str, new: str) -> str:
    """The new text with what it lost and gained marked; the old one if nothing differs."""
    return marked(pieces(once(old), once(new)))


SIGNS = {SAME: "{}", HELD: "{}", GONE: "[-{}-]", NEW: "{{+{}+}}"}


def marked(runs: Iterable[Piece]) -> str:
    """Runs of words in one line, with signs around what is gone and what is new."""
    return BEFORE_POINT.sub(r"\1", " ".join(SIGNS[run.kind].format(run.text) for run in runs))
