"""A strategy for two texts of one negotiation: an old plan, and a new one made out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from hypothesis import strategies as st
from immutabledict import immutabledict

from peaceplans.model import plan as m
from peaceplans.model.inherit import disinherit, inherit
from peaceplans.model.registry import Registry
from peaceplans.testing.kit import Kit
from peaceplans.testing.plans import MOST_POINTS, Context, commitment, plans, provision
from peaceplans.testing.values import ids, settings, texts
from peaceplans.vocabulary import MODALITY, POINT_STATUS

EDITS = (
    "keep",
    "split",
    "drop",
    "reword",
    "values",
    "commitments",
    "split",
    "drop",
    "status",
    "sub-points",
)

Part = tuple[str | None, m.Provision]
"""A point of the new plan, with the number of the old one that it comes from."""


@st.composite
def plan_pairs(draw: Any, registry: Registry | None = None) -> tuple[m.Plan, m.Plan]:
    """An old plan and a new one made from it by edits, each of them valid.

    Points are kept, dropped, added, split, reworded and put in another order, and so numbered
    anew; values, commitments and status change. In half of the pairs the new plan declares
    where its points come from and what it left out, in the other half nothing.
    """
    # What is to happen is drawn before the plan: after so much else it would be drawn unevenly.
    declared, more = draw(st.booleans()), draw(st.booleans())
    edits = draw(st.lists(st.sampled_from(EDITS), min_size=MOST_POINTS, max_size=MOST_POINTS))
    old = draw(plans(registry))
    raw = disinherit(old)
    parts = [
        part
        for edit, point in zip(edits, raw.provisions, strict=False)
        for part in _edited(draw, edit, point, old.registry)
    ]
    if more or not parts:
        parts.append((None, draw(provision(_context(old.registry, "added"), "added", 0))))
    parts = draw(st.permutations(parts))
    origins = {origin for origin, _ in parts}
    gone = [point.number for point in raw.provisions if point.number not in origins]
    anew = {point.number: str(index) for index, (_, point) in enumerate(parts, start=1)}
    omits = tuple(m.Omission(f"{old.id}#{number}") for number in gone) if declared else ()
    new = attrs.evolve(
        raw,
        id=f"{old.id}-new",
        title=draw(texts()),
        companions=tuple(
            attrs.evolve(each, specifies=_numbers(each.specifies, anew)) for each in raw.companions
        ),
        omits=(*raw.omits, *omits),
        terms=tuple(_renumbered(point, anew) for point in raw.terms),
        provisions=tuple(
            _renumbered(
                attrs.evolve(point, derives_from=(f"{old.id}#{origin}",))
                if declared and origin
                else point,
                anew,
            )
            for origin, point in parts
        ),
    )
    return old, inherit(new)


def _context(registry: Registry, number: str) -> Context:
    return Context.of_one(Kit(registry), number)


def _edited(draw: Any, edit: str, point: m.Provision, registry: Registry) -> Iterator[Part]:
    """The points that one point becomes: none, one or two."""
    match edit:
        case "drop":
            return
        case "reword":
            point = attrs.evolve(point, heading=draw(texts()), summary=draw(texts()))
        case "status":
            point = attrs.evolve(point, status=draw(st.sampled_from(list(POINT_STATUS))))
        case "values":
            point = attrs.evolve(
                point, commitments=tuple(_revalued(draw, c, registry) for c in point.commitments)
            )
        case "commitments":
            point = _recommitted(draw, point, registry)
        case "sub-points":
            point = attrs.evolve(point, provisions=point.provisions[1:])
        case "split":
            number = f"{point.number}-bis"
            yield point.number, draw(provision(_context(registry, number), number, 0))
    yield point.number, point


def _revalued(draw: Any, each: m.Commitment, registry: Registry) -> m.Commitment:
    """The commitment with other values of the same cells."""
    sets = {
        cell: draw(settings(registry.parameters[m.parts(cell)[0]], registry)) for cell in each.sets
    }
    return attrs.evolve(each, sets=immutabledict(sets))


def _recommitted(draw: Any, point: m.Provision, registry: Registry) -> m.Provision:
    """The point with one commitment gone, one changed or one more."""
    commitments = list(point.commitments)
    match draw(st.sampled_from(("gone", "changed", "more"))):
        case "gone":
            # What a reading says of it goes with it.
            return attrs.evolve(point, commitments=tuple(commitments[1:]), readings=())
        case "changed" if commitments:
            commitments[0] = attrs.evolve(
                commitments[0],
                modality=draw(st.sampled_from(list(MODALITY))),
                parties=draw(ids(registry.parties)),
                action=draw(texts()),
            )
        case _:
            context = _context(registry, point.number)
            commitments.append(attrs.evolve(commitment(draw, context), id=None))
    return attrs.evolve(point, commitments=tuple(commitments))


def _numbers(numbers: tuple[str, ...], anew: Mapping[str, str]) -> tuple[str, ...]:
    """References to points of the plan; those to a point that is gone are left out."""
    return tuple(anew[number] for number in numbers if number in anew)


def _renumbered(point: m.Provision, anew: Mapping[str, str]) -> m.Provision:
    """The point with all below it under its new number, and its references with it."""
    top, dot, rest = point.number.partition(".")
    links = [attrs.evolve(link, to=anew[link.to]) for link in point.links if link.to in anew]
    return attrs.evolve(
        point,
        number=anew.get(top, top) + dot + rest,
        links=tuple(links),
        condition=_condition(point.condition, anew),
        commitments=tuple(_commitment(each, anew) for each in point.commitments),
        options=tuple(
            attrs.evolve(
                option,
                condition=_condition(option.condition, anew),
                commitments=tuple(_commitment(each, anew) for each in option.commitments),
                readings=tuple(_reading(each, anew) for each in option.readings),
            )
            for option in point.options
        ),
        readings=tuple(_reading(each, anew) for each in point.readings),
        provisions=tuple(_renumbered(below, anew) for below in point.provisions),
    )


def _commitment(each: m.Commitment, anew: Mapping[str, str]) -> m.Commitment:
    return attrs.evolve(each, condition=_condition(each.condition, anew))


def _reading(each: m.Reading, anew: Mapping[str, str]) -> m.Reading:
    return attrs.evolve(
        each,
        condition=_condition(each.condition, anew),
        commitments=tuple(_commitment(one, anew) for one in each.commitments),
    )


def _condition(condition: m.Condition | None, anew: Mapping[str, str]) -> m.Condition | None:
    if condition is None:
        return None
    return attrs.evolve(
        condition,
        when=_happenings(condition.when, anew),
        after=_happenings(condition.after, anew),
        during=_happenings(condition.during, anew),
        unless=_happenings(condition.unless, anew),
    )


def _happenings(happenings: m.Happenings | None, anew: Mapping[str, str]) -> m.Happenings | None:
    """Happenings with the new numbers of points; None where no point is left."""
    if happenings is None:
        return None
    names = [
        f"#{anew[name[1:]]}" if name.startswith("#") else name
        for name in happenings.names
        if not name.startswith("#") or name[1:] in anew
    ]
    return m.Happenings(tuple(names), happenings.any_of) if names else None
