"""One axis for a numeric parameter: what every text sets and what every party has stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import floor, log10
from typing import NamedTuple, Union

import htpy as h

from peaceplans.ledger.days import came, latest
from peaceplans.ledger.grounds import Ledger
from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Plan
from peaceplans.model.position import Position
from peaceplans.reports.answers import Telling, dated
from peaceplans.reports.words import CURRENCIES, Words, number
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Picture
from peaceplans.site.pictures.heatmap import cut, drawing, legend, linked, path, text
from peaceplans.text_cells import TextAnswers
from peaceplans.values.answers import INFINITE, Answers, Divisions, Line, line_ends
from peaceplans.values.scale import EXACT_UNITS
from peaceplans.values.setting import NO_LIMIT, Setting, Shares
from peaceplans.vocabulary import SECOND_HAND

NUMERIC = ("quantity", "shares", "date")
LEFT, RIGHT, PAD, ROW, TOP = 24, 796, 24, 42, 46
EXPLAINED = (
    "■ a text · ○ a statement · × what a statement rejects (dashed) · a line: a span · an arrow:"
    " and all below or above; alone: no limit",
    "A row without a mark has an answer that is no number on this axis.",
)

Size = Union[int, float]


class Mark(NamedTuple):
    """A row: an answer of a text or in a statement, and where it lies on the axis.

    `at` is what follows the title of a text and is never cut: the point, the option.
    """

    date: str
    who: str
    at: str
    told: str
    verb: str
    spans: tuple[tuple[Size, Size], ...]
    place: str
    evidence: str
    sources: str


def number_lines(site: Site, parameter_id: str) -> Picture | None:
    """Every value of a parameter on one axis; None where fewer than two are numbers."""
    parameter = site.catalog.parameters.get(parameter_id)
    if parameter is None or parameter.kind not in NUMERIC:
        return None
    marks = [mark for plan in site.plans for mark in _of_text(plan, parameter)]
    marks += _of_statements(site, parameter)
    marks.sort(key=lambda m: (latest(m.date), m.verb != "sets"))
    ends = [end for mark in marks for span in mark.spans for end in span if abs(end) != INFINITE]
    shares = parameter.kind == "shares"  # the shares of one division are one value
    values = {m.place if shares else (m.place, m.told) for m in marks if m.spans}
    if len(values) < 2 or not ends:
        return None
    axis = Axis(parameter, min(ends), max(ends))
    id = places.anchor(f"on-one-axis-{parameter.id}")
    title = f"{parameter.title}: texts and statements on one axis"
    description = (
        f"A row for each value of a text and for each answer in a statement up to {site.at}, by"
        " date."
    )
    bottom = TOP + ROW * len(marks)
    size = RIGHT + PAD, bottom + 62
    content = [
        *axis.drawn(bottom),
        [_row(mark, axis, TOP + ROW * place) for place, mark in enumerate(marks)],
        legend(LEFT - 12, bottom + 34, EXPLAINED),
    ]
    return Picture(
        id,
        title,
        description,
        drawing(id, title, f"{description} {' '.join(EXPLAINED)}", size, content),
        ("date", "text or party", "answer", "evidence", "sources"),
        tuple((dated(m.date), m.who + m.at, m.told, m.evidence, m.sources) for m in marks),
        " ".join(EXPLAINED),
    )


def _of_text(plan: Plan, parameter: Parameter) -> Iterator[Mark]:
    answers, words = TextAnswers(plan), Words(plan.registry)
    telling = Telling(words)
    for cell in dict.fromkeys((*answers.cells, *answers.variants)):
        if cell.partition("[")[0] != parameter.id:
            continue
        found = answers.cell(cell, parameter)
        state = found.state
        settings: list[tuple[str, Setting, str]] = []
        if isinstance(state, Setting):
            settings.append((found.places[0], state, ""))
        elif isinstance(state, Mapping):
            settings += [
                (place, each, f" (option {place.partition('/')[2]})" if "/" in place else "")
                for place, each in state.items()
            ]
        settings += [
            (place, setting, " (another reading)")
            for place, _, setting in answers.variants.get(cell, ())
        ]
        for place, setting, mark in settings:
            point = plan[place.partition("/")[0]]
            said = words.setting(setting, parameter)
            if setting.bound == "unclear":
                said += " (level or cap: sources differ)"
            if found.conditional:
                said += " (under a condition)"
            whole = Mark(
                plan.date,
                plan.title,
                f", point {point.number}{mark}",
                f"{_key(words, cell)}{said}",
                "sets",
                tuple(_spans_of(parameter, setting)),
                places.point(plan, place),
                setting.evidence or point.evidence or plan.evidence or "",
                telling.sources(setting.sources or point.sources or plan.sources, most=3),
            )
            if isinstance(setting.value, Shares):
                parts = [
                    (n, float(share), float(share)) for n, share in setting.value.exact.items()
                ]
                yield from _divided(whole, parts, words)
            else:
                yield whole


def _divided(mark: Mark, parts: Iterable[tuple[str, float, float]], words: Words) -> Iterator[Mark]:
    """A row for each sharer, so that each mark says whose share it is."""
    for name, low, high in parts:
        share = f"{low:.4g}%" if low == high else f"{low:.4g} to {high:.4g}%"
        told = f"{words.sharer(name)} {share}, of: {mark.told}"
        yield mark._replace(told=told, spans=((low, high),))


def _key(words: Words, cell: str) -> str:
    """What a cell is asked for, before an answer: `Tanks: `."""
    told = words.cell(cell)
    return f"{told[told.rindex(' (') + 2 : -1]}: " if "[" in cell and " (" in told else ""


def _spans_of(parameter: Parameter, setting: Setting) -> list[tuple[Size, Size]]:
    """Where a setting lies, in the unit of the parameter; nothing where it is beside the axis."""
    value = setting.value
    span = line_ends(parameter.scale, setting)
    if span is None or value == NO_LIMIT:
        return [span] if span else []
    low, high = span
    if setting.unit not in (None, parameter.unit):
        units = setting.unit, parameter.unit or ""
        by = EXACT_UNITS.get(units)
        back = EXACT_UNITS.get((units[1], units[0]))
        if by is None and back is None:
            return []
        low, high = (end * by if by else end / (back or 1) for end in (low, high))
    if setting.bound == "at-most":
        return [(-INFINITE, high)]
    return [(low, INFINITE)] if setting.bound == "at-least" else [(low, high)]


def _of_statements(site: Site, parameter: Parameter) -> Iterator[Mark]:
    ledger, words = Ledger.of(site.catalog), site.words
    telling = Telling(words)
    silenced = ledger.silenced(site.at)
    for entry in ledger.positions:
        if not came(entry.date, site.at):
            continue
        for verb, cell, answers in _answers(entry):
            if cell.partition("[")[0] != parameter.id:
                continue
            marks = "".join(
                f" ({word})"
                for word, holds in (
                    ("second hand", entry.form in SECOND_HAND),
                    ("our inference", entry.evidence == "inferred"),
                    ("denied or withdrawn", entry.id in silenced),
                )
                if holds
            )
            whole = Mark(
                entry.date,
                words.parties(entry.parties),
                "",
                f"{verb} {_key(words, cell)}{telling.answers(answers, parameter)}{marks}",
                verb,
                tuple(_spans_stated(parameter, answers)),
                places.entry(entry.id, entry.parties[0], entry.issue),
                entry.evidence or "",
                telling.sources(entry.sources, most=3),
            )
            shape = answers.shape
            if isinstance(shape, Divisions) and shape.spans:
                parts = [(name, float(low), float(high)) for name, low, high in shape.spans]
                yield from _divided(whole, parts, words)
            else:
                yield whole


def _answers(entry: Position) -> Iterator[tuple[str, str, Answers]]:
    for verb, held in (
        ("requires", entry.requires),
        ("seeks", entry.seeks),
        ("accepts", entry.accepts),
        ("rejects", entry.rejects),
        *(("accepts together with other answers", each.accepts) for each in entry.packages),
    ):
        yield from ((verb, cell, answers) for cell, answers in held.items())


def _spans_stated(parameter: Parameter, answers: Answers) -> Iterator[tuple[Size, Size]]:
    shape = answers.shape
    if isinstance(shape, Line):
        for low, high in shape.spans:
            # Nothing but zero and above can be counted: "at most" begins there.
            below = parameter.kind == "quantity" and low == 0 and high > 0
            yield (-INFINITE if below else low), high


class Axis:
    """The line that all values lie on, with steps that read well."""

    def __init__(self, parameter: Parameter, low: Size, high: Size) -> None:
        self.parameter = parameter
        self.ticks = self._dates(int(low), int(high)) if parameter.kind == "date" else ()
        if parameter.kind == "shares":
            self.ticks = (0, 20, 40, 60, 80, 100)
        elif not self.ticks:
            low = min(low, 0)
            step = _step((high - low) / 6 or 1)
            first = floor(low / step)
            last = -floor(-max(high, low + step) / step)
            self.ticks = tuple(n * step for n in range(first, last + 1))
        self.low, self.high = self.ticks[0], self.ticks[-1]

    @staticmethod
    def _dates(low: int, high: int) -> tuple[Size, ...]:
        first = max(date.fromordinal(low).year - 1, 1)  # room for an arrow
        last = min(date.fromordinal(high).year + 1, 9999)
        by = max(1, (last - first) // 8)
        years = [*range(first, last, by), last]
        return tuple(date(year, 1, 1).toordinal() for year in years)

    def at(self, value: Size) -> int:
        """Where a value stands; what lies beyond the axis stands at its end."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return LEFT + round(part * (RIGHT - LEFT))

    def drawn(self, bottom: int) -> Iterator[h.Node]:
        """Steps with their labels above and below, and lines between."""
        unit = self.parameter.unit or {"shares": "per cent", "date": "years"}.get(
            self.parameter.kind, ""
        )
        yield text(LEFT - 12, 14, f"{self.parameter.title}, {unit}".rstrip(", "), "ppd-head")
        for place, tick in enumerate(self.ticks):
            x = self.at(tick)
            yield path(f"M{x} {TOP - 6}V{bottom}", "ppd-grid")
            inner = 0 < place < len(self.ticks) - 1
            anchor = "middle" if inner else "end" if place else "start"
            for y in (TOP - 11, bottom + 14):
                yield text(
                    x if inner else x + (12 if place else -12),
                    y,
                    self._label(tick),
                    "ppd-soft",
                    anchor,
                )
        for y in (TOP - 6, bottom):
            yield path(f"M{LEFT} {y}H{RIGHT}", "ppd-axis")

    def _label(self, tick: Size) -> str:
        if self.parameter.kind == "date":
            return date.fromordinal(int(tick)).isoformat()[:4]
        shown = int(tick) if tick == int(tick) else round(tick, 6)
        return number(shown, self.parameter.unit if self.parameter.unit in CURRENCIES else None)


