"""What the stated positions leave for agreement, cell by cell, and how firmly that stands.

The question is that of negotiation analysis: whether there is an answer that all can accept (a
zone of possible agreement). Reservation values are private; what is compared here is what was
said in public, and nothing else. See `docs/method.md` for the literature.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
from immutabledict import immutabledict

from peaceplans.ledger.days import came, latest
from peaceplans.ledger.grounds import Ground, Ledger, Standing
from peaceplans.ledger.spelling import cells_named
from peaceplans.model.parameter import Parameter
from peaceplans.values.answers import INFINITE, Answers, MemberSets
from peaceplans.values.room import Left, OfList, OnLine, apart, exactly, left
from peaceplans.values.scale import Scale
from peaceplans.values.setting import Number

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog

OVERLAP, ROOM, GAP, UNKNOWN = "overlap", "room", "gap", "unknown"

KINDS = {
    OVERLAP: "there is an answer that all of them accept",
    ROOM: "no such answer, but one that none of them has excluded in so many words",
    GAP: "each answer is rejected by one of them at least",
    UNKNOWN: "somebody has said nothing there, and those who have do not rule each other out",
}


class Opposition(NamedTuple):
    """Two parties of which each rules out all that the other would have.

    `width` is the distance between what they accept, in the parameter's unit, if there is one.
    """

    parties: tuple[str, str]
    width: Number | None


class Flip(NamedTuple):
    """What the finding would be if one thing were otherwise.

    `what` is `withdrawn` (a statement that counts), `if true` (one that is denied or only
    reported) or `reading` (another reading of a text that a party put forward).
    """

    what: str
    ground: Ground
    kind: str
    reading: str | None = None


@attrs.frozen
class CellGap:
    """The finding on one cell. `among` is the one for those who have said something there.

    `overlap` are answers that all accept, `rest` answers that none rejects (if any). `displaced`
    are refusals that a later statement of the same party does not repeat, `beside` gaps on other
    questions about the same place.
    """

    cell: str
    parameter: Parameter
    kind: str
    among: str
    sides: tuple[Standing, ...]
    silent: tuple[str, ...]
    overlap: Left | None
    rest: Left | None
    opposed: tuple[Opposition, ...]
    flips: tuple[Flip, ...] = ()
    displaced: tuple[Standing, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether some side rests on second-hand accounts alone."""
        return any(side.is_reported for side in self.sides)

    @property
    def relayed(self) -> tuple[str, ...]:
        """Parties whose answer is known only through digests."""
        return tuple(s.party for s in self.sides if all(g.is_relayed for g in s.grounds))

    @property
    def clashes(self) -> tuple[str, ...]:
        """Cells on which the conditions of two parties, in their packages, exclude each other."""
        found = []
        for one, two in combinations(self.sides, 2):
            for a, b in product(one.packages, two.packages):
                found += [c for c in a.given if c in b.given and not a.given[c].meet(b.given[c])]
        return tuple(dict.fromkeys(found))

    @property
    def conditional(self) -> tuple[str, ...]:
        """Parties that accept something there only together with other answers."""
        return tuple(side.party for side in self.sides if side.packages)


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
        issues = parts_of(ledger, name)
        return tuple(c for c in ledger.cells if parameters[c.partition("[")[0]].issue in issues)
    if name in parameters and parameters[name].per:
        return tuple(c for c in ledger.cells if c.partition("[")[0] == name)
    return cells_named(ledger.registry, name)


def parts_of(ledger: Ledger, issue: str) -> frozenset[str]:
    """An issue with all that are part of it."""
    issues = ledger.registry.issues
    found = {issue}
    while more := {i for i, entry in issues.items() if entry.part_of in found} - found:
        found |= more
    return frozenset(found)


def cell_gap(ledger: Ledger, cell: str, parties: Sequence[str], at: str) -> CellGap:
    """The finding on one cell, with what would flip it."""
    parameter = ledger.registry.parameters[cell.partition("[")[0]]
    standings = [ledger.standing(party, cell, at) for party in parties]
    finding = judged(parameter, cell, standings)
    displaced = (ledger.displaced(side, at) for side in finding.sides)
    return attrs.evolve(
        finding,
        flips=tuple(_flips(ledger, parameter, finding, parties, at)),
        displaced=tuple(standing for standing in displaced if standing.grounds),
    )


def judged(parameter: Parameter, cell: str, standings: Sequence[Standing]) -> CellGap:
    """The finding on one cell by what each party says of it; a pure function of that."""
    sides = tuple(standing for standing in standings if standing.grounds)
    silent = tuple(standing.party for standing in standings if not standing.grounds)
    scale = parameter.scale
    required = [answers for side in sides for answers in side.requires]
    rejected = [answers for side in sides for answers in side.rejects]
    rest = left(scale, required, rejected)
    shared = _overlap(parameter, sides, required, rejected)
    among = GAP if rest is None else OVERLAP if shared is not None else ROOM
    if len(sides) < 2 and among != GAP:
        among, shared, rest = UNKNOWN, None, None  # one voice alone leaves nothing to compare
    kind = among if among == GAP or not silent else UNKNOWN
    return CellGap(
        cell, parameter, kind, among, sides, silent, shared, rest, tuple(_opposed(parameter, sides))
    )


def _overlap(
    parameter: Parameter,
    sides: Sequence[Standing],
    required: list[Answers],
    rejected: list[Answers],
) -> Left | None:
    """Answers that lie, for every side, in what it requires or in one set that it accepts."""
    accepting = [side for side in sides if not side.requires]
    if not sides or any(not side.accepts for side in accepting):
        return None

    def search(index: int, chosen: list[Answers]) -> Left | None:
        found = left(parameter.scale, [*required, *chosen], rejected, together=True)
        if found is None or index == len(accepting):
            return found
        for answers in accepting[index].accepts:
            if further := search(index + 1, [*chosen, answers]):
                return further
        return None

    return search(0, [])


