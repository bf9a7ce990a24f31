"""Who stands where on a text, issue by issue: what the cells of its points hold, counted.

Nothing is weighed or averaged: a cell names every sign that occurs, with the number of points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import htpy as h

from peaceplans.ledger.grid import Matrix, Row
from peaceplans.model.plan import Plan
from peaceplans.reports.matrix_report import LEGEND, SIGNS, sign
from peaceplans.reports.words import Words
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Picture
from peaceplans.site.pictures.heatmap import (
    HEAD,
    HEIGHT,
    LABELS,
    NO_ROOM,
    NO_STANCE,
    WIDTH,
    WORDS,
    box,
    cut,
    drawing,
    heads,
    linked,
    named,
    nothing_said,
    path,
    text,
)

ORDER = "PGDAaCcOUmRr(i–·?"
"""First letters of signs in the order in which a cell names them: stances, then the others."""
WITHOUT = {
    "(": "a stance on an issue of the point, none on the point",
    "i": "spoke on an issue of the point, not on what it sets",
    "–": "searched, nothing found",
    "·": "no entry",
    "?": "not read",
}
"""First letter of a sign that tells of no stance → what it says."""
MARKED = {
    "*": "inferred",
    "°": "second hand",
    "^": "said of a point above or of the whole text",
    "!": "a computed answer says otherwise",
}
"""Mark after the letter of a sign → what it adds."""
LINE, LETTERS = 15, 11
"""Height of a line of signs without a box, and how many letters it holds."""

COUNTED = (
    "A point or option with several issues counts on each of them; a number after a sign is how"
    " many points and options of the issue have it."
)


def issue_map(site: Site, plan: Plan) -> Picture | None:
    """Issue by party; None where nobody has said anything, or no point is about an issue."""
    matrix = site.matrix(plan)
    words = Words(plan.registry)
    found = on_issues(matrix, plan.registry.issues)
    if nothing_said(matrix) or not found:
        return None
    cells = {
        (issue, party): summed(matrix, rows, party)
        for issue, rows in found.items()
        for party in matrix.parties
    }
    id = places.anchor(f"who-stands-where-by-issue-{plan.id}")
    title = f"Who stands where on {plan.title}, issue by issue"
    description = (
        "A row for each issue that the text has points on, a column for each party, by the"
        f" statements up to {matrix.at}."
    )
    content: list[h.Node] = [*heads(matrix, words, "issue (points and options)")]
    y = HEAD
    for issue, rows in found.items():
        drawn = [cells[issue, party] for party in matrix.parties]
        height = max(HEIGHT, *(_height(cell) for cell in drawn))
        content += _row(site, issue, rows, words, y)
        for number, (party, cell) in enumerate(zip(matrix.parties, drawn, strict=True)):
            who = f"{words.title('parties', party)}, {words.title('issues', issue)}"
            content.append(_cell(who, cell, LABELS + number * WIDTH, y))
        y += height
        content.append(path(f"M0 {y}H{LABELS + WIDTH * len(matrix.parties)}", "ppd-grid"))
    size = LABELS + WIDTH * len(matrix.parties) + 10, y + 10
    table = tuple(
        (
            words.title("issues", issue),
            str(len(rows)),
            *(told(cells[issue, party]) for party in matrix.parties),
        )
        for issue, rows in found.items()
    )
    return Picture(
        id,
        title,
        description,
        drawing(id, title, f"{description} {COUNTED} {LEGEND} {NO_ROOM}", size, content),
        ("issue", "points", *(words.title("parties", party) for party in matrix.parties)),
        table,
        f"{COUNTED} {NO_ROOM}",
        SIGNS,
    )


def on_issues(matrix: Matrix, order: Iterable[str]) -> dict[str, tuple[Row, ...]]:
    """Issue → the points and options about it, the issues in an order. The text as a whole is
    no point.
    """
    found: dict[str, list[Row]] = {issue: [] for issue in order}
    for row in matrix.rows:
        for issue in row.issues if row.point is not None else ():
            found.setdefault(issue, []).append(row)
    return {issue: tuple(rows) for issue, rows in found.items() if rows}


def summed(matrix: Matrix, rows: Iterable[Row], party: str) -> dict[str, tuple[str, ...]]:
    """Sign → the points and options where a party has it."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(sign(matrix[row.place, party]), []).append(row.place)
    return {shown: tuple(found[shown]) for shown in sorted(found, key=_rank)}


def told(cell: Mapping[str, Sequence[str]]) -> str:
    """A cell in words: each sign with how many points have it, what it says, and which they are."""
    return "; ".join(
        f"{shown} {len(spots)} {_word(shown)} ({', '.join(spots)})" for shown, spots in cell.items()
    )


def _rank(shown: str) -> tuple[int, str]:
    at = ORDER.find(shown[:1])
    return (at if at >= 0 else len(ORDER), shown)


def _word(shown: str) -> str:
    word = WITHOUT.get(shown[:1]) or WORDS[shown[:1]]
    return ", ".join((word, *(told for mark, told in MARKED.items() if mark in shown)))


def _is_stance(shown: str) -> bool:
    return shown not in NO_STANCE and not shown.startswith("(")


def _lines(cell: Mapping[str, Sequence[str]]) -> list[str]:
    """The signs without a stance on the point, as many on a line as it holds."""
    lines: list[str] = []
    for shown, spots in cell.items():
        one = f"{shown} {len(spots)}"
        if _is_stance(shown):
            continue
        if lines and len(lines[-1]) + len(one) < LETTERS:
            lines[-1] += f"\u2002{one}"  # wider than the space within, and kept in a drawing
        else:
            lines.append(one)
    return lines


def _height(cell: Mapping[str, Sequence[str]]) -> int:
    return HEIGHT * sum(map(_is_stance, cell)) + LINE * len(_lines(cell)) + 4


def _row(site: Site, issue: str, rows: Sequence[Row], words: Words, y: int) -> Iterator[h.Node]:
    title = words.title("issues", issue)
    count = f" ({len(rows)})"
    label = text(8, y + 20, cut(title, 32 - len(count)) + count)
    known = issue in site.catalog.issues
    said = f"{title}: {', '.join(row.place for row in rows)}"
    yield linked(places.issue(issue), said, label) if known else label


def _cell(who: str, cell: Mapping[str, Sequence[str]], x: int, y: int) -> h.Node:
    made: list[h.Node] = []
    for shown, spots in cell.items():
        if _is_stance(shown):
            made.append(box(shown, f"{shown} {len(spots)}", x, y))
            y += HEIGHT
    for number, line in enumerate(_lines(cell)):
        # A little lower than a box has its letters: alone, it stands in the middle of the row.
        made.append(text(x + WIDTH // 2, y + 15 + LINE * number, line, "ppd-soft", "middle"))
    if not any(map(_is_stance, cell)):
        return made
    return h.Element("g")[named(f"{who}: {told(cell)}"), made]
