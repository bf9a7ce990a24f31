"""Strategies for whole plans: valid ones, with every class of the model in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from immutabledict import immutabledict

from peaceplans.model import plan as m
from peaceplans.model.inherit import inherit
from peaceplans.model.parameter import Parameter
from peaceplans.model.registry import Registry
from peaceplans.testing.registries import definitions
from peaceplans.testing.values import (
    DATES,
    ids,
    parameters,
    registry_or_builtin,
    settings,
    slugs,
    texts,
)
from peaceplans.values.notation import moment
from peaceplans.values.setting import UNSPECIFIED, Setting
from peaceplans.vocabulary import (
    COMPANION_STATUS,
    EVIDENCE,
    KEYS_FROM,
    KNOWN,
    LINK_KIND,
    MODALITY,
    PLAN_STATUS,
    POINT_STATUS,
    READING_KIND,
)

# Points of built-in plans that a generated one may come from.
ORIGINS = ("us-28#6", "us-28#21.d", "us-28#14.i")
LETTERS = "abc"

evidence = st.none() | st.sampled_from(list(EVIDENCE))
notes = st.none() | texts()


def term(vocabulary: Any) -> SearchStrategy[str]:
    """A term of a vocabulary."""
    return st.sampled_from(list(vocabulary))


def some(strategy: SearchStrategy[Any], most: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    """A short tuple."""
    return st.lists(strategy, max_size=most).map(tuple)


def named(strategy: SearchStrategy[Any], most: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    """A short tuple of things with different ids."""
    return st.lists(strategy, max_size=most, unique_by=lambda each: each.id).map(tuple)


def plans(registry: Registry | None = None) -> SearchStrategy[m.Plan]:
    """Valid plans that use the ids of a registry, the built-in one if none is given.

    Some define entries of their own. What is inherited is filled in, as in a plan that was read.
    """
    return _plans(registry_or_builtin(registry))


@st.composite
def _plans(draw: Any, below: Registry) -> m.Plan:
    own = draw(st.none() | definitions(below))
    registry = own.over(below) if own else below
    date, later = draw(_dates())
    numbers = draw(st.lists(st.integers(1, 30).map(str), min_size=1, max_size=3, unique=True))
    cells = draw(_cells(registry))
    context = Context(registry, tuple(numbers), iter(cells))
    editions = draw(named(st.builds(m.Edition, slugs(), ids(registry.sources), notes)))
    context.printers = (*(edition.id for edition in editions), *list(registry.sources)[:3])
    parties = ids(registry.parties)
    plan = m.Plan(
        define=own,
        id="draft-" + draw(slugs()),
        title=draw(texts()),
        date=date,
        public=draw(st.none() | st.sampled_from(later)),
        status=draw(term(PLAN_STATUS)),
        history=draw(some(_stages(later, registry))),
        drafters=draw(parties),
        proposed_by=draw(parties),
        signatories=draw(st.none() | st.just(UNSPECIFIED) | parties),
        known=draw(term(KNOWN)),
        counts=draw(some(_counts(registry))),
        editions=editions,
        base=draw(st.none() | st.sampled_from(("us-28", "us-28@reuters"))),
        companions=draw(named(_companions(context))),
        omits=draw(some(_omissions(registry))),
        evidence=draw(term(EVIDENCE)),
        sources=draw(ids(registry.sources, least=1)),
        note=draw(notes),
        terms=draw(_terms(context)),
        provisions=tuple(draw(provision(context, number)) for number in numbers),
        registry=registry,
    )
    return inherit(plan)


class Context:
    """What the parts of one plan have to agree on."""

    def __init__(
        self, registry: Registry, numbers: tuple[str, ...], cells: Iterator[tuple[str, Setting]]
    ) -> None:
        self.registry = registry
        self.numbers = numbers
        self.cells = cells  # each is set once: a second value would be a clash
        self.printers: tuple[str, ...] = ()


@st.composite
def _dates(draw: Any) -> tuple[str, list[str]]:
    """A date of a text, and the dates on which it can become public."""
    date = draw(st.sampled_from(DATES))
    begins = moment(date).earliest
    return date, [day for day in DATES if moment(day).latest >= begins]


def _cells(registry: Registry) -> SearchStrategy[list[tuple[str, Setting]]]:
    return st.lists(
        parameters(registry).flatmap(lambda parameter: cells_of(parameter, registry)),
        max_size=8,
        unique_by=lambda pair: pair[0],
    )


def cells_of(parameter: Parameter, registry: Registry) -> SearchStrategy[tuple[str, Setting]]:
    """A cell of a parameter with what a text sets there."""
    keys = st.tuples(*(st.sampled_from(_keys(registry, key)) for key in parameter.per))
    cell = keys.map(lambda chosen: m.cell(parameter.id, chosen))
    return st.tuples(cell, settings(parameter, registry))


def _keys(registry: Registry, key: str) -> list[str]:
    """Ids that can be keys; a group of places would be read as its members."""
    known = getattr(registry, KEYS_FROM[key])
    return [id for id, entry in known.items() if key != "place" or not entry.members]


@st.composite
def provision(draw: Any, context: Context, number: str, depth: int = 2) -> m.Provision:
    """A point with its sub-points; `context` holds what the points of a plan agree on."""
    registry = context.registry
    letters = draw(st.sets(st.sampled_from(LETTERS), max_size=depth))
    commitments = draw(_commitments(context))
    return m.Provision(
        number=number,
        numbered=draw(st.none() | st.just("ours")),
        heading=draw(notes),
        summary=draw(texts()),
        issues=draw(ids(registry.issues)),
        status=draw(st.none() | term(POINT_STATUS)),
        between=draw(ids(registry.parties)),
        why=draw(notes),
        derives_from=draw(st.lists(st.sampled_from(ORIGINS), max_size=2, unique=True).map(tuple)),
        known=draw(st.none() | term(KNOWN)),
        in_doubt=draw(st.none() | ids(registry.parameters)),
        open_list=draw(st.booleans()),
        evidence=draw(evidence),
        sources=draw(ids(registry.sources)),
        note=draw(notes),
        unclear=draw(some(texts())),
        links=draw(some(_links(context))),
        condition=draw(conditions(context)),
        commitments=commitments,
        options=draw(named(_options(context))),
        readings=draw(named(_readings(context, commitments))),
        provisions=tuple(
            draw(provision(context, f"{number}.{letter}", depth - 1)) for letter in sorted(letters)
        ),
    )


@st.composite
def _commitments(draw: Any, context: Context) -> tuple[m.Commitment, ...]:
    drawn: list[m.Commitment] = []
    for _ in range(draw(st.integers(0, 2))):
        pair = next(context.cells, None)
        each = draw(commitment(context, dict([pair]) if pair else {}))
        if each.id is None or each.id not in {other.id for other in drawn}:
            drawn.append(each)
    return tuple(drawn)


@st.composite
def commitment(draw: Any, context: Context, sets: dict[str, Setting]) -> m.Commitment:
    """A commitment that sets these cells."""
    registry = context.registry
    implied = st.builds(m.Implied, ids(registry.parties), ids(registry.parties))
    return m.Commitment(
        id=draw(st.none() | slugs()),
        parties=draw(ids(registry.parties)),
        counterparties=draw(ids(registry.parties)),
        implied=draw(st.none() | implied),
        modality=draw(term(MODALITY)),
        action=draw(texts()),
        condition=draw(conditions(context)),
        timing=draw(st.none() | timings()),
        places=draw(ids(registry.places)),
        sets=immutabledict(sets),
        brings=draw(st.none() | st.sampled_from(list(registry.triggers))),
        unclear=draw(some(texts())),
        evidence=draw(evidence),
        sources=draw(ids(registry.sources)),
        note=draw(notes),
    )


def conditions(context: Context) -> SearchStrategy[m.Condition | None]:
    """A condition or none; points of the plan are named by their number."""
    here = [f"#{number}" for number in context.numbers]
    names = st.sampled_from([*list(context.registry.triggers)[:6], *here])
    happenings = st.builds(
        m.Happenings, st.lists(names, min_size=1, max_size=2).map(tuple), st.booleans()
    )
    maybe = st.none() | happenings
    return st.none() | st.builds(m.Condition, maybe, maybe, maybe, maybe, notes)


def timings() -> SearchStrategy[m.Timing]:
    """Times at which a duty is due and how long it lasts."""
    return st.builds(m.Timing, notes, notes, notes, notes, notes, notes)


@st.composite
def _options(draw: Any, context: Context) -> m.Option:
    registry = context.registry
    own = Context(registry, context.numbers, iter(draw(_cells(registry))[:2]))
    own.printers = context.printers
    commitments = draw(_commitments(own))
    return m.Option(
        id=draw(slugs()),
        proposed_by=draw(ids(registry.parties, least=1 if commitments else 0)),
        summary=draw(texts()),
        derives_from=draw(some(st.sampled_from(ORIGINS), 1)),
        evidence=draw(evidence),
        sources=draw(ids(registry.sources)),
        note=draw(notes),
        condition=draw(conditions(own)),
        commitments=commitments,
        readings=draw(named(_readings(own, commitments), 1)),
    )


@st.composite
def _readings(draw: Any, context: Context, commitments: tuple[m.Commitment, ...]) -> m.Reading:
    registry = context.registry
    known = [each.id for each in commitments if each.id is not None]
    pair = draw(st.none() | parameters(registry).flatmap(lambda p: cells_of(p, registry)))
    return m.Reading(
        id=draw(slugs()),
        kind=draw(term(READING_KIND)),
        printed_by=draw(ids(context.printers)),
        language=draw(st.none() | st.sampled_from(("en", "uk", "no"))),
        translated_from=draw(st.none() | st.just("ru")),
        of=draw(st.none() | st.sampled_from(known)) if known else None,
        summary=draw(notes),
        absent=draw(st.booleans()),
        modality=draw(st.none() | term(MODALITY)),
        action=draw(notes),
        parties=draw(st.none() | ids(registry.parties)),
        condition=draw(conditions(context)),
        sets=immutabledict([pair] if pair else []),
        commitments=draw(some(commitment(context, {}), 1)),
        evidence=draw(evidence),
        note=draw(notes),
    )


def _links(context: Context) -> SearchStrategy[m.Link]:
    return st.builds(m.Link, st.sampled_from(context.numbers), term(LINK_KIND), evidence, notes)


def _stages(later: list[str], registry: Registry) -> SearchStrategy[m.StatusDate]:
    return st.builds(
        m.StatusDate, st.sampled_from(later), term(PLAN_STATUS), ids(registry.sources), notes
    )


def _counts(registry: Registry) -> SearchStrategy[m.Count]:
    dates = st.none() | st.sampled_from(DATES)
    return st.builds(m.Count, st.integers(1, 99), texts(), dates, ids(registry.sources), notes)


def _companions(context: Context) -> SearchStrategy[m.Companion]:
    return st.builds(
        m.Companion,
        id=slugs(),
        title=texts(),
        parties=ids(context.registry.parties),
        status=st.none() | term(COMPANION_STATUS),
        specifies=ids(context.numbers),
        plan=st.none() | st.just("us-28"),
        evidence=evidence,
        sources=ids(context.registry.sources),
        note=notes,
    )


def _omissions(registry: Registry) -> SearchStrategy[m.Omission]:
    return st.builds(
        m.Omission, st.sampled_from(ORIGINS), notes, notes, evidence, ids(registry.sources), notes
    )


@st.composite
def _terms(draw: Any, context: Context) -> tuple[m.Provision, ...]:
    if not draw(st.booleans()):
        return ()
    return (draw(provision(context, "ratification", 0)),)