def _opposed(parameter: Parameter, sides: Sequence[Standing]) -> Iterator[Opposition]:
    for one, two in combinations(sides, 2):
        required = [*one.requires, *two.requires]
        if left(parameter.scale, required, [*one.rejects, *two.rejects]) is None:
            distances = [
                distance
                for a in _wanted(one)
                for b in _wanted(two)
                if (distance := apart(parameter.scale, a, b))
            ]
            yield Opposition((one.party, two.party), min(distances, default=None))


def _wanted(side: Standing) -> tuple[Answers, ...]:
    return side.requires or side.accepts


def _flips(
    ledger: Ledger, parameter: Parameter, finding: CellGap, parties: Sequence[str], at: str
) -> Iterator[Flip]:
    """Every single thing that would make the finding another if it were otherwise."""
    cell = finding.cell
    now = {side.party: side for side in finding.sides}

    # Where somebody is silent, what would change is the finding among those who spoke.
    def kind(changed: Mapping[str, Standing]) -> str:
        told = [changed.get(p) or now.get(p) or Standing(p, cell, ()) for p in parties]
        then = judged(parameter, cell, told)
        return then.among if finding.kind == UNKNOWN else then.kind

    was = finding.among if finding.kind == UNKNOWN else finding.kind

    grounds = {ground.id: ground for side in finding.sides for ground in side.grounds}
    for ground in grounds.values():
        other = ledger.without([ground.id])
        without = {party: other.standing(party, cell, at) for party in parties}
        # That a party without its only statement has said nothing is told of gaps alone.
        if (then := kind(without)) != was and (then != UNKNOWN or was == GAP):
            yield Flip("withdrawn", ground, then)
    silenced = ledger.silenced(at)
    for party in parties:
        for ground in ledger.grounds(party, cell):
            doubted = ground.id in silenced or (ground.is_second_hand and ground.id not in grounds)
            ended = ground.until is not None and came(ground.until, at)
            if (
                doubted
                and not ended
                and came(ground.date, at)
                and not _overtaken(ground, now.get(party))
            ):
                then = kind({party: Standing(party, cell, (ground,))})
                if then != was:
                    yield Flip("if true", ground, then)
    for ground in grounds.values():
        for reading, answers in _readings(ledger, parameter, cell, ground):
            read = attrs.evolve(ground, accepts=immutabledict({cell: answers}))
            side = now[ground.party]
            changed = tuple(read if g.id == ground.id else g for g in side.grounds)
            then = kind({ground.party: side._replace(grounds=changed)})
            if then != was:
                yield Flip("reading", ground, then, reading)


def _overtaken(ground: Ground, side: Standing | None) -> bool:
    """Whether the party has spoken for itself since, so that an account of it is history."""
    return side is not None and any(latest(g.date) > latest(ground.date) for g in side.grounds)


def _readings(
    ledger: Ledger, parameter: Parameter, cell: str, ground: Ground
) -> Iterator[tuple[str, Answers]]:
    """What variant readings of a point that a party put forward set in the cell."""
    if ground.place is None:
        return
    plan, _, place = ground.place.partition("#")
    number, _, option = place.partition("/")
    point = ledger.plans[plan][number]
    readings = next((o.readings for o in point.options if o.id == option), point.readings)
    for reading in readings:
        if reading.kind == "variant" and cell in reading.sets:
            answers = exactly(parameter.scale, reading.sets[cell])
            if answers is not None:
                yield reading.id, answers


@attrs.frozen
class Pair:
    """How often the stated answers of two parties meet, over all cells that either answers."""

    parties: tuple[str, str]
    shared: tuple[str, ...]
    opposed: tuple[str, ...]
    open: tuple[str, ...]
    unknown: tuple[str, ...]


def agreement(
    *,
    at: str | None = None,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    catalog: Catalog | None = None,
) -> tuple[Pair, ...]:
    """Party × party: the cells on which two share an accepted answer, rule each other out, do
    neither, or on which one of them has said nothing. Counts, and no score.

    Raises ValueError for what is no date, KeyError for what is no issue.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    ledger = Ledger.of(catalog or builtin())
    day = ledger.at(at)
    chosen = tuple(dict.fromkeys(parties)) or ledger.parties
    cells = [cell for name in (tuple(issues) or (None,)) for cell in cells_of(ledger, name)]
    standings = {
        (party, cell): ledger.standing(party, cell, day) for party in chosen for cell in cells
    }
    return tuple(
        _pair(ledger, (one, two), cells, standings) for one, two in combinations(chosen, 2)
    )


def _pair(
    ledger: Ledger,
    pair: tuple[str, str],
    cells: Sequence[str],
    standings: Mapping[tuple[str, str], Standing],
) -> Pair:
    found: dict[str, list[str]] = {OVERLAP: [], GAP: [], ROOM: [], UNKNOWN: []}
    for cell in cells:
        sides = [standings[party, cell] for party in pair]
        if any(side.grounds for side in sides):
            parameter = ledger.registry.parameters[cell.partition("[")[0]]
            found[judged(parameter, cell, sides).kind].append(cell)
    return Pair(
        pair, tuple(found[OVERLAP]), tuple(found[GAP]), tuple(found[ROOM]), tuple(found[UNKNOWN])
    )


def counts(findings: Iterable[CellGap]) -> Counter[str]:
    """How many cells are of which kind."""
    return Counter(finding.kind for finding in findings)


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
