"""Strategies for whole plans: valid ones, with every class of the model in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from immutabledict import immutabledict

from peaceplans.model import plan as m
from peaceplans.model.inherit import inherit
from peaceplans.model.registry import Registry
from peaceplans.testing.kit import ID, TEXT, Fields, Kit, some, term
from peaceplans.testing.registries import definitions
from peaceplans.testing.values import DATES, Cell, ids, registry_or_builtin
from peaceplans.values.notation import moment
from peaceplans.vocabulary import EVIDENCE, KNOWN, LINK_KIND, MODALITY, PLAN_STATUS, READING_KIND

FEW = st.sampled_from((0, 0, 1, 2))
SUB_POINTS = st.sampled_from(("", "", "a", "ab"))
MOST_POINTS = 3
NUMBERS = st.lists(st.integers(1, 30).map(str), min_size=1, max_size=MOST_POINTS, unique=True).map(
    tuple
)
DATE = st.sampled_from(DATES)


class Context:
    """What the parts of one plan have to agree on."""

    def __init__(
        self,
        kit: Kit,
        numbers: tuple[str, ...],
        cells: list[Cell],
        printers: tuple[str, ...],
    ) -> None:
        self.kit = kit
        self.cells = iter(cells)  # each of them is set once: a second value would be a clash
        self.printer = ids(printers)
        self.number = ids(numbers)
        self.condition = st.none() | st.none() | _conditions(kit, numbers)
        self.links = st.just(()) | some(
            st.builds(
                m.Link, st.sampled_from(numbers), term(LINK_KIND), kit.evidence, st.none() | TEXT
            )
        )

    @classmethod
    def of_one(cls, kit: Kit, number: str) -> Context:
        """For a single point that is put into a plan."""
        return cls(kit, (number,), [], tuple(kit.registry.sources)[:1])


def _conditions(kit: Kit, numbers: tuple[str, ...]) -> SearchStrategy[m.Condition]:
    """Conditions; points of the plan are named by their number."""
    names = kit.trigger | st.sampled_from([f"#{number}" for number in numbers])
    happenings = st.none() | st.builds(m.Happenings, some(names), st.booleans())
    return st.builds(m.Condition, happenings, happenings, happenings, happenings, st.none() | TEXT)


def plans(registry: Registry | None = None) -> SearchStrategy[m.Plan]:
    """Valid plans that use the ids of a registry, the built-in one if none is given.

    Some define entries of their own. What is inherited is filled in, as in a plan that was read.
    """
    return _plans(Kit(registry_or_builtin(registry)))


@st.composite
def _plans(draw: Any, kit: Kit) -> m.Plan:
    own = draw(st.none() | st.none() | definitions(kit.registry))
    if own is not None:
        kit = Kit(own.over(kit.registry))
    date = draw(DATE)
    editions = _named(_edition(draw, kit) for _ in range(draw(FEW)))
    printers = (*(edition.id for edition in editions), *tuple(kit.registry.sources)[:2])
    numbers = draw(NUMBERS)
    context = Context(kit, numbers, _cells(draw, kit, 5), printers)
    plan = m.Plan(
        define=own,
        id="draft-" + draw(ID),
        title=draw(TEXT),
        date=date,
        status=draw(term(PLAN_STATUS)),
        known=draw(term(KNOWN)),
        editions=editions,
        companions=_named(_companion(draw, context) for _ in range(draw(FEW))),
        evidence=draw(term(EVIDENCE)),
        sources=draw(kit.sources),
        terms=tuple([draw(provision(context, "ratification", 0)) for _ in range(draw(FEW) // 2)]),
        provisions=tuple([draw(provision(context, number)) for number in numbers]),
        registry=kit.registry,
        **kit.plan.draw(draw),
        **_later(kit, date).draw(draw),
    )
    return inherit(plan)


def _later(kit: Kit, date: str) -> Fields:
    """What happens to a text on its own date or later."""
    begins = moment(date).earliest
    day = st.sampled_from([day for day in DATES if moment(day).latest >= begins])
    stage = st.builds(m.StatusDate, day, term(PLAN_STATUS), kit.sources, st.none() | TEXT)
    return Fields(public=day, history=some(stage))


def _cells(draw: Any, kit: Kit, most: int) -> list[Cell]:
    """Different cells with what a text sets there."""
    return list(dict(draw(kit.cell) for _ in range(draw(st.integers(0, most)))).items())


def _named(things: Iterator[Any]) -> tuple[Any, ...]:
    """The things, of those with equal ids the last."""
    return tuple({each.id: each for each in things}.values())


def _edition(draw: Any, kit: Kit) -> m.Edition:
    return m.Edition(id=draw(ID), **kit.edition.draw(draw))


def _companion(draw: Any, context: Context) -> m.Companion:
    return m.Companion(
        id=draw(ID),
        title=draw(TEXT),
        specifies=draw(context.number),
        **context.kit.companion.draw(draw),
    )


@st.composite
def provision(draw: Any, context: Context, number: str, depth: int = 2) -> m.Provision:
    """A point with its sub-points, down to `depth` levels."""
    commitments = _commitments(draw, context, context.cells)
    letters = draw(SUB_POINTS) if depth else ""
    return m.Provision(
        number=number,
        summary=draw(TEXT),
        links=draw(context.links),
        condition=draw(context.condition),
        commitments=commitments,
        options=_named(_option(draw, context) for _ in range(draw(FEW))),
        readings=_readings(draw, context, commitments),
        provisions=tuple(
            [draw(provision(context, f"{number}.{letter}", depth - 1)) for letter in letters]
        ),
        **context.kit.provision.draw(draw),
    )


def _commitments(draw: Any, context: Context, cells: Iterator[Cell]) -> tuple[m.Commitment, ...]:
    """Commitments with different ids, which set cells as long as there are any left."""
    drawn: list[m.Commitment] = []
    for _ in range(draw(FEW)):
        each = commitment(draw, context, next(cells, None))
        if each.id is None or each.id not in {other.id for other in drawn}:
            drawn.append(each)
    return tuple(drawn)


def commitment(draw: Any, context: Context, cell: Cell | None = None) -> m.Commitment:
    """A commitment that sets this cell."""
    kit = context.kit
    timing = kit.timing.draw(draw)
    return m.Commitment(
        id=draw(st.none() | ID),
        parties=draw(kit.maybe_parties),
        modality=draw(term(MODALITY)),
        action=draw(TEXT),
        condition=draw(context.condition),
        timing=m.Timing(**timing) if timing else None,
        sets=immutabledict([cell] if cell else []),
        **kit.commitment.draw(draw),
    )


def _option(draw: Any, context: Context) -> m.Option:
    kit = context.kit
    commitments = _commitments(draw, context, iter(_cells(draw, kit, 2)))
    return m.Option(
        id=draw(ID),
        proposed_by=draw(kit.parties if commitments else kit.maybe_parties),
        summary=draw(TEXT),
        condition=draw(context.condition),
        commitments=commitments,
        readings=_readings(draw, context, commitments),
        **kit.option.draw(draw),
    )


def _readings(
    draw: Any, context: Context, commitments: tuple[m.Commitment, ...]
) -> tuple[m.Reading, ...]:
    known = st.sampled_from([None, *(each.id for each in commitments)])
    return _named(
        m.Reading(
            id=draw(ID),
            kind=draw(term(READING_KIND)),
            printed_by=draw(context.printer),
            of=draw(known),
            condition=draw(context.condition),
            commitments=tuple([commitment(draw, context) for _ in range(draw(FEW) // 2)]),
            **context.kit.reading.draw(draw),
        )
        for _ in range(draw(FEW))
    )
