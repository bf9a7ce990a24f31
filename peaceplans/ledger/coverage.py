"""What the ledger covers: for each issue and party, filled, single-sourced, silent or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from peaceplans.ledger.days import day_of, earliest, latest
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.ledger.grounds import Ledger

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog

FILLED, SINGLE, INFERRED, SILENT, NOTHING = (
    "filled",
    "single-sourced",
    "inferred only",
    "silent",
    "not researched",
)
STATES = {
    FILLED: "at least one statement with sources of separate origin",
    SINGLE: "statements, each with one source or only through digests",
    INFERRED: "no statement on the issue; labels inferred from others",
    SILENT: "searched, and nothing found",
    NOTHING: "no entry: nobody has looked",
}


class Covered(NamedTuple):
    """One issue, party and period: the state, how many entries, and the interval searched."""

    issue: str
    party: str
    state: str
    entries: int
    searched: tuple[str, ...]


@attrs.frozen
class Coverage:
    """Issue × party over one period (`start` to `end`, days included)."""

    start: str
    end: str
    issues: tuple[str, ...]
    parties: tuple[str, ...]
    cells: tuple[Covered, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values: one item for each issue and party."""
        return {
            "format": "peaceplans-coverage",
            "version": 1,
            "from": self.start,
            "to": self.end,
            "cells": [{**c._asdict(), "searched": list(c.searched)} for c in self.cells],
        }


def coverage(
    *,
    start: str | None = None,
    end: str | None = None,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    catalog: Catalog | None = None,
) -> Coverage:
    """What the ledger holds for each issue and party in a period, by default all of it.

    Raises ValueError for what is no date.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    ledger = Ledger.of(catalog or builtin())
    oldest = min((earliest(entry.date) for entry in ledger.positions), default="0001-01-01")
    first = earliest(start) if start and day_of(start) else oldest
    last = ledger.at(end)
    held = {entry.issue for entry in ledger.positions}
    names = tuple(issues) or tuple(i for i in ledger.registry.issues if i in held)
    who = tuple(parties) or ledger.parties
    found: dict[tuple[str, str], list[Any]] = {}
    for entry in ledger.positions:
        when = entry.searched or entry.date
        if latest(when) >= first and earliest(when) <= last:
            for party in entry.parties:
                found.setdefault((entry.issue, party), []).append(entry)
    cells = [_covered(i, p, found.get((i, p), [])) for i in names for p in who]
    return Coverage(first, last, names, who, tuple(cells))


def months(start: str, end: str) -> list[tuple[str, str]]:
    """The months of a period, the first and last cut to it."""
    found = []
    month = start[:7]
    while month <= end[:7]:
        found.append((max(start, f"{month}-01"), min(end, latest(month))))
        year, number = int(month[:4]), int(month[5:])
        month = f"{year + number // 12:04d}-{number % 12 + 1:02d}"
    return found


def _covered(issue: str, party: str, entries: list[Any]) -> Covered:
    told = [entry for entry in entries if entry.stance != NOTHING_FOUND]
    searched = tuple(e.searched for e in entries if e.searched)
    grades = {entry.evidence for entry in told}
    if "corroborated" in grades:
        state = FILLED
    elif grades - {"inferred"}:
        state = SINGLE
    elif grades:
        state = INFERRED
    else:
        state = SILENT if searched else NOTHING
    return Covered(issue, party, state, len(told), searched)
