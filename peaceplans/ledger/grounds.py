"""Which statement counts: what each party says of each cell at a date, and who says so.

A `Ground` is what an answer rests on: an entry of the ledger, or the act of putting a text
forward. `Ledger` finds those in force by the rules of the data model: the newest in a party's
own voice, failing that the newest second-hand one that nobody denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs
from immutabledict import immutabledict

from peaceplans.ledger.days import came, day_of, latest
from peaceplans.model.plan import Commitment, Plan, Provision
from peaceplans.model.position import AnswerMap, Package, Position
from peaceplans.model.registry import Registry
from peaceplans.values.answers import Answers, MemberSets
from peaceplans.values.room import exactly
from peaceplans.vocabulary import SECOND_HAND

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog

OWN, REPORTED = "own voice", "reported"
PROPOSED, AGREED, DRAFTED = "proposed", "agreed", "drafted"
SECOND_HAND_KINDS = frozenset({REPORTED, DRAFTED})


@attrs.frozen
class Ground:
    """What an answer of one party rests on.

    `kind` is `own voice`, `reported` (second hand), `proposed` (the party put the text or option
    forward), `agreed` (the point is recorded as agreed with it) or `drafted` (it is reported as
    a drafter of the text).
    `place` is the point put forward, `until` when its text was overtaken, given up or replaced
    by another that the party put forward, `told_by` by whose account the text is known,
    `unclear` whether it leaves open what kind of limit a number is; `entry` is the position
    where it is one.
    """

    id: str
    party: str
    kind: str
    date: str
    accepts: AnswerMap = immutabledict()
    rejects: AnswerMap = immutabledict()
    requires: AnswerMap = immutabledict()
    packages: tuple[Package, ...] = ()
    red_line: bool = False
    entry: Position | None = None
    place: str | None = None
    until: str | None = None
    told_by: tuple[str, ...] = ()
    unclear: bool = False

    @property
    def is_second_hand(self) -> bool:
        """Whether it is an account by others: a report, a draft that nobody put forward, or a
        text known only as another party tells it. Such a ground never supersedes one that is
        not.
        """
        told_by_others = bool(self.told_by) and self.party not in self.told_by
        return self.kind in SECOND_HAND_KINDS or told_by_others

    @property
    def is_relayed(self) -> bool:
        """Whether it is known only through digests."""
        return self.entry is not None and self.entry.evidence == "relayed"

    @property
    def cells(self) -> frozenset[str]:
        """The cells that it answers."""
        told = {*self.accepts, *self.rejects, *self.requires}
        return frozenset(told.union(*(package.accepts for package in self.packages)))


class Standing(NamedTuple):
    """What a party says of one cell at a date: sets of answers and the grounds for them."""

    party: str
    cell: str
    grounds: tuple[Ground, ...]

    @property
    def accepts(self) -> tuple[Answers, ...]:
        """Answers that are fine."""
        return tuple(g.accepts[self.cell] for g in self.grounds if self.cell in g.accepts)

    @property
    def rejects(self) -> tuple[Answers, ...]:
        """Answers that are not."""
        return tuple(g.rejects[self.cell] for g in self.grounds if self.cell in g.rejects)

    @property
    def requires(self) -> tuple[Answers, ...]:
        """Answers without which it will not do: every one of these holds."""
        return tuple(g.requires[self.cell] for g in self.grounds if self.cell in g.requires)

    @property
    def packages(self) -> tuple[Package, ...]:
        """Answers that are fine only together with others."""
        return tuple(
            package for g in self.grounds for package in g.packages if self.cell in package.accepts
        )

    @property
    def is_reported(self) -> bool:
        """Whether no ground is in the party's own voice or act."""
        return all(ground.is_second_hand for ground in self.grounds)


