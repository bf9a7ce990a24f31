"""Floor 11: what two texts changed against a common base, and where they contradict each other.

The changes of both sides are laid over the base. What they are about there decides what belongs
together, never the number that a point has in the new texts: a cell over the whole text, a field
of a point, a commitment of the base. A point that one side leaves out is about all that the other
changes in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import attrs

from peaceplans.alignment import in_doubt, unread_of
from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.commitments import SAME_ACT
from peaceplans.comparison.compare import diff
from peaceplans.comparison.context import NEW, Context
from peaceplans.comparison.pairing import likeness_of_actions
from peaceplans.comparison.points import is_read
from peaceplans.comparison.rules import LEVELS, RULES, UNREAD
from peaceplans.grouping import connected
from peaceplans.model.plan import Commitment, Plan
from peaceplans.model.registry import Registry
from peaceplans.values.record import Record

LEFT, RIGHT = 0, 1
SIDES = ("left", "right")

VERDICTS = {
    "conflicts": "both changed the same thing, and differently",
    "both": "both made the same change",
    "touched": "both changed the same point, in different respects",
    "left": "only the left text changed it",
    "right": "only the right text changed it",
    "unknown": "one of them was not read where it could have changed it",
}

GONE = frozenset({"point-dropped", "point-not-mentioned"})
WHOLE = GONE | {"point-unknown"}
"""Rules that are about all of a point."""
WHOLE_DUTY = frozenset({"commitment-gone", "consequence-gone", "commitment-unknown"})
"""Rules that are about all of a commitment."""
NEW_VALUES = frozenset({"parameter-set", "parameter-raised-as-blank", "parameter-members-added"})
NEW_PARTS = frozenset({"commitment-added", "consequence-added", "option-added"})
"""Rules of what the base has not: the other text may have it too where it was not read."""
LESS = GONE | {
    "commitment-gone", "consequence-gone", "option-removed", "place-removed",
    "parameter-unset", "parameter-blank-gone", "parameter-members-removed",
}  # fmt: skip
"""Rules of what is taken out: two sides that only do this do not contradict each other."""


@attrs.frozen(repr=False, eq=False)
class Item(Record):
    """Changes that belong together: what either side changed, and where that stands in the base.

    `verdict` is a word of `VERDICTS`, `places` the points of the base, `issues` those concerned.
    """

    verdict: str
    places: tuple[str, ...]
    issues: tuple[str, ...]
    left: tuple[Change, ...] = ()
    right: tuple[Change, ...] = ()

    @property
    def level(self) -> str:
        """The highest level of its changes."""
        levels = {change.level for change in (*self.left, *self.right)}
        return next(each for each in LEVELS if each in levels)

    @property
    def is_of_status(self) -> bool:
        """Whether all of its changes are about the standing of points in the negotiation."""
        changes = (*self.left, *self.right)
        return all(RULES[change.rule].looks_at == "status" for change in changes)

    def __repr__(self) -> str:
        about = ", ".join(dict.fromkeys(c.subject for c in (*self.left, *self.right)))
        return f"<Item {self.verdict} {about}: {', '.join(self.places)}>"


@attrs.frozen(repr=False, eq=False)
class ThreeWay(Record):
    """Two texts against their base: both comparisons, and every change of both in one item.

    `items` are in the order of the base. Only substantive changes can contradict each other.
    """

    base: Plan
    plans: tuple[Plan, Plan]
    diffs: tuple[PlanDiff, PlanDiff]
    items: tuple[Item, ...]

    def of(self, verdict: str) -> tuple[Item, ...]:
        """The items of one verdict. Raises KeyError if there is no such verdict."""
        if verdict not in VERDICTS:
            raise KeyError(f"no verdict {verdict!r}; there are {', '.join(VERDICTS)}")
        return tuple(item for item in self.items if item.verdict == verdict)

    @property
    def left(self) -> tuple[Item, ...]:
        """What only the left text changed."""
        return self.of("left")

    @property
    def right(self) -> tuple[Item, ...]:
        """What only the right text changed."""
        return self.of("right")

    @property
    def both(self) -> tuple[Item, ...]:
        """What both changed alike."""
        return self.of("both")

    @property
    def conflicts(self) -> tuple[Item, ...]:
        """What both changed, and differently."""
        return self.of("conflicts")

    @property
    def touched(self) -> tuple[Item, ...]:
        """Points that both changed in different respects, which is no conflict in itself."""
        return self.of("touched")

    @property
    def unknown(self) -> tuple[Item, ...]:
        """What one side changed, or may have, where the other was not read."""
        return self.of("unknown")

    def to_dict(self) -> dict[str, Any]:
        """Plain values: the texts, counts of items by verdict, and every change with the verdict
        and number of its item.
        """
        texts = {"base": self.base, "left": self.plans[LEFT], "right": self.plans[RIGHT]}
        files = [(self.base.file, plan.file) for plan in self.plans]
        return {
            "format": "peaceplans-diff3",
            "version": 1,
            **{
                side: {"id": p.id, "title": p.title, "date": p.date, "known": p.known}
                for side, p in texts.items()
            },
            "counts": {verdict: len(self.of(verdict)) for verdict in VERDICTS},
            "changes": [
                {
                    "item": number,
                    "verdict": item.verdict,
                    "side": side,
                    "places": list(item.places),
                    **change.to_dict(files[at]),
                }
                for number, item in enumerate(self.items, start=1)
                for at, side in enumerate(SIDES)
                for change in getattr(item, side)
            ],
        }

    def __repr__(self) -> str:
        told = ", ".join(f"{len(self.of(verdict))} {verdict}" for verdict in VERDICTS)
        return f"<ThreeWay {self.base.id} → {self.plans[0].id} | {self.plans[1].id}: {told}>"


def diff3(base: Plan, left: Plan, right: Plan) -> ThreeWay:
    """What each of two texts changed against a base, and where they contradict each other.

    Two changes contradict each other where they are substantive, about the same thing in the
    base, and differ: another value of one cell, another modality of one duty, a point that one
    leaves out and the other rewrites. Two that only take something out do not. Where one side was
    not read, nothing is said of it.
    """
    diffs = diff(base, left), diff(base, right)
    registry = right.registry.over(left.registry.over(base.registry))
    issues = {issue: at for at, issue in enumerate(registry.issues)}
    order = {point.number: at for at, point in enumerate(base.walk())}

    def place(item: Item) -> tuple[Any, ...]:
        issue = issues.get(item.issues[0], len(issues)) if item.issues else len(issues)
        first = min((order[number] for number in item.places), default=len(order))
        about = sorted({change.subject for change in (*item.left, *item.right)})
        return first, issue, list(VERDICTS).index(item.verdict), about

    return ThreeWay(
        base, (left, right), diffs, tuple(sorted(_Sides(diffs, registry).items(), key=place))
    )


Node = tuple[int, int]
"""A change: of which side, and its place among that side's changes."""

