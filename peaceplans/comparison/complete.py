"""Completeness: what differs between corresponding points must be named by a change.

Every field of the model that a rule looks at is compared one by one, so that a difference there
cannot go unnamed. What could is a field that no rule looks at: `unnamed` compares just these.
That this is so is for DeepDiff to say, which knows nothing of rules: see `audit`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any

import attrs

from peaceplans.comparison.content import COMMITMENT_FIELDS, POINT_FIELDS, Group
from peaceplans.model.plan import Commitment, Provision

PARTS = ("commitments", "options", "readings")
STRUCTURE = {"number", "provisions", "id", "line", *PARTS}
"""What makes a point a part of its text, compared as such."""

WITH_OTHERS = {"between", "sets"}
"""Who agreed is told with the status; what is set, cell by cell over the whole texts."""


def _rest(cls: type, named: Iterable[str]) -> tuple[str, ...]:
    told = {*named, *STRUCTURE, *WITH_OTHERS}
    return tuple(field.name for field in attrs.fields(cls) if field.name not in told)


REST_OF_POINT = _rest(Provision, POINT_FIELDS)
REST_OF_COMMITMENT = _rest(Commitment, COMMITMENT_FIELDS)
"""Fields that no rule looks at; none, unless the model grew and the rules did not."""


def unnamed(
    old: Group, new: Group, pairs: Iterable[tuple[Commitment | None, Commitment | None]]
) -> Iterator[str]:
    """Fields in which two groups differ and that no rule looks at."""
    for field in REST_OF_POINT:
        if old.told(field) != new.told(field):
            yield field
    if REST_OF_COMMITMENT:
        for one, two in pairs:
            if one is not None and two is not None:
                for field in REST_OF_COMMITMENT:
                    if getattr(one, field) != getattr(two, field):
                        yield f"{field} of: {two.action}"


def is_named(path: str, named: Set[str]) -> bool:
    """Whether a field (`commitments.0.parties`) is named itself or as part of a larger one."""
    steps = path.split(".")
    return any(".".join(steps[:length]) in named for length in range(1, len(steps) + 1))


def deep_differences(old: Any, new: Any) -> Iterator[str]:
    """The fields in which two plain contents differ, as DeepDiff finds them."""
    from deepdiff import DeepDiff

    found: set[str] = set()
    tree = DeepDiff(old, new, view="tree", threshold_to_diff_deeper=0)
    for entries in tree.values():
        for entry in entries:
            steps = [str(step) for step in entry.path(output_format="list")]
            length = 1 if steps[0] not in PARTS else 3 if steps[0] == "commitments" else 2
            found.add(".".join(steps[:length]))
    yield from sorted(found)
