"""The front page: which texts, what is agreed and open, what came last, where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import htpy as h

from peaceplans.ledger.findings import KINDS
from peaceplans.model.plan import Plan
from peaceplans.site import places, told
from peaceplans.site.context import FIRST, Site
from peaceplans.site.page import Page, Part, link, table, when

NEWEST = 6
"""How many of the newest texts and happenings the front page has."""
OPEN = ("disputed", "reopened", "removed")


def front(site: Site) -> Iterator[Page]:
    """The front page."""
    marked = [plan for plan in site.plans if any(point.status for point in plan.provisions)]
    parts = [Part("Texts", "texts", _texts(site))]
    if marked:
        newest = marked[-1]
        parts.append(Part(f"Agreed and open: {newest.title}", "agreed", _standing(newest)))
    if site.catalog.events:
        parts.append(Part("What came last", "last", _last(site)))
    parts.append(Part("By issue", "issues", _issues(site)))
    if site.speakers:
        parts.append(Part("By party", "parties", _parties(site)))
    yield Page(
        "index.md",
        site.name,
        [
            h.p(".pp-said")[
                "Peace plans point by point: who is committed to what, what changed from one text "
                "to the next, and where the parties stand by what they said in public. Every fact "
                "has its sources; what is not known is said to be unknown."
            ],
            h.p(".pp-note")[
                f"As of {site.at}, data {site.catalog.version}. Points are told in our own words."
            ],
        ],
        tuple(parts),
        short="Home",
        described="Peace plans as structured, sourced provisions, compared point by point.",
    )


def _texts(site: Site) -> h.Node:
    first = site.catalog.plans.get(FIRST)
    shown = list(site.plans[-NEWEST:])
    rows = []
    for plan in shown:
        pair = (
            next(
                (
                    (a, b)
                    for a, b in site.comparisons
                    if {a, b} == {plan, first} and plan is not first
                ),
                None,
            )
            if first is not None
            else None
        )
        compared: h.Node = (
            link(places.comparison(pair[0].id, pair[1].id), f"{pair[0].id} → {pair[1].id}")
            if pair
            else "–"
        )
        rows.append((told.text(site, plan), told.dated(plan.date), plan.status, compared))
    columns = ("text", "date", "status", "what changed")
    return [
        table(columns, rows, caption="The newest texts"),
        h.p[
            link("texts/index.md", f"All {len(site.plans)} texts"),
            " · ",
            link("comparisons/index.md", "all comparisons"),
        ],
    ]


def _standing(plan: Plan) -> h.Node:
    agreed = [point for point in plan.provisions if point.status == "agreed"]
    open_ = [point for point in plan.provisions if point.status in OPEN or point.options]
    counts = Counter(point.status or "not marked" for point in plan.provisions)
    said = ", ".join(f"{count} {status}" for status, count in counts.items())
    return [
        h.p[f"Of {len(plan.provisions)} points, as reported on {plan.date}: {said}."],
        when(
            open_,
            [
                h.p[h.strong["Open:"]],
                h.ul[
                    (
                        h.li[
                            link(
                                places.point(plan, p.number),
                                f"{p.number} {p.heading or ''}".strip(),
                            ),
                            f" ({p.status or 'options'}): {p.summary}",
                        ]
                        for p in open_
                    )
                ],
            ],
        ),
        when(
            agreed,
            h.p[
                h.strong["Agreed: "],
                told.joined(
                    link(places.point(plan, p.number), f"{p.number} {p.heading or ''}".strip())
                    for p in agreed
                ),
                ".",
            ],
        ),
    ]


def _last(site: Site) -> h.Node:
    events = [event for event in site.catalog.events if event.certainty != "blank"][-NEWEST:]
    return [
        h.ul[
            (
                h.li[
                    told.dated(event.date),
                    ": ",
                    event.text,
                    " ",
                    link(places.event(event.id), "sources"),
                ]
                for event in reversed(events)
            )
        ],
        h.p[link("timeline.md", "The whole timeline")],
    ]


def _issues(site: Site) -> h.Node:
    rows = []
    for id in site.issues:
        kinds = Counter(cell.kind for cell in site.gaps(id).cells)
        found = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]) or "–"
        texts = len({plan.id for plan, _ in site.points_on(id)})
        rows.append((told.issue(site, id), str(texts), found))
    columns = ("issue", "texts on it", "what statements leave, by question")
    return [
        table(columns, rows, caption="Issues", sortable=True),
        h.p(".pp-note")[
            "What statements leave for those who negotiate: ",
            "; ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items()),
            ".",
        ],
    ]


def _parties(site: Site) -> h.Node:
    return h.p[told.joined(told.party(site, id) for id in site.speakers), "."]