Key = tuple[Hashable, ...]
"""Something in the base that a change is about."""


class _Sides:
    """The changes of both sides, and what they are about in the base."""

    def __init__(self, diffs: tuple[PlanDiff, PlanDiff], registry: Registry) -> None:
        self.diffs = diffs
        self.parameters = registry.parameters
        self.contexts = [Context(d.old, d.new, d.alignment) for d in diffs]
        self.points = [{point.number: point for point in d.new.walk()} for d in diffs]
        self.unread = [unread_of(d.new) for d in diffs]
        self.links = [{n: link for link in d.alignment.links for n in link.old} for d in diffs]
        # Points and duties that a side leaves out, or that were not read there.
        self.whole = [{key for change in d.changes for key in _whole(change)} for d in diffs]
        self.gone = [
            {key for change in d.changes if change.rule in GONE for key in _whole(change)}
            for d in diffs
        ]

    def items(self) -> Iterator[Item]:
        """Every change in one item; those of substance are judged apart from the others."""
        for substantive in (True, False):
            found = [
                item
                for group in self._groups(substantive)
                for item in self._judged(group, substantive)
            ]
            yield from _touching(found) if substantive else found

    def _groups(self, substantive: bool) -> list[list[Node]]:
        nodes: list[Node] = []
        pairs: list[tuple[Node, Node]] = []
        first: dict[Key, Node] = {}
        for side, found in enumerate(self.diffs):
            for at, change in enumerate(found.changes):
                if (change.level == "substantive" or change.rule in UNREAD) != substantive:
                    continue
                nodes.append((side, at))
                for key in self._keys(side, change):
                    pairs.append((first.setdefault(key, (side, at)), (side, at)))
        return connected(nodes, pairs)

    def _keys(self, side: int, change: Change) -> Iterator[Key]:
        """What a change is about in the base; of what is new there, what it says itself."""
        if self._is_of_a_cell(change):
            # What a value hangs on may change beside the value.
            aspect = "condition" if change.rule.endswith("conditional") else "value"
            yield from (("cell", name, aspect) for name in (change.subject, *change.fields))
            # That a point was not read says nothing of a cell, which the whole text answers.
            yield from _within(self.gone[1 - side], change)
            return
        if not change.old:
            yield ("text", change.subject, _said(change))
            return
        if change.pair is not None:
            duty: Key = ("duty", id(change.pair[0]))
            yield (*duty, _aspect(change))
            if duty in self.whole[1 - side]:
                yield duty
        elif whole := _whole(change):
            yield from whole
        elif change.before is None and change.rule.startswith(("commitment-", "consequence-")):
            yield ("new", _said(change))
        else:
            yield from (("point", number, change.subject) for number in _places(change))
        yield from _within(self.whole[1 - side], change)

    def _is_of_a_cell(self, change: Change) -> bool:
        if change.rule.startswith(("commitment-", "consequence-")) or change.pair is not None:
            return False
        return change.subject.partition("[")[0] in self.parameters

    def _judged(self, group: Iterable[Node], substantive: bool) -> Iterator[Item]:
        """What both sides did alike, and then what is left of either."""
        changes: list[list[Change]] = [[], []]
        for side, at in group:
            changes[side].append(self.diffs[side].changes[at])
        said = [[_said(change) for change in own] for own in changes]
        acts = {_acted(change): at for at, change in enumerate(changes[LEFT])}
        for at, change in enumerate(changes[RIGHT]):
            one = acts.get(_acted(change))
            if one is not None and _is_the_same_act(changes[LEFT][one], change):
                said[RIGHT][at] = said[LEFT][one]
        common = Counter(said[LEFT]) & Counter(said[RIGHT])
        alike: list[list[Change]] = [[], []]
        rest: list[list[Change]] = [[], []]
        for side in (LEFT, RIGHT):
            left = Counter(common)
            for change, what in zip(changes[side], said[side], strict=True):
                (alike if left[what] > 0 else rest)[side].append(change)
                left[what] -= 1
        if alike[LEFT]:
            unread = all(change.rule in UNREAD for change in alike[LEFT])
            yield _item("unknown" if unread else "both", *alike)
        if any(rest):
            yield _item(self._verdict(rest, substantive), *rest)

    def _verdict(self, rest: list[list[Change]], substantive: bool) -> str:
        if any(change.rule in UNREAD for own in rest for change in own):
            return "unknown"
        if all(rest):
            only_less = all(change.rule in LESS for own in rest for change in own)
            return "conflicts" if substantive and not only_less else "touched"
        side = LEFT if rest[LEFT] else RIGHT
        if any(self._may_have(1 - side, side, change) for change in rest[side]):
            return "unknown"
        return "left" if side == LEFT else "right"

    def _may_have(self, other: int, side: int, change: Change) -> bool:
        """Whether what is new on one side may stand where the other was not read."""
        context = self.contexts[other]
        if change.rule in NEW_VALUES:
            parameter = self.parameters[change.subject.partition("[")[0]]
            return context.answers[NEW].doubtful(parameter)
        if change.rule == "point-added":
            points = (self.points[side][number] for number in change.new)
            return any(in_doubt(self.diffs[other].new, self.unread[other], p) for p in points)
        if change.rule not in NEW_PARTS:
            return False
        partners = [self.links[other][number].new for number in _places(change)]
        if isinstance(change.after, Commitment):
            groups = (context.group(numbers, NEW) for numbers in partners if numbers)
            return not all(is_read(context, group, change.after, NEW) for group in groups)
        return not all(context.is_read(n, NEW) for numbers in partners for n in numbers)


