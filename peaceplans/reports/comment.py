"""The gate as a comment in Markdown that stays within what hosts take, with a pointer to the rest.

GitHub takes comments of 65,536 characters, and job summaries of 1 MiB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peaceplans.gating import Gate
from peaceplans.reports.findings import ACCEPTED, STOPPED, Told, told, verdict
from peaceplans.reports.gate_report import rules_of
from peaceplans.reports.markdown import escaped
from peaceplans.reports.report import Report
from peaceplans.reports.safe import in_a_log

MOST = 60_000
"""Bytes of a comment: below the limit in characters whatever the letters, with room to spare."""

MARK = "<!-- peaceplans -->"
"""By which a workflow finds its own earlier comment."""


def render(gate: Gate, report: Report, *, most: int = MOST, whole: str = "") -> str:
    """The verdict, what is stopped, what was accepted, and then as much of the report as fits.

    `whole` says where all of it is; it is named where something had to be left out.
    """
    kept: list[str] = []
    room = most - _size(_pointer(whole))
    for block in _blocks(gate, report):
        room -= _size(block)
        if room < 0:
            kept.append(_pointer(whole))
            break
        kept.append(block)
    return in_a_log("\n".join(kept).rstrip("\n")) + "\n"


def _size(text: str) -> int:
    return len(text.encode()) + 1


def _pointer(whole: str) -> str:
    where = f" The whole report: {whole}" if whole else " The whole is in the job's report."
    return f"\n*More than fits here.{where}*\n"


def _blocks(gate: Gate, report: Report) -> Iterator[str]:
    """Parts that are shown or left out as a whole, the most important first."""
    yield MARK
    yield f"### peaceplans: {safe(report.title)}\n"
    yield f"{safe(verdict(gate))}\n"
    found = told(gate)
    stopped = [each for each in found if each.state == STOPPED]
    if not gate.policy.is_empty:
        yield f"Stopped is: {safe('; '.join(rules_of(gate.policy)))}.\n"
    if stopped:
        yield "| where | rule | what |\n|---|---|---|"
        yield from map(_row, stopped)
        yield "\nTo accept one of them, with a reason:\n"
        yield from (f"- `{each.accept}`" for each in stopped)
        yield ""
    if accepted := [each for each in found if each.state == ACCEPTED]:
        yield "#### Accepted\n\n| where | what | reason |\n|---|---|---|"
        yield from map(_accepted, accepted)
        yield ""
    for entry in (*gate.over, *gate.stale):
        state = f"over: it ended on {entry.until}" if entry in gate.over else "stale"
        yield f"- acceptance `{entry.fingerprint}` is {state}: {safe(entry.reason)}"
    for section in report.sections:
        if section.title and section.rows and section.title not in OF_THE_GATE:
            yield f"\n{'#' * (section.depth + 3)} {safe(section.title)}\n"
            yield _head(section.columns, len(section.rows[0]))
            yield from (_line(row) for row in section.rows)
    yield ""
    yield from (safe(line) for line in report.closing)


OF_THE_GATE = (
    "Gate",
    "Stopped",
    "To accept one of them",
    "Accepted",
    "Acceptances that accept nothing",
)
"""Titles of the sections that the comment tells in its own way."""


def safe(text: str) -> str:
    """Text on one line in which nothing is markup or a link, and nobody is called by name."""
    text = escaped(" ".join(text.splitlines())).replace("&", "&amp;").replace("$", "\\$")
    return LINKED.sub(lambda found: f"{found[0]}<!-- -->", text)


LINKED = re.compile(r"@|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
"""What hosts make a mention or a link of, with what follows."""


def _row(each: Told) -> str:
    return _line((each.place, each.finding.rule, each.text))


def _accepted(each: Told) -> str:
    return _line((each.place, each.text, each.reason))


def _head(columns: tuple[str, ...], count: int) -> str:
    return f"{_line(columns or ('',) * count)}\n|{'---|' * count}"


def _line(cells: tuple[str, ...]) -> str:
    told = ("<br>".join(map(safe, cell.splitlines())) for cell in cells)
    return f"| {' | '.join(told)} |"
