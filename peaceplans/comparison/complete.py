"""The completeness check: what differs between corresponding points must be named by a change."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

PARTS = ("commitments", "options", "readings")


def unnamed(old: Any, new: Any, named: Set[str]) -> Iterator[str]:
    """Fields in which two contents differ and that are not among those named.

    A field is a path of at most three steps: `heading`, `commitments.0.parties`,
    `options.freeze`. What a commitment sets is accounted for cell by cell.
    """
    for path in differences(old, new):
        if not is_named(path, named):
            yield path


def is_named(path: str, named: Set[str]) -> bool:
    """Whether a field is named itself or as part of a larger one that is."""
    steps = path.split(".")
    return any(".".join(steps[: length + 1]) in named for length in range(len(steps)))


def differences(old: Any, new: Any) -> Iterator[str]:
    """The fields in which two contents differ."""
    for field in sorted({*old, *new}):
        if field not in PARTS:
            if old.get(field) != new.get(field):
                yield field
            continue
        for label in sorted({*old[field], *new[field]}):
            one, two = old[field].get(label), new[field].get(label)
            if one == two:
                continue
            if field != "commitments" or one is None or two is None:
                yield f"{field}.{label}"
                continue
            for name in sorted({*one, *two}):
                if name != "sets" and one.get(name) != two.get(name):
                    yield f"{field}.{label}.{name}"


def deep_differences(old: Any, new: Any) -> Iterator[str]:
    """The same fields as DeepDiff finds them: an independent witness for tests and audits."""
    from deepdiff import DeepDiff

    found: set[str] = set()
    tree = DeepDiff(old, new, view="tree", threshold_to_diff_deeper=0)
    for entries in tree.values():
        for entry in entries:
            steps = [str(step) for step in entry.path(output_format="list")]
            length = 1 if steps[0] not in PARTS else 3 if steps[0] == "commitments" else 2
            if steps[:1] == ["commitments"] and len(steps) > 2 and steps[2] == "sets":
                continue
            found.add(".".join(steps[:length]))
    yield from sorted(found)
