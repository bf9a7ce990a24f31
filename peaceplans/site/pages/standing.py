"""Who stands where on a point, with the statements behind it."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from peaceplans.ledger.grid import MatrixCell, said_of
from peaceplans.ledger.verdicts import NOT_STATED
from peaceplans.model.plan import Plan, Provision
from peaceplans.model.position import Position
from peaceplans.reports.answers import Telling, stance
from peaceplans.reports.matrix_report import whole
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
    "proposed": "its own proposal",
    "agreed": "the text is recorded as agreed there",
    "drafted": "reported as a drafter of the text",
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
                        _basis(site, plan, cell),
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


def _basis(site: Site, plan: Plan, cell: MatrixCell) -> str:
    """What an answer rests on: of how much more than the point it was said, by whose account."""
    told_of = BASES[cell.basis]
    if cell.basis == "stated" and cell.newest is not None:
        return told_of + _reach(site, plan, cell, cell.newest)
    by_text = cell.basis in ("proposed", "agreed", "drafted")
    if by_text and plan.told_by and cell.party not in plan.told_by:
        told_of += f", by the account of {site.words.parties(plan.told_by)}"
    return told_of


def _reach(site: Site, plan: Plan, cell: MatrixCell, entry: Position) -> str:
    """Of what more than a point a statement is, if it is: of a point above it, or of the text."""
    more = said_of(entry, plan.id, cell.row)
    if more is None:
        return ""
    issue = site.words.title("issues", entry.issue)
    return f" of {whole(more)} on {issue}, not of this point by itself"


def _grounds(site: Site, plan: Plan, cell: MatrixCell, telling: Telling) -> Iterator[h.Node]:
    """What an answer rests on: statements and acts, each linked, with what speaks against it."""
    if cell.basis == "stated":
        # The one that counts first: the newest in own voice, else the newest at second hand.
        for each in sorted(cell.stated, key=lambda entry: entry is not cell.newest):
            also = "" if each is cell.newest else "also "
            differs = "" if each.stance == cell.stance else f" ({stance(each.stance)})"
            reach = _reach(site, plan, cell, each) if each is not cell.newest else ""
            yield [also, told.entry(site, each), differs, _second_hand(each), reach and f",{reach}"]
    elif cell.basis == "inferred":
        for each in cell.inferred:
            differs = "" if each.stance == cell.stance else f" ({stance(each.stance)})"
            reach = _reach(site, plan, cell, each)
            yield [told.entry(site, each), differs, reach and f", inferred{reach}"]
    elif cell.basis != "computed":
        yield link(places.text(plan.id), "the text")
    if cell.basis != "inferred":
        for each in cell.inferred:
            yield ["also inferred by us: ", told.entry(site, each), f" ({stance(each.stance)})"]
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
