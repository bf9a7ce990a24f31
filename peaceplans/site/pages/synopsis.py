"""The texts of one negotiation side by side, by points and by issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import htpy as h

from peaceplans.model.plan import Plan
from peaceplans.reports.report import Report
from peaceplans.reports.synopsis_report import BY_ISSUE, BY_POINT, synopsis_report
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, lines, link, table
from peaceplans.site.rendering import rendered
from peaceplans.synoptic import Entry, Matter, Row, Synopsis, synopsis

CHOSEN = ("us-28", "e3-counter", "ua-us-20")
"""The texts that are laid side by side, those of them that the catalog has."""

LARGEST = 70_000
"""Bytes of content of a page; what is more stands on further pages."""

SET_AT = re.compile(r" \(at ([^()]*)\)\Z")


def synopses(site: Site) -> Iterator[Page]:
    """The synopsis by points, then by issues, each on as many pages as it takes."""
    plans = tuple(site.catalog.plans[id] for id in CHOSEN if id in site.catalog.plans)
    if len(plans) < 2:
        plans = (site.plans[0], site.plans[-1]) if len(site.plans) > 1 else ()
    if not plans:
        return
    found = synopsis(*plans)
    yield from _Synopsis(site, found).pages()


class _Synopsis:
    """Makes the pages of one synopsis."""

    def __init__(self, site: Site, found: Synopsis) -> None:
        self.site, self.found = site, found
        self.names = ", ".join(plan.title for plan in found.plans)

    def pages(self) -> Iterator[Page]:
        """By points and by issues."""
        yield from self._spread(
            "synopsis", "Synopsis by points", BY_POINT, self._rows, "synopsis-by-issue.md"
        )
        yield from self._spread(
            "synopsis-by-issue", "Synopsis by issues", BY_ISSUE, self._matters, "synopsis.md"
        )

    def _spread(
        self,
        name: str,
        title: str,
        by: str,
        make: Callable[[Report], Iterator[tuple[str, Part]]],
        other: str,
    ) -> Iterator[Page]:
        """The pages of one arrangement. `make` gives parts, each with what a list calls it."""
        command = " ".join(["peaceplans synopsis", *(plan.id for plan in self.found.plans)])
        command += f" --by {by}"
        version = self.site.catalog.version
        report = synopsis_report(self.found, by, columns=True, version=version, command=command)
        spread = list(_packed(make(report)))
        paths = [f"{name}{'' if n == 1 else f'-{n}'}.md" for n in range(1, len(spread) + 1)]
        for number, (path, parts) in enumerate(zip(paths, spread, strict=True), 1):
            counted = f" ({number} of {len(paths)})" if len(paths) > 1 else ""
            yield Page(
                path,
                title + counted,
                [
                    h.p[
                        "Texts side by side. A text that was not read where something could stand "
                        "is said to be not known there, never to lack it."
                    ],
                    self._about(report) if number == 1 else None,
                    h.p[
                        link(other, "By issues" if by == BY_POINT else "By points"),
                        ". The same from the command line: ",
                        h.code[command],
                    ],
                    _others(paths, spread, number) if len(paths) > 1 else None,
                    h.p(".pp-note")[lines(report.closing[0])],
                ],
                tuple(part for _, part in parts),
                short=title + counted,
                described=f"Side by side: {self.names}.",
                wide=True,
            )

    def _about(self, report: Report) -> h.Node:
        rows = [
            (told.text(self.site, plan), said, told.grounds(self.site, plan))
            for plan, (_, said) in zip(self.found.plans, report.sections[0].rows, strict=True)
        ]
        return table(("text", "which, and how far it was read", "sources"), rows, caption="Texts")

    def _heads(self) -> list[h.Node]:
        return [told.text(self.site, plan) for plan in self.found.plans]

    def _rows(self, report: Report) -> Iterator[tuple[str, Part]]:
        """A part for each row of corresponding points."""
        rows = [row for section in report.sections[1:] for row in section.rows]
        for row, (number, _, *cells) in zip(self.found.rows, rows, strict=True):
            issues = told.joined(told.issue(self.site, id) for id in row.issues)
            linked = [
                self._cell(plan, entry, cell)
                for plan, entry, cell in zip(self.found.plans, row.entries, cells, strict=True)
            ]
            named = self._named(row)
            yield (
                named,
                Part(
                    f"{number}. {named}",
                    f"row-{number}",
                    [
                        row.issues and h.p["Issues: ", issues],
                        table(self._heads(), [linked], caption=f"Row {number}", head=False),
                    ],
                ),
            )

    def _named(self, row: Row) -> str:
        """What a row is about: the heading of its first point that has one, or what it says."""
        points = [
            point
            for plan, numbers in zip(self.found.plans, row.points, strict=True)
            for point in plan.walk()
            if point.number in numbers
        ]
        headed = next((point.heading for point in points if point.heading), None)
        return headed or next((point.summary for point in points), "no point")

    def _cell(self, plan: Plan, entry: Entry, cell: str) -> h.Node:
        """What a text has in a row, its points linked."""
        if entry.elsewhere:
            listed = ", ".join(entry.elsewhere)
            start, found, rest = cell.partition(listed)
            if found:
                return [start, self._points(plan, entry.elsewhere), lines(rest)]
        numbers = list(entry.points)
        made: list[h.Node] = []
        for line in cell.split("\n"):
            if made:
                made.append(h.br)
            if numbers and line.startswith(f"{numbers[0]} "):
                number = numbers.pop(0)
                made += [self._points(plan, [number]), line.removeprefix(number)]
            else:
                made.append(line)
        return made

    def _matters(self, report: Report) -> Iterator[tuple[str, Part]]:
        """A part for each issue."""
        for matter, section in zip(self.found.matters, report.sections[1:], strict=True):
            _, *answers = section.rows
            rows = [
                ("points", *self._filed(matter)),
                *(
                    (
                        name,
                        *(
                            self._answer(*each)
                            for each in zip(self.found.plans, cells, strict=True)
                        ),
                    )
                    for name, *cells in answers
                ),
            ]
            caption = ["Issue: ", told.issue(self.site, matter.issue)]
            content = table(("", *self._heads()), rows, caption=caption)
            yield section.title, Part(section.title, places.anchor(f"on-{matter.issue}"), content)

    def _filed(self, matter: Matter) -> Iterator[h.Node]:
        """The points of each text on an issue, those below others left out."""
        for plan, numbers in zip(self.found.plans, matter.points, strict=True):
            points = {point.number: point for point in plan.walk()}
            tops = [n for n in numbers if n.rpartition(".")[0] not in numbers]
            named = [
                [
                    self._points(plan, [number]),
                    f" {(points[number].heading or points[number].summary).rstrip('.')}",
                ]
                for number in tops
            ]
            yield told.joined(named, "; ") if named else "no point on it"

    def _answer(self, plan: Plan, cell: str) -> h.Node:
        """An answer, the points that give it linked."""
        at = SET_AT.search(cell)
        if at is None:
            return lines(cell)
        return [lines(cell[: at.start()]), " (at ", self._points(plan, at[1].split(", ")), ")"]

    def _points(self, plan: Plan, numbers: Iterable[str]) -> h.Node:
        return told.joined(told.ref(self.site, f"{plan.id}#{number}", number) for number in numbers)


def _packed(parts: Iterable[tuple[str, Part]]) -> Iterator[list[tuple[str, Part]]]:
    """The parts in as many lists as it takes for none to be too large; one at least."""
    size, packed = 0, list[tuple[str, Part]]()
    for name, part in parts:
        # Rendered here, since what is not rendered yet may not be read twice.
        content = rendered(part.content)
        more = len(content.encode())
        if packed and size + more > LARGEST:
            yield packed
            size, packed = 0, []
        size += more
        packed.append((name, part._replace(content=content)))
    yield packed


def _others(
    paths: Sequence[str], spread: Sequence[Sequence[tuple[str, Part]]], number: int
) -> h.Node:
    """The pages of one arrangement: where each begins and ends."""
    return h.ul[
        (
            h.li[
                h.strong["This page: "] if at == number else None,
                f"{parts[0][0]} to {parts[-1][0]}"
                if at == number
                else link(path, f"{parts[0][0]} to {parts[-1][0]}"),
            ]
            for at, (path, parts) in enumerate(zip(paths, spread, strict=True), 1)
        )
    ]
