"""What texts that were signed had on an issue, and what became of it after signature."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from peaceplans.model.plan import Plan
from peaceplans.reports.words import Words
from peaceplans.site import told
from peaceplans.site.context import Site
from peaceplans.site.page import Part, table

ANCHOR = "precedents"
SIGNED = ("signed", "in-force")
"""Stages of a text from which on it could be carried out."""


def precedents(site: Site, issue: str) -> Iterator[Part]:
    """The points on an issue in texts that were signed, or of whose carrying out something is
    recorded; no part where there are none.
    """
    rows: list[tuple[h.Node, ...]] = []
    for plan, point in site.points_on(issue):
        if not (_was_signed(plan) or point.implementation):
            continue
        words = Words(plan.registry)
        became: list[h.Node] = [
            h.li[
                words.performance(each),
                told.backed(site, each.evidence, each.sources, plan),
            ]
            for each in point.implementation
        ]
        rows.append(
            (
                [
                    told.dated(plan.date),
                    " ",
                    told.text(site, plan),
                    ", ",
                    told.ref(site, f"{plan.id}#{point.number}", f"point {point.number}"),
                ],
                point.summary,
                h.ul[became] if became else "nothing recorded in the data",
            )
        )
    if rows:
        yield Part(
            "Precedents",
            ANCHOR,
            [
                h.p(".pp-note")[
                    "Points on the issue in texts that were signed, of this conflict or another. "
                    "How far one case is like another is not for this page to say."
                ],
                table(
                    ("text and point", "what it says", "what became of it after signature"),
                    rows,
                    caption="Signed texts on the issue, by date",
                    head=False,
                ),
            ],
        )


def _was_signed(plan: Plan) -> bool:
    return any(stage in SIGNED for stage in (plan.status, *(each.status for each in plan.history)))
