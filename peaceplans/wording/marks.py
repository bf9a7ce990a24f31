"""What a line begins with: a number, a letter, a label, and the style in which it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NUMBER, LETTER, ROMAN = "number", "letter", "roman"

_ARABIC = r"[1-9]\d{0,2}"  # no year, and no number with a nought before it: such are dates
_SMALL = r"[ivx]{1,6}|[a-z]"
_PATH = rf"{_ARABIC}(?:\.(?:{_ARABIC}|{_SMALL})){{1,7}}"
_WORDS = r"point|article|section|clause|paragraph|provision|item|art\.|para\.|sec\.|§§?"
_BOLD = r"[*_]{0,3}"

LABEL = re.compile(r"#([a-z0-9]+(?:[.-][a-z0-9]+){0,7})[.:)]?(?=\s|$)", re.IGNORECASE)
HEAD = re.compile(
    r"(?P<indent>\s*)(?:>\s?)*(?P<heading>#{1,6}(?=\s))?\s*"
    r"(?:[-+*•–—·]\s+)?(?P<bold>[*_]{0,3}(?=\S))"
)
DASH = re.compile(r"^\s*[–—-](?:\s+|$)")
FORMS = (
    re.compile(
        rf"(?P<word>{_WORDS})\s*(?P<label>{_PATH}|{_ARABIC}){_BOLD}[.:)]?(?=\s|$|[*_])",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<open>\()(?P<label>{_ARABIC}|{_SMALL})(?P<close>\))", re.IGNORECASE),
    re.compile(rf"(?P<label>{_PATH})(?P<close>)\\?[.:)]?(?=\s|$|[*_])"),
    re.compile(rf"(?P<label>{_ARABIC}\((?:{_SMALL})\))(?P<close>)", re.IGNORECASE),
    re.compile(rf"(?P<label>{_ARABIC})\\?(?P<close>[.):])(?!\d)"),
    re.compile(rf"(?P<label>{_SMALL})\\?(?P<close>\))(?=\s|$|[*_])", re.IGNORECASE),
    re.compile(rf"(?P<label>{_SMALL})\\?(?P<close>\.)(?=\s|$|[*_])"),
)
"""Ways of printing a number, the first that fits counts."""

TENS = dict(zip(("", "x", "xx", "xxx"), range(0, 40, 10), strict=True))
UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMANS = {ten + unit: more + at for ten, more in TENS.items() for at, unit in enumerate(UNITS)}


class Style(NamedTuple):
    """How a list prints its numbers; lists of another style are other lists."""

    form: str
    heading: int = 0
    bold: bool = False
    indent: int = 0


class Mark(NamedTuple):
    """A number at the beginning of a line, as labels from the top (`21`, `d`).

    `stated` is the label that a user puts there (`#21.d`): it counts whatever stands before it.
    """

    labels: tuple[str, ...]
    style: Style
    stated: bool = False


class Line(NamedTuple):
    """A line without what Markdown puts before its words; `rest` is what follows its mark."""

    text: str
    mark: Mark | None = None
    rest: str = ""
    heading: int = 0


def values(label: str) -> Iterator[tuple[str, int]]:
    """How a label counts: `i` is the ninth letter or the first Roman number."""
    if label.isdecimal():
        yield NUMBER, int(label)
        return
    if len(label) == 1 and "a" <= label <= "z":
        yield LETTER, ord(label) - ord("a") + 1
    if number := ROMANS.get(label):
        yield ROMAN, number


def line(raw: str) -> Line:
    """A line that has words, with the number that it begins with."""
    if stated := LABEL.match(raw):
        labels = tuple(stated[1].lower().split("."))
        return Line(raw, Mark(labels, Style("#"), True), raw[stated.end() :])
    head = HEAD.match(raw)
    if head is None:
        return Line(raw)
    heading = len(head["heading"] or "")
    text = raw[head.start("bold") :]
    for form in FORMS:
        if match := form.match(raw, head.end()):
            parts = match.groupdict()
            printed = parts.get("word") or f"{parts.get('open') or ''}{parts['close']}"
            indent = len(head["indent"].expandtabs(4)) // 2
            style = Style(printed.lower(), heading, bool(head["bold"]), indent)
            labels = tuple(re.findall(r"\w+", match["label"].lower()))
            rest = raw[match.end() :].removeprefix(head["bold"])
            return Line(text, Mark(labels, style), DASH.sub("", rest), heading)
    return Line(text, heading=heading)
