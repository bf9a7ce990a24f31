"""Where each point came from and what became of it: as declared, and as the comparisons find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import htpy as h

from peaceplans.alignment import Link
from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.rules import RULES, UNREAD
from peaceplans.model.lineage import origins_of
from peaceplans.model.plan import Omission, Plan, Provision
from peaceplans.reports.citation import order_doubt
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Part, lines, link, table

ANCHOR = "where_from"
"""No point has a number with such a letter in it."""

ABOUT = (
    "By the comparisons that have a page here. Numbers are those of the earlier text, then of the "
    "later one. A correspondence is declared in the data, or matched by us by what the points "
    "set, name and say: that is no claim that the one goes back to the other, and its grade is "
    "that of the match."
)
COLUMNS = ("text", "points", "how they correspond")
COMMON = "both come from "
"""How the reason begins of points that are declared to come from the same point of a third text."""
MOST = 4
"""Kinds of change that a row names; of more it has the number."""


class _Side(NamedTuple):
    """A comparison seen from one of its texts."""

    diff: PlanDiff
    is_old: bool

    @property
    def other(self) -> Plan:
        return self.diff.new if self.is_old else self.diff.old

    def own(self, found: Link | Change) -> set[str]:
        """The numbers of points of the text that a link or change is about."""
        return {place.partition("/")[0] for place in (found.old if self.is_old else found.new)}

    def others(self, found: Link) -> tuple[str, ...]:
        return found.new if self.is_old else found.old


class Lives:
    """What is declared of the points of all texts, and what the comparisons find of them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._became: dict[str, list[str]] = {}
        self._left_out: dict[str, list[tuple[Plan, Omission]]] = {}
        for plan in site.plans:
            for origin, number in origins_of(plan):
                found = self._became.setdefault(origin, [])
                if f"{plan.id}#{number}" not in found:
                    found.append(f"{plan.id}#{number}")
            for omission in plan.omits:
                self._left_out.setdefault(omission.from_, []).append((plan, omission))
        self._sides: dict[str, list[_Side]] = {}
        for old, new in site.comparisons:
            diff = site.diff(old, new)
            self._sides.setdefault(old.id, []).append(_Side(diff, is_old=True))
            self._sides.setdefault(new.id, []).append(_Side(diff, is_old=False))

    def became(self, plan: Plan, number: str) -> Sequence[str]:
        """The points of other texts that are declared to come from one."""
        return self._became.get(f"{plan.id}#{number}", ())

    def left_out(self, plan: Plan, number: str) -> h.Node:
        """The texts that are reported to leave a point out, each with the reason and sources."""
        found = self._left_out.get(f"{plan.id}#{number}", ())
        return [
            [
                h.p[
                    told.text(self.site, other),
                    f": {omission.why or 'no reason reported'}",
                    omission.moved_to and [". Moved to: ", omission.moved_to],
                ],
                told.backed(self.site, omission.evidence, omission.sources, other),
            ]
            for other, omission in found
        ]

    def told(self, plan: Plan, point: Provision) -> Part | None:
        """What the comparisons find of a point with all below it; None if there is none."""
        sides = self._sides.get(plan.id, ())
        if not sides:
            return None
        numbers = {each.number for each in point.walk()}
        made: list[h.Node] = []
        for name, is_old in (("Earlier texts", False), ("Later texts", True)):
            own = [s for s in sides if s.is_old == is_old and s.other.conflict == plan.conflict]
            others = [s for s in sides if s.is_old == is_old and s.other.conflict != plan.conflict]
            made += self._against(name, own, numbers)
            if others:
                said = f"{name} about other conflicts"
                made.append(h.details[h.summary[said], [*self._against(said, others, numbers)]])
        title = "Where it came from and what became of it"
        # What other texts say is found on their own pages.
        found = h.div(data_search_exclude=True)[made]
        return Part(title, ANCHOR, [h.p(".pp-note")[ABOUT], found])

    def _against(self, name: str, sides: Iterable[_Side], numbers: set[str]) -> Iterator[h.Node]:
        rows: list[Sequence[h.Node]] = []
        nothing: list[h.Node] = []
        unread: list[h.Node] = []
        for side in sides:
            links = [each for each in side.diff.alignment.links if side.own(each) & numbers]
            if any(side.others(each) or each.confidence == "declared" for each in links):
                rows += self._rows(side, links)
            elif links:
                doubtful = any(each.relation == "unknown" for each in links)
                (unread if doubtful else nothing).append(self._alone(side, numbers))
        if rows:
            yield table(COLUMNS, rows, caption=name, head=False)
        for said, found in (
            ("nothing that corresponds, as far as read", nothing),
            ("not known, not read where it could stand", unread),
        ):
            if found:
                yield h.p(".pp-note")[f"{name}, {said}: ", told.joined(found), "."]

    def _rows(self, side: _Side, links: Iterable[Link]) -> Iterator[Sequence[h.Node]]:
        """A row for each correspondence, then one for all points that have none alike."""
        diff = side.diff
        alike: dict[object, list[Link]] = {}
        for each in links:
            matched = each.old and each.new
            alike.setdefault(each if matched else (each.relation, each.why), []).append(each)
        for number, found in enumerate(sorted(alike.values(), key=_unmatched)):
            first = found[0]
            name: h.Node = side.other.id
            if number == 0:
                # Told once: the rows below are about the same text.
                name = [
                    link(places.comparison(diff.old.id, diff.new.id), name),
                    ", ",
                    told.dated(side.other.date),
                    order_doubt(diff.old, diff.new)
                    and h.p(".pp-note")[order_doubt(diff.old, diff.new)],
                ]
            old = [place for each in found for place in each.old]
            new = [place for each in found for place in each.new]
            own = {place for each in found for place in side.own(each)}
            yield (
                name,
                [self._numbers(diff.old, old), " → ", self._numbers(diff.new, new)],
                [
                    # What is only alike is not told as what became of it.
                    h.strong["alike" if _by_matching(first) else first.relation],
                    _how(first),
                    ": ",
                    lines(first.why),
                    ". Changes: ",
                    self._changes(side, own),
                    ".",
                ],
            )

    def _numbers(self, plan: Plan, numbers: Sequence[str]) -> h.Node:
        linked = [told.ref(self.site, f"{plan.id}#{number}", number) for number in numbers]
        return told.joined(linked) if linked else "–"

    def _changes(self, side: _Side, numbers: set[str]) -> h.Node:
        """The kinds of change of substance at points, each leading to the first of its kind."""
        kinds: dict[str, list[Change]] = {}
        others = 0
        for change in side.diff.changes:
            if side.own(change) & numbers:
                if change.level == "substantive" or change.rule in UNREAD:
                    kinds.setdefault(change.rule, []).append(change)
                else:
                    others += 1
        made: list[h.Node] = [
            link(
                places.change(side.diff.old.id, side.diff.new.id, found[0].fingerprint),
                RULES[rule].title + (f" ({len(found)})" if len(found) > 1 else ""),
            )
            for rule, found in list(kinds.items())[:MOST]
        ]
        rest = sum(len(found) for found in list(kinds.values())[MOST:])
        if rest:
            made.append(f"{rest} more of substance")
        if others:
            made.append(f"{others} in arrangement or wording")
        return told.joined(made, "; ") if made else "none"

    def _alone(self, side: _Side, numbers: set[str]) -> h.Node:
        """A text without a counterpart, leading to the change that tells so."""
        old, new = side.diff.old.id, side.diff.new.id
        for change in side.diff.changes:
            if side.own(change) & numbers:
                return link(places.change(old, new, change.fingerprint), side.other.id)
        return link(places.comparison(old, new), side.other.id)


def _how(found: Link) -> str:
    """By what a correspondence is told that is not declared of the two points themselves."""
    if not _by_matching(found):
        return ""
    if found.why.startswith(COMMON):
        return ", by an origin that both are declared to have"
    return f", matched by us and not declared ({found.confidence})"


def _by_matching(found: Link) -> bool:
    """Whether a correspondence is found rather than declared, so that it may be more or less so."""
    return bool(found.old and found.new) and found.confidence != "declared"


def _unmatched(found: Sequence[Link]) -> bool:
    return not (found[0].old and found[0].new)
