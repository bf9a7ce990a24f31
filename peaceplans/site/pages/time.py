"""What happened: the events in full, and the facts of context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

import htpy as h

from peaceplans.ledger.days import earliest
from peaceplans.model.position import Event, Fact
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, lines, link, table
from peaceplans.site.rendering import rendered
from peaceplans.vocabulary import CERTAINTY

T = TypeVar("T")

ROOM = 80_000
"""How many characters of rows have room on a page: above that, a list is split."""

UNSURE = (
    "Dates are as sure as the sources have them: ~ means about, ? uncertain, / between two days,"
    " X an unknown digit. A day that nobody established is not made up."
)


def time_pages(site: Site) -> Iterator[Page]:
    """The events and the facts of context."""
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


def month(date: str) -> str:
    """The month of the earliest day that a date may be of."""
    return earliest(date)[:7]


def by_month(held: Iterable[T], date: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Things in order of their dates, by the months of these."""
    return [(name, list(group)) for name, group in groupby(held, lambda e: month(date(e)))]


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
        Part(name, places.anchor(f"month-{name}"), [_event(site, event) for event in group])
        for name, group in by_month(events, lambda e: e.date)
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
    pages = list(chunks(by_issue, lambda g: sum(len(rendered(_fact(site, f))) for f in g[2])))
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
