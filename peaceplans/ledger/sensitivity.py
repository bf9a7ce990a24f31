"""Which single thing, if it were otherwise, would make a finding another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
from immutabledict import immutabledict

from peaceplans.ledger.days import came, latest
from peaceplans.ledger.findings import GAP, UNKNOWN, CellGap, Flip, judged
from peaceplans.ledger.grounds import Ground, Ledger, Standing
from peaceplans.model.parameter import Parameter
from peaceplans.values.answers import Answers
from peaceplans.values.room import exactly


def flips(ledger: Ledger, finding: CellGap, parties: Sequence[str], at: str) -> Iterator[Flip]:
    """Every single thing that would make the finding another if it were otherwise."""
    cell, parameter = finding.cell, finding.parameter
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
