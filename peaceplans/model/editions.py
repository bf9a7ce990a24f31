"""A plan as another edition prints it: its variant readings put in place of the base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from immutabledict import immutabledict

from peaceplans.model.plan import Commitment, Option, Plan, Provision, Reading


def editions(plan: Plan) -> list[str]:
    """The editions and sources that print a variant of the plan."""
    named = {printer for reading in _readings(plan) for printer in reading.printed_by}
    return sorted(named | {edition.id for edition in plan.editions})


def by_edition(plan: Plan, edition: str) -> Plan:
    """The plan as an edition, or a single source, prints it.

    Only variants take the place of the base; glosses, slips and earlier forms never do. A
    reading that says only in words what differs changes nothing here. Raises KeyError if no
    reading and no edition of the plan has that name.
    """
    if edition not in editions(plan):
        raise KeyError(edition)
    points = [tuple(_point(p, edition) for p in side) for side in (plan.provisions, plan.terms)]
    return attrs.evolve(plan, provisions=points[0], terms=points[1])


def _readings(plan: Plan) -> Iterator[Reading]:
    for point in plan.walk():
        for readings in (point.readings, *(option.readings for option in point.options)):
            yield from (each for each in readings if each.kind == "variant")


def _point(point: Provision, edition: str) -> Provision:
    return attrs.evolve(
        point,
        commitments=_commitments(point.commitments, point.readings, edition),
        options=tuple(_option(option, edition) for option in point.options),
        provisions=tuple(_point(below, edition) for below in point.provisions),
    )


def _option(option: Option, edition: str) -> Option:
    return attrs.evolve(
        option, commitments=_commitments(option.commitments, option.readings, edition)
    )


def _commitments(
    base: tuple[Commitment, ...], readings: Iterable[Reading], edition: str
) -> tuple[Commitment, ...]:
    made = base
    for reading in readings:
        if reading.kind == "variant" and edition in reading.printed_by:
            made = tuple(other for each in made for other in _read(each, reading, made))
            if reading.commitments and reading.of is None:
                made = reading.commitments
    return made


def _read(
    commitment: Commitment, reading: Reading, all_: tuple[Commitment, ...]
) -> tuple[Commitment, ...]:
    """A commitment as the reading has it; nothing if that version lacks it."""
    if reading.of not in (None, commitment.id):
        return (commitment,)
    if reading.absent:
        return ()
    if reading.commitments and reading.of is not None:
        return reading.commitments
    named = {
        name: value
        for name in ("modality", "action", "parties", "condition")
        if (value := getattr(reading, name)) is not None
    }
    # A value goes where the base has one for the cell, or to the only commitment there is.
    held = {
        cell: setting
        for cell, setting in reading.sets.items()
        if cell in commitment.sets
        or len(all_) == 1
        or (reading.of is not None and reading.of == commitment.id)
    }
    return (attrs.evolve(commitment, **named, sets=immutabledict({**commitment.sets, **held})),)
