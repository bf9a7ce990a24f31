"""Days along the width of a drawing, in months or in those years of which something is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import htpy as h

from peaceplans.site.pictures.heatmap import path, text

BREAK = 26
"""Width of years left out."""
DAY = 3.0
"""Width of a day where months are drawn, so that the number of a week has room."""
FULL, SPARE = 110, 44
"""Width of a year, and of one of which little is told."""
LITTLE = 24
"""That is, no more days than this; a thing gives two, its first and its last."""
LAST = date.max.toordinal() + 1


class Unit(NamedTuple):
    """A month or year: its name, its first day and the first day after it, and where it begins."""

    name: str
    first: int
    end: int
    x: int
    width: int


class Calendar:
    """A line of time. `bin` names the stretch of days that things are counted by."""

    def __init__(self, units: Iterable[tuple[str, int, int, int]], left: int, bin: str):
        self.bin, self.left = bin, left
        self.units: list[Unit] = []
        x = left
        for name, first, end, width in units:
            x += BREAK if self.units and self.units[-1].end != first else 0
            self.units.append(Unit(name, first, end, x, width))
            x += width
        self.right = x

    @classmethod
    def years(cls, days: Iterable[int], left: int) -> Calendar:
        """The years that these days are of; those of few days narrower, if any are of many."""
        told = Counter(date.fromordinal(day).year for day in days)
        most = max(told.values())
        return cls(
            (
                (
                    str(year),
                    _start(year, 1),
                    _start(year + 1, 1),
                    SPARE if told[year] <= LITTLE < most else FULL,
                )
                for year in sorted(told)
            ),
            left,
            "quarter",
        )

    @classmethod
    def months(cls, first: int, last: int, left: int) -> Calendar:
        """All months from that of the first day to that of the last."""
        one, two = date.fromordinal(first), date.fromordinal(last)
        units = []
        for number in range(one.year * 12 + one.month - 1, two.year * 12 + two.month):
            year, month = number // 12, number % 12 + 1
            start, end = _start(year, month), _start(year, month + 1)
            units.append((f"{year:04}-{month:02}", start, end, round((end - start) * DAY)))
        return cls(units, left, "week")

    @property
    def first(self) -> int:
        """The first day."""
        return self.units[0].first

    @property
    def end(self) -> int:
        """The first day after the last."""
        return self.units[-1].end

    def at(self, day: int) -> int:
        """Where a day begins; one that is left out, in the middle of the break."""
        for unit in self.units:
            if day < unit.first:
                return self.left if unit is self.units[0] else unit.x - BREAK // 2
            if day < unit.end:
                return unit.x + round(unit.width * (day - unit.first) / (unit.end - unit.first))
        return self.right

    def held(self, day: int) -> tuple[int, int]:
        """The week (from Monday on) or quarter of a day as far as it is drawn: its first day, and
        the first after it.
        """
        if self.bin == "week":
            start = day - (day - 1) % 7
            end = start + 7
        else:
            when = date.fromordinal(day)
            month = when.month - (when.month - 1) % 3
            start, end = _start(when.year, month), _start(when.year, month + 3)
        return max(start, self.first), min(end, self.end)

    def drawn(self, top: int, bottom: int) -> Iterator[h.Node]:
        """Lines and names of months or years, and marks of years left out."""
        for unit in self.units:
            yield path(f"M{unit.x} {top}V{bottom}", "ppd-grid")
            yield text(unit.x + 4, top + 12, unit.name, "ppd-soft")
        for one, two in pairwise(self.units):
            if one.end != two.first:
                yield text(two.x - BREAK // 2, top + 12, "⋯", "ppd-letter")
                yield path(f"M{two.x - BREAK} {top}V{bottom}", "ppd-grid ppd-cut")


def _start(year: int, month: int) -> int:
    """The first day of a month; the thirteenth is the first of the next year."""
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    return date(year, month, 1).toordinal() if year <= date.max.year else LAST
