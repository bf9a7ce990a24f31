"""The timeline: texts, statements and events in one dated list, and drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import htpy as h

from peaceplans.ledger.chronicle import Moment, timeline
from peaceplans.ledger.days import earliest, latest
from peaceplans.reports.stands_report import READ
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.files import files_of
from peaceplans.site.page import Page, Part, Picture, drawn, facts, link, table
from peaceplans.site.pages.time import ROOM, UNSURE, by_month, chunks, month
from peaceplans.site.pictures.timeline import over_months, over_years
from peaceplans.site.rendering import rendered
from peaceplans.vocabulary import CERTAINTY, EVIDENCE

FEW = 12
"""A year with no more rows than this stays on the page of all years when the list is split."""

COLUMNS = ("date", "kind", "what", "how sure", "sources")
KINDS = {"plan": "text", "event": "event", "statement": "statement"}

Row = tuple[Moment, Sequence[h.Node]]
"""A moment and its row of the list."""


def timeline_pages(site: Site) -> Iterator[Page]:
    """All years on a page; a year with more than a page holds has pages of its own."""
    moments = timeline(catalog=site.catalog)
    rows = [(m, _row(site, m)) for m in moments]
    years = [(year, list(group)) for year, group in groupby(rows, lambda r: _year(r[0].date))]
    split = sum(_size(row) for _, row in rows) > ROOM
    sections: list[tuple[str, h.Node]] = []
    periods: list[tuple[Period, list[Page]]] = []
    found: dict[Moment, str] = {}
    for year, held in years:
        if not split or len(held) <= FEW:
            sections.append((year, _dated([row for _, row in held], year)))
            found |= {moment: f"timeline.md#{places.anchor(year)}" for moment, _ in held}
            continue
        listed = []
        for period in _periods(year, held):
            below = []
            for path, title, chunk in _chunked(period):
                below.append(_part_page(path, title, chunk, period))
                found |= {m: f"{path}#{places.anchor(month(m.date))}" for m, _ in chunk}
            periods.append((period, below))
            drawn_at = link(_drawn_at(period), f"{period.when}, drawn")
            listed.append(h.li[drawn_at, ": the same as a picture, day by day."])
            listed += [
                h.li[link(page.path, page.short or page.title), f": {page.described}"]
                for page in below
            ]
        sections.append((year, h.ul[listed]))
    yield _whole(over_years(site, moments, found.get), moments, sections)
    for period, below in periods:
        yield from below
        yield from _drawn_page(site, period, below, moments, found)


def _whole(
    picture: Picture | None, moments: Sequence[Moment], sections: Iterable[tuple[str, h.Node]]
) -> Page:
    return Page(
        "timeline.md",
        "Timeline",
        [
            h.p[f"Texts, statements and events in one list by date: {_counted(moments)}."],
            _legend(),
            drawn(picture, "") if picture else None,
        ],
        tuple(Part(year, places.anchor(year), content) for year, content in sections),
        files=files_of([picture] if picture else []),
        described="Texts of plans, statements of parties and events in one dated list.",
        wide=True,
    )


class Period(NamedTuple):
    """A year, or half of one, that has pages of its own: `name` is in their addresses."""

    name: str
    when: str
    days: tuple[str, str]
    held: Sequence[Row]


def _periods(year: str, held: Sequence[Row]) -> Iterator[Period]:
    """A year where a page holds it, else half-years."""
    if sum(_size(row) for _, row in held) <= ROOM:
        yield Period(year, year, (f"{year}-01-01", f"{year}-12-31"), held)
        return
    for half, group in groupby(held, lambda r: 1 if earliest(r[0].date)[5:7] <= "06" else 2):
        months, ends = (
            ("January to June", ("01-01", "06-30")),
            ("July to December", ("07-01", "12-31")),
        )[half - 1]
        days = f"{year}-{ends[0]}", f"{year}-{ends[1]}"
        yield Period(f"{year}-{half}", f"{year}, {months}", days, list(group))


def _chunked(period: Period) -> Iterator[tuple[str, str, Sequence[Row]]]:
    """The pages of a period: address, title and rows."""
    for number, chunk in enumerate(chunks(period.held, lambda r: _size(r[1])), 1):
        more = f"-{number}" if number > 1 else ""
        again = f", part {number}" if number > 1 else ""
        yield f"timeline/{period.name}{more}.md", f"{period.when}{again}", chunk


def _drawn_at(period: Period) -> str:
    return f"timeline/{period.name}-drawn.md"


def _drawn_page(
    site: Site,
    period: Period,
    below: Sequence[Page],
    moments: Sequence[Moment],
    found: Mapping[Moment, str],
) -> Iterator[Page]:
    """The picture of a period, with links to the lists that say the same."""
    picture = over_months(site, period.name, period.when, moments, found.get, period.days)
    if picture is None:
        return
    lists = told.joined((link(page.path, page.short or page.title) for page in below), " · ")
    begun = [
        h.li[told.dated(m.date), " ", link(found[m], m.text)]
        for m in moments
        if earliest(m.date) < period.days[0] <= latest(m.date) and m in found
    ]
    yield Page(
        _drawn_at(period),
        picture.title,
        [
            h.p[link("timeline.md", "All years"), ". The same as a table, with sources: ", lists],
            _legend(),
            drawn(picture, "timeline"),
            begun
            and [
                h.p["Drawn, too, though listed earlier, as their dates may be of these months:"],
                h.ul[begun],
            ],
        ],
        files=files_of([picture]),
        short=f"{period.when}, drawn",
        described=picture.description,
        wide=True,
    )


def _part_page(path: str, when: str, held: Sequence[Row], period: Period) -> Page:
    moments = [moment for moment, _ in held]
    ways = link("timeline.md", "All years"), " · ", link(_drawn_at(period), "The same as a picture")
    return Page(
        path,
        f"Timeline: {when}",
        [h.p[ways, f". {_counted(moments)} on this page."], _legend()],
        tuple(
            Part(name, places.anchor(name), _dated([row for _, row in group], name))
            for name, group in by_month(held, lambda r: r[0].date)
        ),
        short=when,
        described=f"{_counted(moments)}, {moments[0].date} to {moments[-1].date}.",
    )


def _dated(rows: Iterable[Sequence[h.Node]], when: str) -> h.Element:
    return table(COLUMNS, rows, caption=f"Timeline, {when}", head=False)


def _row(site: Site, moment: Moment) -> Sequence[h.Node]:
    if moment.kind == "plan":
        where = places.text(moment.id)
    elif moment.kind == "event":
        where = places.event(moment.id)
    else:
        where = places.entry(moment.id, moment.parties[0], moment.issues[0])
    what: h.Node = moment.text
    if moment.kind == "statement":
        what = [told.joined(told.party(site, party) for party in moment.parties), ": ", moment.text]
    denied = moment.denied and " Denied or withdrawn, and not counted."
    plan = site.catalog.plans.get(moment.id) if moment.kind == "plan" else None
    return (
        told.dated(moment.date),
        link(where, KINDS.get(moment.kind, moment.kind)),
        [what, denied],
        READ.get(moment.certainty, moment.certainty) or "not graded",
        told.sources(site, moment.sources, plan) or "none named",
    )


def _counted(moments: Iterable[Moment]) -> str:
    """How many there are of a kind: a text has a moment for each of its dates, and what is only
    inferred was said by nobody.
    """
    held = tuple(moments)
    counts = Counter(moment.kind for moment in held)
    names = (
        (counts[kind], "date of a text" if kind == "plan" else name) for kind, name in KINDS.items()
    )
    said = [f"{number} {_several(name, number)}" for number, name in names]
    inferred = sum(moment.kind == "statement" and moment.certainty == "inferred" for moment in held)
    if inferred:
        said[-1] += f" ({inferred} of them inferred by us)"
    return ", ".join(said)


def _several(name: str, number: int) -> str:
    first, of, rest = name.partition(" ")
    return f"{first}{'' if number == 1 else 's'}{of}{rest}"


def _legend() -> h.Element:
    return h.details(".pp-legend")[
        h.summary["How dates and certainty are written"],
        h.p[UNSURE],
        h.p[
            "Of a text: how much of it was read. Of an event: the certainty that it happened and "
            "when. Of a statement: the evidence for it."
        ],
        facts([*CERTAINTY.items(), *EVIDENCE.items()]),
    ]


def _year(date: str) -> str:
    return earliest(date)[:4]


def _size(row: Sequence[h.Node]) -> int:
    return sum(len(rendered(h.td[cell])) for cell in row)
