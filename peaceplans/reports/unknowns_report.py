"""What is not known of a plan: unread, blank, single-sourced, differing, undefined."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.model.plan import Commitment, Plan
from peaceplans.reports.plan_report import printers, reading_in_words
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words, listed
from peaceplans.values.setting import UNKNOWN, UNSPECIFIED, Setting


def unknowns(plan: Plan) -> dict[str, tuple[tuple[str, str], ...]]:
    """What is not known of a plan: unread, blank, single-sourced, differing, undefined.

    Title → pairs of place and what is not known there.
    """
    words = Words(plan.registry)
    return {
        "Not read": tuple(_unread(plan, words)),
        "Left blank by the text": tuple(_values(plan, words, UNSPECIFIED)),
        "Values not read": tuple(_values(plan, words, UNKNOWN)),
        "Resting on one source": tuple(_single(plan, words)),
        "Sources differ": tuple(_variants(plan, words)),
        "Undefined by the text": tuple(_undefined(plan)),
    }


def unknowns_report(plan: Plan, *, version: str, command: str) -> Report:
    """What is not known of a plan."""
    parts = unknowns(plan)
    return Report(
        title=f"What is not known of {plan.id}",
        paragraphs=(
            ", ".join(f"{title.lower()}: {len(rows)}" for title, rows in parts.items()) + ".",
        ),
        sections=tuple(Section(title, rows=rows) for title, rows in parts.items() if rows),
        closing=closing(
            f"{len(list(plan.walk()))} points and sub-points of {plan.id}", version, command
        ),
    )


def _unread(plan: Plan, words: Words) -> Iterator[tuple[str, str]]:
    if plan.known != "all":
        yield "all", "the text is known in part: what is not here was not read"
    for point in plan.walk():
        if point.known in ("part", "none"):
            doubt = (
                f"the rest may bear on all of {words.issues(point.issues)}"
                if point.in_doubt is None
                else "the rest may set " + listed([words.cell(id) for id in point.in_doubt])
                if point.in_doubt
                else "nothing that is compared is in doubt"
            )
            read = "not read" if point.known == "none" else "read in part"
            name = (point.heading or point.summary).rstrip(".")
            yield point.number, f"{name}: {read}; {doubt}"


def settings(plan: Plan) -> Iterator[tuple[str, str, Setting, Commitment]]:
    """Everything that a plan sets: place, cell, setting, commitment."""
    for point in plan.walk():
        for place, commitments in [
            (point.number, point.commitments),
            *((f"{point.number}/{option.id}", option.commitments) for option in point.options),
        ]:
            for commitment in commitments:
                for cell, setting in commitment.sets.items():
                    yield place, cell, setting, commitment


def _values(plan: Plan, words: Words, value: str) -> Iterator[tuple[str, str]]:
    for place, cell, setting, _ in settings(plan):
        if setting.value == value:
            yield place, words.cell(cell)


def _single(plan: Plan, words: Words) -> Iterator[tuple[str, str]]:
    for point in plan.walk():
        if point.known == "none":
            continue
        if point.evidence in ("single", "relayed") or len(point.sources) == 1:
            yield point.number, f"{point.summary} ({_grade(point.evidence, point.sources)})"
            continue
        for commitment in point.commitments:
            if commitment.evidence in ("single", "relayed") or len(commitment.sources) == 1:
                grade = _grade(commitment.evidence, commitment.sources)
                said = words.commitment(commitment).removesuffix(" (one source)")
                yield point.number, f"{said} ({grade})"


def _grade(evidence: str | None, sources: tuple[str, ...]) -> str:
    return (
        f"{evidence or 'ungraded'}; {len(sources)} source{'' if len(sources) == 1 else 's'} cited"
    )


def _variants(plan: Plan, words: Words) -> Iterator[tuple[str, str]]:
    for point in plan.walk():
        for place, readings in [
            (point.number, point.readings),
            *((f"{point.number}/{option.id}", option.readings) for option in point.options),
        ]:
            for reading in readings:
                if reading.kind == "variant":
                    yield (
                        place,
                        f"{reading_in_words(reading, words)} ({listed(printers(reading, words))})",
                    )


def _undefined(plan: Plan) -> Iterator[tuple[str, str]]:
    for point in plan.walk():
        told = [*point.unclear, *(text for c in point.commitments for text in c.unclear)]
        if told:
            yield point.number, "; ".join(told)
