"""Strategies for positions: few parties, cells and dates, so that entries meet and supersede."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from immutabledict import immutabledict

from peaceplans.model.parameter import Parameter
from peaceplans.model.position import AnswerMap, Package, Position
from peaceplans.model.registry import Registry
from peaceplans.testing.values import answers, registry_or_builtin, texts
from peaceplans.vocabulary import EVIDENCE, FORM, STANCE

PARTIES = ("ukraine", "russia", "united-states")
DAYS = ("2025-11-20", "2025-12-24", "2025-12-24/2026-01-02", "2026-01-10~", "2026-03")
CELLS = ("armed-forces-ceiling", "znpp-operator", "guarantors", "znpp-power-shares")
"""A cell of each shape: a line, a list, members, shares."""


def positions(
    registry: Registry | None = None, *, cells: tuple[str, ...] = CELLS, most: int = 6
) -> SearchStrategy[tuple[Position, ...]]:
    """Ledgers of up to `most` entries on a few cells, second-hand ones and denials among them."""
    return _positions(registry_or_builtin(registry), cells, most)


@st.composite
def _positions(
    draw: Any, registry: Registry, cells: tuple[str, ...], most: int
) -> tuple[Position, ...]:
    made: list[Position] = []
    one_or_two = st.lists(st.sampled_from(PARTIES), min_size=1, max_size=2, unique=True)
    some = one_or_two.map(tuple)
    for index in range(draw(st.integers(0, most))):
        parameter = registry.parameters[draw(st.sampled_from(cells))]
        date = draw(st.sampled_from(DAYS))
        before = [entry.id for entry in made if entry.date <= date]
        made.append(
            Position(
                id=f"entry-{index}",
                parties=draw(some),
                issue=parameter.issue,
                date=date,
                form=draw(st.sampled_from(list(FORM))),
                stance=draw(st.sampled_from([s for s in STANCE if s != "no-public-position"])),
                statement=draw(texts()),
                accepts=draw(_map(parameter, registry)),
                rejects=draw(_map(parameter, registry)),
                requires=draw(_map(parameter, registry)),
                packages=draw(_packages(parameter, registry)),
                red_line=draw(st.booleans()),
                denies=draw(st.none() | st.sampled_from(before)) if before else None,
                evidence=draw(st.sampled_from(list(EVIDENCE))),
                sources=tuple(registry.sources)[:1],
            )
        )
    return tuple(made)


def _map(parameter: Parameter, registry: Registry) -> SearchStrategy[AnswerMap]:
    """No answers, or a set of them that is not empty."""
    some = answers(parameter, registry).filter(bool)
    return st.just(immutabledict()) | some.map(lambda one: immutabledict({parameter.id: one}))


def _packages(parameter: Parameter, registry: Registry) -> SearchStrategy[tuple[Package, ...]]:
    given = answers(registry.parameters["ceasefire-start"], registry).filter(bool)
    package = st.builds(
        Package,
        answers(parameter, registry).filter(bool).map(lambda a: immutabledict({parameter.id: a})),
        given.map(lambda a: immutabledict({"ceasefire-start": a})),
    )
    return st.just(()) | st.lists(package, max_size=1).map(tuple)
