"""What-if: a package of chosen answers, held against what every party has stated.

No weights and no scores: for each party and chosen answer the verdict, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from peaceplans.ledger.grid import told_verdict
from peaceplans.ledger.grounds import Ledger
from peaceplans.ledger.spelling import cells_named, near
from peaceplans.ledger.verdicts import ACCEPTED, ACCEPTED_IF, REJECTED, Judge, Verdict
from peaceplans.model.plan import Plan
from peaceplans.text_cells import SILENT, State, TextAnswers
from peaceplans.values.notation import Misspelt, setting
from peaceplans.values.plain import plain
from peaceplans.values.setting import Setting

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog
    from peaceplans.model.registry import Registry


class Exclusion(NamedTuple):
    """Two chosen options of one point: options of a point exclude each other."""

    one: str
    two: str


class Nearness(NamedTuple):
    """How one existing text answers what the package answers: the same, otherwise, not at all.

    `place` is an option where the text leaves the answer to one.
    """

    plan: str
    same: tuple[str, ...]
    other: tuple[str, ...]
    open: tuple[str, ...]


@attrs.frozen
class WhatIf:
    """A package and what is stated of it.

    `chosen` maps cells to settings; `verdicts` hold one for each party and cell; `meets`,
    `violates` and `open` list cells by party. `clashes` are cells that were chosen twice with
    different values, `exclusions` pairs of options that exclude each other. `registry` has what
    the named texts define for themselves, too; `own` are the cells that no statement can answer,
    since only one text asks them.
    """

    at: str
    chosen: Mapping[str, Setting]
    parties: tuple[str, ...]
    verdicts: Mapping[tuple[str, str], Verdict]
    clashes: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    nearest: tuple[Nearness, ...]
    registry: Registry = attrs.field(repr=False, eq=False)
    own: tuple[str, ...] = ()

    def of(self, party: str, *kinds: str) -> tuple[str, ...]:
        """The chosen cells on which the verdict for a party is of one of these kinds."""
        return tuple(c for c in self.chosen if self.verdicts[party, c].kind in kinds)

    def meets(self, party: str) -> tuple[str, ...]:
        """Cells whose chosen answer the party's stated position holds, conditions met if any."""
        return tuple(
            c
            for c in self.of(party, ACCEPTED, ACCEPTED_IF)
            if all(given.state == "met" for given in self.verdicts[party, c].given)
        )

    def violates(self, party: str) -> tuple[str, ...]:
        """Cells whose chosen answer the party's stated position rules out."""
        return self.of(party, REJECTED)

    def open(self, party: str) -> tuple[str, ...]:
        """Cells on which the party has stated nothing that decides, or set conditions not met."""
        done = {*self.meets(party), *self.violates(party)}
        return tuple(c for c in self.chosen if c not in done)

    def to_dict(self) -> dict[str, Any]:
        """Plain values: for each party what the package meets, violates and leaves open."""
        return {
            "format": "peaceplans-what-if",
            "version": 1,
            "at": self.at,
            "chosen": {name: plain(value) for name, value in self.chosen.items()},
            "parties": [
                {
                    "party": party,
                    "meets": list(self.meets(party)),
                    "violates": list(self.violates(party)),
                    "open": list(self.open(party)),
                    "verdicts": [told_verdict(self.verdicts[party, c]) for c in self.chosen],
                }
                for party in self.parties
            ],
            "clashes": list(self.clashes),
            "exclude_each_other": [list(pair) for pair in self.exclusions],
            "nearest": [
                {
                    "plan": near.plan,
                    "same": list(near.same),
                    "other": list(near.other),
                    "open": list(near.open),
                }
                for near in self.nearest
            ],
        }


