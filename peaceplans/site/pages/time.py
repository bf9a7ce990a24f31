"""What happened when: one dated list of all, the events in full, the facts of context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import htpy as h

from peaceplans.ledger.chronicle import Moment, timeline
from peaceplans.ledger.days import earliest
from peaceplans.model.position import Event, Fact
from peaceplans.reports.stands_report import READ
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, lines, link, table
from peaceplans.vocabulary import CERTAINTY, EVIDENCE

T = TypeVar("T")

ROOM = 80_000
"""How many characters of rows have room on a page: above that, a list is split."""

FEW = 12
"""A year with no more rows than this stays on the page of all years when the list is split."""

COLUMNS = ("date", "kind", "what", "how sure", "sources")
KINDS = {"plan": "text", "event": "event", "statement": "statement"}

UNSURE = (
    "Dates are as sure as the sources have them: ~ means about, ? uncertain, / between two days,"
    " X an unknown digit. A day that nobody established is not made up."
)


def time_pages(site: Site) -> Iterator[Page]:
    """The dated list, the events and the facts of context."""
    yield from _timeline(site)
    yield from _events(site)
    yield from _context(site)


def chunks(held: Iterable[T], size: Callable[[T], int], room: int = ROOM) -> Iterator[list[T]]:
    """Things in their order, as many together as have room on a page."""
    chunk: list[T] = []
    used = 0
    for each in held:
        if chunk and used + size(each) > room:
            yield chunk
            chunk, used = [], 0
        chunk.append(each)
        used += size(each)
    if chunk:
        yield chunk


# The dated list


def _timeline(site: Site) -> Iterator[Page]:
    moments = timeline(catalog=site.catalog)
    rows = [(m, _row(site, m)) for m in moments]
    years = [(year, list(group)) for year, group in groupby(rows, lambda r: _year(r[0].date))]
    split = sum(_size(row) for _, row in rows) > ROOM
    sections: list[tuple[str, h.Node]] = []
    pages: list[Page] = []
    for year, held in years:
        if not split or len(held) <= FEW:
            sections.append((year, _dated([row for _, row in held], year)))
            continue
        below = list(_year_pages(year, held))
        pages += below
        listed = [
            h.li[link(page.path, page.short or page.title), f": {page.described}"] for page in below
        ]
        sections.append((year, h.ul[listed]))
    yield _whole(moments, sections)
    yield from pages


def _whole(moments: Sequence[Moment], sections: Iterable[tuple[str, h.Node]]) -> Page:
    return Page(
        "timeline.md",
        "Timeline",
        [
            h.p[f"Texts, statements and events in one list by date: {_counted(moments)}."],
            _legend(),
        ],
        tuple(Part(year, places.anchor(year), content) for year, content in sections),
        described="Texts of plans, statements of parties and events in one dated list.",
    )


def _year_pages(year: str, held: Sequence[tuple[Moment, Sequence[h.Node]]]) -> Iterator[Page]:
    """A year on one page where it fits, else half-years, each in as many pages as it takes."""
    if sum(_size(row) for _, row in held) <= ROOM:
        yield _part_page(f"timeline/{year}.md", year, held)
        return
    for half, group in groupby(held, lambda r: 1 if earliest(r[0].date)[5:7] <= "06" else 2):
        months = "January to June" if half == 1 else "July to December"
        for number, chunk in enumerate(chunks(list(group), lambda r: _size(r[1])), 1):
            more = f"-{number}" if number > 1 else ""
            again = f", part {number}" if number > 1 else ""
            path = f"timeline/{year}-{half}{more}.md"
            yield _part_page(path, f"{year}, {months}{again}", chunk)


def _part_page(path: str, when: str, held: Sequence[tuple[Moment, Sequence[h.Node]]]) -> Page:
    moments = [moment for moment, _ in held]
    months = [(month, list(group)) for month, group in groupby(held, lambda r: _month(r[0].date))]
    return Page(
        path,
        f"Timeline: {when}",
        [h.p[link("timeline.md", "All years"), f". {_counted(moments)} on this page."], _legend()],
        tuple(
            Part(month, places.anchor(month), _dated([row for _, row in group], month))
            for month, group in months
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
    counts = Counter(moment.kind for moment in moments)
    names = ((counts[kind], name) for kind, name in KINDS.items())
    return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for number, name in names)


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


def _month(date: str) -> str:
    return earliest(date)[:7]


def _size(row: Sequence[h.Node]) -> int:
    return sum(len(str(h.td[cell])) for cell in row)


# Events


def _events(site: Site) -> Iterator[Page]:
    held: dict[str, list[Event]] = {"events.md": []}
    for event in site.catalog.events:
        held.setdefault(places.event(event.id).partition("#")[0], []).append(event)
    rows = [
        (
            told.dated(event.date),
            link(places.event(event.id), event.text),
            event.certainty,
            told.joined(told.issue(site, id) for id in event.issues),
        )
        for event in site.catalog.events
        if not places.event(event.id).startswith("events.md")
    ]
    yield Page(
        "events.md",
        "Events",
        [
            h.p[
                f"{len(site.catalog.events)} events by their date, each with how certain it is "
                "that it happened and when."
            ],
            h.p[UNSURE],
            facts(CERTAINTY.items()),
            rows
            and table(("date", "event", "certainty", "issues"), rows, caption="Events", head=False),
        ],
        _event_parts(site, held.pop("events.md")),
        described="Events around the negotiations, with certainty and sources.",
    )
    for path, events in held.items():
        when = path.rpartition("/")[2].removesuffix(".md")
        yield Page(
            path,
            f"Events of {when}",
            h.p[link("events.md", "All events"), f". {len(events)} on this page."],
            _event_parts(site, events),
            short=when,
            described=f"Events of {when}, with certainty, parties, issues and sources.",
        )


def _event_parts(site: Site, events: Iterable[Event]) -> tuple[Part, ...]:
    return tuple(
        Part(month, places.anchor(f"month-{month}"), [_event(site, event) for event in group])
        for month, group in groupby(events, lambda e: _month(e.date))
    )


def _event(site: Site, event: Event) -> h.Element:
    rows: list[tuple[h.Node, h.Node]] = [
        ("Certainty", f"{event.certainty}: {CERTAINTY.get(event.certainty, 'not explained')}")
    ]
    if event.parties:
        rows.append(("Parties", told.joined(told.party(site, id) for id in event.parties)))
    if event.issues:
        rows.append(("Issues", told.joined(told.issue(site, id) for id in event.issues)))
    if event.plans:
        rows.append(("Texts", told.joined(told.ref(site, id) for id in event.plans)))
    if event.note:
        rows.append(("Note", lines(event.note.strip())))
    return h.section(".pp-event", id=places.anchor(event.id))[
        h.p(".pp-said")[told.dated(event.date), " ", event.text],
        facts(rows),
        told.backed(site, None, event.sources) or h.p(".pp-backed")["no source named"],
    ]


# Facts of context


def _context(site: Site) -> Iterator[Page]:
    """The facts by issue and by place; more pages than one where they are many."""
    known = site.catalog.facts
    by_place = [
        (site.words.title("places", id), f"place-{id}", [f for f in known if id in f.places])
        for id in dict.fromkeys(id for fact in known for id in fact.places)
    ]
    by_issue = [
        (f"issue-{id}", site.words.title("issues", id) if id else "Of no issue", held)
        for id in (*site.issues, "")
        if (held := [fact for fact in known if _filed(site, fact) == id])
    ]
    pages = list(chunks(by_issue, lambda g: sum(len(str(_fact(site, f))) for f in g[2])))
    where = {
        fact.id: f"{_context_path(number)}#{places.anchor(fact.id)}"
        for number, groups in enumerate(pages, 1)
        for _, _, held in groups
        for fact in held
    }
    placed = Part(
        "By place",
        "by-place",
        None,
        tuple(
            Part(
                title,
                places.anchor(id),
                h.ul[(h.li[told.dated(f.date), " ", link(where[f.id], f.text)] for f in held)],
            )
            for title, id, held in by_place
        ),
    )
    for number, groups in enumerate(pages or [[]], 1):
        first = number == 1
        yield Page(
            _context_path(number),
            "Context" if first else f"Context, part {number}",
            [
                h.p[
                    "Dated facts about the situation that texts and statements speak of, each "
                    "with who says so. They are no part of any text, and no position of anybody."
                ],
                len(pages) > 1
                and h.p[
                    told.joined(
                        (link(_context_path(n), f"part {n}") for n in range(1, len(pages) + 1)),
                        " · ",
                    )
                ],
            ],
            (
                Part(
                    "By issue",
                    "by-issue",
                    None if known else h.p["No facts."],
                    tuple(
                        Part(title, places.anchor(id), [_fact(site, fact) for fact in held])
                        for id, title, held in groups
                    ),
                ),
                *([placed] if first and by_place else []),
            ),
            described="Dated and attributed facts about the situation, by issue and place.",
        )


def _filed(site: Site, fact: Fact) -> str:
    """The issue that a fact is told under: its first, if the registry has it."""
    first = fact.issues[0] if fact.issues else ""
    return first if first in site.catalog.issues else ""


def _context_path(number: int) -> str:
    return "context.md" if number == 1 else f"context-{number}.md"


def _fact(site: Site, fact: Fact) -> h.Element:
    rows: list[tuple[h.Node, h.Node]] = []
    if fact.value is not None:
        rows.append(("Number", f"{fact.value:,g} {fact.unit or ''}".strip()))
    rows.append(("According to", fact.according_to or "the sources below"))
    if fact.places:
        rows.append(("Places", ", ".join(site.words.title("places", id) for id in fact.places)))
    if fact.parties:
        rows.append(("Parties", told.joined(told.party(site, id) for id in fact.parties)))
    if fact.issues:
        rows.append(("Issues", told.joined(told.issue(site, id) for id in fact.issues)))
    if fact.note:
        rows.append(("Note", lines(fact.note.strip())))
    return h.section(".pp-fact", id=places.anchor(fact.id))[
        h.p(".pp-said")[told.dated(fact.date), " ", fact.text],
        facts(rows),
        told.backed(site, fact.evidence, fact.sources),
    ]
