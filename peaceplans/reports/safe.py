"""Text of strangers made harmless where it is shown: no control characters, no commands to a host.

Hosts such as GitHub and Azure read commands out of a log: lines that begin with `::`, and `##[` or
`##vso[` anywhere in a line.
"""

from __future__ import annotations

import re

# Controls of terminals, what ends a line or turns the direction of the text round it, and what no
# text in UTF-8 or XML can hold.
CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
COMMAND = re.compile(r"^(\s*):(?=:)|##(?=\[|vso\[)", re.MULTILINE)


def printable(text: str) -> str:
    """The text with control characters written out in hex; line breaks and tabs stay."""
    return CONTROLS.sub(lambda found: _written(found[0]), text)


def _written(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def in_a_log(text: str) -> str:
    """The text so that no line of it is a command to whatever reads the log: a backslash is put
    between the signs that would make it one.
    """
    return COMMAND.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    return f"{found[1]}:\\" if found[1] is not None else "##\\"
