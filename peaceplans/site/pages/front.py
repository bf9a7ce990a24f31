"""The front page: which texts, what is agreed and open, what came last, where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import htpy as h

from peaceplans.ledger.findings import KINDS
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.model.plan import Plan, Provision
from peaceplans.model.position import Position
from peaceplans.site import places, told
from peaceplans.site.context import FIRST, Site
from peaceplans.site.page import Page, Part, link, table, when
from peaceplans.site.pages.issues import STATEMENTS
from peaceplans.site.pages.parties import in_order
from peaceplans.vocabulary import CERTAINTY, EVIDENCE, SECOND_HAND

NEWEST = 6
"""How many of the newest texts the front page has."""
HAPPENINGS = 4
"""How many of the newest happenings it has."""
OPEN = ("disputed", "reopened", "removed")


def front(site: Site) -> Iterator[Page]:
    """The front page: what there is to know in one screen, then every issue to be looked up."""
    marked = [plan for plan in site.plans if any(point.status for point in plan.provisions)]
    cards = [Part("Texts", "texts", _texts(site))]
    if site.catalog.events:
        cards.append(Part("What came last", "last", _last(site)))
    if marked:
        newest = marked[-1]
        cards.append(Part("Agreed and open", "agreed", _standing(site, newest)))
    if site.speakers:
        cards.append(Part("Where the parties stand", "parties", _parties(site)))
    yield Page(
        "index.md",
        f"{site.name}: peace plans point by point",
        [
            h.p(".pp-said")[
                "Who is committed to what, what changed from one text to the next, and where the "
                "parties stand by what they said in public. Every fact has its sources; what is "
                "not known is said to be unknown."
            ],
            h.p(".pp-jump")[
                h.strong["Look up:"],
                " ",
                h.a(href="#issues")["an issue"],
                " · ",
                link("texts/index.md", "a text"),
                " · ",
                link("parties/index.md", "a party"),
                " · ",
                link("comparisons/index.md", "what changed between two texts"),
                " · ",
                link("compare.md", "any texts side by side"),
                " · ",
                link("what-if.md", "what if"),
                " · ",
                link("pictures.md", "pictures"),
                " · ",
                link("unknown.md", "what is not known"),
            ],
            h.div(".pp-cards")[
                (
                    h.section(".pp-card")[h.h2(id=part.id)[part.title], part.content]
                    for part in cards
                )
            ],
            h.section[h.h2(id="issues")["Look up an issue"], _issues(site, marked)],
            h.p(".pp-note")[
                f"As of {site.at}, the date of the newest entry; version of the data: "
                f"{site.catalog.version}. Points are told in our own words."
            ],
        ],
        short="Home",
        wide=True,
        described="Peace plans as structured, sourced provisions, compared point by point.",
    )


def _texts(site: Site) -> h.Node:
    first = site.catalog.plans.get(FIRST)
    pairs = {b: (a, b) for a, b in site.comparisons if a is first}
    rows = []
    for plan in reversed(site.plans[-NEWEST:]):
        changed = (
            [" · ", link(places.comparison(first.id, plan.id), "what changed")]
            if first is not None and plan in pairs
            else None
        )
        rows.append([told.text(site, plan), f" ({plan.date}, {plan.status})", changed])
    against = f"What changed: held against {first.title}. " if first and pairs else ""
    return [
        h.ul[(h.li[row] for row in rows)],
        h.p(".pp-note")[
            against,
            link("texts/index.md", f"All {len(site.plans)} texts"),
            ", ",
            link("comparisons/index.md", "all comparisons"),
        ],
    ]


def _standing(site: Site, plan: Plan) -> h.Node:
    agreed = [point for point in plan.provisions if point.status == "agreed"]
    open_ = [point for point in plan.provisions if point.status in OPEN or point.options]
    unmarked = [point for point in plan.provisions if point.status is None and point not in open_]
    counts = Counter(point.status or "not marked" for point in plan.provisions)
    said = ", ".join(f"{count} {status}" for status, count in counts.items())
    between = dict.fromkeys(party for point in agreed for party in point.between)
    others = [party for party in _ids(plan.signatories) if party not in between]
    account = f", by the account of {site.words.parties(plan.told_by)}" if plan.told_by else ""
    return [
        h.p[
            f"Of the {len(plan.provisions)} points of the ",
            told.text(site, plan),
            f", as of {plan.date}{account}: {said}.",
        ],
        plan.known_from and h.p(".pp-note")[plan.known_from.strip()],
        when(
            open_,
            [
                h.p[h.strong["Open:"]],
                h.ul[
                    (
                        h.li[_headed(plan, p), f" ({p.status or 'options'}): {p.summary}"]
                        for p in open_
                    )
                ],
            ],
        ),
        when(
            agreed,
            h.details[
                h.summary[f"{len(agreed)} agreed{_between(site, between)}"],
                h.p[told.joined(_headed(plan, p) for p in agreed), "."],
            ],
        ),
        when(
            unmarked,
            h.p[h.strong["Not marked: "], told.joined(_headed(plan, p) for p in unmarked), "."],
        ),
        when(
            between and others,
            h.p[
                f"To sign as well, and not recorded as agreeing: {site.words.parties(others)}. "
                "What is reported of a point since then stands on its page."
            ],
        ),
    ]


def _headed(plan: Plan, point: Provision) -> h.Node:
    return link(places.point(plan, point.number), f"{point.number} {point.heading or ''}".strip())


def _between(site: Site, parties: Iterable[str]) -> str:
    return f" between {site.words.parties([*parties])}" if parties else ""


def _ids(parties: str | Iterable[str] | None) -> tuple[str, ...]:
    """Parties where they are named; `unspecified` and the like name none."""
    return () if parties is None or isinstance(parties, str) else tuple(parties)


def _last(site: Site) -> h.Node:
    events = [event for event in site.catalog.events if event.certainty != "blank"]
    return [
        h.ul[
            (
                h.li[
                    h.strong[told.dated(event.date)],
                    ": ",
                    event.text,
                    " (",
                    CERTAINTY.get(event.certainty, "not graded"),
                    "; ",
                    link(places.event(event.id), "sources"),
                    ")",
                ]
                for event in reversed(events[-HAPPENINGS:])
            )
        ],
        h.p(".pp-note")[link("timeline.md", "The whole timeline")],
    ]


def _parties(site: Site) -> h.Node:
    """The newest word of those whose agreement is sought, and the names of the others."""
    parties = site.catalog.parties
    sought = [id for id in site.speakers if id in parties and parties[id].negotiates]
    own: dict[str, Position] = {}
    for entry in in_order(site):
        if (
            entry.stance != NOTHING_FOUND
            and entry.evidence != "inferred"
            and entry.form not in SECOND_HAND
        ):
            own.update(dict.fromkeys(entry.parties, entry))
    newest = [(id, own[id]) for id in sought if id in own]
    others = [id for id in site.speakers if id not in dict(newest)]
    return [
        h.ul[
            (
                h.li[
                    told.party(site, id),
                    ", newest statement (",
                    told.entry(site, entry),
                    ", on ",
                    told.issue(site, entry.issue),
                    f"), in our summary: {entry.statement} ",
                    entry.evidence
                    and f"({entry.evidence}: {EVIDENCE.get(entry.evidence, '').partition(';')[0]})",
                ]
                for id, entry in newest
            )
        ],
        when(
            others,
            h.p(".pp-note")[
                "Also: " if newest else None,
                told.joined(told.party(site, id) for id in others),
                ".",
            ],
        ),
    ]


def _columns(site: Site, marked: Sequence[Plan]) -> list[Plan]:
    """The texts that have a column of their own: the first and the newest with a standing."""
    first = site.catalog.plans.get(FIRST)
    chosen = [plan for plan in (first, *marked[-1:]) if plan is not None]
    others = [plan for plan in reversed(site.plans) if plan not in chosen]
    chosen += others[: max(0, 2 - len(chosen))]
    return [plan for plan in site.plans if plan in chosen]


def _issues(site: Site, marked: Sequence[Plan]) -> h.Node:
    texts = _columns(site, marked)
    said = Counter(entry.issue for entry in in_order(site) if entry.stance != NOTHING_FOUND)
    rows: list[list[h.Node]] = []
    for id in site.issues:
        row = [told.issue(site, id), *(_points(site, plan, id) for plan in texts)]
        if site.speakers:
            count = said[id]
            to = f"{places.issue(id)}#{STATEMENTS}"
            row += [link(to, str(count)) if count else "none entered", _left(site, id)]
        rows.append(row)
    columns = ["issue", *(plan.title for plan in texts)]
    if site.speakers:
        columns += ["statements of parties", "what they leave"]
    return [
        h.p(".pp-note")[
            "An issue leads to all texts and statements on it. Numbers are points of a text; "
            "“none”: no point of it is about the issue",
            "; statements on a part of an issue stand with that part.",
        ],
        table(columns, rows, caption="Issues", sortable=True, classes="pp-lookup"),
        site.speakers
        and h.p(".pp-note")[
            "What they leave for those who negotiate, by question: ",
            "; ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items()),
            ".",
        ],
    ]


def _points(site: Site, plan: Plan, issue: str) -> h.Node:
    """The points of a text on an issue, each by its number; those below one of them left out."""
    numbers = [point.number for other, point in site.points_on(issue) if other is plan]
    above = [n for n in numbers if not any(n.startswith(f"{each}.") for each in numbers)]
    if not above:
        return "none" if plan.known == "all" else "not known"
    return told.joined(link(places.point(plan, n), n) for n in above)


def _left(site: Site, issue: str) -> str:
    kinds = Counter(cell.kind for cell in site.gaps(issue).cells)
    return ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]) or "no answer stated"
