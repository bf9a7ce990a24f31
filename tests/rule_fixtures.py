"""The example of each change rule as two whole texts. `tests/small.py` completes them."""

from __future__ import annotations

import small

from peaceplans import Plan
from peaceplans.comparison.examples import EXAMPLES, Example

ALSO = {
    "parameter-made-optional": {"option-added", "option-left-open"},
    "parameter-made-fixed": {"option-removed", "option-chosen"},
    "option-left-open": {"option-added", "parameter-made-optional"},
    "option-chosen": {"option-removed", "parameter-made-fixed"},
    "parameter-options-changed": {"option-changed"},
    "parameter-made-conditional": {"condition-added"},
    "parameter-made-unconditional": {"condition-removed"},
    "point-split": {"record-changed"},
    "points-merged": {"wording-changed", "record-changed"},
    "points-regrouped": {"record-changed"},
    "points-reordered": {"point-renumbered"},
}
"""What cannot happen alone: the rules that come with that of the fixture."""

WHOLE = {
    "commitment": small.commitment,
    "setting": small.setting,
    "point": small.point,
    "text": small.text,
    "record of a point": small.point,
}


def pair(example: Example) -> tuple[Plan, Plan]:
    """The two texts of an example."""
    whole = WHOLE[example.part]
    new = "old-text" if example.part == "record of a point" else "new-text"
    return small.plan(whole(example.old, "old-text")), small.plan(whole(example.new, new))


def pairs() -> dict[str, tuple[Plan, Plan]]:
    """Rule → an old and a new text between which it applies."""
    return {rule: pair(example) for rule, example in EXAMPLES.items()}