class Ledger:
    """Positions and proposals by party and cell, asked at dates.

    `positions` in any order; `plans` give what parties put forward.
    """

    def __init__(
        self, positions: Iterable[Position], plans: Mapping[str, Plan], registry: Registry
    ) -> None:
        self.registry = registry
        self.plans = plans
        self.positions = sorted(positions, key=lambda entry: (latest(entry.date), entry.id))
        self._silenced: dict[str, frozenset[str]] = {}
        self._entries: dict[tuple[str, str], list[Position]] = {}
        for entry in self.positions:
            for party in entry.parties:
                self._entries.setdefault((party, entry.issue), []).append(entry)
        self._grounds: dict[tuple[str, str], list[Ground]] = {}
        for ground in (*_stated(self.positions), *_proposed(plans, registry)):
            for cell in ground.cells:
                self._grounds.setdefault((ground.party, cell), []).append(ground)

    @classmethod
    def of(cls, catalog: Catalog, conflict: str | None = None) -> Ledger:
        """The ledger of a catalog on one war: what is said of it, and the texts about it."""
        if (cls, conflict) not in catalog.kept:
            positions = (entry for entry in catalog.positions if entry.conflict == conflict)
            plans = {id_: plan for id_, plan in catalog.plans.items() if plan.conflict == conflict}
            catalog.kept[cls, conflict] = cls(positions, plans, catalog.registry)
        found: Ledger = catalog.kept[cls, conflict]
        return found

    @property
    def newest(self) -> str:
        """The day of the newest entry, the date at which questions are asked by default."""
        return max((latest(entry.date) for entry in self.positions), default="0001-01-01")

    def at(self, date: str | None) -> str:
        """The day that a question is asked at. Raises ValueError for what is no date."""
        return self.newest if date is None else day_of(date)

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party with an entry, in the order of the registry."""
        held = {party for entry in self.positions for party in entry.parties}
        known = [party for party in self.registry.parties if party in held]
        return (*known, *sorted(held.difference(known)))

    @property
    def negotiating(self) -> tuple[str, ...]:
        """Those whose agreement is sought; all with an entry where the registry marks nobody."""
        marked = tuple(
            id_
            for id_ in self.parties
            if (party := self.registry.parties.get(id_)) and party.negotiates
        )
        return marked or self.parties

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that somebody answers, in the order of the parameters."""
        order = {id_: index for index, id_ in enumerate(self.registry.parameters)}
        found = {cell for _, cell in self._grounds}
        return tuple(sorted(found, key=lambda c: (order.get(c.partition("[")[0], len(order)), c)))

    def without(self, ids: Iterable[str]) -> Ledger:
        """The ledger as if these grounds were not there."""
        gone = set(ids)
        other = object.__new__(Ledger)
        other.registry, other.plans, other._silenced = self.registry, self.plans, {}
        other._entries = self._entries
        other.positions = [entry for entry in self.positions if entry.id not in gone]
        other._grounds = {
            key: [ground for ground in grounds if ground.id not in gone]
            for key, grounds in self._grounds.items()
        }
        return other

    def silenced(self, at: str) -> frozenset[str]:
        """Ids of entries that are denied or withdrawn at a date: shown, and counted nowhere."""
        if at not in self._silenced:
            self._silenced[at] = frozenset(
                name
                for entry in self.positions
                if came(entry.date, at)
                for name in (entry.denies, entry.withdraws)
                if name is not None
            )
        return self._silenced[at]

    def entries(self, party: str, issue: str, at: str) -> list[Position]:
        """What a party said on an issue up to a date, or others of it, newest first."""
        said = self._entries.get((party, issue), ())
        return [entry for entry in reversed(said) if came(entry.date, at)]

    def grounds(self, party: str, cell: str) -> tuple[Ground, ...]:
        """Everything that a party ever said of a cell, oldest first, whether it counts or not."""
        return tuple(self._grounds.get((party, cell), ()))

    def displaced(self, standing: Standing, at: str) -> Standing:
        """Own statements that ruled something out and were overtaken by one that rules out
        nothing: what is in force does not repeat them, and need not contradict them.
        """
        if not standing.grounds or standing.rejects or standing.requires:
            return Standing(standing.party, standing.cell, ())
        newest = max(latest(ground.date) for ground in standing.grounds)
        before = [
            ground
            for ground in self.grounds(standing.party, standing.cell)
            if not ground.is_second_hand
            and (standing.cell in ground.rejects or standing.cell in ground.requires)
            and latest(ground.date) < newest
            and ground.id not in self.silenced(at)
        ]
        last = max((latest(ground.date) for ground in before), default="")
        told = tuple(ground for ground in before if latest(ground.date) == last)
        return Standing(standing.party, standing.cell, told)

    def standing(self, party: str, cell: str, at: str) -> Standing:
        """What a party says of a cell at a date; without grounds where it says nothing."""
        silenced = self.silenced(at)
        come = [
            ground
            for ground in self._grounds.get((party, cell), ())
            if came(ground.date, at)
            and ground.id not in silenced
            and not (ground.until and came(ground.until, at))
        ]
        for second_hand in (False, True):
            if voiced := [ground for ground in come if ground.is_second_hand == second_hand]:
                newest = max(latest(ground.date) for ground in voiced)
                return Standing(party, cell, tuple(g for g in voiced if latest(g.date) == newest))
        return Standing(party, cell, ())


