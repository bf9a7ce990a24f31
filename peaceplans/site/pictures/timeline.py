"""The timeline drawn: texts and events by name, the statements of each party by their number.

A date that may mean several days is a line over all of them, or is counted where all of them lie
in one week (in one quarter, where the drawing spans years).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import htpy as h

from peaceplans.ledger.chronicle import Moment
from peaceplans.ledger.days import ends
from peaceplans.reports.answers import Telling, dated
from peaceplans.reports.stands_report import READ
from peaceplans.reports.words import Words
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Picture
from peaceplans.site.pictures.calendar import Calendar
from peaceplans.site.pictures.heatmap import cut, drawing, legend, linked, path, text

LEFT, PAD, TOP, LANE, BAR = 346, 24, 136, 19, 26
"""Room for names, at the edges, above the rows; the height of a row and of the longest bar."""
NAME, SHOWN, TOLD = 104, 36, 140
"""Where names begin, after dates; letters of a name, and of what is told to a pointer on it."""
SPAN = 12
"""Least width of a line over days, so that it is not taken for a day."""
NAMED = 60
"""Of more texts or events than this, only their number is shown."""

COLUMNS = ("date", "kind", "parties", "what", "how sure", "denied or withdrawn", "sources")
EXPLAINED = (
    "● on that day · ○ about or perhaps on that day · ◂ ▸ goes on outside the drawing",
    "├─┤ some time in these days, or all through them; dashed: the days, too, are about or perhaps",
    "Bars: how many statements of a {bin}; ~: some of them about or perhaps of a day.",
    "Lines with a number: how many statements may be of any of these days.",
    "A statement of several parties is counted for each. No row: none in the data here, which is"
    " no position.",
)
CUT = "Years of which little is told are drawn narrower; ⋯ stands for years left out."


class Mark(NamedTuple):
    """A moment, its first and its last possible day; `vague` if it is about or perhaps then."""

    moment: Moment
    first: int
    last: int
    vague: bool


Place = Callable[[Moment], str | None]
"""Where a list has a moment."""
Days = tuple[str, str]
"""The first day and the last (ISO)."""


def marks(moments: Iterable[Moment]) -> list[Mark]:
    """Moments with the days that they may be of."""
    found = []
    for moment in moments:
        first, last = (date.fromisoformat(day).toordinal() for day in ends(moment.date))
        found.append(Mark(moment, first, last, any(sign in moment.date for sign in "~?%")))
    return found


def over_years(site: Site, moments: Sequence[Moment], place: Place) -> Picture | None:
    """All years of which something is told; None where nothing is."""
    held = marks(moments)
    if not held:
        return None
    calendar = Calendar.years((day for mark in held for day in (mark.first, mark.last)), LEFT)
    return _picture(site, "timeline-drawn", "Timeline, all years", held, calendar, place)


def over_months(
    site: Site, name: str, when: str, moments: Sequence[Moment], place: Place, within: Days
) -> Picture | None:
    """Some months, day by day: what may lie in them by its date; None where nothing may."""
    first, last = (date.fromisoformat(day).toordinal() for day in within)
    held = [mark for mark in marks(moments) if mark.first <= last and first <= mark.last]
    if not held:
        return None
    begin = min((mark.first for mark in held if mark.first >= first), default=first)
    finish = min(last, max(mark.last for mark in held))
    calendar = Calendar.months(begin, finish, LEFT)
    return _picture(site, f"timeline-{name}", f"Timeline, {when}", held, calendar, place)


def _picture(
    site: Site, id: str, title: str, held: Sequence[Mark], calendar: Calendar, place: Place
) -> Picture:
    id = places.anchor(id)
    drawn = _Timeline(site, calendar, place)
    content = [drawn.named("plan", "Texts", "text", held)]
    content.append(drawn.named("event", "Events", "event", held))
    content.append(drawn.statements(held))
    explained = [line.format(bin=calendar.bin) for line in EXPLAINED]
    explained += [CUT] if calendar.bin == "quarter" else []
    description = (
        "Texts and events by name, statements by party and number, from"
        f" {dated(held[0].moment.date)} to {dated(held[-1].moment.date)}."
    )
    inside = [*calendar.drawn(TOP - 22, drawn.y), content, legend(8, 18, explained)]
    size = max(calendar.right, 640) + PAD, drawn.y + 10
    return Picture(
        id,
        title,
        description,
        drawing(id, title, f"{description} {' '.join(explained)}", size, inside),
        COLUMNS,
        tuple(_rows(site, (mark.moment for mark in held))),
        " ".join(explained),
    )


class _Timeline:
    """Draws rows one under another; `y` is where the next begins."""

    def __init__(self, site: Site, calendar: Calendar, place: Place) -> None:
        self.site, self.calendar, self.place = site, calendar, place
        self.y = TOP

    def named(self, kind: str, title: str, one: str, held: Sequence[Mark]) -> h.Node:
        """Texts or events, each on a row with its date and name."""
        mine = [mark for mark in held if mark.moment.kind == kind]
        if not mine:
            return None
        if len(mine) > NAMED:
            return self._counted(title, None, one, mine, _most(self.calendar, [mine]))
        made: list[h.Node] = [text(8, self.y + 14, title, "ppd-head")]
        self.y += LANE
        for number, mark in enumerate(mine):
            row = h.Element("g")(transform=f"translate(0 {self.y + number * LANE})")
            made.append(row[self._row(mark)])
        return [made, self._closed(len(mine) * LANE + 4)]

    def statements(self, held: Sequence[Mark]) -> h.Node:
        """A row for each party that speaks, on one scale."""
        spoken = [mark for mark in held if mark.moment.kind == "statement"]
        order = (*self.site.speakers, *(id for mark in spoken for id in mark.moment.parties))
        rows = {
            party: mine
            for party in dict.fromkeys(order)
            if (mine := [mark for mark in spoken if party in mark.moment.parties])
        }
        most = _most(self.calendar, rows.values())
        made: list[h.Node] = []
        if rows:
            made.append(text(8, self.y + 15, "Statements, by party", "ppd-head"))
            self.y += LANE
        for party, mine in rows.items():
            name = self.site.words.title("parties", party)
            known = party in self.site.catalog.parties
            where = places.party(party) if known else None
            made.append(self._counted(name, where, "statement", mine, most))
        return made

    def _closed(self, height: int) -> h.Node:
        """A line under a row, and on to the next."""
        self.y += height
        line = path(f"M0 {self.y}H{self.calendar.right}", "ppd-grid")
        self.y += 4
        return line

    # Marks with names

    def _row(self, mark: Mark) -> h.Element:
        """A date, a name and, on the line of time, a mark."""
        moment = mark.moment
        where = places.text(moment.id) if moment.kind == "plan" else places.event(moment.id)
        sure = READ.get(moment.certainty, moment.certainty)
        told = f"{dated(moment.date)}: {cut(moment.text, TOLD)}{f' ({sure})' if sure else ''}"
        first, between, _ = moment.date.partition("/")
        x, shape = self._shape(mark)
        drawn = [
            text(8, 14, f"{dated(first)}{'/…' if between else ''}", "ppd-soft"),
            text(NAME, 14, cut(moment.text, SHOWN), "ppd-soft"),
            path(f"M{LEFT} 10H{x}", "ppd-grid"),
            shape,
        ]
        return linked(where, told, drawn)

    def _shape(self, mark: Mark) -> tuple[int, h.Node]:
        """Where it begins, and a dot for a day, a line for days."""
        known = self.calendar
        if mark.first == mark.last:
            x = (known.at(mark.first) + known.at(mark.first + 1)) // 2
            kind = "ppd-said" if mark.vague else "ppd-text"
            return x - 5, h.Element("circle")(class_=f"{kind} ppd-mark", cx=x, cy=10, r=4)
        x, end = known.at(mark.first), known.at(mark.last + 1)
        if end - x < SPAN:
            x, end = (x + end - SPAN) // 2, (x + end + SPAN) // 2
        return x, self._line(mark.first, mark.last, x, end, mark.vague)

    def _line(self, first: int, last: int, x: int, end: int, vague: bool) -> h.Node:
        known = self.calendar
        cuts = [
            path(f"M{at} 10l{way * 7} -5v10Z", "ppd-text")
            for at, way, open in ((x, 1, first < known.first), (end, -1, last >= known.end))
            if open
        ]
        ticks = f"M{x} 5v10M{end} 5v10"
        dashed = " ppd-cut" if vague else ""
        return [
            path(f"M{x} 10H{end}", f"ppd-span ppd-mark{dashed}"),
            cuts or path(ticks, "ppd-span"),
        ]

    # Numbers

    def _counted(
        self, title: str, where: str | None, one: str, mine: Sequence[Mark], most: int
    ) -> h.Node:
        """A row of bars, and under them lines for dates that go over more than one of them."""
        label = text(8, self.y + 14 + BAR, f"{cut(title, 32)}: {len(mine)}", "ppd-head")
        made: list[h.Node] = [linked(where, title, label) if where else label]
        bars, spans = _binned(self.calendar, mine)
        for (first, end), held in bars.items():
            x, right = self.calendar.at(first) + 1, self.calendar.at(end) - 1
            high = 3 + round((BAR - 3) * len(held) / most)
            y = self.y + 14 + BAR - high
            shown = f"{len(held)}{'~' if any(mark.vague for mark in held) else ''}"
            told = f"{title}, {_days(first, end - 1)}: {_told(held, one)}"
            bar = h.Element("rect")(
                ".ppd-box.ppd-mark", x=x, y=y, width=max(right - x, 3), height=high
            )
            count = text((x + right) // 2, y - 3, shown, "ppd-count")
            made.append(self._listed(held, told, [bar, count]))
        taken: list[int] = []
        for (first, last), held in spans.items():
            x, end = self.calendar.at(first), self.calendar.at(last + 1)
            lane = next((n for n, used in enumerate(taken) if used <= x), len(taken))
            shown = f"{len(held)}{'~' if any(mark.vague for mark in held) else ''}"
            taken[lane : lane + 1] = [end + 12 + 7 * len(shown)]
            told = f"{title}, {_days(first, last)}, on any of these days: {_told(held, one)}"
            line = self._line(first, last, x, end, False)
            moved = h.Element("g")(transform=f"translate(0 {self.y + BAR + 14 + lane * 18})")[
                line, text(end + 4, 14, shown, "ppd-soft")
            ]
            made.append(self._listed(held, told, moved))
        return [made, self._closed(BAR + 18 + 18 * len(taken))]

    def _listed(self, held: Sequence[Mark], told: str, drawn: h.Node) -> h.Element:
        where = self.place(held[0].moment)
        if where is not None:
            return linked(where, told, drawn)
        return h.Element("g")[h.Element("title")[told], drawn]


Bins = dict[tuple[int, int], list[Mark]]


def _binned(calendar: Calendar, held: Iterable[Mark]) -> tuple[Bins, Bins]:
    """What lies in one week or quarter by its date, and what may lie in more, by its days."""
    bars: Bins = {}
    spans: Bins = {}
    for mark in held:
        bin = calendar.held(mark.first)
        if bin[0] <= mark.first and mark.last < bin[1]:
            bars.setdefault(bin, []).append(mark)
        else:
            spans.setdefault((mark.first, mark.last), []).append(mark)
    return bars, spans


def _most(calendar: Calendar, rows: Iterable[Sequence[Mark]]) -> int:
    bars = [_binned(calendar, row)[0] for row in rows]
    return max((len(held) for row in bars for held in row.values()), default=1)


def _days(first: int, last: int) -> str:
    return f"{_day(first)} to {_day(last)}"


def _day(day: int) -> str:
    return date.fromordinal(max(1, min(day, date.max.toordinal()))).isoformat()


def _told(held: Sequence[Mark], one: str) -> str:
    vague = sum(mark.vague for mark in held)
    denied = sum(mark.moment.denied for mark in held)
    more = [f"{vague} about or perhaps then"] if vague else []
    more += [f"{denied} denied or withdrawn later"] if denied else []
    number = f"{len(held)} {one}{'' if len(held) == 1 else 's'}"
    return f"{number} ({', '.join(more)})" if more else number


def _rows(site: Site, moments: Iterable[Moment]) -> Iterator[tuple[str, ...]]:
    for moment in moments:
        plan = site.catalog.plans.get(moment.id) if moment.kind == "plan" else None
        words = Words(plan.registry) if plan is not None else site.words
        yield (
            moment.date,
            "text" if moment.kind == "plan" else moment.kind,
            words.parties(moment.parties) if moment.parties else "",
            moment.text,
            READ.get(moment.certainty, moment.certainty) or "not graded",
            "yes" if moment.denied else "",
            Telling(words).sources(moment.sources, most=3),
        )
