"""What is not known of the texts, and how far texts and statements were researched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h

from peaceplans.extent import corpus
from peaceplans.ledger.coverage import NOTHING, STATES, Covered, coverage
from peaceplans.model.plan import Plan
from peaceplans.reports.corpus_report import corpus_report
from peaceplans.reports.unknowns_report import unknowns
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, lines, link, table

KINDS = {
    "Not read": "points, or parts of them, that nobody here has read; what they say is open",
    "Left blank by the text": "the text raises the question and leaves the answer open",
    "Values not read": "the text is known to set a value that was not read",
    "Resting on one source": "known from one source, or through digests only",
    "Sources differ": "sources print different wordings of it",
    "Undefined by the text": "words of the text that it does not explain",
}
"""What can be unknown of a text, as the report on a text names it, and what that means."""

ROOM = 80_000
"""How many characters of rows a page has room for; more of a kind go to pages of their own."""

ABREAST = 16
"""How many parties stand side by side in a table; further parties have a table of their own."""

COLUMNS = {
    "known": "read",
    "pts": "points",
    "part": "in part",
    "none": "not read",
    "two": "two sources",
    "one": "one source",
    "rel": "relayed",
    "blank": "left blank",
}
"""The columns of the report on the corpus in words."""

EXPLAINED = (
    "Points are points and sub-points, of which some were read in part or not read. Then"
    " commitments: alike in two or more sources, in one source, relayed by digests or inferred."
    " Left blank are the answers that the text leaves open."
)


def knowledge(site: Site) -> Iterator[Page]:
    """What is not known, text by text, and what was looked for."""
    found = {plan.id: unknowns(plan) for plan in site.plans}
    kinds = list(dict.fromkeys(kind for rows in found.values() for kind in rows))
    yield Page(
        "unknown.md",
        "What we do not know",
        [
            h.p[
                "What the data does not know of each text: what was not read, what rests on one "
                "source, where sources differ, and what the texts themselves leave open. Nothing "
                "here is taken for an answer, and what was not read is never told as absent."
            ],
            facts((kind, KINDS.get(kind, "")) for kind in kinds),
            table(
                ("text", "date", *(_brief(kind) for kind in kinds)),
                [
                    (
                        link(_unknown(plan.id), plan.title),
                        told.dated(plan.date),
                        *(str(len(found[plan.id][kind])) for kind in kinds),
                    )
                    for plan in site.plans
                ],
                caption="What is not known, by text: how many of each",
                classes="pp-lookup",
            ),
            h.p[
                "What was looked for in the statements of parties, and where nobody has looked, "
                "stands under ",
                link("coverage.md", "what is covered"),
                ".",
            ],
        ],
        described="What was not read, rests on one source, differs or is left open, by text.",
    )
    for plan in site.plans:
        yield from _of_text(site, plan, found[plan.id])
    yield from _coverage(site)


def _brief(kind: str) -> str:
    return kind.lower().removesuffix(" by the text").removeprefix("resting on ")


def _unknown(plan: str, kind: str = "") -> str:
    return f"unknown/{plan}{f'--{places.anchor(kind)}' if kind else ''}.md"


def _of_text(
    site: Site, plan: Plan, found: dict[str, tuple[tuple[str, str], ...]]
) -> Iterator[Page]:
    """What is not known of a text; a kind has its own page where there is no room for all."""
    title = f"What is not known of {plan.title}"
    counts = ", ".join(f"{kind.lower()}: {len(rows)}" for kind, rows in found.items())
    lead = h.p[told.text(site, plan), f", {plan.date}. {counts[:1].upper()}{counts[1:]}."]
    sized = {kind: sum(len(told_) + 200 for _, told_ in rows) for kind, rows in found.items()}
    split = sum(sized.values()) > ROOM
    parts = []
    for kind, rows in found.items():
        if not rows:
            continue
        content = (
            h.p[link(_unknown(plan.id, kind), f"{len(rows)} on a page of their own")]
            if split
            else _rows(site, plan, kind, rows)
        )
        parts.append(Part(kind, places.anchor(kind), [h.p[_meaning(kind)], content]))
    yield Page(
        _unknown(plan.id),
        title,
        [lead, h.p[link("unknown.md", "All texts")]],
        tuple(parts),
        short=plan.title,
        described=f"What was not read, differs or is left open in {plan.title}.",
    )
    for kind, rows in found.items() if split else ():
        if rows:
            yield Page(
                _unknown(plan.id, kind),
                f"{title}: {kind.lower()}",
                [
                    h.p[link(_unknown(plan.id), title)],
                    h.p[_meaning(kind)],
                    _rows(site, plan, kind, rows),
                ],
                short=kind,
                described=f"{kind} in {plan.title}: {len(rows)}.",
            )


def _meaning(kind: str) -> str:
    meaning = KINDS.get(kind, kind)
    return f"{meaning[:1].upper()}{meaning[1:]}."


def _rows(site: Site, plan: Plan, kind: str, rows: Sequence[tuple[str, str]]) -> h.Node:
    made = [
        (
            told.text(site, plan)
            if place == "all"
            else told.ref(site, f"{plan.id}#{place}", place),
            lines(said.strip()),
        )
        for place, said in rows
    ]
    return table(("point", "what is not known"), made, caption=kind)


# What was looked for


def _coverage(site: Site) -> Iterator[Page]:
    """What the ledger holds for each issue and party, and how far each text is known."""
    found = coverage(catalog=site.catalog)
    cells = {(cell.issue, cell.party): cell for cell in found.cells}
    groups = [found.parties[at : at + ABREAST] for at in range(0, len(found.parties), ABREAST)]
    for number, parties in enumerate(groups or [()], 1):
        counts = [
            (
                told.party(site, party),
                *(
                    str(sum(cells[issue, party].state == state for issue in found.issues))
                    for state in STATES
                ),
            )
            for party in parties
        ]
        rows = [
            (told.issue(site, issue), *(_cell(cells[issue, party]) for party in parties))
            for issue in found.issues
        ]
        names = [told.party(site, party) for party in parties]
        again = f", part {number}" if number > 1 else ""
        parts = [
            Part(
                "By issue and party",
                "statements",
                [
                    h.p[
                        f"Statements from {found.start} to {found.end}. The number is how many "
                        "statements there are; silent means that a search found nothing, which "
                        "is no position; not researched means that nobody has looked."
                    ],
                    facts(STATES.items()),
                    table(("issue", *names), rows, caption="Statements by issue and party"),
                ],
            ),
            Part(
                "By party",
                "parties",
                table(("party", *STATES), counts, caption="Issues in each state, by party"),
            ),
        ]
        if number == 1:
            parts.insert(0, Part("The texts", "texts", _texts(site)))
        yield Page(
            _covered(number),
            f"What is covered{again}",
            [
                h.p[
                    "How far the texts are known, and for which issues and parties statements "
                    "were looked for and found."
                ],
                len(groups) > 1
                and h.p[
                    "Parties: ",
                    told.joined(link(_covered(n), f"part {n}") for n in range(1, len(groups) + 1)),
                ],
            ],
            tuple(parts),
            described="How far texts are known, and which statements were looked for and found.",
        )


def _covered(number: int) -> str:
    return "coverage.md" if number == 1 else f"coverage-{number}.md"


def _cell(covered: Covered) -> h.Node:
    if covered.state == NOTHING:
        return h.span(".pp-nothing")[covered.state]
    return f"{covered.state}{f' ({covered.entries})' if covered.entries else ''}"


def _texts(site: Site) -> h.Node:
    """The report on the corpus, with links and with its columns in full."""
    report = corpus_report(corpus(catalog=site.catalog), version=site.catalog.version, command="")
    made: list[h.Node] = [h.p[EXPLAINED]]
    for section in report.sections:
        rows = [
            (
                told.ref(site, row[0], site.catalog.plans[row[0]].title),
                *(cell or "0" for cell in row[1:]),
            )
            for row in section.rows
        ]
        columns = [COLUMNS.get(column, column) for column in section.columns]
        made.append(table(columns, rows, caption=report.title))
    return made
