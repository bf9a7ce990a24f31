"""What the stated positions leave for agreement, cell by cell, and how firmly that stands.

The question is that of negotiation analysis: whether there is an answer that all can accept (a
zone of possible agreement). Reservation values are private; what is compared here is what was
said in public, and nothing else. See `docs/method.md` for the literature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from peaceplans.ledger.findings import GAP, CellGap, judged
from peaceplans.ledger.grounds import Ledger
from peaceplans.ledger.sensitivity import flips
from peaceplans.ledger.spelling import cells_named
from peaceplans.values.answers import INFINITE, MemberSets
from peaceplans.values.room import Left, OfList, OnLine
from peaceplans.values.scale import Scale
from peaceplans.values.setting import Number

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog


@attrs.frozen
class Gaps:
    """Findings on the cells of an issue or parameter, among parties at a date."""

    asked: str | None
    at: str
    parties: tuple[str, ...]
    cells: tuple[CellGap, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values: one item for each cell."""
        return {
            "format": "peaceplans-gap",
            "version": 1,
            "asked": self.asked,
            "at": self.at,
            "parties": list(self.parties),
            "cells": [_plain(cell) for cell in self.cells],
        }


def gap(
    name: str | None = None,
    *,
    at: str | None = None,
    parties: Iterable[str] = (),
    catalog: Catalog | None = None,
) -> Gaps:
    """What the stated positions leave on an issue, a parameter or a cell; on all without a name.

    `parties` are by default those whose agreement is sought. Raises ValueError for what is no
    date, KeyError for what is no issue, parameter or cell.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    ledger = Ledger.of(catalog or builtin())
    day = ledger.at(at)
    chosen = tuple(dict.fromkeys(parties)) or ledger.negotiating
    asked = cells_of(ledger, name)
    found = [cell_gap(ledger, cell, chosen, day) for cell in asked]
    gaps = _gaps_by_place(ledger, chosen, day)
    placed = (
        attrs.evolve(
            each, beside=tuple(c for c in gaps.get(_place(each.cell), ()) if c != each.cell)
        )
        for each in found
        if each.sides
    )
    return Gaps(name, day, chosen, tuple(placed))


def _place(cell: str) -> str:
    """The place that a cell is about, an empty text for none."""
    return cell.rstrip("]").rpartition("[")[2].rpartition(", ")[2] if "[" in cell else ""


def _gaps_by_place(
    ledger: Ledger, parties: Sequence[str], at: str
) -> Mapping[str, tuple[str, ...]]:
    """Gaps by the place that they are about."""
    found: dict[str, tuple[str, ...]] = {}
    for cell in ledger.cells:
        if place := _place(cell):
            parameter = ledger.registry.parameters[cell.partition("[")[0]]
            standings = [ledger.standing(party, cell, at) for party in parties]
            if judged(parameter, cell, standings).kind == GAP:
                found[place] = (*found.get(place, ()), cell)
    return found


def cells_of(ledger: Ledger, name: str | None) -> tuple[str, ...]:
    """The cells of an issue (with its parts), a parameter or a cell that somebody answers."""
    parameters = ledger.registry.parameters
    if name is None:
        return ledger.cells
    if name in ledger.registry.issues:
        issues = ledger.registry.with_parts([name])
        return tuple(c for c in ledger.cells if parameters[c.partition("[")[0]].issue in issues)
    if name in parameters and parameters[name].per:
        return tuple(c for c in ledger.cells if c.partition("[")[0] == name)
    return cells_named(ledger.registry, name)


def cell_gap(ledger: Ledger, cell: str, parties: Sequence[str], at: str) -> CellGap:
    """The finding on one cell, with what would flip it."""
    parameter = ledger.registry.parameters[cell.partition("[")[0]]
    standings = [ledger.standing(party, cell, at) for party in parties]
    finding = judged(parameter, cell, standings)
    displaced = (ledger.displaced(side, at) for side in finding.sides)
    return attrs.evolve(
        finding,
        flips=tuple(flips(ledger, finding, parties, at)),
        displaced=tuple(standing for standing in displaced if standing.grounds),
    )


def _plain(finding: CellGap) -> dict[str, Any]:
    return {
        "cell": finding.cell,
        "finding": finding.kind,
        "among_those_who_spoke": finding.among,
        "silent": list(finding.silent),
        "overlap": _left(finding.overlap, finding.parameter.scale),
        "nobody_rejects": _left(finding.rest, finding.parameter.scale),
        "opposed": [
            {"parties": list(each.parties), "width": each.width} for each in finding.opposed
        ],
        "grounds": {side.party: [ground.id for ground in side.grounds] for side in finding.sides},
        "reported": finding.is_reported,
        "relayed": list(finding.relayed),
        "conditional": list(finding.conditional),
        "conditions_exclude_each_other": list(finding.clashes),
        "displaced": {s.party: [g.id for g in s.grounds] for s in finding.displaced},
        "gaps_on_the_same_place": list(finding.beside),
        "flips": [
            {
                "what": flip.what,
                "ground": flip.ground.id,
                "finding": flip.kind,
                **({"reading": flip.reading} if flip.reading else {}),
            }
            for flip in finding.flips
        ],
    }


def _left(found: Left | None, scale: Scale) -> Any:
    """What is left as plain values: stretches of a line, named answers, members or shares."""
    if found is None:
        return None
    rest = found.rest
    told: dict[str, Any] = {}
    if isinstance(rest, OnLine):
        told["spans"] = [
            {
                "from": _end(span.low, scale),
                "to": _end(span.high, scale),
                "without": [
                    name
                    for name, is_open in (("from", span.low_open), ("to", span.high_open))
                    if is_open
                ],
            }
            for span in rest.spans
        ]
        told["named"] = sorted(rest.named)
    elif isinstance(rest, OfList):
        told["answers"] = list(rest.allowed)
    elif isinstance(rest, MemberSets):
        told["includes"], told["excludes"] = sorted(rest.includes), sorted(rest.excludes)
        told["closed"] = rest.closed
    else:
        told["shares"] = {n: [float(low), float(high)] for n, low, high in rest.spans}
    if found.only:
        told["only"] = list(found.only)
    return told


def _end(value: Number, scale: Scale) -> Any:
    """An end of a stretch: a number, a date, or None where there is no limit."""
    if abs(value) == INFINITE:
        return None
    return date.fromordinal(int(value)).isoformat() if scale.kind == "date" else value
