"""The matrix in words and signs: who stands where on each provision, and what that rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from peaceplans.ledger.grid import BASES, Matrix, MatrixCell, Row
from peaceplans.reports.answers import Telling, stance
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words
from peaceplans.vocabulary import SECOND_HAND

ABREAST = 9
"""Parties side by side in one table: as many as 80 columns hold."""

STATED = {
    "accepts": "A",
    "accepts-with-conditions": "C",
    "open": "O",
    "rejects": "R",
    "unclear": "U",
}
COMPUTED = {"accepted": "a", "accepted if": "c", "rejected": "r", "mixed": "m"}
PUT_FORWARD = {"proposed": "P", "agreed": "G", "drafted": "D"}
SIGNS = (
    (
        "Stated",
        (
            ("A", "accepts"),
            ("C", "accepts with conditions"),
            ("R", "rejects"),
            ("O", "open"),
            ("U", "unclear"),
        ),
    ),
    (
        "By the text",
        (
            ("P", "put forward by it"),
            ("G", "recorded as agreed with it"),
            ("D", "reported as a drafter"),
        ),
    ),
    (
        "Computed from stated answers",
        (
            ("a", "accepted"),
            ("c", "accepted if"),
            ("r", "rejected"),
            ("m", "some of both"),
        ),
    ),
    (
        "No stance on the point",
        (
            (
                "in brackets",
                "carried over from the newest stance on its issue, where the point sets no answer"
                " to it",
            ),
            ("i", "spoke on the issue, not on what the point sets"),
            ("–", "searched, nothing found"),
            ("·", "no entry"),
            ("?", "point not read"),
        ),
    ),
    (
        "After a sign",
        (
            ("*", "inferred"),
            ("°", "second hand"),
            (
                "^",
                "said of a point above or of the whole text on the same issue, not of this itself",
            ),
            ("!", "a computed answer says otherwise"),
        ),
    ),
)
"""Group → its signs, each with what it means."""
LEGEND = " ".join(
    f"{group}: {', '.join(f'{mark} {meaning}' for mark, meaning in marks)}."
    for group, marks in SIGNS
)


def sign(cell: MatrixCell) -> str:
    """The sign of a cell, as the legend explains it."""
    if cell.basis == "stated":
        entry = cell.newest
        assert entry is not None
        mark = "°" if entry.form in SECOND_HAND else ""
        more = "^" if cell.said_of else ""
        return STATED[entry.stance] + mark + more + ("!" if cell.contradicted else "")
    if cell.basis in PUT_FORWARD:
        return PUT_FORWARD[cell.basis]
    if cell.basis == "computed":
        second = all(v.is_reported for v in cell.verdicts if v.kind in ("accepted", "rejected"))
        return COMPUTED[cell.stance or "mixed"] + ("°" if second else "")
    if cell.basis == "inferred":
        return f"{STATED[cell.inferred[0].stance]}*"
    if cell.basis == "carried over" and cell.carried is not None:
        mark = "°" if cell.carried.form in SECOND_HAND else ""
        return f"({STATED[cell.carried.stance]}{mark})"
    if cell.stance == "unknown":
        return "?"
    return "i" if cell.carried is not None else "–" if cell.silent else "·"


def matrix_report(matrix: Matrix, *, entries: bool, version: str, command: str) -> Report:
    """The matrix; with `entries` each answer with the statement behind it."""
    words = Words(matrix.plan.registry)
    sections = list(_tables(matrix, words))
    if entries:
        sections += _entries(matrix, Telling(words), words)
    bases = Counter(cell.basis for cell in matrix.cells.values())
    own = sum(bases[basis] for basis in ("stated", "proposed", "agreed", "drafted"))
    shown = "" if entries else " The statement behind each sign: --entries."
    return Report(
        title=f"Who stands where on {matrix.plan.id}",
        paragraphs=(
            f"{matrix.plan.title}, by the statements up to {matrix.at}. From public statements"
            " only; where nothing is known, nobody has a position.",
            LEGEND + shown,
        ),
        sections=tuple(sections),
        closing=closing(
            f"{len(matrix.rows)} rows by {len(matrix.parties)} parties: {own} answers stated or"
            f" put forward, {bases['computed']} computed, {bases['inferred']} inferred,"
            f" {bases['carried over']} carried over, at {matrix.at}",
            version,
            command,
        ),
    )


def short(words: Words, party: str) -> str:
    """What heads the column of a party."""
    entry = words.registry.parties.get(party)
    return (entry.short if entry else None) or words.title("parties", party)


def _tables(matrix: Matrix, words: Words) -> Iterator[Section]:
    for start in range(0, len(matrix.parties), ABREAST):
        parties = matrix.parties[start : start + ABREAST]
        rows = tuple(
            (row.place, *(sign(matrix[row.place, party]) for party in parties))
            for row in matrix.rows
        )
        names = [words.title("parties", party) for party in parties]
        heads = [short(words, party) for party in parties]
        title = f"{names[0]} to {names[-1]}" if len(names) > 1 else names[0]
        legend = ", ".join(f"{head} {name}" for head, name in zip(heads, names, strict=True))
        yield Section(title, (f"{legend}.",), ("point", *heads), rows)


def _entries(matrix: Matrix, telling: Telling, words: Words) -> Iterator[Section]:
    for row in matrix.rows:
        told = [
            (words.title("parties", party), answer)
            for party in matrix.parties
            if (answer := _answer(matrix[row.place, party], telling))
        ]
        if told:
            yield Section(f"{row.place}: {_heading(row)}", rows=tuple(told), depth=2)


def _heading(row: Row) -> str:
    return row.heading if len(row.heading) <= 60 else row.heading[:57].rstrip() + "…"


def whole(said_of: str) -> str:
    """What more than a point a statement is about, in words."""
    return "the whole text" if said_of == "text" else f"point {said_of}"


def _answer(cell: MatrixCell, telling: Telling) -> str:
    """A cell in words: the answer, its basis, the entry behind it, and what is computed beside."""
    parts = []
    if cell.basis == "stated" and (entry := cell.newest):
        of_more = f" of {whole(cell.said_of)}" if cell.said_of else ""
        said = f"{stance(entry.stance)} (stated{of_more}): {entry.statement}"
        parts.append(f"{said} {telling.entry(entry)}")
    elif cell.basis in PUT_FORWARD:
        parts.append(stance(cell.stance))
    elif cell.basis == "inferred":
        entry = cell.inferred[0]
        parts.append(f"{stance(entry.stance)} (inferred): {entry.statement} {telling.entry(entry)}")
    elif cell.basis == "carried over" and (entry := cell.carried):
        parts.append(f"{stance(entry.stance)} on the issue, not on the point [{entry.id}]")
    elif cell.carried is not None and cell.basis == "none":
        parts.append(f"spoke on the issue, not on what this sets [{cell.carried.id}]")
    elif cell.silent is not None:
        parts.append(f"nothing found, searched {cell.silent.searched}")
    for verdict in cell.verdicts:
        if verdict.kind not in ("not stated", "unknown"):
            grounds = "; ".join(telling.ground(ground) for ground in verdict.grounds)
            name = telling.words.cell(verdict.cell)
            parts.append(f"{name}: {telling.verdict(verdict)} (computed from {grounds})")
    for entry in cell.denied:
        parts.append(f"denied, and not counted: {entry.statement} {telling.entry(entry)}")
    return " / ".join(parts)


__all__ = ["BASES", "LEGEND", "SIGNS", "matrix_report", "short", "sign"]
