"""What must happen before what in a plan: its order, its circles, its steps without an actor.

Derived from conditions (`after`, `when`), from what performing a step brings about, and from
links by which a point depends on another. Nothing is written down for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs
import networkx as nx

from peaceplans.model.plan import Condition, Plan, Provision


class Step(NamedTuple):
    """One thing that happens: a commitment carried out, a trigger, or a point as a whole.

    `kind` is `commitment`, `happening` or `point`; `place` is the point or option it stands in,
    `parties` those on whom it falls.
    """

    id: str
    kind: str
    text: str
    place: str
    parties: tuple[str, ...]
    prohibited: bool = False


class Before(NamedTuple):
    """That one step comes before another. `why` says which clause makes it so; `inferred` that
    no clause does, but a reading of the text; `any_of` that it is one of several of which any
    will do.
    """

    first: str
    then: str
    why: str
    inferred: bool
    any_of: bool = False


@attrs.frozen
class Sequence:
    """The order of a plan.

    `stages` are steps that can happen together, each stage after those before it; steps in a
    circle stand in one stage. `circles` are sets of steps each of which must come before
    itself; one that holds only with an inferred link is a possible circle. `actorless` are
    steps with conditions that fall on nobody named.
    """

    plan: Plan
    steps: tuple[Step, ...]
    order: tuple[Before, ...]
    stages: tuple[tuple[Step, ...], ...]
    circles: tuple[tuple[Before, ...], ...]
    actorless: tuple[Step, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values: steps, what comes before what, circles."""
        return {
            "format": "peaceplans-sequence",
            "version": 1,
            "plan": self.plan.id,
            "steps": [{**s._asdict(), "parties": list(s.parties)} for s in self.steps],
            "order": [before._asdict() for before in self.order],
            "stages": [[step.id for step in stage] for stage in self.stages],
            "circles": [
                {
                    "possible": any(before.inferred for before in circle),
                    "steps": [before.first for before in circle],
                }
                for circle in self.circles
            ],
            "without_actor": [step.id for step in self.actorless],
        }

    def graph(self) -> nx.DiGraph:
        """The order as a graph: an edge from each step to what comes after it."""
        return _graph(self.steps, self.order)


def sequence(plan: Plan) -> Sequence:
    """What must happen before what in a plan."""
    steps: dict[str, Step] = {}
    order = tuple(dict.fromkeys(_order(plan, steps)))
    bound = {name for before in order for name in (before.first, before.then)}
    shown = {id_: step for id_, step in steps.items() if id_ in bound}
    graph = _graph(shown.values(), order)
    whole = nx.condensation(graph)
    stages = tuple(
        tuple(shown[id_] for id_ in shown if id_ in members)
        for stage in nx.topological_generations(whole)
        for members in [{id_ for node in stage for id_ in whole.nodes[node]["members"]}]
    )
    circles = tuple(_circles(graph, order))
    actorless = tuple(
        step
        for step in shown.values()
        if step.kind == "commitment" and (not step.parties or step.parties == ("not-named",))
    )
    return Sequence(plan, tuple(shown.values()), order, stages, circles, actorless)


def _graph(steps: Any, order: tuple[Before, ...]) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(step.id for step in steps)
    graph.add_edges_from((before.first, before.then) for before in order)
    return graph


def _circles(graph: nx.DiGraph, order: tuple[Before, ...]) -> Iterator[tuple[Before, ...]]:
    """One shortest circle for each set of steps that come before themselves."""
    by_pair: dict[tuple[str, str], Before] = {}
    for before in order:
        known = by_pair.get((before.first, before.then))
        if known is None or known.inferred:
            by_pair[before.first, before.then] = before
    for members in sorted(map(sorted, nx.strongly_connected_components(graph))):
        if len(members) > 1 or graph.has_edge(members[0], members[0]):
            cycles = map(_turned, nx.simple_cycles(graph.subgraph(members)))
            turned = min(cycles, key=lambda cycle: (len(cycle), cycle))
            yield tuple(
                by_pair[one, two] for one, two in zip(turned, [*turned[1:], turned[0]], strict=True)
            )


def _turned(cycle: list[str]) -> list[str]:
    """A circle told from its first step by name, wherever it was entered."""
    first = cycle.index(min(cycle))
    return [*cycle[first:], *cycle[:first]]


def _order(plan: Plan, steps: dict[str, Step]) -> Iterator[Before]:
    for point in plan.walk():
        if point.status != "removed":
            yield from _point(plan, point, steps)


def _point(plan: Plan, point: Provision, steps: dict[str, Step]) -> Iterator[Before]:
    whole = _whole(plan, point.number, steps)
    places = [(point.number, point.condition, point.commitments)]
    for option in point.options:
        places.append((f"{point.number}/{option.id}", option.condition, option.commitments))
    for place, condition, commitments in places:
        for index, commitment in enumerate(commitments):
            id_ = f"{place}:{commitment.id or index + 1}"
            barred = commitment.modality == "prohibition"
            steps[id_] = Step(
                id_, "commitment", commitment.action, place, commitment.parties, barred
            )
            conditions = [point.condition] if place != point.number else []
            for each in (*conditions, condition, commitment.condition):
                for name, why, any_of in _needed(each):
                    first = _happening(plan, name, steps)
                    yield Before(first, id_, why, inferred=False, any_of=any_of)
            if commitment.brings:
                brought = _happening(plan, commitment.brings, steps)
                yield Before(id_, brought, "brings it about", inferred=False)
            if _named(plan, point.number):
                yield Before(id_, whole, "is part of it", inferred=False)
            for link in point.links:
                if link.kind == "depends":
                    needed = _whole(plan, link.to, steps)
                    yield Before(needed, id_, link.note or "depends on it", inferred=True)


def _needed(condition: Condition | None) -> Iterator[tuple[str, str, bool]]:
    """Happenings that must come first, with the word that says so, and whether any will do."""
    if condition is None:
        return
    for word, happenings in (("if", condition.when), ("after", condition.after)):
        for name in happenings.names if happenings else ():
            yield name, word, bool(happenings and happenings.any_of)


def _named(plan: Plan, number: str) -> bool:
    """Whether some clause or link refers to the point as a whole."""
    return any(
        name == f"#{number}"
        for point in plan.walk()
        for condition in (
            point.condition,
            *(c.condition for c in point.commitments),
            *(o.condition for o in point.options),
            *(c.condition for o in point.options for c in o.commitments),
        )
        for name, *_ in _needed(condition)
    ) or any(
        link.kind == "depends" and link.to == number
        for point in plan.walk()
        for link in point.links
    )


def _happening(plan: Plan, name: str, steps: dict[str, Step]) -> str:
    if name.startswith("#"):
        return _whole(plan, name[1:], steps)
    id_ = f"when {name}"
    if id_ not in steps:
        title = plan.registry.title("triggers", name)
        trigger = plan.registry.triggers.get(name)
        steps[id_] = Step(id_, "happening", title, "", trigger.by if trigger else ())
    return id_


def _whole(plan: Plan, number: str, steps: dict[str, Step]) -> str:
    id_ = f"point {number}"
    if id_ not in steps:
        number_, _, option = number.partition("/")
        heading = plan[number_].heading or plan[number_].summary
        text = f"{heading} (option {option})" if option else heading
        steps[id_] = Step(id_, "point", f"{text} is carried out", number, ())
    return id_
