"""An independent audit of a comparison: what DeepDiff finds different must be named.

DeepDiff is given everything that the model holds of two corresponding groups of points, whatever
rules there are, and of the cells of both texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from peaceplans.comparison.change import PlanDiff
from peaceplans.comparison.complete import STRUCTURE, WITH_OTHERS, deep_differences, is_named
from peaceplans.comparison.content import HELD, UNORDERED, Group, bare_option
from peaceplans.comparison.context import NEW, OLD, Context
from peaceplans.comparison.pairing import pair
from peaceplans.comparison.points import ALONE
from peaceplans.model.plan import Commitment, Option, Provision, Reading
from peaceplans.values.plain import plain


def audit(diff: PlanDiff) -> list[str]:
    """Every field of a matched pair, and every cell, that DeepDiff finds different and no
    change names; empty if the comparison is complete.
    """
    context = Context(diff.old, diff.new, diff.alignment)
    missed: list[str] = []
    for link in diff.alignment.links:
        if link.relation in ALONE:
            continue
        groups = context.group(link.old, OLD), context.group(link.new, NEW)
        pairs = {
            str(i): both
            for i, both in enumerate(pair(groups[0].commitments, groups[1].commitments))
        }
        told = [
            _content(
                group,
                {label: both[side] for label, both in pairs.items() if both[side] is not None},
                {place.partition("/")[2]: option for place, option in group.options.items()},
                dict(group.readings) if context.same_text else {},
            )
            for side, group in enumerate(groups)
        ]
        tops = tuple(p.number for p in groups[OLD].tops), tuple(p.number for p in groups[NEW].tops)
        inside = set(link.old), set(link.new)
        named = {
            field
            for change in diff.changes
            if set(change.old) <= inside[0] and set(change.new) <= inside[1]
            for field in change.fields
        }
        missed += [
            f"{', '.join(tops[0])} → {', '.join(tops[1])}: {path}"
            for path in deep_differences(told[OLD], told[NEW])
            if not is_named(path, named)
        ]
    return missed + _cells(context, diff)


def _content(
    group: Group,
    commitments: Mapping[str, Any],
    options: Mapping[str, Option],
    readings: Mapping[str, Reading],
) -> dict[str, Any]:
    """Every field of the points of a group, its parts under the labels that pair them."""
    return {
        **{
            field.name: plain(group.told(field.name))
            for field in attrs.fields(Provision)
            if field.name not in STRUCTURE | WITH_OTHERS
        },
        "commitments": {label: _commitment(group, c) for label, c in commitments.items()},
        "options": {label: plain(bare_option(option)) for label, option in options.items()},
        "readings": {label: plain(reading) for label, reading in readings.items()},
    }


def _commitment(group: Group, commitment: Commitment) -> dict[str, Any]:
    def told(name: str) -> Any:
        if name in HELD:
            return group.provenance(commitment, name)
        value = getattr(commitment, name)
        return tuple(sorted(value)) if name in UNORDERED else value

    names = (field.name for field in attrs.fields(Commitment))
    return {name: plain(told(name)) for name in names if name not in {"sets", "line"}}


def _cells(context: Context, diff: PlanDiff) -> list[str]:
    from deepdiff import DeepDiff

    named = {change.subject for change in diff.changes}
    named |= {field for change in diff.changes for field in change.fields}
    parameters = context.registry.parameters
    told: list[dict[str, object]] = [{}, {}]
    for side, answers in enumerate(context.answers):
        for name in dict.fromkeys([*context.answers[0].cells, *context.answers[1].cells]):
            parameter = parameters.get(name.partition("[")[0])
            if parameter is not None:
                told[side][name] = _without_sources(plain(answers.cell(name, parameter).state))
    tree = DeepDiff(told[0], told[1], view="tree", threshold_to_diff_deeper=0)
    cells = {str(e.path(output_format="list")[0]) for entries in tree.values() for e in entries}
    return sorted(cell for cell in cells if cell not in named)


def _without_sources(state: object) -> object:
    """What a cell says; its sources are compared where the commitment stands."""
    if isinstance(state, dict):
        return {key: _without_sources(value) for key, value in state.items() if key != "sources"}
    return state
