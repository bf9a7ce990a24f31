"""Strategies for the parts of plans that use the ids of one registry, each made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from immutabledict import immutabledict

from peaceplans.model import plan as m
from peaceplans.model.registry import Registry
from peaceplans.testing.values import DATES, cells, ids, slugs, texts
from peaceplans.values.setting import UNSPECIFIED
from peaceplans.vocabulary import (
    COMPANION_STATUS,
    EVIDENCE,
    IDENTIFIER_OF,
    KNOWN,
    MODALITY,
    PERFORMANCE,
    POINT_STATUS,
    Vocabulary,
)

TEXT = texts()
ID = slugs()
ORIGIN = st.sampled_from(("us-28#6", "us-28#21.d", "us-28#14.i"))  # points of a built-in plan


@cache
def term(vocabulary: Vocabulary) -> SearchStrategy[str]:
    """A term of a vocabulary."""
    return st.sampled_from(list(vocabulary))


def some(strategy: SearchStrategy[Any], most: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    """A short tuple that is not empty."""
    return st.lists(strategy, min_size=1, max_size=most).map(tuple)


class Fields:
    """Fields that a thing may have or leave out; drawn are a few, as all at once would be rare."""

    def __init__(self, **optional: SearchStrategy[Any]) -> None:
        self.optional = optional
        self.names = st.lists(st.sampled_from(list(optional)), max_size=3, unique=True)

    def draw(self, draw: Any) -> dict[str, Any]:
        """Some of the fields with their values."""
        return {name: draw(self.optional[name]) for name in draw(self.names)}


class Kit:
    """The fields of everything in a plan, with the ids of a registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.cell = cells(registry)
        self.parties = parties = ids(registry.parties, least=1)
        self.maybe_parties = st.just(()) | parties
        self.sources = sources = ids(registry.sources, least=1)
        self.trigger = st.sampled_from(list(registry.triggers))
        self.evidence = st.none() | term(EVIDENCE)
        proof: dict[str, SearchStrategy[Any]] = {
            "evidence": term(EVIDENCE),
            "sources": sources,
            "note": TEXT,
        }
        day = st.sampled_from(DATES)
        self.plan = Fields(
            drafters=parties,
            proposed_by=parties,
            signatories=st.just(UNSPECIFIED) | self.maybe_parties,
            counts=some(st.builds(m.Count, st.integers(1, 99), TEXT, day, sources, TEXT)),
            known_from=TEXT,
            told_by=parties,
            conflict=ID,
            base=st.sampled_from(("us-28", "us-28@reuters")),
            identifiers=some(
                st.builds(m.Identifier, ID, TEXT, term(IDENTIFIER_OF), st.none() | TEXT)
            ),
            omits=some(st.builds(m.Omission, ORIGIN, TEXT, TEXT, self.evidence, sources, TEXT)),
            note=TEXT,
        )
        self.edition = Fields(sources=sources, note=TEXT)
        self.companion = Fields(
            parties=parties, status=term(COMPANION_STATUS), plan=st.just("us-28"), **proof
        )
        self.provision = Fields(
            numbered=st.just("ours"),
            heading=TEXT,
            issues=ids(registry.issues, least=1),
            status=term(POINT_STATUS),
            between=parties,
            why=TEXT,
            derives_from=some(ORIGIN),
            known=term(KNOWN),
            in_doubt=ids(registry.parameters),
            open_list=st.just(True),
            unclear=some(TEXT),
            implementation=some(
                st.builds(
                    m.Implementation,
                    status=term(PERFORMANCE),
                    date=st.none() | day,
                    by=self.maybe_parties,
                    according_to=st.none() | TEXT,
                    summary=TEXT,
                    evidence=self.evidence,
                    sources=sources,
                    note=st.none() | TEXT,
                )
            ),
            **proof,
        )
        self.commitment = Fields(
            counterparties=parties,
            implied=st.builds(m.Implied, self.maybe_parties, self.maybe_parties),
            places=ids(registry.places, least=1),
            brings=self.trigger,
            unclear=some(TEXT),
            **proof,
        )
        self.timing = Fields(within=TEXT, by=TEXT, from_=TEXT, until=TEXT, lasts=TEXT, text=TEXT)
        self.option = Fields(derives_from=some(ORIGIN), **proof)
        self.reading = Fields(
            date=day,
            language=st.sampled_from(("en", "no")),
            translated_from=st.just("ru"),
            summary=TEXT,
            absent=st.just(True),
            modality=term(MODALITY),
            action=TEXT,
            parties=self.maybe_parties,
            sets=self.cell.map(lambda cell: immutabledict([cell])),
            evidence=term(EVIDENCE),
            note=TEXT,
        )
