"""What a group of corresponding points says.

A comparison works on the groups that the alignment makes: the points of one link on one side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from peaceplans.model.plan import Commitment, Option, Plan, Provision, Reading

POINT_FIELDS = (
    "heading", "summary", "issues", "status", "why", "known", "in_doubt", "numbered", "open_list",
    "evidence", "sources", "note", "unclear", "links", "condition", "derives_from",
    "implementation",
)  # fmt: skip
COMMITMENT_FIELDS = (
    "id", "parties", "counterparties", "implied", "modality", "action", "condition", "timing",
    "places", "brings", "unclear", "evidence", "sources", "note",
)  # fmt: skip
UNORDERED = ("parties", "counterparties", "places")
"""Fields of a commitment that hold the same in whatever order they are written."""


class Group:
    """The points of one side of a link; `tops` are not under another of them.

    `issues` are those of all its points. Sources and evidence that hold from above are left
    out of what it says (`above` gives the point over a point), so that one changed statement is
    one change. `holder` gives the point of each commitment outside options, by its identity.
    """

    def __init__(
        self,
        points: tuple[Provision, ...],
        tops: tuple[Provision, ...],
        above: Mapping[str, Provision | Plan],
    ) -> None:
        self.points, self.tops, self.above = points, tops, above
        self.issues = tuple(dict.fromkeys(i for point in points for i in point.issues))
        self.holder = {id(c): point for point in points for c in point.commitments}

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all its points."""
        return tuple(point.number for point in self.points)

    @property
    def line(self) -> int:
        """The line of its first point, 0 if it is empty."""
        return self.points[0].line if self.points else 0

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments of its points outside options."""
        return tuple(c for point in self.points for c in point.commitments)

    @property
    def options(self) -> dict[str, Option]:
        """Options by place (`14/freeze`)."""
        return {
            f"{point.number}/{option.id}": option
            for point in self.points
            for option in point.options
        }

    @property
    def readings(self) -> dict[str, Reading]:
        """Readings by place and id, those of options included."""
        return {
            f"{place}:{reading.id}": reading
            for point in self.points
            for place, readings in [
                (point.number, point.readings),
                *((f"{point.number}/{o.id}", o.readings) for o in point.options),
            ]
            for reading in readings
        }

    def told(self, field: str) -> Any:
        """What its points say in a field: one value, or a tuple of several."""
        if field == "issues":
            return self.issues
        if len(self.points) == 1:
            return self._value(self.points[0], field) or None
        said = (value for point in self.points if (value := self._value(point, field)))
        values = tuple(dict.fromkeys(said))  # what several points say alike is said once
        return values[0] if len(values) == 1 else values or None

    def _value(self, point: Provision, field: str) -> Any:
        value = getattr(point, field)
        if field in HELD:
            return own(value, getattr(self.above[point.number], field))
        if field == "status":
            # `proposed` is the default: saying it says nothing.
            over = self.above[point.number]
            state = value, point.between
            held = isinstance(over, Provision) and state == (over.status, over.between)
            return None if held or value in (None, "proposed") else (value, *point.between)
        return value

    def effective(self, field: str) -> tuple[str, ...]:
        """The sources or grades of evidence of its points, those that hold from above included."""
        values = (getattr(point, field) for point in self.points)
        return tuple(
            dict.fromkeys(
                each
                for value in values
                for each in (value if isinstance(value, tuple) else (value,))
                if each
            )
        )

    def provenance(self, commitment: Commitment, field: str) -> Any:
        """The sources or evidence that a commitment states itself."""
        return own(getattr(commitment, field), getattr(self.holder[id(commitment)], field))


HELD = ("sources", "evidence")


def own(value: Any, above: Any) -> Any:
    """A value if it is not merely what holds from above."""
    return None if value == above else value


def bare_option(option: Option) -> Option:
    """An option without its id, origin and readings, which are compared as such."""
    return attrs.evolve(option, id="", readings=(), derives_from=())
