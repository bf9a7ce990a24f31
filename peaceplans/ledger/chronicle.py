"""Plans, statements and events in one dated list; uncertain dates stay uncertain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from peaceplans.ledger.days import day_of, earliest, latest
from peaceplans.ledger.grounds import Ledger

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog


class Moment(NamedTuple):
    """One row: when, what kind (`plan`, `statement`, `event`), who, what, how surely, whence."""

    date: str
    kind: str
    id: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    text: str
    certainty: str
    sources: tuple[str, ...]
    denied: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        told = self._asdict()
        return {k: list(v) if isinstance(v, tuple) else v for k, v in told.items()}


def timeline(
    *,
    issues: Iterable[str] = (),
    parties: Iterable[str] = (),
    start: str | None = None,
    end: str | None = None,
    catalog: Catalog | None = None,
) -> tuple[Moment, ...]:
    """Plans, statements and events in order of date.

    What may lie between `start` and `end` is in, dates that are uncertain included. An issue
    stands for its parts. Raises ValueError for what is no date.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    known = catalog or builtin()
    ledger = Ledger.of(known)
    wanted = ledger.registry.with_parts(issues)
    who = frozenset(parties)
    first = earliest(start) if start and day_of(start) else ""
    last = day_of(end) if end else "9999-12-31"
    rows = [
        row
        for row in (*_plans(known), *_statements(ledger), *_events(known))
        if first <= latest(row.date)
        and earliest(row.date) <= last
        and (not wanted or wanted & set(row.issues))
        and (not who or who & set(row.parties))
    ]
    order = {"plan": 0, "event": 1, "statement": 2}
    return tuple(
        sorted(rows, key=lambda r: (earliest(r.date), latest(r.date), order[r.kind], r.id))
    )


def _plans(known: Catalog) -> Iterator[Moment]:
    for plan in known.plans.values():
        issues = tuple(dict.fromkeys(i for point in plan.walk() for i in point.issues))
        who = plan.proposed_by or plan.drafters
        text = f"{plan.title} ({plan.status})"
        yield Moment(plan.date, "plan", plan.id, who, issues, text, plan.known, plan.sources)
        for stage in plan.history:
            if stage.date and stage.date != plan.date:
                told = f"{plan.title}: {stage.status}"
                yield Moment(
                    stage.date, "plan", plan.id, who, issues, told, plan.known, stage.sources
                )


def _statements(ledger: Ledger) -> Iterator[Moment]:
    silenced = {name for e in ledger.positions for name in (e.denies, e.withdraws) if name}
    for entry in ledger.positions:
        if entry.searched is None:
            yield Moment(
                entry.date,
                "statement",
                entry.id,
                entry.parties,
                (entry.issue,),
                entry.statement,
                entry.evidence or "",
                entry.sources,
                entry.id in silenced,
            )


def _events(known: Catalog) -> Iterator[Moment]:
    for event in known.events:
        yield Moment(
            event.date,
            "event",
            event.id,
            event.parties,
            event.issues,
            event.text,
            event.certainty,
            event.sources,
        )
