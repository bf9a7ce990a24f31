"""Party by party: on how many questions two share an answer, rule each other out, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from peaceplans.ledger.findings import GAP, OVERLAP, ROOM, UNKNOWN, judged
from peaceplans.ledger.gaps import cells_of
from peaceplans.ledger.grounds import Ledger, Standing

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog


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
