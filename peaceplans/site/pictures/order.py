"""What comes before what, drawn: each step a box, an arrow from it to what must come after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

import htpy as h

from peaceplans.sequencing import Before, Sequence, Step
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Picture
from peaceplans.site.pictures.heatmap import cut, drawing, legend, linked, named, path, text
from peaceplans.site.pictures.layers import Box, Edge, laid, parts

WIDE, LINE, LETTERS, MOST = 230, 17, 29, 5
"""A box: its width, the height of a line, the letters of a line, and the most lines."""
PAD, BETWEEN = 14, 34

EXPLAINED = (
    "Rectangle: what parties are to do · rounded: something that happens · double line: a point"
    " as a whole.",
    "An arrow leads to what must come after; dashed: a reading of the text, no clause of it.",
    "↻ and thick arrows: part of a circle, in which each step must come before itself.",
)
UNBROUGHT = "(no step here brings it about)"
ANY = "(any one of those before it will do)"


def order_picture(site: Site, found: Sequence, names: Mapping[str, str]) -> Picture | None:
    """The graph of a sequence, `names` being what each step is called; None without an order."""
    if not found.order:
        return None
    drawn = _Graph(site, found, names)
    plan = found.plan
    id = places.anchor(f"order-{plan.id}")
    title = f"{plan.title}: what comes before what, drawn"
    description = f"{len(found.steps)} steps; an arrow from each to those that must come after it."
    circles = " ".join(drawn.circle(circle) for circle in found.circles)
    told = " ".join(filter(None, (*EXPLAINED, circles)))
    content, (width, height) = drawn.content()
    frame = (max(width, 620), height)
    return Picture(
        id,
        title,
        description,
        drawing(id, title, f"{description} {told}", frame, content),
        ("step", "comes before", "because", "by", "in a circle", "will do alone"),
        tuple(drawn.rows()),
        told,
    )


class _Graph:
    def __init__(self, site: Site, found: Sequence, names: Mapping[str, str]) -> None:
        self.site, self.found, self.names = site, found, names
        self.steps = {step.id: step for step in found.steps}
        self.circular = {
            (before.first, before.then) for circle in found.circles for before in circle
        }
        self.turning = {id for edge in self.circular for id in edge}
        pairs: dict[Edge, list[Before]] = {}
        for before in found.order:
            pairs.setdefault((before.first, before.then), []).append(before)
        # Readings come last, so that it is they that lead back where a circle is closed.
        self.pairs = dict(sorted(pairs.items(), key=lambda pair: _read(pair[1])))
        before_it = [then for _, then in pairs]
        self.after = set(before_it)
        self.any_of = {
            before.then
            for before in found.order
            if before.any_of and before_it.count(before.then) > 1
        }

    def content(self) -> tuple[h.Node, tuple[int, int]]:
        """What hangs together, one part under another, and the size of it all."""
        made: list[h.Node] = []
        lines = {id: self._lines(step) for id, step in self.steps.items()}
        y, width = PAD + LINE * len(EXPLAINED) + 20, 0
        for part in parts(self.steps, self.pairs):
            members = set(part)
            edges = [edge for edge in self.pairs if edge[0] in members]
            sizes = {id: (WIDE, LINE * len(lines[id]) + 12) for id in part}
            drawn = laid(sizes, edges)
            content: list[h.Node] = [self._arrow(edge, *drawn.arrows[edge]) for edge in edges]
            content += [self._box(self.steps[id], drawn.boxes[id], lines[id]) for id in part]
            made.append(h.Element("g")(transform=f"translate({PAD} {y})")[content])
            y += drawn.height + BETWEEN
            width = max(width, drawn.width)
        return [legend(PAD, PAD + 12, EXPLAINED), made], (width + 2 * PAD, y)

    def circle(self, circle: tuple[Before, ...]) -> str:
        """A circle in words."""
        kind = "A possible circle" if any(each.inferred for each in circle) else "A circle"
        steps = [each.first for each in circle]
        return f"{kind}: {' → '.join(self._name(id, 60) for id in (*steps, steps[0]))}."

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Each order of two steps."""
        for each in self.found.order:
            yield (
                self._name(each.first),
                self._name(each.then),
                each.why,
                "a reading" if each.inferred else "a clause",
                "yes" if (each.first, each.then) in self.circular else "",
                "yes" if each.any_of else "",
            )

    def _name(self, id: str, most: int = 10_000) -> str:
        return cut(self.names.get(id, id), most)

    def _lines(self, step: Step) -> list[str]:
        """What stands in a box."""
        name = f"{'↻ ' if step.id in self.turning else ''}{self._name(step.id)}"
        shown = wrap(name, LETTERS, max_lines=MOST, placeholder=" …")
        if step.kind == "happening" and step.id not in self.after:
            shown.append(UNBROUGHT)
        if step.id in self.any_of:
            shown += wrap(ANY, LETTERS)
        return shown

    def _box(self, step: Step, box: Box, lines: list[str]) -> h.Node:
        x, y, width, height = box
        round_ = 16 if step.kind == "happening" else 3
        rect = h.Element("rect")
        shape = [
            rect(".ppd-box.ppd-mark", x=x, y=y, width=width, height=height, rx=round_),
            step.kind == "point"
            and rect(".ppd-axis", x=x + 3, y=y + 3, width=width - 6, height=height - 6, rx=2),
            [text(x + 10, y + LINE * n + 19, line) for n, line in enumerate(lines)],
        ]
        where = self._place(step)
        told = " ".join((self._name(step.id), *(line for line in (UNBROUGHT,) if line in lines)))
        return linked(where, told, shape) if where else h.Element("g")[named(told), shape]

    def _place(self, step: Step) -> str | None:
        """The page of the point, or of what happens among the triggers."""
        if step.place and self.found.plan.id in self.site.catalog.plans:
            return places.ref(f"{self.found.plan.id}#{step.place}")
        trigger = step.id.removeprefix("when ")
        if step.kind == "happening" and trigger in self.site.catalog.triggers:
            return f"registry/triggers.md#{places.anchor(trigger)}"
        return None

    def _arrow(self, edge: Edge, line: str, head: str) -> h.Element:
        befores = self.pairs[edge]
        why = "; ".join(
            dict.fromkeys(
                f"{each.why}{' (a reading, not a clause)' if each.inferred else ''}"
                for each in befores
            )
        )
        told = f"{self._name(edge[0], 60)} → {self._name(edge[1], 60)}: {why}"
        turning = " ppd-turn" if edge in self.circular else ""
        dashed = " ppd-cut" if _read(befores) else ""
        return h.Element("g")(class_="ppd-arrow")[
            named(told), path(line, f"ppd-way{turning}{dashed}"), path(head, "ppd-text")
        ]


def _read(befores: list[Before]) -> bool:
    """Whether no clause says so, but only a reading."""
    return all(before.inferred for before in befores)
