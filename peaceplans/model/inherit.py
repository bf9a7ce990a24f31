"""Effective sources, evidence, issues and status: stated once above, they hold below.

`inherit` fills them in when a plan is read, `disinherit` takes them out again before it is
written; each is the inverse of the other on what a file can say. The nearest statement wins:
a sub-point's own sources replace those of its point. Notes are not inherited, and a reading
inherits nothing: who prints it is said in `printed_by`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from immutabledict import immutabledict

from peaceplans.model.plan import Commitment, Option, Plan, Provision

Pick = Callable[[Any, Any], Any]


def inherit(plan: Plan) -> Plan:
    """The plan with everything that holds from above filled in, and the ids of its points."""
    return _plan(plan, lambda own, above: own or above, plan.id)


def disinherit(plan: Plan) -> Plan:
    """The plan as its file states it."""
    return _plan(plan, lambda own, above: type(above)() if own == above else own, "")


def _plan(plan: Plan, pick: Pick, id: str) -> Plan:
    above = {"evidence": plan.evidence, "sources": plan.sources, "issues": ()}
    state = (None, ())
    return attrs.evolve(
        plan,
        provisions=tuple(_point(p, above, state, pick, id) for p in plan.provisions),
        terms=tuple(_point(p, above, state, pick, id) for p in plan.terms),
    )


def _point(
    point: Provision,
    above: dict[str, Any],
    state: tuple[str | None, tuple[str, ...]],
    pick: Pick,
    id: str,
) -> Provision:
    picked = {name: _blank(pick(getattr(point, name), value)) for name, value in above.items()}
    filling = bool(id)
    own_state = point.status, point.between
    # Who agreed or disputes belongs to the status: the two are inherited together.
    told = own_state
    if filling and own_state == (None, ()):
        told = state
    elif not filling and own_state == state:
        told = None, ()
    effective = picked if filling else {name: getattr(point, name) for name in above}
    held = {name: effective[name] for name in ("evidence", "sources")}
    return attrs.evolve(
        point,
        **picked,
        status=told[0],
        between=told[1],
        commitments=tuple(_commitment(c, held, pick) for c in point.commitments),
        options=tuple(_option(o, held, pick) for o in point.options),
        provisions=tuple(
            _point(p, effective, told if filling else own_state, pick, id) for p in point.provisions
        ),
        id=f"{id}#{point.number}" if filling else "",
    )


def _option(option: Option, above: dict[str, Any], pick: Pick) -> Option:
    picked = {name: _blank(pick(getattr(option, name), value)) for name, value in above.items()}
    held = {name: picked[name] or getattr(option, name) for name in above}
    return attrs.evolve(
        option, **picked, commitments=tuple(_commitment(c, held, pick) for c in option.commitments)
    )


def _commitment(commitment: Commitment, above: dict[str, Any], pick: Pick) -> Commitment:
    picked = {name: _blank(pick(getattr(commitment, name), value)) for name, value in above.items()}
    held = {name: picked[name] or getattr(commitment, name) for name in above}
    sets = immutabledict(
        {
            cell: attrs.evolve(
                setting,
                **{n: _blank(pick(getattr(setting, n), value)) for n, value in held.items()},
            )
            for cell, setting in commitment.sets.items()
        }
    )
    return attrs.evolve(commitment, **picked, sets=sets)


def _blank(value: Any) -> Any:
    return None if value == "" else value