def _whole(change: Change) -> list[Key]:
    """The points or the duty of the base that a change is all about."""
    if change.rule in WHOLE:
        return [("point", number) for number in change.old]
    if change.rule in WHOLE_DUTY and change.before is not None:
        return [("duty", id(change.before))]
    return []


def _acted(change: Change) -> int:
    """The duty of the base that has another act now, by its identity; 0 for any other change."""
    return id(change.pair[0]) if change.pair and change.rule == "action-changed" else 0


def _is_the_same_act(one: Change, two: Change) -> bool:
    """Whether two sides gave a duty the same act, told in other words."""
    if one.pair is None or two.pair is None:
        return False
    return likeness_of_actions(one.pair[1], two.pair[1]) >= SAME_ACT


def _within(keys: set[Key], change: Change) -> list[Key]:
    """The points that a change stands in, where it stands in no others than these."""
    points: list[Key] = [("point", number) for number in _places(change)]
    return points if keys.issuperset(points) else []


def _places(change: Change) -> list[str]:
    """The points of the base that a change concerns; an option stands in its point."""
    return list(dict.fromkeys(place.partition("/")[0] for place in change.old))


def _aspect(change: Change) -> str:
    """The field of a duty, or what else a change is about."""
    return change.subject.partition(" of: ")[0] if change.pair is not None else change.subject


