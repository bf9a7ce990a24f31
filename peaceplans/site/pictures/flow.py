"""How points flow through texts: each text a column of points, bands for what corresponds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import htpy as h

from peaceplans.alignment import RELATIONS, Alignment, align
from peaceplans.model.plan import Plan, Provision
from peaceplans.reports.answers import Telling
from peaceplans.reports.words import Words
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Picture
from peaceplans.site.pictures.heatmap import cut, drawing, legend, linked, named, path, text

BOX, GAP, ROW, TOP, PAD = 220, 170, 34, 54, 12
HIGH = 26
"""Height of a box."""

EXPLAINED = (
    "Boxes are points, bands join what corresponds: full where the data declares it, dashed where"
    " it was found by common origin or by comparison.",
    "– not in the next text · + not in the text before · ? the other text was not read there",
)
ENDS = {"dropped": "–", "added": "+", "unknown": "?"}


class Band(NamedTuple):
    """A top-level point of each of two texts that correspond, by the links between their parts."""

    old: str
    new: str
    relations: tuple[str, ...]
    confidence: tuple[str, ...]
    whole: bool


class Step(NamedTuple):
    """What became of the points of one text in the next; `ends` are open: number → relation."""

    old: Plan
    new: Plan
    bands: tuple[Band, ...]
    ends: tuple[dict[str, str], dict[str, str]]


def flow(_: Site, plans: Sequence[Plan]) -> Picture | None:
    """Top-level points through consecutive texts; None for fewer than two, or without points."""
    if len(plans) < 2 or not all(_points(plan) for plan in plans):
        return None
    steps = [_step(old, new) for old, new in pairwise(plans)]
    id = places.anchor(f"flow-{'-'.join(plan.id for plan in plans)}")
    title = f"From point to point: {' → '.join(plan.title for plan in plans)}"
    description = (
        f"Top-level points of {len(plans)} texts side by side, joined where they or parts of them"
        " correspond."
    )
    width = PAD * 2 + 20 + len(plans) * BOX + (len(plans) - 1) * GAP
    bottom = TOP + ROW * max(len(_points(plan)) for plan in plans)
    content = [
        [[*_bands(step, number)] for number, step in enumerate(steps)],
        [[*_column(plan, number)] for number, plan in enumerate(plans)],
        legend(PAD, bottom + 16, EXPLAINED),
    ]
    described = f"{description} {' '.join(EXPLAINED)}"
    meanings = "; ".join(f"{name}: {meaning}" for name, meaning in RELATIONS.items())
    return Picture(
        id,
        title,
        description,
        drawing(id, title, described, (width, bottom + 44), content),
        ("from text", "point", "to text", "point", "relation", "how sure", "sources"),
        tuple(row for step in steps for row in _rows(step)),
        f"{' '.join(EXPLAINED)} Relations: {meanings}.",
    )


def _points(plan: Plan) -> tuple[Provision, ...]:
    return (*plan.provisions, *plan.terms)


def _tops(plan: Plan) -> dict[str, str]:
    """Number of any point → the number of the top-level point that it belongs to."""
    return {below.number: top.number for top in _points(plan) for below in top.walk()}


def _step(old: Plan, new: Plan) -> Step:
    found: Alignment = align(old, new)
    tops = _tops(old), _tops(new)
    held: dict[tuple[str, str], list[tuple[str, str, bool]]] = {}
    ends: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    for link in found.links:
        for a, b in link.pairs:
            pair = tops[0][a], tops[1][b]
            held.setdefault(pair, []).append((link.relation, link.confidence, pair == (a, b)))
        if not link.pairs:
            for side, numbers in enumerate((link.old, link.new)):
                for number in numbers:
                    ends[side].setdefault(tops[side][number], []).append(link.relation)
    bands = []
    for (a, b), told in held.items():
        relations = tuple(dict.fromkeys(relation for relation, _, _ in told))
        sure = tuple(dict.fromkeys(confidence for _, confidence, _ in told))
        bands.append(Band(a, b, relations, sure, any(whole for _, _, whole in told)))
    order = [{p.number: n for n, p in enumerate(_points(plan))} for plan in (old, new)]
    bands.sort(key=lambda band: (order[0][band.old], order[1][band.new]))
    joined = {band.old for band in bands}, {band.new for band in bands}
    # A point without any band has an end; one of which only parts end goes on all the same.
    opened = tuple(
        {number: relations[0] for number, relations in ends[side].items() if number not in part}
        for side, part in enumerate(joined)
    )
    return Step(old, new, tuple(bands), (opened[0], opened[1]))


def _left(column: int) -> int:
    return PAD + 10 + column * (BOX + GAP)


def _column(plan: Plan, column: int) -> Iterator[h.Node]:
    x = _left(column)
    told = f"{plan.title}, {plan.date}"
    yield linked(places.text(plan.id), told, text(x, 20, cut(plan.title, 31), "ppd-head"))
    yield text(x, 38, plan.date, "ppd-soft")
    for number, point in enumerate(_points(plan)):
        y = TOP + number * ROW
        name = _name(point)
        # A clause in no numbered point has a name of ours, which its heading says already.
        shown = point.heading if point.heading and point in plan.terms else name
        yield linked(
            places.point(plan, point.number),
            f"{plan.title}, point {name}",
            [
                h.Element("rect")(".ppd-box.ppd-mark", x=x, y=y, width=BOX, height=HIGH, rx=3),
                text(x + 6, y + 17, cut(shown, 27)),
            ],
        )


def _bands(step: Step, column: int) -> Iterator[h.Node]:
    start, end = _left(column) + BOX, _left(column + 1)
    rows = [{p.number: n for n, p in enumerate(_points(plan))} for plan in (step.old, step.new)]
    slots = _slots([(b.old, b.new) for b in step.bands], rows)
    for band, (high, low) in zip(step.bands, slots, strict=True):
        (y1, y2), (y3, y4) = high, low
        middle = (start + end) // 2
        shape = (
            f"M{start} {y1}C{middle} {y1} {middle} {y3} {end} {y3}V{y4}"
            f"C{middle} {y4} {middle} {y2} {start} {y2}Z"
        )
        matched = "" if band.confidence == ("declared",) else " ppd-matched"
        told = (
            f"{step.old.title} point {band.old} → {step.new.title} point {band.new}:"
            f" {_relation(band)} ({', '.join(band.confidence)})"
        )
        yield h.Element("g")[named(told), path(shape, f"ppd-band{matched}")]
    for side, (plan, at, way) in enumerate(((step.old, start, 1), (step.new, end, -1))):
        for number, relation in step.ends[side].items():
            y = TOP + rows[side][number] * ROW + HIGH // 2
            told = f"{plan.title} point {number}: {relation}, {RELATIONS[relation]}"
            yield h.Element("g")[
                named(told),
                path(f"M{at} {y}h{way * 14}", "ppd-span"),
                text(at + way * 22, y + 5, ENDS.get(relation, "?"), "ppd-letter"),
            ]


def _slots(
    pairs: Sequence[tuple[str, str]], rows: Sequence[dict[str, int]]
) -> list[list[tuple[int, int]]]:
    """Where each band leaves and reaches a box: those of one box share its height."""
    made: list[list[tuple[int, int]]] = [[] for _ in pairs]
    for side in (0, 1):
        for number, row in rows[side].items():
            mine = [n for n, pair in enumerate(pairs) if pair[side] == number]
            mine.sort(key=lambda n: rows[1 - side][pairs[n][1 - side]])
            top = TOP + row * ROW
            for place, n in enumerate(mine):
                start = top + 2 + (HIGH - 4) * place // len(mine)
                made[n].append((start, top + 1 + (HIGH - 4) * (place + 1) // len(mine)))
    return made


def _relation(band: Band) -> str:
    told = " and ".join(band.relations)
    return told if band.whole else f"{told}, by parts of them"


def _rows(step: Step) -> Iterator[tuple[str, ...]]:
    old, new = step.old, step.new
    names = [{p.number: p for p in _points(plan)} for plan in (old, new)]
    for band in step.bands:
        a, b = names[0][band.old], names[1][band.new]
        yield (
            _dated(old),
            _name(a),
            _dated(new),
            _name(b),
            _relation(band),
            ", ".join(band.confidence),
            f"{_sources(old, a)} → {_sources(new, b)}",
        )
    for number, relation in step.ends[0].items():
        point = names[0][number]
        source = _sources(old, point)
        yield _dated(old), _name(point), _dated(new), ENDS.get(relation, "?"), relation, "", source
    for number, relation in step.ends[1].items():
        point = names[1][number]
        source = _sources(new, point)
        yield _dated(old), ENDS.get(relation, "?"), _dated(new), _name(point), relation, "", source


def _dated(plan: Plan) -> str:
    return f"{plan.title} ({plan.date})"


def _name(point: Provision) -> str:
    return f"{point.number} {point.heading or point.summary}"


def _sources(plan: Plan, point: Provision) -> str:
    return Telling(Words(plan.registry)).sources(point.sources or plan.sources, most=2)
