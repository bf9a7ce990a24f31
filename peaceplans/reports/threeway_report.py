"""Two texts against their base: conflicts first, then what both did, then what either did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from peaceplans.comparison.change import Change
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.rows import by_issue, folded, rows
from peaceplans.reports.sentences import MARKS
from peaceplans.reports.words import Words
from peaceplans.threeway import SIDES, VERDICTS, Item, ThreeWay

TITLES = {
    "conflicts": ("Conflicts", "Both changed the same thing, and differently."),
    "touched": (
        "Both touched",
        "Both changed the same point in different respects, or both only took something out of it:"
        " no conflict in itself.",
    ),
    "unknown": (
        "What is not known",
        "One of them was not read where it could have kept or changed this: whether it did is not"
        " known.",
    ),
}


LONGEST = 78
"""Letters of a title, which is not wrapped."""


def threeway_report(found: ThreeWay, *, version: str, command: str) -> Report:
    """The report on two texts and their base; what is not of substance is only counted."""
    left, right = found.plans
    registry = right.registry.over(left.registry.over(found.base.registry))
    telling = _Telling(found, Words(registry))
    texts = ((found.base.id, found.base), *zip(telling.labels, found.plans, strict=True))
    shown = [item for item in found.items if _is_shown(item)]
    hidden = len(found.items) - len(shown)
    signs = ", ".join(f"{sign} {meaning}" for sign, meaning in MARKS.items())
    return Report(
        title=f"{found.base.id} → {telling.labels[0]} | {telling.labels[1]}",
        paragraphs=(
            "What each of two texts changed against their base.",
            f"Signs: {signs}. Left of an arrow are points of {found.base.id}.",
        ),
        sections=(
            Section(rows=tuple((label, f"{p.title}, {p.date}") for label, p in texts)),
            Section("In brief", rows=tuple(telling.counts(shown))),
            *telling.sections(shown),
            *(
                [Section("Not shown", (f"{hidden} items of arrangement, wording and provenance.",))]
                if hidden
                else []
            ),
        ),
        closing=closing(
            f"{len(found.diffs[0].changes)} and {len(found.diffs[1].changes)} changes against"
            f" {len(found.base.provisions)} points, in {len(found.items)} items",
            version,
            command,
        ),
    )


def _is_shown(item: Item) -> bool:
    return item.level == "substantive" or item.verdict == "unknown"


def _duties(item: Item) -> set[int]:
    """The duties of the base that an item is about, by their identity."""
    changes = (*item.left, *item.right)
    return {id(c.pair[0]) for c in changes if c.pair and c.level == "substantive"}


class _Telling:
    """Says what two texts did."""

    def __init__(self, found: ThreeWay, words: Words) -> None:
        self.found, self.words = found, words
        seen = Counter([found.base.id, *(plan.id for plan in found.plans)])
        self.labels = [
            plan.id if seen[plan.id] == 1 else f"{plan.id} ({side})"
            for side, plan in zip(SIDES, found.plans, strict=True)
        ]
        self.points = {point.number: point for point in found.base.walk()}
        duties = Counter(duty for item in found.items for duty in _duties(item))
        self.divided = {duty for duty, count in duties.items() if count > 1}

    def counts(self, items: Iterable[Item]) -> Iterator[tuple[str, str]]:
        """How many items there are of each verdict, and on which points."""
        held = list(items)
        for verdict in VERDICTS:
            own = [item for item in held if item.verdict == verdict]
            places = dict.fromkeys(n for item in own for n in item.places)
            inside = [number for number in self.points if number in places]
            at = f", at {', '.join(inside)}" if inside else ""
            yield self._title(verdict).lower(), f"{len(own)}{at}"

    def _title(self, verdict: str) -> str:
        if verdict in SIDES:
            return f"Only {self.labels[verdict == 'right']}"
        return "Both alike" if verdict == "both" else TITLES[verdict][0]

    def sections(self, items: Iterable[Item]) -> Iterator[Section]:
        """The items by verdict."""
        held = list(items)
        for verdict in VERDICTS:
            own = [item for item in held if item.verdict == verdict]
            if not own:
                continue
            told = TITLES[verdict][1:] if verdict in TITLES else ()
            yield Section(self._title(verdict), told)
            if verdict in TITLES:
                yield from self._abreast(own)
            else:
                yield from self._one_side(own, verdict)

    def _abreast(self, items: Iterable[Item]) -> Iterator[Section]:
        """What both sides did at the same points of the base, one below the other."""
        groups: dict[str, list[Item]] = {}
        for item in items:
            groups.setdefault(self._heading(item), []).append(item)
        for title, same in groups.items():
            lines = [
                (label if not at else "", f"{sign} {where}", said)
                for side, label in zip(SIDES, self.labels, strict=True)
                for at, (sign, where, said) in enumerate(
                    self._rows([c for item in same for c in getattr(item, side)])
                )
            ]
            yield Section(title, rows=tuple(lines), depth=2)

    def _heading(self, item: Item) -> str:
        """The points of the base that an item is about, or its issue where the base has none."""
        if item.places:
            points = [self.points[number] for number in self.points if number in set(item.places)]
            told = "; ".join(f"{p.number} {p.heading or ''}".rstrip() for p in points)
            return told if len(told) <= LONGEST else ", ".join(p.number for p in points)
        return self.words.issues(item.issues[:1]) or "The text as a whole"

    def _rows(self, changes: list[Change]) -> Iterator[tuple[str, str, str]]:
        """Rows of changes; of a duty that stands under several verdicts only what changed."""
        told = (
            attrs.evolve(c, pair=None) if c.pair and id(c.pair[0]) in self.divided else c
            for c in folded(changes)
        )
        return rows(told, self.words)

    def _one_side(self, items: list[Item], verdict: str) -> Iterator[Section]:
        """What one side did, or both alike, by issue."""
        side = "right" if verdict == "right" else "left"
        said = [item for item in items if not item.is_of_status]
        changes = [change for item in said for change in getattr(item, side)]
        for issue, own in by_issue(changes).items():
            title = self.words.title("issues", issue) if issue else "The text as a whole"
            yield Section(title, rows=tuple(self._rows(own)), depth=2)
        standing = [c for item in items if item.is_of_status for c in getattr(item, side)]
        if standing:
            lines = tuple(self._rows(standing))
            yield Section("Standing in the negotiation", rows=lines, depth=2)
