"""The parties: their list, a page for each, and one for what each said on an issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import htpy as h

from peaceplans.ledger.days import latest
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.ledger.grounds import Ledger
from peaceplans.ledger.stands import Stand, Stands, stand_of
from peaceplans.model.position import AnswerMap, Position
from peaceplans.reports.answers import Telling, stance
from peaceplans.reports.answers import dated as day_in_words
from peaceplans.reports.report import Section
from peaceplans.reports.stands_report import stands_report
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, lines, link, table

Held = Mapping[str, Mapping[str, Sequence[Position]]]
"""Party → issue → its entries in order of date."""

ACTS = ("accepts", "rejects", "requires", "seeks")
"""What an entry may say of answers, in the order in which it is told."""

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


def form(entry: Position) -> str:
    """Speaker and form of an entry."""
    return ", ".join(filter(None, (entry.speaker, (entry.form or "").replace("-", " "))))


def backed(site: Site, entry: Position) -> h.Node:
    """What an entry rests on; said so where it has no source."""
    return [
        told.backed(site, entry.evidence, entry.sources),
        None if entry.sources else h.p(".pp-backed")["no source"],
    ]


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
        and facts((row[0], linked(site, " ".join(row[1:]), entries)) for row in section.rows),
    ]


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
                ("party", "kind", "entries", "issues"), rows, caption="All parties", sortable=True
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
            said: h.Node = [entry.statement, backed(site, entry)]
            rows.append((name, f"{stance(stand.stance)} ({voice})", said, told.entry(site, entry)))
        elif stand.silent and not stand.denied:
            searched.append([name, f" ({stand.silent[0].searched or stand.silent[0].date})"])
        else:
            gone = "What there is, is denied or withdrawn."
            rows.append((name, "no entry that counts", gone, ""))
    columns = ("issue", "stance", "statement in our words", "entry")
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
        h.p(".pp-path")[
            link(places.party(id), party),
            ", ",
            told.issue(site, issue),
            f", {_count(len(own), 'entry', 'entries')}",
        ],
        (
            Part("Where it stands now", "now", _stand(site, stand, entries)),
            Part(
                "Every entry",
                "entries",
                h.p["By date, the oldest first. Statements are told in our own words."],
                tuple(_entry(site, id, entry, entries) for entry in own),
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


def _entry(site: Site, id: str, entry: Position, entries: Mapping[str, Position]) -> Part:
    title = ", ".join(filter(None, (day_in_words(entry.date), form(entry))))
    if entry.parties[0] != id:
        return Part(
            title,
            places.anchor(entry.id),
            h.p[
                f"Joint statement ({stance(entry.stance)}), told in full with ",
                link(
                    places.entry(entry.id, entry.parties[0], entry.issue),
                    site.words.title("parties", entry.parties[0]),
                ),
                f": {entry.statement}",
            ],
        )
    return Part(
        title,
        places.anchor(entry.id),
        [
            h.p(".pp-said")[entry.statement],
            facts(_facts(site, entry, entries)),
            backed(site, entry),
        ],
    )


def _facts(
    site: Site, entry: Position, entries: Mapping[str, Position]
) -> Iterator[tuple[h.Node, h.Node]]:
    telling = Telling(site.words)
    yield "Date", told.dated(entry.date)
    if entry.public:
        yield "Known since", told.dated(entry.public)
    if len(entry.parties) > 1:
        yield "Joint statement of", told.joined(told.party(site, each) for each in entry.parties)
    if entry.speaker:
        yield "Speaker", entry.speaker
    if entry.form:
        yield "Form", entry.form.replace("-", " ")
    yield "Stance", stance(entry.stance)
    if entry.conflict:
        yield "About another war", entry.conflict
    if entry.about:
        yield "About", told.joined(told.ref(site, each) for each in entry.about)
    for act in ACTS:
        if said := tuple(_answers(site, getattr(entry, act), telling)):
            yield act.capitalize(), h.ul[(h.li[each] for each in said)]
    for package in entry.packages:
        yield (
            "Accepts only together",
            [
                h.ul[(h.li[each] for each in _answers(site, package.accepts, telling))],
                "given",
                h.ul[(h.li[each] for each in _answers(site, package.given, telling))],
            ],
        )
    if entry.conditions:
        yield "Conditions", h.ul[(h.li[each] for each in entry.conditions)]
    if entry.red_line:
        yield "Red line", "declared as one"
    if entry.priority:
        yield "Priority", entry.priority
    for term, name in (("Denies", entry.denies), ("Withdraws", entry.withdraws)):
        if name:
            yield term, _named(site, name, entries)
    for term, field in (("Denied by", "denies"), ("Withdrawn by", "withdraws")):
        if by := [each for each in entries.values() if getattr(each, field) == entry.id]:
            yield term, told.joined((_named(site, each.id, entries) for each in by), "; ")
    if entry.searched:
        yield "Searched", told.dated(entry.searched)
    if entry.note:
        yield "Note", lines(entry.note.strip())
    yield "Entry", h.code[entry.id]


def _named(site: Site, name: str, entries: Mapping[str, Position]) -> h.Node:
    """Another entry, by party and date, linked where the ledger has it."""
    other = entries.get(name)
    if other is None:
        return name
    return [f"{site.words.parties(other.parties)}, ", told.entry(site, other)]


def _answers(site: Site, answers: AnswerMap, telling: Telling) -> Iterator[h.Node]:
    """Cells of one parameter with one set of answers together, each parameter linked."""
    groups: dict[tuple[str, str], list[str]] = {}
    for cell, each in answers.items():
        said = telling.answers(each, telling.parameter(cell)) or "no answer"
        groups.setdefault((cell.partition("[")[0], said), []).append(cell)
    for (name, said), cells in groups.items():
        parameter = telling.parameter(name)
        told_cells: h.Node = telling.words.cell(*cells)
        if parameter.issue in site.catalog.issues:
            told_cells = link(places.parameter(name, parameter.issue), told_cells)
        yield [told_cells, ": ", h.strong[said]]
