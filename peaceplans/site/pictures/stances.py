"""Positions over time: a row for each party, a mark for each statement at its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import htpy as h

from peaceplans.ledger.days import came, ends
from peaceplans.ledger.grounds import Ledger
from peaceplans.model.position import Position
from peaceplans.reports.answers import Telling, dated, stance
from peaceplans.reports.matrix_report import STATED
from peaceplans.reports.words import Words
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Picture
from peaceplans.site.pictures.heatmap import cut, drawing, legend, linked, path, text
from peaceplans.vocabulary import SECOND_HAND

LEFT, RIGHT, PAD, LANE, TOP = 180, 900, 16, 24, 30
MARK = 26
"""Room that a mark takes along the line of time."""

EXPLAINED = (
    "A accepts · C accepts with conditions · O open to discussion · R rejects · U unclear ·"
    " – searched, nothing found",
    "° second hand · * our inference · dashed outline: denied or withdrawn by a later entry ·"
    " a line before a mark: the date is a span of days",
)
SHADES = {"A": "good", "R": "bad", "–": "plain"}


class Mark(NamedTuple):
    """A statement of one party: the first and last day it may be of, and its sign."""

    entry: Position
    first: int
    last: int
    sign: str


def over_time(site: Site, issue: str) -> Picture | None:
    """What each party has said on an issue, by date; None where there is no entry."""
    ledger = Ledger.of(site.catalog)
    said = {
        party: marks
        for party in ledger.parties
        if (marks := [_mark(e) for e in reversed(ledger.entries(party, issue, site.at))])
    }
    if not said:
        return None
    words = site.words
    silenced = ledger.silenced(site.at)
    id = places.anchor(f"over-time-{issue}")
    title = f"Positions over time: {words.title('issues', issue)}"
    days = [mark.last for marks in said.values() for mark in marks]
    axis = Axis(min(days), max(days))
    content: list[h.Node] = []
    y = TOP
    for party, marks in said.items():
        lanes = _lanes(marks, axis)
        height = LANE * len(lanes) + 8
        name = words.title("parties", party)
        label = text(8, y + 20, cut(name, 22), "ppd-head")
        known = party in site.catalog.parties
        content.append(linked(places.party(party), name, label) if known else label)
        content.append(path(f"M0 {y + height}H{RIGHT + PAD}", "ppd-grid"))
        for number, lane in enumerate(lanes):
            at = y + number * LANE + 16
            content += [_drawn(mark, axis, at, words, silenced) for mark in lane]
        y += height
    description = (
        f"A row for each party, a mark with a letter for each statement up to {site.at}; marks"
        " close in time stand under each other."
    )
    size = RIGHT + PAD, y + 50
    return Picture(
        id,
        title,
        description,
        drawing(
            id,
            title,
            f"{description} {' '.join(EXPLAINED)}",
            size,
            [*axis.drawn(y), content, legend(8, y + 20, EXPLAINED)],
        ),
        ("date", "party", "stance", "statement", "form", "evidence", "sources"),
        tuple(_rows(ledger, issue, site.at, words, silenced)),
        " ".join(EXPLAINED),
    )


class Axis:
    """Days along the width of the drawing."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = (first, last) if last - first >= 30 else (first - 15, last + 15)

    def at(self, day: int) -> int:
        """Where a day stands; days before the first stand at its edge."""
        part = (max(day, self.first) - self.first) / (self.last - self.first)
        return LEFT + MARK // 2 + round(part * (RIGHT - LEFT - MARK))

    def drawn(self, bottom: int) -> Iterator[h.Node]:
        """Lines and labels for years, or months where there is one year or so."""
        start, end = date.fromordinal(self.first), date.fromordinal(self.last)
        yearly = end.year - start.year > 2
        step = max(1, (end.year - start.year) // 10) if yearly else 1
        months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
        if not yearly:
            step = -(-len(months) // 9)
        for month in months:
            year, rest = divmod(month, 12)
            wanted = (rest == 0 and year % step == 0) if yearly else month % step == 0
            day = date(year, rest + 1, 1).toordinal() if 0 < year < 10000 else self.first
            if wanted and day >= self.first:
                x = self.at(day)
                label = str(year) if yearly else f"{year}-{rest + 1:02}"
                yield path(f"M{x} {TOP - 8}V{bottom}", "ppd-grid")
                anchor = "end" if x > RIGHT - 25 else "middle"
                yield text(x, TOP - 13, label, "ppd-soft", anchor)


def _mark(entry: Position) -> Mark:
    first, last = (date.fromisoformat(day).toordinal() for day in ends(entry.date))
    sign = STATED.get(entry.stance, "–")
    sign += "*" if entry.evidence == "inferred" else "°" if entry.form in SECOND_HAND else ""
    return Mark(entry, first, last, sign)


def _lanes(marks: Sequence[Mark], axis: Axis) -> list[list[Mark]]:
    """Marks in as few lanes as it takes for none to cover another."""
    lanes: list[list[Mark]] = []
    ends: list[int] = []
    for mark in sorted(marks, key=lambda m: (axis.at(m.first), axis.at(m.last), m.entry.id)):
        for number, end in enumerate(ends):
            if axis.at(mark.first) - MARK // 2 >= end:
                lanes[number].append(mark)
                ends[number] = axis.at(mark.last) + MARK // 2
                break
        else:
            lanes.append([mark])
            ends.append(axis.at(mark.last) + MARK // 2)
    return lanes


def _drawn(mark: Mark, axis: Axis, y: int, words: Words, silenced: frozenset[str]) -> h.Element:
    x, start = axis.at(mark.last), axis.at(mark.first)
    shade = SHADES.get(mark.sign[:1], "mixed")
    void = " ppd-void" if mark.entry.id in silenced else ""
    who = words.parties(mark.entry.parties)
    told = f"{dated(mark.entry.date)}, {who}: {_stance(mark.entry, silenced)}"
    return linked(
        places.entry(mark.entry.id, mark.entry.parties[0], mark.entry.issue),
        told,
        [
            path(f"M{start} {y}H{x}", "ppd-axis") if x - start > MARK // 2 else None,
            h.Element("rect")(
                class_=f"ppd-{shade}{void} ppd-mark", x=x - 11, y=y - 10, width=22, height=20, rx=4
            ),
            text(x, y + 4, mark.sign, "ppd-letter"),
        ],
    )


def _stance(entry: Position, silenced: frozenset[str]) -> str:
    marks = [
        word
        for word, holds in (
            ("second hand", entry.form in SECOND_HAND),
            ("our inference", entry.evidence == "inferred"),
            ("denied or withdrawn", entry.id in silenced),
        )
        if holds
    ]
    return stance(entry.stance) + (f" ({', '.join(marks)})" if marks else "")


def _rows(
    ledger: Ledger, issue: str, at: str, words: Words, silenced: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """Each entry once, however many parties spoke together."""
    telling = Telling(words)
    for entry in ledger.positions:
        if entry.issue == issue and came(entry.date, at):
            yield (
                dated(entry.date),
                words.parties(entry.parties),
                _stance(entry, silenced),
                entry.statement,
                (entry.form or "").replace("-", " "),
                entry.evidence or "",
                telling.sources(entry.sources, most=3),
            )