def _stated(positions: Iterable[Position]) -> Iterator[Ground]:
    for entry in positions:
        if entry.evidence == "inferred":
            continue  # our conclusion, not the party's word
        kind = REPORTED if entry.form in SECOND_HAND else OWN
        for party in entry.parties:
            yield Ground(
                entry.id,
                party,
                kind,
                entry.date,
                entry.accepts,
                entry.rejects,
                entry.requires,
                entry.packages,
                entry.red_line,
                entry,
            )


def _proposed(plans: Mapping[str, Plan], registry: Registry) -> Iterator[Ground]:
    """What putting a text forward, agreeing to a point or drafting it says of its cells."""
    replaced = _replaced(plans)
    for plan in plans.values():
        by_party: dict[tuple[str, str], dict[str, list[tuple[str, Commitment]]]] = {}
        for point in plan.walk():
            if point.status == "removed" or point.known == "none":
                continue
            for party, kind in proponents(plan, point):
                for commitment in point.commitments:
                    _note(by_party, (party, kind), point.number, commitment)
            for option in point.options:
                for party in option.proposed_by:
                    for commitment in option.commitments:
                        place = f"{point.number}/{option.id}"
                        _note(by_party, (party, PROPOSED), place, commitment)
        for (party, kind), cells in by_party.items():
            ends = [end for end in (_ended(plan), replaced.get((plan.id, party))) if end]
            until = min(ends, key=latest) if ends else None
            yield from _grounds_of(plan, party, kind, cells, registry, until)


def _note(
    by_party: dict[tuple[str, str], dict[str, list[tuple[str, Commitment]]]],
    key: tuple[str, str],
    place: str,
    commitment: Commitment,
) -> None:
    for cell in commitment.sets:
        by_party.setdefault(key, {}).setdefault(cell, []).append((place, commitment))


def proponents(plan: Plan, point: Provision) -> Iterator[tuple[str, str]]:
    """Who stands behind a point by an act of its own, and how."""
    if point.status == "agreed" and point.between:
        yield from ((party, AGREED) for party in point.between)
    elif point.status not in ("disputed", "reopened"):
        if plan.proposed_by:
            yield from ((party, PROPOSED) for party in plan.proposed_by)
        else:
            yield from ((party, DRAFTED) for party in plan.drafters)


def _grounds_of(
    plan: Plan,
    party: str,
    kind: str,
    cells: Mapping[str, list[tuple[str, Commitment]]],
    registry: Registry,
    until: str | None,
) -> Iterator[Ground]:
    for cell, told in cells.items():
        parameter = registry.parameters.get(cell.partition("[")[0])
        if parameter is None:
            continue
        sets = [
            answers
            for _, commitment in told
            if commitment.sets[cell].evidence != "inferred"
            and (answers := exactly(parameter.scale, commitment.sets[cell])) is not None
        ]
        if not sets:
            continue
        answers = sets[0]
        if isinstance(answers.shape, MemberSets):
            # Members that several points name are members of one set.
            members = [each.shape.includes for each in sets if isinstance(each.shape, MemberSets)]
            shape = MemberSets.of(frozenset().union(*members), frozenset(), closed=True)
            answers = Answers.of(shape, answers.only)
        place = f"{plan.id}#{told[0][0]}"
        yield Ground(
            f"{kind}:{party}:{place}:{cell}",
            party,
            kind,
            plan.public or plan.date,
            accepts=immutabledict({cell: answers}),
            place=place,
            until=until,
            told_by=plan.told_by,
            unclear=any(commitment.sets[cell].bound == "unclear" for _, commitment in told),
        )


def _replaced(plans: Mapping[str, Plan]) -> dict[tuple[str, str], str]:
    """When a party put forward a later text: its offer is then that text and not the older one."""
    found: dict[tuple[str, str], str] = {}
    newest: dict[str, Plan] = {}
    for plan in sorted(plans.values(), key=lambda p: (latest(p.public or p.date), p.id)):
        for party in plan.proposed_by:
            if party in newest:
                found[newest[party].id, party] = plan.public or plan.date
            newest[party] = plan
    return found


ENDED = frozenset({"superseded", "lapsed"})


def _ended(plan: Plan) -> str | None:
    """When a text was overtaken or given up: what it proposed is no offer any more. One that
    others turned down may still be offered.

    A text that has ended on a day that nobody knows counts no longer than its history goes.
    """
    if plan.status not in ENDED:
        return None
    ends = [stage.date for stage in plan.history if stage.status in ENDED]
    known = ends or [stage.date for stage in plan.history] or [plan.public or plan.date]
    return known[-1]