def _step(rough: float) -> Size:
    """The next of 1, 2, 5, 10 … with zeros."""
    size = 10 ** floor(log10(rough))
    step = next(by * size for by in (1, 2, 5, 10) if by * size >= rough * 0.999)
    return int(step) if step >= 1 else step


def _row(mark: Mark, axis: Axis, y: int) -> h.Node:
    day, at = dated(mark.date), cut(mark.at, 40)
    told = cut(mark.told, 92 - len(day) - len(at))
    who = cut(mark.who, 104 - len(day) - len(at) - len(told))
    label = f"{day} {who}{at}: {told}"
    line, rejects = y + 29, mark.verb == "rejects"
    drawn: list[h.Node] = [text(LEFT - 12, y + 15, label)]
    for low, high in mark.spans:
        x1, x2 = axis.at(low), axis.at(high)
        if low == high and abs(low) == INFINITE:  # no limit: an arrow that starts from nothing
            x1, x2 = (x2 - 40, x2) if high > 0 else (x1, x1 + 40)
        if x2 > x1:
            classes = "ppd-span ppd-cut" if rejects else "ppd-span"
            drawn.append(path(f"M{x1} {line}H{x2}", classes))
        if low == -INFINITE:
            drawn.append(path(f"M{x1 + 8} {line - 5}L{x1} {line}L{x1 + 8} {line + 5}", "ppd-span"))
        if high == INFINITE:
            drawn.append(path(f"M{x2 - 8} {line - 5}L{x2} {line}L{x2 - 8} {line + 5}", "ppd-span"))
        ends = dict.fromkeys(end for end in (low, high) if abs(end) != INFINITE)
        drawn += [_end(mark.verb, axis.at(end), line) for end in ends]
    return linked(mark.place, f"{day} {mark.who}{mark.at}: {mark.told}", drawn)


def _end(verb: str, x: int, y: int) -> h.Element:
    if verb == "sets":
        return h.Element("rect")(".ppd-text.ppd-mark", x=x - 5, y=y - 5, width=10, height=10)
    if verb == "rejects":
        return path(f"M{x - 5} {y - 5}L{x + 5} {y + 5}M{x - 5} {y + 5}L{x + 5} {y - 5}", "ppd-span")
    return h.Element("circle")(".ppd-said.ppd-mark", cx=x, cy=y, r=5)
