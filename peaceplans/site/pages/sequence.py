"""What must come before what in each text, with circles and steps on which nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from peaceplans.model.plan import Plan
from peaceplans.reports.order_report import sequence_report
from peaceplans.reports.report import Report, Section
from peaceplans.sequencing import Before, Sequence, Step, sequence
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.files import files_of
from peaceplans.site.page import Page, Part, Picture, drawn, lines, link, table
from peaceplans.site.pictures.order import order_picture
from peaceplans.site.rendering import rendered

STAGE = "Stage "
"""How the report begins the title of a stage."""
ROOM = 45_000
"""Letters of a drawing that stands on the page of its tables; one with more has its own page."""


def sequences(site: Site) -> Iterator[Page]:
    """The list of sequences, then a page for each text that has conditions."""
    found = [each for each in map(sequence, site.plans) if each.steps]
    yield _list(found)
    for each in found:
        yield from _Sequence(site, each).pages()


def place(plan: Plan) -> str:
    """Where the sequence of a text has its page."""
    return f"sequence/{plan.id}.md"


def _list(found: list[Sequence]) -> Page:
    rows: list[tuple[h.Node, ...]] = [
        (
            link(place(each.plan), each.plan.title),
            told.dated(each.plan.date),
            str(len(each.steps)),
            str(len(each.order)),
            str(len(each.circles)),
            str(len(each.actorless)),
        )
        for each in found
    ]
    columns = ("text", "date", "steps", "orders", "circles", "without an actor")
    return Page(
        "sequence/index.md",
        "What comes before what",
        [
            h.p[
                "From the conditions of each text: which step waits for which. A text that is not "
                "listed has no conditions as far as it was read. An order is one step that waits "
                "for one other; in a circle each waits for another of it; without an actor are "
                "steps with conditions that fall on nobody named."
            ],
            table(columns, rows, caption="Texts with conditions", sortable=True),
        ],
        short="What comes before what",
        described="For every text with conditions, what must happen before what.",
    )


class _Sequence:
    """Makes the page of one sequence."""

    def __init__(self, site: Site, found: Sequence) -> None:
        self.site, self.found, self.plan = site, found, found.plan
        self.command = f"peaceplans sequence {found.plan.id}"
        version = site.catalog.version
        self.report: Report = sequence_report(found, version=version, command=self.command)
        self.names = dict(self._names())

    def _names(self) -> Iterator[tuple[str, str]]:
        """Step → what the report calls it."""
        for step in self.found.steps:
            if step.kind == "point":
                yield step.id, f"{step.place} ({step.text})"
        for section in self.report.sections:
            if section.title.startswith(STAGE):
                stage = self.found.stages[int(section.title.removeprefix(STAGE)) - 1]
                steps = [step for step in stage if step.kind != "point"]
                for step, (name, _) in zip(steps, section.rows, strict=True):
                    yield step.id, name

    def pages(self) -> Iterator[Page]:
        """Circles, the stages with what each step waits for, steps without an actor; the drawing
        among them, or on a page of its own where it is large.
        """
        title = f"{self.plan.title}: what comes before what"
        path = place(self.plan)
        head = h.p(".pp-path")[told.text(self.site, self.plan), ", ", told.dated(self.plan.date)]
        picture = order_picture(self.site, self.found, self.names)
        apart = picture is not None and len(rendered(picture.svg)) > ROOM
        beside = path.removesuffix(".md") + "--drawn.md"
        yield Page(
            path,
            title,
            [
                head,
                [h.p[lines(paragraph.strip())] for paragraph in self.report.paragraphs],
                h.p["Known: ", told.grounds(self.site, self.plan), "."],
                h.p["The same from the command line: ", h.code[self.command]],
                h.p(".pp-note")[lines(self.report.closing[0])],
                h.p[link(beside, "The same as a picture")] if apart else _drawn(picture),
            ],
            tuple(self._parts()),
            files={} if apart else files_of(filter(None, [picture])),
            short=title,
            described=f"What must happen before what in {self.plan.title} ({self.plan.date}).",
            wide=True,
        )
        if picture is not None and apart:
            yield Page(
                beside,
                picture.title,
                [head, h.p[link(path, "The same as tables, with sources")], _drawn(picture)],
                files=files_of([picture]),
                described=picture.description,
                wide=True,
            )

    def _parts(self) -> Iterator[Part]:
        circles = iter(self.found.circles)
        for number, section in enumerate(self.report.sections, 1):
            anchor = places.anchor(f"s{number}-{section.title}")
            if section.title.startswith(STAGE):
                stage = self.found.stages[int(section.title.removeprefix(STAGE)) - 1]
                steps = [step for step in stage if step.kind != "point"]
                anchor = places.anchor(section.title)
                yield Part(section.title, anchor, self._stage(section.title, steps))
            elif "ircle" in section.title and (circle := next(circles, None)) is not None:
                yield Part(section.title, anchor, self._circle(section, circle))
            else:
                rows = [(self._point(where), lines(text)) for where, text in section.rows]
                content = table(("point", "step"), rows, caption=section.title)
                yield Part(section.title, places.anchor(section.title), content)

    def _stage(self, title: str, steps: list[Step]) -> h.Node:
        rows = [(self._step(step.id), self._waits(step)) for step in steps]
        return table(("step", "comes after"), rows, caption=title)

    def _waits(self, step: Step) -> h.Node:
        before = [each for each in self.found.order if each.then == step.id]
        if not before:
            return "waits for nothing here"
        any_of = len(before) > 1 and any(each.any_of for each in before)
        return [
            "any of these:" if any_of else None,
            h.ul[
                (
                    h.li[self._step(each.first), h.span(".pp-note")[f" ({_why(each)})"]]
                    for each in before
                )
            ],
        ]

    def _circle(self, section: Section, circle: tuple[Before, ...]) -> h.Node:
        rows = [
            (self._step(each.first), self._step(each.then), lines(_why(each))) for each in circle
        ]
        return [
            [h.p[lines(paragraph)] for paragraph in section.paragraphs],
            table(("step", "comes before", "because"), rows, caption=section.title),
        ]

    def _step(self, id: str) -> h.Node:
        """A step by what the report calls it, its point linked."""
        name = self.names.get(id, id)
        where = next((step.place for step in self.found.steps if step.id == id), "")
        if where and name.startswith(where):
            return [self._point(where), lines(name.removeprefix(where))]
        return lines(name)

    def _point(self, where: str) -> h.Node:
        return told.ref(self.site, f"{self.plan.id}#{where}", where)


def _drawn(picture: Picture | None) -> h.Node:
    return drawn(picture, "sequence") if picture is not None else None


def _why(before: Before) -> str:
    return f"a reading, not a clause: {before.why}" if before.inferred else before.why
