"""The life of a parameter or a point: what each text has by date, and what is new in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from peaceplans.comparison.change import Change
from peaceplans.comparison.rules import RULES
from peaceplans.model.plan import Plan, Provision
from peaceplans.reports.plan_report import printers, reading_in_words
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.rows import folded, rows
from peaceplans.reports.words import Words, listed, number
from peaceplans.synoptic import reasons
from peaceplans.tracing.steps import BY_DATE, BY_ORIGIN, Dated, Gone, Step, Trace
from peaceplans.values.setting import UNKNOWN, Setting

ROLES = {
    "asked": "",
    "origin": "",
    "sets": "",
    "descendant": "",
    "branch": "comes from the same origin",
    "match": "no origin is declared; found by content",
    "silent": "does not mention it",
}
SIZES = {
    "parameter-put-off": "days",
    "parameter-brought-forward": "days",
    "parameter-shares-shifted": "percentage points",
}
"""Rules whose size is not in the unit of the value, and its unit."""
BESIDE = (
    "From: compared with the text that a text says it was made from. Beside: it names none, and is"
    " compared with the last text before it that sets the same; that it goes back to that is not"
    " said."
)
OF_THE_RECORD = frozenset({"issues-changed", "brings-changed"})
"""Rules of how a point is filed: no part of its life."""
SIZED = ("parameter-raised", "parameter-lowered")

Row = tuple[str, str, str]


def trace_report(found: Trace, *, version: str, command: str) -> Report:
    """Every text that has it by date, then what is reported of it, then the other texts."""
    words = Words(found.registry)
    others = (found.silent, found.unread, found.unrelated, found.elsewhere)
    total = {step.plan.id for step in found.steps} | {gone.plan.id for gone in found.left_out}
    total |= {plan.id for plans in others for plan in plans}
    count = f"{len(found.steps)} text{'' if len(found.steps) == 1 else 's'}"
    return Report(
        title=f"The life of {_name(found, words)}",
        paragraphs=(BESIDE,) if any(step.by == BY_DATE for step in found.steps) else (),
        sections=(
            *_life(found, words),
            *_reported(found, words),
            *_left_out(found.left_out),
            *_others(found),
        ),
        closing=closing(f"{count} by date, of {len(total)} looked at", version, command),
    )


def trace_table(found: Trace) -> dict[str, Any]:
    """The steps as one table: for spreadsheets."""
    words = Words(found.registry)
    return {
        "steps": [
            {
                "date": step.plan.date,
                "text": step.plan.id,
                "points": "; ".join(step.points),
                "says": "; ".join(_says(step, found, words)),
                "against": step.against.id if step.against else "",
                "by": step.by,
                "changes": "; ".join(change.rule for change in step.changes),
            }
            for step in found.steps
        ]
    }


def _says(step: Step, found: Trace, words: Words) -> Iterator[str]:
    if found.kind == "point":
        points = {point.number: point for point in step.plan.walk()}
        yield from (_point(points[place]) for place in step.points)
    else:
        turnless = attrs.evolve(step, against=None)
        yield from (said for _, said in _of_parameter(turnless, found, words))


def _name(found: Trace, words: Words) -> str:
    if found.kind == "parameter":
        return words.cell(found.asked)
    id_, _, place = found.asked.partition("#")
    heading = next(s.plan[place].heading for s in found.steps if s.plan.id == id_)
    return f"{found.asked} {heading or ''}".rstrip()


def _life(found: Trace, words: Words) -> Iterator[Section]:
    if not found.steps:
        yield Section("By date", ("No text sets it.",))
    for step in found.steps:
        title = f"{step.plan.date} {step.plan.id}"
        if found.kind == "point":
            yield _of_point(step, title, words)
        else:
            yield Section(title, rows=tuple(_of_parameter(step, found, words)), depth=2)


def _of_parameter(step: Step, found: Trace, words: Words) -> Iterator[tuple[str, str]]:
    """What a text sets and where, then what happened to that and compared with what."""
    alike: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for cell, answer in step.cells:
        parameter = words.registry.parameters.get(cell.partition("[")[0])
        said = words.state(answer.state, parameter)
        if answer.printed:
            differ = dict.fromkeys(words.setting(each, parameter) for each in answer.printed)
            said += f" (sources differ: {'; '.join(differ)})"
        alike.setdefault((answer.places, said), []).append(cell)
    for (places, said), cells in alike.items():
        yield ", ".join(places), _keys(cells, found, words) + said
    if told := ROLES[step.role]:
        yield "", told
    if step.against is not None:
        turns = "; ".join(_turns(step, found, words))
        yield "", f"{_against(step)}: {turns or 'the same'}"


def _against(step: Step) -> str:
    against = step.against.id if step.against else ""
    return f"{'From' if step.by == BY_ORIGIN else 'Beside'} {against}"


def _of_point(step: Step, title: str, words: Words) -> Section:
    """What the points of a text say, then what changed in them since their origin."""
    points = {point.number: point for point in step.plan.walk()}
    told = [f"{place} {_point(points[place])}" for place in step.points]
    if note := ROLES[step.role]:
        told.append(f"({note})")
    changes = [c for c in step.changes if c.level != "editorial" and c.rule not in OF_THE_RECORD]
    changes.sort(key=lambda change: change.level == "substantive")  # its new place first
    lines = [(f"{sign} {where}", said) for sign, where, said in rows(folded(changes), words)]
    if step.against is not None:
        told.append(f"{_against(step)}:{'' if lines else ' no change of substance'}")
    return Section(title, tuple(told), rows=tuple(lines), depth=2)


def _keys(cells: list[str], found: Trace, words: Words) -> str:
    """The keys of cells, where a parameter that has them was asked for without."""
    if "[" not in cells[0] or "[" in found.asked:
        return ""
    return f"{words.cell(*cells).rpartition(' (')[2].rstrip(')')}: "


def _point(point: Provision) -> str:
    heading = f"{point.heading}: " if point.heading else ""
    read = {"none": " (not read)", "part": " (read in part)"}.get(point.known or "", "")
    gone = " (taken out of the draft)" if point.status == "removed" else ""
    return f"{heading}{point.summary}{read}{gone}"


def _turns(step: Step, found: Trace, words: Words) -> Iterator[str]:
    """What happened to a parameter, with reported reasons."""
    turns: dict[tuple[str, ...], list[str]] = {}
    for change in step.changes:
        if change.level != "editorial":
            turns.setdefault((_turn(change), *change.why), []).append(change.subject)
    for (turn, *why), cells in turns.items():
        reason = f" [{'; '.join(each.rstrip('.') for each in why)}]" if why else ""
        yield _keys(cells, found, words) + turn + reason


def _turn(change: Change) -> str:
    """The rule of a change in words, with its size."""
    if change.rule == "parameter-unknown":
        before = change.before == UNKNOWN
        return f"not known whether {'it was set before' if before else 'that stays'}"
    title = RULES[change.rule].title
    if change.by is None or not (change.rule in SIZED or change.rule in SIZES):
        return title
    unit = SIZES.get(change.rule)
    if unit is None and isinstance(change.before, Setting):
        unit = change.before.unit
    return f"{title} by {number(change.by, unit)}"


def _reported(found: Trace, words: Words) -> Iterator[Section]:
    lines = tuple(_reading(each, words) for each in found.readings)
    if lines:
        text = "What is reported of other times than those of the texts, without a new text."
        yield Section("Reported at other times", (text,), rows=lines)


def _reading(dated: Dated, words: Words) -> Row:
    who = listed(printers(dated.reading, words))
    after = f" ({who})" if who else ""
    said = reading_in_words(dated.reading, words)
    return dated.reading.date or "no date", f"{dated.plan.id}#{dated.place}", f"{said}{after}"


def _left_out(gone: Iterable[Gone]) -> Iterator[Section]:
    lines = tuple(
        (plan.id, omission.from_, "; ".join(reasons(omission)) or "no reason reported")
        for plan, omission in gone
    )
    if lines:
        yield Section("Left out", rows=lines)


def _others(found: Trace) -> Iterator[Section]:
    """The texts that have no step, and why."""
    lines = tuple(
        (title, _ids(plans))
        for title, plans in (
            ("read, and silent", found.silent),
            ("not read where it could stand", found.unread),
            ("on another war (shown with --all)", found.elsewhere),
        )
        if plans
    )
    told = (
        f"{len(found.unrelated)} texts say nothing of an origin here. What they have on the matter:"
        f" peaceplans precedents {found.asked}",
    )
    if lines or found.unrelated:
        yield Section("Other texts", told if found.unrelated else (), rows=lines)


def _ids(plans: Iterable[Plan]) -> str:
    return ", ".join(plan.id for plan in plans)
