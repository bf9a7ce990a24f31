"""A text that a user holds, as numbered clauses: plain text or Markdown, whatever its numbering."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import attrs

from peaceplans.reading.diagnostics import Diagnostic, Invalid
from peaceplans.values.record import Record
from peaceplans.wording.counting import Counter
from peaceplans.wording.marks import Line, line, values

MAX_BYTES = 5_000_000
MAX_CLAUSES = 20_000
BOM = "\ufeff"
ITEMS = (")", "()")
NARROWEST = 40  # columns to which anybody wraps a text
PAGE = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
RULE = re.compile(r"-{3,}|={3,}|\*{3,}")
ENDS = re.compile(r"[.;:!?…][”’»\"')\]*_]*$")
EMPHASIS = re.compile(
    r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?!\w)|(?<!\w)__(?=[^\W_])|(?<=[^\W_])__(?!\w)"
)
# What cannot be seen: hyphens that only divide lines, joiners, and what turns the direction of
# writing, by which a terminal could be made to show another text than there is.
UNSEEN = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)


@attrs.frozen(repr=False, eq=False)
class Clause(Record):
    """The words that stand under a number, in one line, and where they begin in the file.

    `number` is the whole one (`21.d`), empty for what stands under none: title, preamble, an
    unnumbered heading. `passed` are lines within it that begin with a number which does not go on
    counting, and was therefore taken for text.
    """

    number: str
    text: str
    line: int
    file: str = ""
    passed: tuple[int, ...] = ()

    @property
    def at(self) -> str:
        """File and line, as editors read them."""
        return f"{self.file}:{self.line}"


def read_text(
    source: str | os.PathLike[str] | bytes, name: str | None = None
) -> tuple[Clause, ...]:
    """The clauses of a file, or of the bytes of one called `name`, in their order.

    `counting` says which numbers begin a clause. Raises Invalid if the file is missing, no regular
    file, larger than 5 MB, not UTF-8, or has more than 20,000 clauses.
    """
    if isinstance(source, bytes):
        raw, name = source, name or "text"
    else:
        name = name or os.fspath(source)
        raw = _bytes(os.fspath(source), name)
    if len(raw) > MAX_BYTES:
        raise _fault(name, "too-large", f"over {MAX_BYTES} bytes", "at most 5 MB")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = raw[: error.start].count(b"\n") + 1
        raise _fault(name, "unreadable", "bytes that are not UTF-8", "UTF-8 text", at) from None
    clauses = tuple(islice(_clauses(_lines(text), name), MAX_CLAUSES + 1))
    if len(clauses) > MAX_CLAUSES:
        expected = f"at most {MAX_CLAUSES} clauses"
        raise _fault(
            name, "too-large", "more clauses than any plan has", expected, clauses[-1].line
        )
    return clauses


def _bytes(path: str, name: str) -> bytes:
    if "\0" in path:
        raise _fault(name, "unreadable", "no path of a file")
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise _fault(name, "not-a-file", "not a regular file")
        if status.st_size > MAX_BYTES:
            raise _fault(name, "too-large", f"{status.st_size} bytes", "at most 5 MB")
        with open(path, "rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _fault(name, "unreadable", error.strerror or "cannot be read") from None


def _fault(name: str, rule: str, message: str, expected: str | None = None, at: int = 1) -> Invalid:
    return Invalid([Diagnostic(name, at, 1, rule, message, expected)])


class _Read(NamedTuple):
    """A line that has words. `free`: it does not go on with what the line before it says, as far
    as can be seen: a paragraph or sentence ended there, or its first word had still had room.
    """

    at: int
    line: Line
    free: bool


def _lines(text: str) -> list[_Read]:
    """The lines that have words. A new page, with its number, ends no paragraph."""
    text = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    raws = [raw.translate(UNSEEN) for raw in text.split("\n")]
    width = max(NARROWEST, *(len(raw.rstrip()) for raw in raws))
    found: list[_Read] = []
    before, blank, paged, free = "", False, False, True
    for at, raw in enumerate(raws, 1):
        words = raw.rstrip()
        paged = paged or "\f" in raw
        if not words.strip() or RULE.fullmatch(words.strip()):
            blank = True
        elif PAGE.fullmatch(words) and (paged or any("\f" in near for near in raws[at : at + 2])):
            paged = True
        else:
            it = line(words)
            first = words.lstrip().partition(" ")[0]
            room = len(before) + 1 + len(first) <= width and not paged
            free = bool(free or it.heading or room or (blank and not paged))
            found.append(_Read(at, it, free))
            before, blank, paged = words, False, "\f" in raw[len(words) :]
            free = bool(it.heading or ENDS.search(words))
    return found


def _clauses(lines: list[_Read], file: str) -> Iterator[Clause]:
    last = {
        (read.line.mark.style, *reading): read.at
        for read in lines
        if read.line.mark and not read.line.mark.labels[1:]
        for reading in values(read.line.mark.labels[0])
    }
    writer = _Writer(Counter(last), file)
    for read in lines:
        yield from writer.read(read)
    yield from writer.finished()


class _Writer:
    """The clause that lines are being added to."""

    def __init__(self, counter: Counter, file: str) -> None:
        self.counter = counter
        self.file = file
        self.heading = 0  # of the clause of the first level, if it stands in one
        self._begin("", 1)

    def _begin(self, number: str, at: int) -> None:
        self.number, self.at = number, at
        self.words: list[str] = []
        self.passed: list[int] = []

    def finished(self) -> Iterator[Clause]:
        """The clause as far as it was read, if there is anything to it."""
        text = EMPHASIS.sub("", " ".join(" ".join(self.words).split()))
        if self.number or text:
            yield Clause(self.number, text, self.at, self.file, tuple(self.passed))

    def read(self, read: _Read) -> Iterator[Clause]:
        """Add a line; the clauses that are finished by it."""
        at, it, free = read
        while it.mark and (number := self.counter.take(it.mark, at, free=free)) is not None:
            yield from self.finished()
            self._begin(number, at)
            if it.heading or "." not in number:
                self.heading = it.heading
            # The first item of a clause may begin on its line: "1. (a) …".
            rest = line(it.rest)
            it = rest if rest.mark and rest.mark.style.form in ITEMS else Line(it.rest)
        if it.heading and (not self.heading or it.heading <= self.heading):
            yield from self.finished()
            self.counter.leave()
            self._begin("", at)
            self.heading = 0
        elif not (self.number or self.words):
            self.at = at
        if it.mark:
            self.passed.append(at)
        self.words.append(it.text)
