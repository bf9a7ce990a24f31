"""A report for the terminal and for pipes: plain text, wrapped to a width, no colour needed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tabulate import tabulate

from peaceplans.reports.report import Report, Section
from peaceplans.reports.safe import in_a_log, printable

GAP = 2
VERBATIM = "    "
"""What a paragraph begins with that is to be pasted, and so stands on one line."""


def render(report: Report, width: int, *, bold: bool = False) -> str:
    """The report in lines of at most `width` characters, where its words allow it."""
    return in_a_log("\n".join(_lines(report, width, bold))) + "\n"


def _lines(report: Report, width: int, bold: bool) -> Iterator[str]:
    yield _strong(report.title, bold)
    for paragraph in report.paragraphs:
        yield from _wrapped(paragraph, width)
    for section in report.sections:
        yield ""
        if section.title:
            yield _strong(section.title, bold)
            if section.depth == 1 and not bold:
                yield "-" * len(section.title)
        for paragraph in section.paragraphs:
            yield from _wrapped(paragraph, width)
        if section.rows:
            yield from _table(section, width).splitlines()
    if report.closing:
        yield ""
        for line in report.closing:
            yield from _wrapped(line, width)


def _strong(text: str, bold: bool) -> str:
    text = printable(text)
    return f"\x1b[1m{text}\x1b[0m" if bold else text


def _wrapped(paragraph: str, width: int) -> list[str]:
    paragraph = printable(paragraph)
    if paragraph.startswith(VERBATIM):
        return [paragraph]
    indent = " " * (len(paragraph) - len(paragraph.lstrip()))
    return textwrap.wrap(
        paragraph, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [""]


def _table(section: Section, width: int) -> str:
    columns = len(section.rows[0])
    headers = [tuple(f"{title}  " for title in section.columns)]  # as tabulate pads them
    rows = [*headers, *section.rows] if section.columns else list(section.rows)
    widths = _widths(
        [max(_width(row[i]) for row in rows) for i in range(columns)],
        [max(_longest(row[i]) for row in rows) for i in range(columns)],
        width,
    )
    wrapped = [
        ["\n".join(_wrapped(cell, widths[i])) for i, cell in enumerate(row)] for row in section.rows
    ]
    return tabulate(
        wrapped,
        headers=section.columns,
        tablefmt="simple" if section.columns else "plain",
        disable_numparse=True,
    )


def _width(cell: str) -> int:
    return max((len(line) for line in cell.split("\n")), default=0)


def _longest(cell: str) -> int:
    """The longest word of a cell, which is not broken; an address is none, and runs over."""
    return max((len(word) for word in cell.split() if len(word) <= LONGEST), default=0)


LONGEST = 36
"""Letters of a word that a column makes room for."""


def _widths(wanted: list[int], least: list[int], width: int) -> list[int]:
    """Widths of columns: each as wide as its longest word, narrow ones as they need, the rest
    shared by those that want more.
    """
    room = width - GAP * (len(wanted) - 1)
    widths = list(wanted)
    open_ = sorted(range(len(wanted)), key=lambda i: wanted[i])
    while open_:
        others = sum(least[i] for i in open_[1:])
        share = max(min(room // len(open_), room - others), 8)
        i = open_.pop(0)
        fits = least[i] if least[i] + others <= room else 0
        widths[i] = max(min(wanted[i], share), fits, 1)
        room -= widths[i]
    return widths
