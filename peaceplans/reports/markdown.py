"""A report as Markdown that GitHub, GitLab and MkDocs read alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tabulate import tabulate

from peaceplans.reports.report import Report, Section
from peaceplans.reports.safe import in_a_log, printable

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def render(report: Report) -> str:
    """The report as a Markdown document."""
    return in_a_log("\n".join(_blocks(report)).rstrip("\n")) + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup."""
    return SPECIAL.sub(r"\\\1", printable(text))


def _blocks(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}\n"
    for paragraph in report.paragraphs:
        yield escaped(paragraph.strip()) + "\n"
    for section in report.sections:
        if section.title:
            yield f"{'#' * (section.depth + 1)} {escaped(section.title)}\n"
        for paragraph in section.paragraphs:
            yield escaped(paragraph.strip()) + "\n"
        if section.rows:
            yield _table(section) + "\n"
    for line in report.closing:
        yield escaped(line) + "\n"


def _table(section: Section) -> str:
    rows = [[escaped(cell).replace("\n", "<br>") for cell in row] for row in section.rows]
    headers = [escaped(name) for name in section.columns] or [""] * len(section.rows[0])
    return tabulate(rows, headers=headers, tablefmt="pipe", disable_numparse=True)
