"""Strategies for what a plan file defines itself: entries of each registry."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from immutabledict import immutabledict

from peaceplans.model import entries as e
from peaceplans.model.parameter import Parameter
from peaceplans.model.registry import Registry
from peaceplans.testing.values import DATES, ids, settings, slugs, texts
from peaceplans.values.spelling import is_number
from peaceplans.vocabulary import BOUND, KEY, MATCH, PARTY_KIND, SEEN, SOURCE_KIND

UNITS = ("personnel", "days", "usd", "mw")

notes = st.none() | texts()


@st.composite
def definitions(draw: Any, below: Registry) -> Registry:
    """A few entries over a registry: they refer to it, and one may replace an entry of it."""

    def block(entry: SearchStrategy[Any]) -> immutabledict[str, Any]:
        drawn = draw(st.lists(entry, max_size=1, unique_by=lambda each: each.id))
        return immutabledict({each.id: each for each in drawn})

    parties, places = ids(below.parties), ids(below.places)
    place = st.none() | st.sampled_from(list(below.places))
    issue = st.none() | st.sampled_from(list(below.issues))
    source = st.none() | st.sampled_from(list(below.sources))
    kinds, kinds_of_source = st.sampled_from(list(PARTY_KIND)), st.sampled_from(list(SOURCE_KIND))
    code = st.builds(
        e.Code,
        scheme=slugs(),
        term=notes,
        match=st.sampled_from(list(MATCH)),
        note=notes,
    )
    codes = st.lists(code, max_size=2).map(tuple)
    return Registry(
        parties=block(
            st.builds(e.Party, slugs(), texts(), kinds, notes, parties, st.booleans(), note=notes)
        ),
        places=block(st.builds(e.Place, slugs(), texts(), place, places, notes)),
        issues=block(st.builds(e.Issue, slugs(), texts(), issue, codes, notes)),
        parameters=block(_parameters(below)),
        triggers=block(st.builds(e.Trigger, slugs(), texts(), parties, notes)),
        categories=block(st.builds(e.Category, slugs(), texts(), notes)),
        sources=block(
            st.builds(
                e.Source,
                id=slugs(),
                publisher=texts(),
                title=notes,
                date=st.none() | st.sampled_from(DATES),
                url=notes,
                kind=kinds_of_source,
                language=st.none() | st.just("no"),
                seen=st.sampled_from(list(SEEN)),
                relays=source,
                note=notes,
            )
        ),
    )


@st.composite
def _parameters(draw: Any, below: Registry) -> Parameter:
    """A parameter of any kind, with what its kind needs."""
    parameter = Parameter(
        id=draw(slugs()),
        issue=draw(st.sampled_from(list(below.issues))),
        title=draw(texts()),
        question=draw(notes),
        per=draw(st.lists(st.sampled_from(list(KEY)), max_size=2).map(tuple)),
        also=draw(st.sampled_from([(), ("as-agreed", "off")])),
        note=draw(notes),
        **draw(st.one_of(*KINDS)),
    )
    named = (*parameter.choices, *parameter.items, *parameter.also)
    if named:
        titles = draw(st.dictionaries(st.sampled_from(named), texts(), max_size=2))
        parameter = attrs.evolve(parameter, titles=immutabledict(titles))
    if not draw(st.booleans()):
        return parameter
    setting = draw(
        settings(parameter, below, qualified=False).filter(
            lambda each: not is_number(each.value) or each.unit == parameter.unit
        )
    )
    return attrs.evolve(parameter, silence=setting.value)


_names = st.lists(slugs(), min_size=1, max_size=3, unique=True).map(tuple)

KINDS: tuple[SearchStrategy[dict[str, Any]], ...] = (
    st.fixed_dictionaries(
        {
            "kind": st.just("quantity"),
            "unit": st.sampled_from(UNITS),
            "bound": st.none() | st.sampled_from(list(BOUND)),
        }
    ),
    st.fixed_dictionaries({"kind": st.sampled_from(("date", "yes-no"))}),
    st.fixed_dictionaries({"kind": st.just("choice"), "choices": _names, "ordered": st.booleans()}),
    st.fixed_dictionaries({"kind": st.just("members"), "items": _names}),
    st.fixed_dictionaries(
        {"kind": st.just("members"), "of": st.sampled_from(("places", "issues"))}
    ),
    st.fixed_dictionaries({"kind": st.just("shares"), "of": texts()}),
)
"""What each kind of parameter needs beside the fields that all have."""
