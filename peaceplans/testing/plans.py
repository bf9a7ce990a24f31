"""Strategies for whole plans: valid ones, with every class of the model in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from immutabledict import immutabledict

from peaceplans.model import plan as m
from peaceplans.model.inherit import inherit
from peaceplans.model.registry import Registry
from peaceplans.testing.registries import definitions
from peaceplans.testing.values import (
    DATES,
    Cell,
    cells,
    ids,
    registry_or_builtin,
    slugs,
    texts,
)
from peaceplans.values.notation import moment
from peaceplans.values.setting import UNSPECIFIED
from peaceplans.vocabulary import (
    COMPANION_STATUS,
    EVIDENCE,
    KNOWN,
    LINK_KIND,
    MODALITY,
    PLAN_STATUS,
    POINT_STATUS,
    READING_KIND,
)

# Points of built-in plans that a generated one may come from.
ORIGINS = ("us-28#6", "us-28#21.d", "us-28#14.i")
LETTERS = ("a", "b")

TEXT = texts()
ID = slugs()
FEW = st.sampled_from((0, 0, 1, 2))


@cache
def term(vocabulary: Vocabulary) -> SearchStrategy[str]:
    """A term of a vocabulary."""
    return st.sampled_from(list(vocabulary))


def some(strategy: SearchStrategy[Any], most: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    """A short tuple that is not empty."""
    return st.lists(strategy, min_size=1, max_size=most).map(tuple)


class Fields:
    """Fields that a thing may have or leave out; drawn are a few, as all at once would be rare."""

    def __init__(self, optional: Mapping[str, SearchStrategy[Any]], most: int = 3) -> None:
        self.optional = optional
        self.names = st.lists(st.sampled_from(list(optional)), max_size=most, unique=True)

    def draw(self, draw: Any) -> dict[str, Any]:
        """Some of the fields with their values."""
        return {name: draw(self.optional[name]) for name in draw(self.names)}


class Kit:
    """The strategies for the parts of plans that use the ids of one registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.cells = cells(registry)
        parties, sources = ids(registry.parties, least=1), ids(registry.sources, least=1)
        proof: Optional = {"evidence": term(EVIDENCE), "sources": sources, "note": TEXT}
        self.parties = parties
        self.trigger = st.sampled_from(list(registry.triggers))
        self.timing = Fields({
            field: TEXT for field in ("within", "by", "from_", "until", "lasts", "text")
        }
        self.plan = Fields({
            "drafters": parties,
            "proposed_by": parties,
            "signatories": st.just(UNSPECIFIED) | ids(registry.parties),
            "counts": some(
                st.builds(
                    m.Count, st.integers(1, 99), TEXT, st.sampled_from(DATES), sources, TEXT
                )
            ),
            "base": st.sampled_from(("us-28", "us-28@reuters")),
            "omits": some(st.builds(m.Omission, st.sampled_from(ORIGINS), TEXT, TEXT)),
            "note": TEXT,
        }
        self.edition = Fields({"sources": sources, "note": TEXT}
        self.companion = Fields({
            "parties": parties,
            "status": term(COMPANION_STATUS),
            "plan": st.just("us-28"),
            **proof,
        }
        self.provision = Fields({
            "numbered": st.just("ours"),
            "heading": TEXT,
            "issues": ids(registry.issues, least=1),
            "status": term(POINT_STATUS),
            "between": parties,
            "why": TEXT,
            "derives_from": some(st.sampled_from(ORIGINS)),
            "known": term(KNOWN),
            "in_doubt": ids(registry.parameters),
            "open_list": st.just(True),
            "unclear": some(TEXT),
            **proof,
        }
        implied = st.builds(m.Implied, parties, parties)
        self.commitment = Fields({
            "counterparties": parties,
            "implied": implied,
            "places": ids(registry.places, least=1),
            "brings": self.trigger,
            "unclear": some(TEXT),
            **proof,
        }
        self.option = Fields({"derives_from": some(st.sampled_from(ORIGINS)), **proof}
        self.reading = Fields({
            "language": st.sampled_from(("en", "no")),
            "translated_from": st.just("ru"),
            "summary": TEXT,
            "absent": st.just(True),
            "modality": term(MODALITY),
            "action": TEXT,
            "parties": ids(registry.parties),
            "sets": self.cells.map(lambda cell: immutabledict([cell])),
            "evidence": term(EVIDENCE),
            "note": TEXT,
        }


class Context:
    """What the parts of one plan have to agree on."""

    def __init__(
        self,
        kit: Kit,
        numbers: tuple[str, ...],
        cells: Iterator[Cell] = iter(()),
        printers: tuple[str, ...] = (),
    ) -> None:
        self.kit = kit
        self.numbers = numbers
        self.cells = cells  # each of them is set once: a second value would be a clash
        self.printers = printers


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
    date, later = draw(_dates())
    editions = _named(_edition(draw, kit) for _ in range(draw(st.integers(0, 2))))
    printers = (*(edition.id for edition in editions), *list(kit.registry.sources)[:2])
    numbers = draw(
        some(st.integers(1, 30).map(str), 3).filter(lambda all: len(set(all)) == len(all))
    )
    held = draw(st.lists(kit.cells, max_size=5, unique_by=lambda cell: cell[0]))
    context = Context(kit, numbers, iter(held), printers)
    dates: Optional = {
        "public": st.sampled_from(later),
        "history": some(st.builds(m.StatusDate, st.sampled_from(later), term(PLAN_STATUS))),
    }
    plan = m.Plan(
        define=own,
        id="draft-" + draw(ID),
        title=draw(TEXT),
        date=date,
        status=draw(term(PLAN_STATUS)),
        known=draw(term(KNOWN)),
        editions=editions,
        companions=_named(_companion(draw, context) for _ in range(draw(st.integers(0, 2)))),
        evidence=draw(term(EVIDENCE)),
        sources=draw(ids(kit.registry.sources, least=1)),
        provisions=tuple([draw(provision(context, number)) for number in numbers]),
        terms=(draw(provision(context, "ratification", 0)),) if draw(st.booleans()) else (),
        registry=kit.registry,
        **fields(draw, {**kit.plan, **dates}),
    )
    return inherit(plan)


@st.composite
def _dates(draw: Any) -> tuple[str, list[str]]:
    """A date of a text, and the dates on which it can become public."""
    date = draw(st.sampled_from(DATES))
    begins = moment(date).earliest
    return date, [day for day in DATES if moment(day).latest >= begins]


def _named(things: Iterator[Any]) -> tuple[Any, ...]:
    """The things, of those with equal ids the last."""
    return tuple({each.id: each for each in things}.values())


def _edition(draw: Any, kit: Kit) -> m.Edition:
    return m.Edition(id=draw(ID), **fields(draw, kit.edition))


def _companion(draw: Any, context: Context) -> m.Companion:
    return m.Companion(
        id=draw(ID),
        title=draw(TEXT),
        specifies=draw(ids(context.numbers)),
        **fields(draw, context.kit.companion),
    )


@st.composite
def provision(draw: Any, context: Context, number: str, depth: int = 2) -> m.Provision:
    """A point with its sub-points, down to `depth` levels."""
    commitments = _commitments(draw, context)
    letters = draw(st.sets(st.sampled_from(LETTERS))) if depth else set()
    links = st.builds(m.Link, st.sampled_from(context.numbers), term(LINK_KIND), note=TEXT)
    return m.Provision(
        number=number,
        summary=draw(TEXT),
        links=draw(st.just(()) | some(links)),
        condition=draw(conditions(context)),
        commitments=commitments,
        options=_named(_option(draw, context) for _ in range(draw(st.sampled_from((0, 0, 1, 2))))),
        readings=_readings(draw, context, commitments),
        provisions=tuple(
            [draw(provision(context, f"{number}.{each}", depth - 1)) for each in sorted(letters)]
        ),
        **fields(draw, context.kit.provision),
    )


def _commitments(draw: Any, context: Context) -> tuple[m.Commitment, ...]:
    """Commitments with different ids, which set cells as long as there are any left."""
    drawn: list[m.Commitment] = []
    for _ in range(draw(st.integers(0, 2))):
        each = draw(commitment(context, next(context.cells, None)))
        if each.id is None or each.id not in {other.id for other in drawn}:
            drawn.append(each)
    return tuple(drawn)


@st.composite
def commitment(draw: Any, context: Context, cell: Cell | None = None) -> m.Commitment:
    """A commitment that sets this cell."""
    timing = fields(draw, context.kit.timing)
    return m.Commitment(
        id=draw(st.none() | ID),
        parties=draw(st.just(()) | context.kit.parties),
        modality=draw(term(MODALITY)),
        action=draw(TEXT),
        condition=draw(conditions(context)),
        timing=m.Timing(**timing) if timing else None,
        sets=immutabledict([cell] if cell else []),
        **fields(draw, context.kit.commitment),
    )


def conditions(context: Context) -> SearchStrategy[m.Condition | None]:
    """A condition or none; points of the plan are named by their number."""
    names = context.kit.trigger | st.sampled_from([f"#{number}" for number in context.numbers])
    happenings = st.builds(m.Happenings, some(names), st.booleans())
    optional = dict.fromkeys(("when", "after", "during", "unless"), happenings)
    built = st.fixed_dictionaries({}, optional={**optional, "text": TEXT})
    return st.none() | st.none() | built.map(lambda fields: m.Condition(**fields))


def _option(draw: Any, context: Context) -> m.Option:
    kit = context.kit
    held = draw(st.lists(kit.cells, max_size=2, unique_by=lambda cell: cell[0]))
    own = Context(kit, context.numbers, iter(held), context.printers)
    commitments = _commitments(draw, own)
    return m.Option(
        id=draw(ID),
        proposed_by=draw(kit.parties if commitments else st.just(()) | kit.parties),
        summary=draw(TEXT),
        condition=draw(conditions(own)),
        commitments=commitments,
        readings=_readings(draw, own, commitments),
        **fields(draw, kit.option),
    )


def _readings(
    draw: Any, context: Context, commitments: tuple[m.Commitment, ...]
) -> tuple[m.Reading, ...]:
    known = [None, *(each.id for each in commitments)]
    return _named(
        m.Reading(
            id=draw(ID),
            kind=draw(term(READING_KIND)),
            printed_by=draw(ids(context.printers)) if context.printers else (),
            of=draw(st.sampled_from(known)),
            condition=draw(conditions(context)),
            commitments=(draw(commitment(context)),) if draw(st.booleans()) else (),
            **fields(draw, context.kit.reading),
        )
        for _ in range(draw(st.sampled_from((0, 0, 1, 2))))
    )
