"""Floor 7: which points of one text correspond to which of another, totally.

Declared lineage is truth. What it leaves open is matched by what is there (parameters, places,
issues, parties, wording), and each pair says why and how surely. Every point of both texts
stands in exactly one link: a correlation table, as recast laws carry one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from peaceplans.model.lineage import left_out_of, lineage_of, omitted, origins_of
from peaceplans.model.plan import Commitment, Plan, Provision
from peaceplans.values.record import Record

RELATIONS = {
    "kept": "same number, same content",
    "renumbered": "same content under another number",
    "moved": "same content in another place of the text",
    "changed": "corresponds, with other content",
    "split": "one point became several",
    "merged": "several points became one",
    "dropped": "not in the new text, which is known there",
    "added": "not in the old text, which is known there",
    "unknown": "the other text was not read there",
}

CONFIDENCE = ("declared", "sure", "likely", "uncertain")
"""How sure a link is: lineage of the data, or one of three grades of matching."""


@attrs.frozen(repr=False, eq=False)
class Link(Record):
    """Points that correspond: numbers of the old and of the new text, either may be empty.

    `pairs` are the single correspondences inside it; `why` says in words what it rests on.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    relation: str
    confidence: str
    why: str
    pairs: tuple[tuple[str, str], ...] = ()


