"""Who stands where on a point, with the statements behind it."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from peaceplans.ledger.grid import MatrixCell
from peaceplans.ledger.verdicts import NOT_STATED
from peaceplans.model.plan import Plan, Provision
from peaceplans.model.position import Position
from peaceplans.reports.answers import Telling, stance
from peaceplans.reports.words import Words
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Part, link, table
from peaceplans.site.pages.parties import linked
from peaceplans.values.setting import UNKNOWN
from peaceplans.vocabulary import SECOND_HAND

ANCHOR = "who_stands_where"
"""No point has a number with such a letter in it."""

BASES = {
    "stated": "stated",
    "proposed": "by its own act",
    "agreed": "as the text is recorded",
    "drafted": "as is reported",
    "computed": "computed from its statements",
    "inferred": "our inference",
}
"""What an answer on a point rests on, in a word or two. Others are no stance on the point."""
BESIDE = "Spoke on the issue, not on what this point sets, which is no stance on the point"


def standing(site: Site, plan: Plan, point: Provision) -> Part | None:
    """The answers of all parties on a point with all below it; None where nobody is known to have
    spoken.
    """
    matrix = site.matrix(plan)
    numbers = {each.number for each in point.walk()}
    telling = Telling(Words(plan.registry))
    rows: list[tuple[h.Node, ...]] = []
    beside: dict[str, dict[str, Position]] = {}
    for row in matrix.rows:
        if row.point is None or row.point.number not in numbers:
            continue
        for party in matrix.parties:
            cell = matrix[row.place, party]
            if cell.basis in BASES:
                rows.append(
                    (
                        told.ref(site, f"{plan.id}#{row.place}", row.place),
                        told.party(site, party),
                        stance(cell.stance),
                        BASES[cell.basis],
                        told.joined(_grounds(site, plan, cell, telling), "; "),
                    )
                )
            elif cell.carried is not None:
                beside.setdefault(party, {})[cell.carried.id] = cell.carried
    if not rows and not beside:
        return None
    columns = ("point", "party", "answer", "rests on", "by")
    spoke = [
        [
            told.party(site, party),
            ": ",
            told.joined(
                [told.entry(site, each), f" ({stance(each.stance)})"] for each in found.values()
            ),
        ]
        for party, found in beside.items()
    ]
    return Part(
        "Who stands where",
        ANCHOR,
        [
            h.p(".pp-note")[
                f"By public statements up to {matrix.at}. Who is not listed is not known to have "
                "spoken, which is no position. All points at once: ",
                h.code[f"peaceplans matrix {plan.id} --at {matrix.at}"],
                ".",
            ],
            table(columns, rows, caption="Answers on this point", head=False) if rows else None,
            spoke
            and h.details[
                h.summary[
                    "Spoke on the issue, not on what this point sets: no stance on the point"
                ],
                h.ul[[h.li[each] for each in spoke]],
            ],
        ],
    )


def _grounds(site: Site, plan: Plan, cell: MatrixCell, telling: Telling) -> Iterator[h.Node]:
    """What an answer rests on: statements and acts, each linked, with what speaks against it."""
    if cell.basis == "stated":
        # The one that counts first: the newest in own voice, else the newest at second hand.
        for each in sorted(cell.stated, key=lambda entry: entry is not cell.newest):
            also = "" if each is cell.newest else "also "
            yield [also, told.entry(site, each), _second_hand(each)]
    elif cell.basis == "inferred":
        yield from (told.entry(site, each) for each in cell.inferred)
    elif cell.basis != "computed":
        yield link(places.text(plan.id), "the text")
    for verdict in cell.verdicts:
        if verdict.kind not in (NOT_STATED, UNKNOWN):
            grounds = [
                told.entry(site, ground.entry)
                if ground.entry
                else linked(site, telling.ground(ground), {})
                for ground in verdict.grounds
            ]
            said = f"{telling.words.cell(verdict.cell)}: {telling.verdict(verdict)}, computed from "
            yield [said, told.joined(grounds)]
    for entry in cell.denied:
        yield ["denied, and not counted: ", told.entry(site, entry)]
    if cell.contradicted:
        yield "what is computed says otherwise than what is stated"


def _second_hand(entry: Position) -> str:
    return " (second hand)" if entry.form in SECOND_HAND else ""
