"""Where a party stood on an issue at a date, says who, and how it moved between two dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from peaceplans.ledger.gaps import cells_of
from peaceplans.ledger.grid import NOTHING_FOUND, cited, told_entry
from peaceplans.ledger.grounds import Ground, Ledger, Standing
from peaceplans.model.position import Position
from peaceplans.values.answers import Answers
from peaceplans.vocabulary import SECOND_HAND

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog


@attrs.frozen
class Stand:
    """Where a party stands on an issue at a date.

    `current` is the newest statement in its own voice, `reported` the newest second-hand one
    that nobody denied, `inferred` the labels that we infer where it has said nothing to the
    point (newest first), `earlier` all that came before, `denied` what counts for nothing,
    `silent` searches without result, `answers` what it says of each cell.
    """

    party: str
    issue: str
    at: str
    current: Position | None
    reported: Position | None
    inferred: tuple[Position, ...]
    earlier: tuple[Position, ...]
    denied: tuple[Position, ...]
    silent: tuple[Position, ...]
    answers: tuple[Standing, ...]

    @property
    def stance(self) -> str | None:
        """The stance in force: the party's own, failing that the one reported; None if neither."""
        entry = self.current or self.reported or next(iter(self.inferred), None)
        return entry.stance if entry else NOTHING_FOUND if self.silent else None


@attrs.frozen
class Stands:
    """Where parties stand on issues at a date, one `Stand` for each pair with an entry."""

    at: str
    stands: tuple[Stand, ...]

    def __iter__(self) -> Iterator[Stand]:
        return iter(self.stands)

    def __len__(self) -> int:
        return len(self.stands)

    def __getitem__(self, index: int) -> Stand:
        return self.stands[index]

    def to_dict(self) -> dict[str, Any]:
        """Plain values: one item for each party and issue."""
        return {
            "format": "peaceplans-positions",
            "version": 1,
            "at": self.at,
            "positions": [_plain(stand) for stand in self.stands],
        }


def positions(
    *,
    party: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    at: str | None = None,
    catalog: Catalog | None = None,
) -> Stands:
    """Where parties stood on issues at a date (by default the newest entry's), and says who.

    An issue stands for its parts too. Raises ValueError for what is no date.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    ledger = Ledger.of(catalog or builtin())
    day = ledger.at(at)
    parties = _listed(party) or ledger.parties
    wanted = ledger.registry.with_parts(_listed(issue))
    found = [
        stand
        for one in parties
        for name in ledger.registry.issues
        if not wanted or name in wanted
        for stand in [stand_of(ledger, one, name, day)]
        if stand is not None
    ]
    return Stands(day, tuple(found))


def _listed(names: str | Iterable[str] | None) -> tuple[str, ...]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)


def stand_of(ledger: Ledger, party: str, issue: str, at: str) -> Stand | None:
    """Where one party stands on one issue at a date; None where the ledger holds nothing."""
    silenced = ledger.silenced(at)
    entries = ledger.entries(party, issue, at)
    if not entries:
        return None
    counting = [e for e in entries if e.id not in silenced and e.stance != NOTHING_FOUND]
    inferred = tuple(e for e in counting if e.evidence == "inferred")
    counting = [e for e in counting if e.evidence != "inferred"]
    own = [e for e in counting if e.form not in SECOND_HAND]
    second = [e for e in counting if e.form in SECOND_HAND]
    current, reported = next(iter(own), None), next(iter(second), None)
    cells = [cell for cell in cells_of(ledger, issue) if _of(ledger, cell, issue)]
    return Stand(
        party,
        issue,
        at,
        current,
        reported,
        inferred,
        tuple(e for e in counting if e is not current and e is not reported),
        tuple(e for e in entries if e.id in silenced),
        tuple(e for e in entries if e.stance == NOTHING_FOUND),
        tuple(standing for cell in cells if (standing := ledger.standing(party, cell, at)).grounds),
    )


def _of(ledger: Ledger, cell: str, issue: str) -> bool:
    return ledger.registry.parameters[cell.partition("[")[0]].issue == issue


class Answered(NamedTuple):
    """The sets that a party's grounds hold for a cell, without regard to who said so."""

    accepts: frozenset[Answers]
    rejects: frozenset[Answers]
    requires: frozenset[Answers]
    packages: frozenset[Answers]


