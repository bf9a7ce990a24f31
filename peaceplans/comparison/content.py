"""What a group of corresponding points says, as plain nested values.

Both comparison and completeness check work on the groups that the alignment makes: the points
of one link on one side. `content` is the ground on which DeepDiff finds differences and every
one of them must be named by a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from peaceplans.comparison.change import plain
from peaceplans.model.plan import Commitment, Option, Provision, Reading

POINT_FIELDS = (
    "heading", "summary", "issues", "status", "why", "known", "open_list", "evidence", "sources",
    "note", "unclear", "links", "condition", "derives_from",
)  # fmt: skip
COMMITMENT_FIELDS = (
    "id", "parties", "counterparties", "implied", "modality", "action", "condition", "timing",
    "places", "brings", "unclear", "evidence", "sources", "note",
)  # fmt: skip

Labelled = Mapping[str, Any]


@attrs.frozen
class Group:
    """The points of one side of a link, as their file states them; `tops` are not under another.

    What holds from above is left out of the points, so that one changed statement is one change;
    `issues` are the effective ones.
    """

    points: tuple[Provision, ...]
    tops: tuple[Provision, ...]
    issues: tuple[str, ...] = ()

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
        values = tuple(
            value for point in self.points if (value := _value(point, field)) not in (None, (), False, "")
        )
        return values[0] if len(values) == 1 else values or None


def _value(point: Provision, field: str) -> Any:
    if field == "status":
        # `proposed` is the default: saying it says nothing.
        status = None if point.status == "proposed" else point.status
        return (status, *point.between) if status else None
    return getattr(point, field)


def content(group: Group, commitments: Labelled, options: Labelled, readings: Labelled) -> Any:
    """Everything that a group says, its parts under the labels that pair them with the other."""
    return {
        **{field: plain(group.told(field)) for field in POINT_FIELDS},
        "commitments": {label: commitment_content(c) for label, c in commitments.items()},
        "options": {label: option_content(option) for label, option in options.items()},
        "readings": {label: plain(reading) for label, reading in readings.items()},
    }


def commitment_content(commitment: Commitment) -> dict[str, Any]:
    """A commitment as plain values, its settings by cell."""
    told = {field: plain(getattr(commitment, field)) for field in COMMITMENT_FIELDS}
    return told | {"sets": {cell: plain(setting) for cell, setting in commitment.sets.items()}}


def option_content(option: Option) -> Any:
    """An option as plain values without its id, origin and readings, which are their own."""
    bare = attrs.evolve(option, id="", readings=(), derives_from=())
    told = plain(bare)
    told["commitments"] = [commitment_content(c) for c in option.commitments]
    return told