def _said(change: Change) -> tuple[str, str]:
    """What a change says, whatever the numbers of the new text; equal if two say the same."""
    rule = "point-not-mentioned" if change.rule in GONE else change.rule
    bare = attrs.evolve(
        change, rule=rule, old=(), new=(), subject=_aspect(change), pair=None
    ).fingerprint
    sides = (change.before, change.after)
    return bare, repr([side for side in sides if isinstance(side, (str, tuple))])


def _item(verdict: str, left: Iterable[Change], right: Iterable[Change]) -> Item:
    own = tuple(left), tuple(right)
    changes = (*own[LEFT], *own[RIGHT])
    return Item(
        verdict,
        tuple(dict.fromkeys(place for change in changes for place in _places(change))),
        tuple(dict.fromkeys(issue for change in changes for issue in change.issues)),
        *own,
    )


def _touching(items: list[Item]) -> Iterator[Item]:
    """Items of one side each that stand at one point of the base are one: both touched it.

    Who agreed to a point touches nothing that it says.
    """
    alone = [at for at, item in enumerate(items) if item.verdict in SIDES and not item.is_of_status]
    first: dict[str, int] = {}
    pairs = [(first.setdefault(place, at), at) for at in alone for place in items[at].places]
    apart = set(range(len(items))).difference(alone)
    yield from (items[at] for at in sorted(apart))
    for group in connected(alone, pairs):
        held = [items[at] for at in group]
        if len({item.verdict for item in held}) == 1:
            yield from held
            continue
        left, right = ([c for item in held for c in getattr(item, side)] for side in SIDES)
        yield _item("touched", left, right)