@attrs.frozen
class Shift:
    """A move of one party on one cell, or of its stance on an issue, between two dates.

    `how` is `first stated`, `changed`, `widened` (accepts more, or requires less), `narrowed`,
    `confirmed` is none and is left out. `cell` is None for a change of stance.
    """

    party: str
    issue: str
    cell: str | None
    how: str
    before: tuple[Ground, ...] | Position | None
    after: tuple[Ground, ...] | Position

    def to_dict(self) -> dict[str, Any]:
        """Plain values; both sides as the ids of the statements behind them."""
        return {
            "party": self.party,
            "issue": self.issue,
            "cell": self.cell,
            "how": self.how,
            "before": _ids(self.before),
            "after": _ids(self.after),
        }


def _ids(side: tuple[Ground, ...] | Position | None) -> list[str]:
    if side is None:
        return []
    return [side.id] if isinstance(side, Position) else [ground.id for ground in side]


def shifts(
    start: str,
    end: str | None = None,
    *,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    catalog: Catalog | None = None,
) -> tuple[Shift, ...]:
    """Which party moved on which issue between two dates, and how.

    A move is another set of answers to a cell, or another stance on an issue, than at the
    start. Raises ValueError for what is no date.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    ledger = Ledger.of(catalog or builtin())
    days = ledger.at(start), ledger.at(end)
    wanted = ledger.registry.with_parts(issues)
    names = [i for i in ledger.registry.issues if not wanted or i in wanted]
    return tuple(
        shift
        for party in (tuple(parties) or ledger.parties)
        for issue in names
        for shift in _shifts(ledger, party, issue, days)
    )


def _shifts(ledger: Ledger, party: str, issue: str, days: tuple[str, str]) -> Iterator[Shift]:
    before, after = (stand_of(ledger, party, issue, day) for day in days)
    if after is None:
        return
    old_entry = (before.current or before.reported) if before else None
    new_entry = after.current or after.reported
    if new_entry is not None and (old_entry is None or old_entry.stance != new_entry.stance):
        how = "first stated" if old_entry is None else "changed"
        yield Shift(party, issue, None, how, old_entry, new_entry)
    for cell in cells_of(ledger, issue):
        if not _of(ledger, cell, issue):
            continue
        old, new = (ledger.standing(party, cell, day) for day in days)
        told = answered(old), answered(new)
        if new.grounds and told[0] != told[1]:
            how = _how(*told) if old.grounds else "first stated"
            yield Shift(party, issue, cell, how, old.grounds or None, new.grounds)


def answered(standing: Standing) -> Answered:
    """The sets of a standing, as values that can be compared."""
    cell = standing.cell
    return Answered(
        frozenset(standing.accepts),
        frozenset(standing.rejects),
        frozenset(standing.requires),
        frozenset(package.accepts[cell] for package in standing.packages),
    )


def _how(old: Answered, new: Answered) -> str:
    """Whether a party came to rule out less or more; `changed` where neither is so."""
    less = _within(new.rejects, old.rejects) and _looser(old.requires, new.requires)
    more = _within(old.rejects, new.rejects) and _looser(new.requires, old.requires)
    if less and not more and _within(old.accepts, new.accepts | new.requires | new.packages):
        return "widened"
    if more and not less and _within(new.accepts, old.accepts):
        return "narrowed"
    return "changed"


def _within(small: frozenset[Answers], large: frozenset[Answers]) -> bool:
    return all(any(one.within(two) for two in large) for one in small)


def _looser(old: frozenset[Answers], new: frozenset[Answers]) -> bool:
    """Whether what `new` requires holds wherever what `old` requires does."""
    return all(any(one.within(two) for one in old) for two in new)


def _plain(stand: Stand) -> dict[str, Any]:
    return {
        "party": stand.party,
        "issue": stand.issue,
        "stance": stand.stance,
        "own_voice": stand.current is not None,
        **cited(stand.current or stand.reported),
        "reported": told_entry(stand.reported),
        "inferred": [told_entry(entry) for entry in stand.inferred],
        "earlier": [told_entry(entry) for entry in stand.earlier],
        "denied": [told_entry(entry) for entry in stand.denied],
        "searched": [entry.searched for entry in stand.silent],
        "answers": [
            {"cell": standing.cell, "grounds": [ground.id for ground in standing.grounds]}
            for standing in stand.answers
        ],
    }
