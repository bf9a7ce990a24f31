"""Scalars of YAML: what one means when it is read, and how a text is written so that it stays one.

Read is the YAML 1.2 core schema. Written is for readers of every version: whatever one of them
could take for a number, a date or a truth value stands in quotes.
"""

from __future__ import annotations

import re

from peaceplans.vocabulary import POINT

Scalar = bool | int | float | str | None

CORE = {
    "null": re.compile(r"~|null|Null|NULL|"),
    "bool": re.compile(r"true|True|TRUE|false|False|FALSE"),
    "int": re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    "float": re.compile(
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    ),
}
LONGEST_NUMBER = 400  # digits; beyond the limit of Python's own conversion stays a text

# Words that one version of YAML or another takes for something else than a text.
WORDS = frozenset({"null", "nan", "true", "false", "yes", "no", "on", "off", "y", "n"})

# The short escapes of YAML; what else is not printable is written by its code point.
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def resolve(text: str) -> Scalar:
    """The value of a scalar without quotes by the core schema."""
    if CORE["null"].fullmatch(text):
        return None
    if CORE["bool"].fullmatch(text):
        return text.lower() == "true"
    if len(text) < LONGEST_NUMBER:
        if CORE["int"].fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if CORE["float"].fullmatch(text):
            return float(re.sub(r"\.(?=inf|nan)", "", text.lower()))
    return text


def is_plain(text: str) -> bool:
    """Whether a text can stand without quotes, for every reader and wherever our files put it.

    It begins with a letter, or with a number that words follow (`100 days`, `28-points`); a point
    number and a reference to a point are quoted always.
    """
    if not text or not text.isprintable() or text != text.strip() or text.lower() in WORDS:
        return False
    if ": " in text or " #" in text or text.endswith(":") or POINT.matches(text):
        return False
    if text[0].isdecimal():
        words = " " in text or ("-" in text and "." not in text)
        return words and re.search("[a-z]{3}", text) is not None
    return text[0].isalpha()


def scalar(value: Scalar) -> str:
    """A value as it stands in a file, on one line. Raises ValueError for a lone surrogate."""
    if isinstance(value, str):
        return value if is_plain(value) else quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = repr(value)
    # A reader of YAML 1.1 takes 1e-07 for a text, 1.0e-07 for a number.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


def quoted(text: str) -> str:
    """A text in quotes, single ones where nothing needs an escape but quotes themselves.

    Raises ValueError for a lone surrogate, which no YAML can hold.
    """
    if '"' in text and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"a lone surrogate (U+{code:04X}) cannot be written")
    if code <= 0xFF:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
