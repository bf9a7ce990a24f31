"""The completeness check: what differs between corresponding points must be named by a change.

A field is a path of at most three steps: `heading`, `commitments.0.parties`, `options.freeze`.
What a commitment sets is accounted for cell by cell over the whole texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from peaceplans.comparison.content import (
    COMMITMENT_FIELDS,
    HELD,
    POINT_FIELDS,
    Group,
    bare_option,
)

PARTS = ("commitments", "options", "readings")

Pairs = Mapping[str, tuple[Any, Any]]


def is_named(path: str, named: Set[str]) -> bool:
    """Whether a field is named itself or as part of a larger one that is."""
    if path in named:
        return True
    steps = path.split(".")
    return any(".".join(steps[:length]) in named for length in range(1, len(steps)))


def differences(old: Group, new: Group, pairs: Mapping[str, Pairs]) -> Iterator[str]:
    """The fields in which two groups differ, their parts paired under labels."""
    for field in POINT_FIELDS:
        if old.told(field) != new.told(field):
            yield field
    for part in PARTS:
        for label, (one, two) in pairs[part].items():
            if one is None or two is None:
                yield f"{part}.{label}"
            elif part == "commitments":
                for field in COMMITMENT_FIELDS:
                    sides = (
                        (old.provenance(one, field), new.provenance(two, field))
                        if field in HELD
                        else (getattr(one, field), getattr(two, field))
                    )
                    if sides[0] != sides[1]:
                        yield f"{part}.{label}.{field}"
            elif (bare_option(one) != bare_option(two)) if part == "options" else one != two:
                yield f"{part}.{label}"


def deep_differences(old: Any, new: Any) -> Iterator[str]:
    """The same fields as DeepDiff finds them in plain contents: an independent witness."""
    from deepdiff import DeepDiff

    found: set[str] = set()
    tree = DeepDiff(old, new, view="tree", threshold_to_diff_deeper=0)
    for entries in tree.values():
        for entry in entries:
            steps = [str(step) for step in entry.path(output_format="list")]
            length = 1 if steps[0] not in PARTS else 3 if steps[0] == "commitments" else 2
            found.add(".".join(steps[:length]))
    yield from sorted(found)
