"""The sources: what each is, how it was seen, and what in the data rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import htpy as h

from peaceplans.model.entries import Source
from peaceplans.model.plan import Commitment, Plan, Provision
from peaceplans.model.position import Position
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, facts, lines, link, out, table
from peaceplans.vocabulary import SEEN, SOURCE_KIND


class Uses:
    """What rests on each source: source id → things, in the order of the data."""

    def __init__(self, site: Site) -> None:
        self.texts: dict[str, dict[str, list[str]]] = {}
        self.entries: dict[str, list[Position]] = {}
        self.events: dict[str, list[h.Node]] = {}
        self.facts: dict[str, int] = {}
        self.relayed: dict[str, list[str]] = {}
        for plan in site.plans:
            for id, number in _cited(plan):
                numbers = self.texts.setdefault(id, {}).setdefault(plan.id, [])
                if number and number not in numbers:
                    numbers.append(number)
        for entry in site.catalog.positions:
            for id in dict.fromkeys(entry.sources):
                self.entries.setdefault(id, []).append(entry)
        for event in site.catalog.events:
            for id in dict.fromkeys(event.sources):
                made = link(places.event(event.id), event.date)
                self.events.setdefault(id, []).append(made)
        for fact in site.catalog.facts:
            for id in dict.fromkeys(fact.sources):
                self.facts[id] = self.facts.get(id, 0) + 1
        for source in site.catalog.sources.values():
            if source.relays:
                self.relayed.setdefault(source.relays, []).append(source.id)

    def unused(self, id: str) -> bool:
        """Whether nothing rests on it by name."""
        uses: tuple[Mapping[str, object], ...] = (self.texts, self.entries, self.events, self.facts)
        return not any(id in use for use in uses)


def source_pages(site: Site) -> Iterator[Page]:
    """The list of pages, then a page for each two first letters."""
    uses = Uses(site)
    pages: dict[str, list[Source]] = {}
    for id in sorted(site.catalog.sources):
        path = places.source(id).partition("#")[0]
        pages.setdefault(path, []).append(site.catalog.sources[id])
    yield _index(pages)
    for path, held in pages.items():
        name = _name(path)
        yield Page(
            path,
            f"Sources: {name}",
            [
                h.p[link("sources/index.md", "All sources"), f". {_counted(held)} on this page."],
                [_source(site, source, uses) for source in held],
            ],
            short=name,
            described=f"Sources of the data whose name begins with {name}: {_counted(held)}.",
        )


def _index(pages: Mapping[str, Sequence[Source]]) -> Page:
    known = [source for held in pages.values() for source in held]
    kinds = {kind: sum(source.kind == kind for source in known) for kind in SOURCE_KIND}
    seen = {how: sum(source.seen == how for source in known) for how in SEEN}
    return Page(
        "sources/index.md",
        "Sources",
        [
            h.p[
                f"{_counted(known)}, by publisher, ordered by the names that the data gives them. "
                "A source that repeats another is marked as relaying it: two that go back to one "
                "origin count as one."
            ],
            h.ul(".pp-columns")[
                (
                    h.li[
                        link(path, ", ".join(dict.fromkeys(told.publisher(each) for each in held))),
                        f": {_counted(held)}",
                    ]
                    for path, held in pages.items()
                )
            ],
            table(
                ("kind", "meaning", "sources"),
                [(kind, SOURCE_KIND[kind], str(number)) for kind, number in kinds.items()],
                caption="Sources by kind",
            ),
            table(
                ("seen", "meaning", "sources"),
                [(how, SEEN[how], str(number)) for how, number in seen.items()],
                caption="Sources by how they were seen",
            ),
        ],
        short="All sources",
        described="Every source that the data rests on, with its kind and how it was seen.",
    )


def _source(site: Site, source: Source, uses: Uses) -> h.Element:
    title = source.title or "title not established"
    rows: list[tuple[h.Node, h.Node]] = [
        ("Date", told.dated(source.date) if source.date else "not established"),
        ("Kind", SOURCE_KIND.get(source.kind, source.kind)),
        ("Language", source.language or "not recorded"),
        ("Seen", SEEN.get(source.seen, source.seen)),
    ]
    if source.url:
        rows.append(("Address", out(source.url, source.url)))
    if source.relays:
        rows.append(("Relays", _linked(site, source.relays)))
    if relayed := uses.relayed.get(source.id):
        rows.append(("Relayed by", told.joined([_linked(site, id) for id in relayed])))
    rows += _resting(site, source, uses)
    if source.note:
        rows.append(("Note", lines(source.note.strip())))
    return h.section(".pp-source", id=places.anchor(source.id))[
        h.p(".pp-said")[h.strong[told.publisher(source)], f", {title}"],
        facts(rows),
    ]


def _resting(site: Site, source: Source, uses: Uses) -> Iterator[tuple[h.Node, h.Node]]:
    """What rests on a source: texts with their points, statements, events, facts."""
    if texts := uses.texts.get(source.id):
        yield (
            "Texts",
            told.joined([_text(site, id, numbers) for id, numbers in texts.items()], "; "),
        )
    if entries := uses.entries.get(source.id):
        yield "Statements", told.joined([_entry(site, entry) for entry in entries], "; ")
    if events := uses.events.get(source.id):
        yield "Events", told.joined(events)
    if number := uses.facts.get(source.id):
        counted = f"{number} fact{'' if number == 1 else 's'}"
        yield "Context", link("context.md", counted)
    if uses.unused(source.id):
        yield "Rests on it", "nothing by name"


def _text(site: Site, id: str, numbers: Sequence[str]) -> h.Node:
    whole = link(places.text(id), site.catalog.plans[id].title)
    if not numbers:
        return whole
    made: list[h.Node] = [told.ref(site, f"{id}#{number}", number) for number in numbers]
    return [whole, " (", "point " if len(made) == 1 else "points ", told.joined(made), ")"]


def _entry(site: Site, entry: Position) -> h.Node:
    who = site.words.title("parties", entry.parties[0])
    told_ = f"{who}, {entry.date}"
    return link(places.entry(entry.id, entry.parties[0], entry.issue), told_)


def _linked(site: Site, id: str) -> h.Node:
    source = site.catalog.sources.get(id)
    if source is None:
        return id
    return link(places.source(id), f"{told.publisher(source)}, {source.date or 'no date'}")


def _cited(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every source that a text names, with the point that rests on it (none: the whole text)."""
    about = (
        plan.sources,
        *(stage.sources for stage in plan.history),
        *(count.sources for count in plan.counts),
        *(edition.sources for edition in plan.editions),
        *(companion.sources for companion in plan.companions),
        *(omission.sources for omission in plan.omits),
    )
    yield from ((id, "") for ids in about for id in ids)
    for point in plan.walk():
        for id in _of_point(point):
            yield id, point.number


def _of_point(point: Provision) -> Iterator[str]:
    yield from point.sources
    for option in point.options:
        yield from option.sources
    commitments = [*point.commitments, *(c for o in point.options for c in o.commitments)]
    for reading in (*point.readings, *(r for o in point.options for r in o.readings)):
        yield from reading.printed_by
        commitments += reading.commitments
        for setting in reading.sets.values():
            yield from setting.sources
    for commitment in commitments:
        yield from _of_commitment(commitment)
    for each in point.implementation:
        yield from each.sources


def _of_commitment(commitment: Commitment) -> Iterator[str]:
    yield from commitment.sources
    for setting in commitment.sets.values():
        yield from setting.sources


def _counted(held: Sequence[Source]) -> str:
    return f"{len(held)} source{'' if len(held) == 1 else 's'}"


def _name(path: str) -> str:
    name = path.rpartition("/")[2].removesuffix(".md")
    return "digits" if name == "0" else name.upper()
