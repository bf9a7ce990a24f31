"""The parties: their list, a page for each, and one for what each said on an issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import htpy as h

from peaceplans.ledger.days import latest
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.ledger.grounds import Ledger
from peaceplans.ledger.stands import Stand, Stands, stand_of
from peaceplans.model.position import Position
from peaceplans.reports.answers import stance
from peaceplans.reports.citation import of_statements
from peaceplans.reports.report import Section
from peaceplans.reports.stands_report import stands_report
from peaceplans.site import citing, places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, lines, link, table
from peaceplans.site.pages.entries import backed, entry_in_full

Held = Mapping[str, Mapping[str, Sequence[Position]]]
"""Party → issue → its entries in order of date."""

REFERENCE = re.compile(r"(\[[^\[\]\s]+\]|[a-z0-9-]+#[a-z0-9.-]*[a-z0-9](?:/[a-z0-9-]+)?)")
"""How reports name an entry of the ledger (`[id]`) and a point of a text."""


def parties(site: Site) -> Iterator[Page]:
    """The list of parties, then a page for each and for each issue that it spoke on."""
    held = _held(site)
    ledger = Ledger.of(site.catalog)
    entries = by_id(site)
    ids = tuple(dict.fromkeys((*site.catalog.parties, *held)))
    yield _list(site, ids, held)
    for id in ids:
        stands = {issue: stand_of(ledger, id, issue, site.at) for issue in held.get(id, {})}
        yield _party(site, id, held, stands)
        for issue, own in held.get(id, {}).items():
            yield _issue(site, id, issue, own, stands[issue], entries)


def in_order(site: Site) -> list[Position]:
    """Every entry of the ledger in order of date."""
    return sorted(site.catalog.positions, key=lambda entry: (latest(entry.date), entry.id))


def by_id(site: Site) -> dict[str, Position]:
    """Every entry of the ledger by its id."""
    return {entry.id: entry for entry in site.catalog.positions}


def linked(site: Site, text: str, entries: Mapping[str, Position]) -> h.Node:
    """A text of a report in which entries and points are linked."""
    made: list[h.Node] = []
    for piece in REFERENCE.split(text):
        if piece.startswith("[") and (entry := entries.get(piece[1:-1])) is not None:
            made.append(link(places.entry(entry.id, entry.parties[0], entry.issue), "entry"))
        elif "#" in piece and REFERENCE.fullmatch(piece):
            made.append(told.ref(site, piece))
        elif piece:
            made.append(lines(piece))
    return made


def reported(site: Site, section: Section, entries: Mapping[str, Position]) -> h.Node:
    """A section of a report on positions, its rows as terms and what they are, with links."""
    return [
        [h.p[linked(site, paragraph, entries)] for paragraph in section.paragraphs],
        section.rows
        and facts(
            (_term(row[0]), linked(site, " ".join(row[1:]), entries)) for row in section.rows
        ),
    ]


def _term(name: str) -> str:
    """What a row of a report is about; an arrow leads to what would be found otherwise."""
    return f"Would be: {name.removeprefix('→').strip()}" if name.startswith("→") else name


def asked_again(command: str) -> h.Element:
    """The command that gives the same on a terminal."""
    return h.p(".pp-note")["The same on a terminal: ", h.code[command]]


def _held(site: Site) -> Held:
    found: dict[str, dict[str, list[Position]]] = {}
    for entry in in_order(site):
        for party in entry.parties:
            found.setdefault(party, {}).setdefault(entry.issue, []).append(entry)
    order = {id: place for place, id in enumerate(site.catalog.issues)}
    return {
        party: dict(sorted(own.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))
        for party, own in found.items()
    }


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _list(site: Site, ids: Iterable[str], held: Held) -> Page:
    rows = []
    for id in ids:
        known = site.catalog.parties.get(id)
        own = held.get(id, {})
        rows.append(
            (
                link(places.party(id), site.words.title("parties", id)),
                known.kind if known else "",
                str(sum(len(each) for each in own.values())),
                str(len(own)),
            )
        )
    return Page(
        "parties/index.md",
        "Parties",
        [
            h.p[
                "States, organisations, bodies and roles that the texts and the ledger of "
                "positions name. A joint statement counts for each party to it. No entry means "
                "that none was entered, and says nothing about where a party stands."
            ],
            table(
                ("party", "kind", "entries", "issues"),
                rows,
                caption="All parties",
                sortable=True,
                classes="pp-lookup",
            ),
        ],
        short="All parties",
        described="Every party in the data, with the number of its dated statements.",
    )


def _party(site: Site, id: str, held: Held, stands: Mapping[str, Stand | None]) -> Page:
    title = site.words.title("parties", id)
    own = held.get(id, {})
    parts = []
    if own:
        parts = [
            Part(
                "Where it stands now",
                "now",
                [
                    h.p[
                        f"By the statements up to {site.at}. The newest statement in its own "
                        "voice counts; where there is none, what others report."
                    ],
                    _now(site, id, stands),
                ],
            ),
            Part(
                "Every entry",
                "entries",
                h.p["Each leads to the statement with its answers and sources."],
                tuple(_entries(site, id, issue, each) for issue, each in own.items()),
            ),
        ]
    count = sum(len(each) for each in own.values())
    none = sum(entry.stance == NOTHING_FOUND for each in own.values() for entry in each)
    searches = f", {none} of them on searches that found nothing" if none else ""
    return Page(
        places.party(id),
        title,
        [
            facts(_about(site, id)),
            h.p[
                f"The ledger of positions has {_count(count, 'entry', 'entries')} of it on "
                f"{_count(len(own), 'issue', 'issues')}{searches}."
            ]
            if own
            else h.p[
                "The ledger of positions has no entry of it, which says nothing about where it "
                "stands."
            ],
        ],
        tuple(parts),
        described=f"{title}: what it is, and its dated statements by issue with sources.",
    )


def _about(site: Site, id: str) -> Iterator[tuple[h.Node, h.Node]]:
    known = site.catalog.parties.get(id)
    if known is None:
        yield "Kind", "not in the registry of parties"
        return
    yield "Kind", known.kind
    if known.short:
        yield "Short", known.short
    if known.members:
        yield "Members", told.joined(told.party(site, member) for member in known.members)
    groups = [other for other, each in site.catalog.parties.items() if id in each.members]
    if groups:
        yield "Member of", told.joined(told.party(site, group) for group in groups)
    if known.negotiates:
        yield "Part in talks", "one of those whose agreement to an overall settlement is sought"
    if known.note:
        yield "Note", lines(known.note.strip())


def _now(site: Site, id: str, stands: Mapping[str, Stand | None]) -> h.Node:
    rows: list[tuple[h.Node, ...]] = []
    searched: list[h.Node] = []
    for issue, stand in stands.items():
        if stand is None:
            continue
        name = link(places.stand(id, issue), site.words.title("issues", issue))
        inferred = next(iter(stand.inferred), None)
        entry = stand.current or stand.reported or inferred
        voice = "own voice" if stand.current else "reported" if stand.reported else "our inference"
        if entry is not None:
            by = h.p(".pp-note")[told.entry(site, entry)]
            said: h.Node = [entry.statement, by, backed(site, entry)]
            rows.append((name, f"{stance(stand.stance)} ({voice})", said))
        elif stand.silent and not stand.denied:
            searched.append([name, f" ({stand.silent[0].searched or stand.silent[0].date})"])
        else:
            gone = "What there is, is denied or withdrawn."
            rows.append((name, "no entry that counts", gone))
    columns = ("issue", "stance", "statement in our words, by whom, and its sources")
    nothing = "Searched without result, which says nothing about where it stands: "
    return [
        table(columns, rows, caption="Where it stands, by issue") if rows else None,
        h.p(".pp-note")[nothing, told.joined(searched, "; "), "."] if searched else None,
    ]


def _entries(site: Site, id: str, issue: str, own: Sequence[Position]) -> Part:
    return Part(
        site.words.title("issues", issue),
        f"on-{places.anchor(issue)}",
        [
            h.p[link(places.stand(id, issue), _count(len(own), "entry", "entries"))],
            h.ul[(h.li[told.entry(site, entry), f": {stance(entry.stance)}"] for entry in own)],
        ],
    )


def _issue(
    site: Site,
    id: str,
    issue: str,
    own: Sequence[Position],
    stand: Stand | None,
    entries: Mapping[str, Position],
) -> Page:
    party, matter = site.words.title("parties", id), site.words.title("issues", issue)
    return Page(
        places.stand(id, issue),
        f"{party}: {matter}",
        [
            h.p(".pp-path")[
                link(places.party(id), party),
                ", ",
                told.issue(site, issue),
                f", {_count(len(own), 'entry', 'entries')}",
            ],
            citing.cited(
                of_statements(
                    party,
                    matter,
                    len(own),
                    at=site.at,
                    version=site.catalog.version,
                    address=citing.address(places.stand(id, issue)),
                )
            ),
        ],
        (
            Part("Where it stands now", "now", _stand(site, stand, entries)),
            Part(
                "Every entry",
                "entries",
                h.p["By date, the oldest first. Statements are told in our own words."],
                tuple(entry_in_full(site, id, entry, entries) for entry in own),
            ),
        ),
        described=f"Every dated statement of {party} on {matter} in the data, with sources.",
    )


def _stand(site: Site, stand: Stand | None, entries: Mapping[str, Position]) -> h.Node:
    if stand is None:
        return h.p[f"No entry on the war that the ledger is about up to {site.at}."]
    command = f"peaceplans positions --party {stand.party} --issue {stand.issue} --at {site.at}"
    report = stands_report(
        Stands(site.at, (stand,)), site.catalog.registry, version="", command=command
    )
    return [
        h.p[f"By the statements up to {site.at}."],
        [
            facts(
                (row[0], linked(site, row[1], entries))
                for row in section.rows
                if row[0] != "Earlier"
            )
            for section in report.sections
        ],
        asked_again(command),
    ]