def what_if(
    answers: Mapping[str, Any] | None = None,
    *,
    options: Iterable[str] = (),
    at: str | None = None,
    parties: Iterable[str] = (),
    catalog: Catalog | None = None,
) -> WhatIf:
    """Hold a package of answers against every stated position.

    `answers` maps parameters or cells (`withdrawal[donetsk-rest]`) to values as the data files
    spell them; `options` name points or options of plans (`ua-us-20#12/ukraine`) whose answers
    are chosen whole. Groups of places stand for each of their places. Raises KeyError for what
    does not exist, ValueError for a value that the parameter cannot have.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    known = catalog or builtin()
    ledger = Ledger.of(known)
    day = ledger.at(at)
    chosen: dict[str, Setting] = {}
    clashes: dict[str, None] = {}

    def choose(name: str, value: Setting) -> None:
        if name in chosen and not _alike(chosen[name], value):
            clashes[name] = None
        chosen[name] = value

    taken = tuple(options)
    for reference in taken:
        for name, value in _answers_of(known, reference).items():
            choose(name, value)
    for name, raw in (answers or {}).items():
        for one in cells_named(known.registry, name):
            choose(one, _read(known, one, raw))
    registry = _registry(known, taken)
    judge = Judge(ledger, day, registry=registry)
    who = tuple(parties) or ledger.parties

    def look(name: str) -> State:
        return chosen.get(name, SILENT)

    verdicts = {
        (party, name): judge.on_setting(party, name, value, look)
        for party in who
        for name, value in chosen.items()
    }
    return WhatIf(
        day,
        chosen,
        who,
        verdicts,
        tuple(clashes),
        _exclusions(taken),
        tuple(_nearness(known, chosen)),
        registry,
        tuple(name for name in chosen if name.partition("[")[0] not in known.parameters),
    )


def _registry(known: Catalog, references: Iterable[str]) -> Registry:
    """The catalog's registry over what the named texts define for themselves."""
    found = known.registry
    for plan in dict.fromkeys(reference.partition("#")[0] for reference in references):
        found = found.over(known.plans[plan].registry)
    return found


def _alike(one: Setting, two: Setting) -> bool:
    return (one.value, one.unit, one.only) == (two.value, two.unit, two.only)


def _answers_of(known: Catalog, reference: str) -> dict[str, Setting]:
    """What a point or option of a plan sets. Raises KeyError."""
    id_, mark, place = reference.partition("#")
    number, _, option = place.partition("/")
    if id_ not in known.plans:
        raise KeyError(f"no plan {id_!r}{near(id_, known.plans)}")
    plan = known.plans[id_]
    if not mark:
        raise KeyError(f"{reference} names no point")
    point = plan[number]
    if not option:
        return {c: v for each in point.commitments for c, v in each.sets.items()}
    found = next((o for o in point.options if o.id == option), None)
    if found is None:
        options = [each.id for each in point.options]
        raise KeyError(f"{id_}#{number} has no option {option}{near(option, options)}")
    return {c: v for each in found.commitments for c, v in each.sets.items()}


def _read(known: Catalog, name: str, raw: Any) -> Setting:
    try:
        return setting(known.parameters[name.partition("[")[0]].scale, raw)
    except Misspelt as fault:
        raise ValueError(f"{name}: expected {fault.expected}, found {fault.found!r}") from None


def _exclusions(taken: tuple[str, ...]) -> tuple[Exclusion, ...]:
    by_point: dict[str, list[str]] = {}
    for reference in dict.fromkeys(taken):
        if "/" in reference:
            by_point.setdefault(reference.rpartition("/")[0], []).append(reference)
    return tuple(
        Exclusion(one, two)
        for same in by_point.values()
        for index, one in enumerate(same)
        for two in same[index + 1 :]
    )


def _nearness(known: Catalog, chosen: Mapping[str, Setting]) -> list[Nearness]:
    """Existing texts by how many of the chosen answers they give, those with most first.

    Options of a point count as answers of the text, each by its place.
    """
    found = []
    for plan in known.plans.values():
        same, other, open_ = _compared(plan, chosen)
        if same or other:
            found.append(Nearness(plan.id, same, other, open_))
    return sorted(found, key=lambda near: (-len(near.same), len(near.other), near.plan))


def _compared(
    plan: Plan, chosen: Mapping[str, Setting]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    text = TextAnswers(plan)
    same: list[str] = []
    other: list[str] = []
    open_: list[str] = []
    for name, value in chosen.items():
        parameter = plan.registry.parameters.get(name.partition("[")[0])
        state = SILENT if parameter is None else text.cell(name, parameter).state
        if isinstance(state, str):
            open_.append(name)
        elif isinstance(state, Setting):
            (same if _alike(state, value) else open_ if state.is_blank else other).append(name)
        else:
            places = [place for place, each in state.items() if _alike(each, value)]
            if places:
                same.extend(f"{name} (option {place})" for place in places)
            else:
                other.append(name)
    return tuple(same), tuple(other), tuple(open_)