@attrs.frozen(repr=False, eq=False)
class Alignment(Record):
    """The correlation table of two texts; `links` in the order of the old text."""

    old: str
    new: str
    links: tuple[Link, ...]

    @property
    def dropped(self) -> tuple[str, ...]:
        """Numbers of the old text that the new one, known there, does not have."""
        return tuple(n for link in self.links if link.relation == "dropped" for n in link.old)

    @property
    def added(self) -> tuple[str, ...]:
        """Numbers of the new text that the old one, known there, does not have."""
        return tuple(n for link in self.links if link.relation == "added" for n in link.new)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Numbers of either text of which the other was not read."""
        return tuple(
            n for link in self.links if link.relation == "unknown" for n in link.old + link.new
        )

    def __repr__(self) -> str:
        counts: dict[str, int] = defaultdict(int)
        for link in self.links:
            counts[link.relation] += 1
        told = ", ".join(
            f"{counts[relation]} {relation}" for relation in RELATIONS if counts[relation]
        )
        return f"<Alignment {self.old} → {self.new}: {told or 'nothing'}>"


Grades = dict[tuple[str, str], tuple[str, str]]
"""Pair of numbers → confidence and reason."""


def align(old: Plan, new: Plan, lineage: bool = True) -> Alignment:
    """The correlation table of two plans; `lineage=False` hides what the data declares."""
    grades = _declared(old, new) if lineage else {}
    hidden = omitted(new, old.id) | omitted(old, new.id) if lineage else set()
    free_old, free_new = (
        [p for p in plan.walk() if p.number not in taken and f"{plan.id}#{p.number}" not in hidden]
        for plan, taken in ((old, {a for a, _ in grades}), (new, {b for _, b in grades}))
    )
    same_text = old.id == new.id
    grades |= _matched(free_old, free_new, strict=bool(grades), same_text=same_text)
    return Alignment(old.id, new.id, tuple(_links(old, new, grades, lineage)))


def build(old: Plan, new: Plan, pairs: Iterable[tuple[str, str]]) -> Alignment:
    """The correlation table that follows from given pairs of numbers, whatever found them.

    As with the lineage hidden, nothing that the data declares has a part in it.
    """
    grades = dict.fromkeys(sorted(pairs), ("likely", "given"))
    return Alignment(old.id, new.id, tuple(_links(old, new, grades, lineage=False)))


def _matched(
    old: list[Provision], new: list[Provision], *, strict: bool, same_text: bool
) -> Grades:
    if strict:
        # Beside declared lineage only near twins are matched, and twins share one of these.
        marks = [{mark for p in side for mark in _marks(p)} for side in (old, new)]
        old = [p for p in old if not marks[1].isdisjoint(_marks(p))]
        new = [p for p in new if not marks[0].isdisjoint(_marks(p))]
    if not old or not new:
        return {}
    from peaceplans.matching import match

    grades = match(old, new, strict=strict, same_text=same_text)
    if not same_text:
        # Points that were not read are alike only in that.
        old = [point for point in old if point.known != "none"]
    _add_twins(grades, old, new)
    return grades


def _add_twins(grades: Grades, old: list[Provision], new: list[Provision]) -> None:
    """Pair what is left and says the same in too few words to be told by them: what kept its
    number first, the rest in the order of the texts.
    """
    taken = {a for a, _ in grades}, {b for _, b in grades}
    left: dict[str, list[Provision]] = defaultdict(list)
    for other in new:
        if other.number not in taken[1]:
            left[other.summary].append(other)
    for same_number in (True, False):
        for point in old:
            for other in left[point.summary] if point.number not in taken[0] else ():
                if (same_number and other.number != point.number) or not same_content(point, other):
                    continue
                grades[point.number, other.number] = "likely", "both say the same"
                taken[0].add(point.number)
                left[point.summary].remove(other)
                break


def _marks(point: Provision) -> set[str]:
    return {
        point.heading or point.summary,
        point.summary,
        *(c for x in _commitments(point) for c in x.sets),
    }


def _declared(old: Plan, new: Plan) -> Grades:
    """What the lineage of the two texts says: points of which one comes from the other and,
    among the rest, those that come from one and the same point of a third text.
    """
    known = {p.number for p in old.walk()}, {p.number for p in new.walk()}
    stated = [*lineage_of(new, old.id), *((a, b) for b, a in lineage_of(old, new.id))]
    grades: Grades = {
        (a, b): ("declared", "declared in the data")
        for a, b in stated
        if a in known[0] and b in known[1]
    }
    if old.id != new.id:  # of two versions of one text all origins are the same
        grades |= _akin(old, new, grades)
    return grades


def _akin(old: Plan, new: Plan, stated: Grades) -> Grades:
    """Pairs of points, among those without stated pairs, that come from one point of a third
    text. Where it became several in both, nothing says which is which: they stay together.
    """
    taken = {a for a, _ in stated}, {b for _, b in stated}
    others: dict[str, list[str]] = defaultdict(list)
    for origin, number in origins_of(new):
        if number not in taken[1]:
            others[origin].append(number)
    return {
        (number, other): ("sure", f"both come from {origin}")
        for origin, number in origins_of(old)
        if number not in taken[0] and origin.partition("#")[0] not in (old.id, new.id)
        for other in others[origin]
    }


def _links(old: Plan, new: Plan, grades: Grades, lineage: bool) -> Iterator[Link]:
    olds = {p.number: p for p in old.walk()}
    news = {p.number: p for p in new.walk()}
    parents = {"old": parent_of(old), "new": parent_of(new)}
    components = _components(grades)
    hidden = (omitted(new, old.id), omitted(old, new.id)) if lineage else (set(), set())
    _join_ours(components, "old", olds, parents["old"], hidden[0], old.id)
    _join_ours(components, "new", news, parents["new"], hidden[1], new.id)
    out = (left_out_of(old, new), left_out_of(new, old)) if lineage else (set(), set())
    unread = unread_of(new), unread_of(old)
    order = {number: index for index, number in enumerate(olds)}
    placed: list[tuple[float, Link]] = []
    for component in components.values():
        numbers = tuple(sorted(component.old, key=order.__getitem__))
        others = tuple(n for n in news if n in component.new)
        grade = max(
            (grades[pair] for pair in sorted(component.pairs)), key=lambda g: CONFIDENCE.index(g[0])
        )
        relation = _relation(component, olds, news, parents)
        link = Link(numbers, others, relation, *grade, tuple(sorted(component.pairs)))
        placed.append((order[numbers[0]], link))
    linked = (
        {n for c in components.values() for n in c.old},
        {n for c in components.values() for n in c.new},
    )
    for number, point in olds.items():
        if number not in linked[0]:
            placed.append((order[number], _single(point, "old", new, out[0], unread[0])))
    last = -1.0
    at = {n: position for position, link in placed for n in link.new}
    for number, point in news.items():
        if number in linked[1]:
            last = at[number]
        else:
            placed.append((last + 0.5, _single(point, "new", old, out[1], unread[1])))
    yield from (link for _, link in sorted(placed, key=lambda item: item[0]))


class _Component:
    def __init__(self) -> None:
        self.old: set[str] = set()
        self.new: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()


def _components(pairs: Iterable[tuple[str, str]]) -> dict[str, _Component]:
    """Connected groups of points, each under the first of its pairs."""
    group: dict[tuple[str, str], _Component] = {}
    for a, b in pairs:
        one = group.get(("old", a)) or group.get(("new", b)) or _Component()
        two = group.get(("new", b), one)
        if two is not one:
            one.old |= two.old
            one.new |= two.new
            one.pairs |= two.pairs
        one.old.add(a)
        one.new.add(b)
        one.pairs.add((a, b))
        for number in one.old:
            group["old", number] = one
        for number in one.new:
            group["new", number] = one
    unique = {id(component): component for component in group.values()}
    return {min(component.old): component for component in unique.values()}


def _join_ours(
    components: dict[str, _Component],
    side: str,
    points: dict[str, Provision],
    parents: dict[str, str],
    hidden: set[str],
    plan: str,
) -> None:
    """A sub-point whose number is ours divides its point for us only: it goes where that goes."""
    home = {n: c for c in components.values() for n in (c.old if side == "old" else c.new)}
    for number, point in points.items():
        parent = parents.get(number)
        if (
            number not in home
            and point.numbered == "ours"
            and parent in home
            and f"{plan}#{number}" not in hidden
            and point.status != "removed"
        ):
            component = home[number] = home[parent]
            (component.old if side == "old" else component.new).add(number)


def parent_of(plan: Plan) -> dict[str, str]:
    """Number of a sub-point → number of the point that it stands under."""
    return {below.number: point.number for point in plan.walk() for below in point.provisions}


def roots(numbers: Iterable[str], parents: dict[str, str]) -> list[str]:
    """The numbers that do not stand under another of them."""
    listed = list(numbers)
    inside = set(listed)

    def under(number: str) -> bool:
        while (parent := parents.get(number)) is not None:
            if parent in inside:
                return True
            number = parent
        return False

    return [number for number in listed if not under(number)]


def _relation(
    component: _Component,
    olds: dict[str, Provision],
    news: dict[str, Provision],
    parents: dict[str, dict[str, str]],
) -> str:
    tops = roots(component.old, parents["old"]), roots(component.new, parents["new"])
    removed = (
        all(olds[number].status == "removed" for number in tops[0]),
        all(news[number].status == "removed" for number in tops[1]),
    )
    if removed[0] != removed[1]:
        return "dropped" if removed[1] else "added"
    if len(tops[0]) < len(tops[1]):
        return "split"
    if len(tops[0]) > len(tops[1]):
        return "merged"
    if len(tops[0]) > 1 or (len(component.old), len(component.new)) != (1, 1):
        return "changed"
    (a,), (b,) = tops
    if not same_content(olds[a], news[b]):
        return "changed"
    above = parents["old"].get(a), parents["new"].get(b)
    if a == b:
        return "kept"
    return "renumbered" if (above[0] is None) == (above[1] is None) else "moved"


def same_content(one: Provision, two: Provision) -> bool:
    """Whether two points say the same, whatever their number, place, origin and sources."""
    return attrs.evolve(_bare(one), number="") == attrs.evolve(_bare(two), number="")


def _bare(point: Provision) -> Provision:
    return attrs.evolve(
        point,
        id="",
        derives_from=(),
        sources=(),
        evidence=None,
        provisions=(),
        numbered=None,
        why=None,
    )


def _single(point: Provision, side: str, other: Plan, left_out: set[str], unread: Unread) -> Link:
    """The link of a point that corresponds to nothing."""
    gone = "dropped" if side == "old" else "added"
    confidence = "sure"
    if point.status == "removed":
        relation, why = gone, "taken out of the draft already"
    elif point.number in left_out:
        relation, why = gone, f"{other.id} is reported to leave it out"
        confidence = "declared"
    elif in_doubt(other, unread, point):
        relation, why = "unknown", f"{other.id} was not read in full where it could stand"
    else:
        relation, why = gone, f"nothing in {other.id}, which is known there, corresponds"
    old, new = ((point.number,), ()) if side == "old" else ((), (point.number,))
    return Link(old, new, relation, confidence, why)


Unread = list[Provision]
"""The points of a text that were not read in full."""


def unread_of(plan: Plan) -> Unread:
    """The points of a plan that were not read in full."""
    return [point for point in plan.walk() if point.known not in (None, "all")]


def in_doubt(plan: Plan, unread: Unread, point: Provision) -> bool:
    """Whether the part of `plan` that was not read may hold what a point of another plan says."""
    if plan.known != "all":
        return True
    cells = {cell for c in _commitments(point) for cell in c.sets}
    names = {cell.partition("[")[0] for cell in cells}
    # What sets no parameter is not covered by a list of parameters in doubt, unless it is empty.
    return any(
        set(each.issues) & set(point.issues)
        if each.in_doubt is None or (each.in_doubt and not names)
        else set(each.in_doubt) & names
        for each in unread
    )


def _commitments(point: Provision) -> Iterator[Commitment]:
    for each in point.walk():
        yield from each.commitments
        for option in each.options:
            yield from option.commitments
