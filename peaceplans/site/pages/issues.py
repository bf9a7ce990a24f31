"""The issues: their list, and for each what texts set, what parties said, what that leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import htpy as h

from peaceplans.ledger.findings import KINDS
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.ledger.grounds import Ledger
from peaceplans.ledger.stands import stand_of
from peaceplans.model.entries import Issue
from peaceplans.model.parameter import Parameter
from peaceplans.model.position import Position
from peaceplans.reports.answers import stance
from peaceplans.reports.gap_report import CAVEAT, gap_report
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.layout import body
from peaceplans.site.page import Page, Part, facts, lines, link, table
from peaceplans.site.pages.entries import backed, form
from peaceplans.site.pages.parties import asked_again, by_id, in_order, reported
from peaceplans.site.pages.precedents import ANCHOR as PRECEDENTS
from peaceplans.site.pages.precedents import precedents
from peaceplans.site.pages.questions import Questions
from peaceplans.site.pictures.shown import of_issue, pictured

LONGEST = 60_000
"""Letters of a page above which its lists go to pages of their own."""

POINTS, STATEMENTS, LEFT = "points-of-texts", "statements", "left"
"""The anchors of the lists of an issue."""
APART = (POINTS, STATEMENTS, LEFT, PRECEDENTS)
"""The lists that go to pages of their own where a page would be too long."""


def issues(site: Site) -> Iterator[Page]:
    """The list of issues, then a page for each."""
    said: dict[str, list[Position]] = {}
    searched: dict[str, list[Position]] = {}
    for entry in in_order(site):
        kind = searched if entry.stance == NOTHING_FOUND else said
        kind.setdefault(entry.issue, []).append(entry)
    yield _list(site, said)
    questions = Questions(site)
    entries = by_id(site)
    ledger = Ledger.of(site.catalog)
    for issue in site.catalog.issues.values():
        asked = questions.on(issue.id)
        parts = (
            *_now(site, ledger, issue.id, said.get(issue.id, ())),
            *_points(site, issue.id),
            *_said(site, issue.id, said.get(issue.id, ()), searched.get(issue.id, ())),
            *_left(site, issue.id, entries),
            *(questions.told(parameter) for parameter in asked),
            *precedents(site, issue.id),
            *_codes(issue),
        )
        yield from _fitting(
            issue.id,
            Page(
                places.issue(issue.id),
                issue.title,
                [
                    issue.note and h.p(".pp-said")[lines(issue.note.strip())],
                    facts(_about(site, issue, asked, len(said.get(issue.id, ())))),
                    pictured(of_issue(site, issue.id)),
                ],
                parts,
                described=f"{issue.title}: what texts set, what parties said, what that leaves.",
            ),
        )


def _fitting(issue: str, page: Page) -> Iterator[Page]:
    """The page; if it is too long, its longest lists on pages of their own, linked from it."""
    listed_apart = [part for part in page.parts if part.id in APART]
    lengths = {part.id: len(body(Page("", "", None, (part,)))) for part in listed_apart}
    apart = []
    for part in sorted(listed_apart, key=lambda part: (part.id == LEFT, -lengths[part.id])):
        if len(body(page)) <= LONGEST:
            break
        path = places.issue(f"{issue}--{part.id}")
        apart.append(
            Page(
                path,
                f"{page.title}: {part.title[:1].lower()}{part.title[1:]}",
                [h.p(".pp-path")[link(page.path, page.title)], part.content],
                part.parts,
                described=f"{page.title}: {part.title[:1].lower()}{part.title[1:]}, with sources.",
            )
        )
        moved = Part(part.title, part.id, h.p["On ", link(path, "a page of its own"), "."])
        page = page._replace(
            parts=tuple(moved if each.id == part.id else each for each in page.parts)
        )
    yield page
    yield from apart


def _list(site: Site, said: Mapping[str, Sequence[Position]]) -> Page:
    rows = [
        (
            [
                link(places.issue(issue.id), issue.title),
                issue.part_of and [" (part of ", told.issue(site, issue.part_of), ")"],
            ],
            str(len(site.points_on(issue.id))),
            str(len(said.get(issue.id, ()))),
            _result(site, issue.id),
        )
        for issue in site.catalog.issues.values()
    ]
    columns = ("issue", "points", "statements", "what stated positions leave")
    return Page(
        "issues/index.md",
        "Issues",
        [
            h.p[
                "The matters of negotiation: how many points of all texts are about each, how "
                "many dated statements the data has on it, and what the stated positions leave "
                f"for agreement at {site.at}. There an issue stands for its parts too."
            ]
            if site.speakers
            else h.p[
                "The matters of negotiation, and how many points of all texts are about each."
            ],
            site.speakers and [_meanings(), h.p[CAVEAT]],
            table(columns, rows, caption="All issues", sortable=True, classes="pp-lookup"),
        ],
        short="All issues",
        described="Every issue in the data, with its points, statements and room for agreement.",
    )


def _meanings() -> h.Element:
    return facts((kind.capitalize(), f"{meaning}.") for kind, meaning in KINDS.items())


def _result(site: Site, issue: str) -> str:
    """How many questions have which finding, in words."""
    if not site.speakers:
        return "no statements"
    cells = site.gaps(issue).cells
    if not cells:
        return "no answer stated"
    counts = Counter(cell.kind for cell in cells)
    questions = f"{len(cells)} question{'' if len(cells) == 1 else 's'}"
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    return f"{questions}: {kinds}"


def _about(
    site: Site, issue: Issue, asked: Sequence[Parameter], statements: int
) -> Iterator[tuple[h.Node, h.Node]]:
    if issue.part_of:
        yield "Part of", told.issue(site, issue.part_of)
    parts = [each.id for each in site.catalog.issues.values() if each.part_of == issue.id]
    if parts:
        yield "Its parts", told.joined(told.issue(site, part) for part in parts)
    count = len(site.points_on(issue.id))
    yield "Points of texts", h.a(href=f"#{POINTS}")[str(count)] if count else "0"
    yield "Statements", h.a(href=f"#{STATEMENTS}")[str(statements)]
    left = _result(site, issue.id)
    yield "What stated positions leave", h.a(href=f"#{LEFT}")[left] if site.speakers else left
    if asked:
        names = (h.a(href=f"#{places.anchor(each.id)}")[each.title] for each in asked)
        yield "Questions", told.joined(names, "; ")


def _now(site: Site, ledger: Ledger, issue: str, said: Sequence[Position]) -> Iterator[Part]:
    """Where each party stands on an issue, in a line or two each."""
    rows: list[h.Node] = []
    for party in site.speakers if said else ():
        stand = stand_of(ledger, party, issue, site.at)
        if stand is None:
            continue
        entry = stand.current or stand.reported or next(iter(stand.inferred), None)
        if entry is None:
            continue
        voice = "" if stand.current else ", reported" if stand.reported else ", our inference"
        rows.append(
            h.li[
                link(places.stand(party, issue), site.words.title("parties", party)),
                ": ",
                h.strong[stance(stand.stance)],
                " (",
                told.dated(entry.date),
                f"{voice}). {entry.statement} ",
                link(places.entry(entry.id, entry.parties[0], entry.issue), "Sources"),
                ".",
            ]
        )
    if rows:
        yield Part(
            "Where the parties stand now",
            "now",
            [
                h.p(".pp-note")[
                    f"By the statements up to {site.at}, the newest of each party in its own "
                    "voice; where there is none, what others report. Who is not listed is not "
                    "known to have spoken, which is no position."
                ],
                h.ul[rows],
            ],
        )


def _points(site: Site, issue: str) -> Iterator[Part]:
    rows: list[tuple[h.Node, ...]] = [
        (
            [
                told.dated(plan.date),
                " ",
                told.text(site, plan),
                ", ",
                told.ref(site, f"{plan.id}#{point.number}", f"point {point.number}"),
                point.status and f" ({point.status})",
            ],
            [
                point.summary,
                told.backed(
                    site, point.evidence or plan.evidence, point.sources or plan.sources, plan
                ),
            ],
        )
        for plan, point in site.points_on(issue)
    ]
    if rows:
        columns = ("text and point", "what it says, and by which sources")
        yield Part(
            "What the texts say",
            POINTS,
            table(columns, rows, caption="Points on the issue, by date", head=False),
        )


def _said(
    site: Site, issue: str, said: Sequence[Position], searched: Sequence[Position]
) -> Iterator[Part]:
    nothing = h.p(".pp-note")[
        "Searched without result, which says nothing about where they stand: ",
        told.joined(
            [
                site.words.parties(entry.parties),
                " (",
                link(
                    places.entry(entry.id, entry.parties[0], issue),
                    entry.searched or entry.date,
                ),
                ")",
            ]
            for entry in searched
        ),
        ".",
    ]
    found_nothing = nothing if searched else None
    if not said:
        text = "The data has no statement on it, which says nothing about where anybody stands."
        yield Part("What parties said", STATEMENTS, [h.p[text], found_nothing])
        return
    rows: list[tuple[h.Node, ...]] = [
        (
            [
                told.dated(entry.date),
                " ",
                told.joined(
                    link(places.stand(party, issue), site.words.title("parties", party))
                    for party in entry.parties
                ),
                h.p(".pp-note")[form(entry)],
            ],
            [stance(entry.stance), entry.evidence == "inferred" and " (our inference)"],
            [
                entry.statement,
                entry.conflict and f" (About another war: {entry.conflict}.)",
                " ",
                link(places.entry(entry.id, entry.parties[0], entry.issue), "In full"),
                ".",
                backed(site, entry),
            ],
        )
        for entry in said
    ]
    columns = ("date and party", "stance", "statement in our words, and its sources")
    yield Part(
        "What parties said",
        STATEMENTS,
        [
            table(columns, rows, caption="Statements on the issue, by date", head=False),
            found_nothing,
        ],
    )


def _left(site: Site, issue: str, entries: Mapping[str, Position]) -> Iterator[Part]:
    if not site.speakers:
        return
    command = f"peaceplans gap {issue} --at {site.at}"
    report = gap_report(
        site.gaps(issue), site.catalog.registry, version=site.catalog.version, command=command
    )
    taken: Counter[str] = Counter()
    parts = []
    for section in report.sections:
        anchor = places.anchor(f"left-{section.title}")
        taken[anchor] += 1
        again = f"-{taken[anchor]}" if taken[anchor] > 1 else ""
        parts.append(Part(section.title, anchor + again, reported(site, section, entries)))
    yield Part(
        "What the stated positions leave for agreement",
        LEFT,
        [[h.p[lines(text)] for text in report.paragraphs], asked_again(command)],
        tuple(parts),
    )


def _codes(issue: Issue) -> Iterator[Part]:
    rows = [
        (code.scheme, code.term or "none", code.match, (code.note or "").strip())
        for code in issue.codes
    ]
    if rows:
        columns = ("scheme", "term", "match", "note")
        yield Part(
            "In other coding schemes",
            "codes",
            table(columns, rows, caption="Terms in other coding schemes"),
        )
