"""What a trace is made of: a step for each text, dated readings, and the texts that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import attrs

from peaceplans.comparison.change import Change
from peaceplans.ledger.days import earliest
from peaceplans.model.lineage import origins_of
from peaceplans.model.plan import Omission, Plan, Provision, Reading
from peaceplans.model.registry import Registry
from peaceplans.synoptic import Answer
from peaceplans.values.plain import plain
from peaceplans.values.record import Record

ROLES = {
    "asked": "what was asked for",
    "origin": "what that comes from",
    "descendant": "what comes from that",
    "branch": "what else comes from its origins",
    "match": "corresponds by content; no origin is declared",
    "sets": "sets the parameter",
    "silent": "made from a text that sets the parameter, and silent on it",
}
"""What a text has to do with what was asked."""

BY_ORIGIN, BY_DATE = "origin", "date"
DATED = ("earlier", "later")
"""Kinds of reading that tell of another time than the text's."""


class Dated(NamedTuple):
    """What is reported of a point at another time than its text's: a dated reading."""

    plan: Plan
    place: str
    reading: Reading


@attrs.frozen(repr=False, eq=False)
class Step(Record):
    """One text: its points there, what it sets, and what is new in it.

    `role` is a word of `ROLES`, `cells` what the text says in each cell. `against` is the text
    that it is compared with, None where there is none, and `by` says why: its `origin`, or the last
    by `date` that sets the same. `changes` are those from that text to this one.
    """

    plan: Plan
    role: str
    points: tuple[str, ...] = ()
    cells: tuple[tuple[str, Answer], ...] = ()
    against: Plan | None = None
    by: str = ""
    changes: tuple[Change, ...] = ()


class Gone(NamedTuple):
    """A text that is reported to leave a point out: which one, and what is reported of it."""

    plan: Plan
    omission: Omission


@attrs.frozen(repr=False, eq=False)
class Trace(Record):
    """The life of a parameter, a cell or a point.

    `steps` are the texts in order of date, `readings` what is reported of their points at other
    times. Of the other texts `left_out` are those declared to leave a point of the line out,
    `silent` those that were read and do not speak of it, `unread` those that were not read where
    they could. `unrelated` declare no origin in the line (of a point), and `elsewhere` are on
    another war.
    """

    asked: str
    kind: str
    steps: tuple[Step, ...]
    registry: Registry = attrs.field(eq=False, repr=False)
    readings: tuple[Dated, ...] = ()
    left_out: tuple[Gone, ...] = ()
    silent: tuple[Plan, ...] = ()
    unread: tuple[Plan, ...] = ()
    unrelated: tuple[Plan, ...] = ()
    elsewhere: tuple[Plan, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values: every step with its changes, and the texts that have none."""
        return {
            "format": "peaceplans-trace",
            "version": 1,
            "asked": self.asked,
            "kind": self.kind,
            "steps": [_step(step) for step in self.steps],
            "readings": [
                {
                    "plan": plan.id,
                    "point": place,
                    "date": reading.date,
                    "kind": reading.kind,
                    "summary": reading.summary,
                    "sets": plain(reading.sets),
                    "printed_by": list(reading.printed_by),
                }
                for plan, place, reading in self.readings
            ],
            "left_out": [
                {
                    "plan": plan.id,
                    "point": omission.from_,
                    "why": omission.why,
                    "moved_to": omission.moved_to,
                }
                for plan, omission in self.left_out
            ],
            **{
                name: [plan.id for plan in getattr(self, name)]
                for name in ("silent", "unread", "unrelated", "elsewhere")
            },
        }

    def __repr__(self) -> str:
        return f"<Trace {self.asked}: {', '.join(step.plan.id for step in self.steps)}>"


def _step(step: Step) -> dict[str, Any]:
    files = (step.against.file if step.against else "", step.plan.file)
    return {
        "plan": step.plan.id,
        "date": step.plan.date,
        "role": step.role,
        "points": list(step.points),
        "cells": [
            {
                "cell": cell,
                "points": list(answer.places),
                "value": plain(answer.state),
                "printed": [plain(setting) for setting in answer.printed],
            }
            for cell, answer in step.cells
        ],
        "against": step.against.id if step.against else None,
        "by": step.by,
        "changes": [change.to_dict(files) for change in step.changes],
    }


def dated(points: Iterable[Provision]) -> Iterator[tuple[str, Reading]]:
    """Dated readings of points and their options, with their place."""
    for point in points:
        for place, readings in (
            (point.number, point.readings),
            *((f"{point.number}/{option.id}", option.readings) for option in point.options),
        ):
            yield from ((place, each) for each in readings if each.kind in DATED)


def by_date(readings: Iterable[Dated]) -> tuple[Dated, ...]:
    """Readings in order of their date; one without a date stands with its text."""

    def date(dated: Dated) -> tuple[str, str]:
        return (earliest(dated.reading.date or dated.plan.date), dated.plan.id)

    return tuple(sorted(readings, key=date))


def in_order(plans: Iterable[Plan]) -> list[Plan]:
    """Texts by the first day that their date may mean."""
    return sorted(plans, key=lambda plan: (earliest(plan.date), plan.id))


def made_from(plan: Plan) -> list[str]:
    """The texts that a plan says its points come from, or that it leaves points of out."""
    refs = [*(origin for origin, _ in origins_of(plan)), *(o.from_ for o in plan.omits)]
    return [id_ for id_ in dict.fromkeys(ref.partition("#")[0] for ref in refs) if id_ != plan.id]
