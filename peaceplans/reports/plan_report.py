"""What one plan says: the list of plans, a plan, a point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peaceplans.model.plan import Commitment, Option, Plan, Provision, Reading
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words, listed


def list_report(plans: Mapping[str, Plan], *, version: str, command: str) -> Report:
    """The plans of a catalog in order of their date."""
    rows = tuple((plan.id, _short(plan.date), plan.status, plan.title) for plan in plans.values())
    columns = ("id", "date", "status", "title")
    return Report(
        title="Plans",
        sections=(Section(columns=columns, rows=rows),),
        closing=closing(f"{len(rows)} plans", version, command),
    )


def _short(date: str) -> str:
    """A date for a narrow column: of days in one month the second is told by its number."""
    first, _, last = date.partition("/")
    return f"{first}/{last[8:]}" if len(last) == 10 and first[:8] == last[:8] else date


def plan_report(plan: Plan, *, version: str, command: str) -> Report:
    """A plan: what is established about the text, then its points with what they set."""
    words = Words(plan.registry)
    return Report(
        title=f"{plan.title} ({plan.id})",
        sections=(
            Section("The text", rows=tuple(plan_metadata(plan, words))),
            Section("Points", rows=tuple(_points(plan.provisions, words))),
            *(
                [Section("Clauses in no numbered point", rows=tuple(_points(plan.terms, words)))]
                if plan.terms
                else []
            ),
            *([Section("Left out of earlier texts", rows=_omits(plan))] if plan.omits else []),
        ),
        closing=closing(f"{len(plan.provisions)} points of {plan.id}", version, command),
    )


SIGNED = frozenset({"signed", "in-force"})


def plan_metadata(plan: Plan, words: Words) -> Iterator[tuple[str, str]]:
    """What is established about a text as a whole: term and what is told of it."""
    yield (
        "Date",
        plan.date + (f", public {plan.public}" if plan.public not in (None, plan.date) else ""),
    )
    history = ", ".join(f"{entry.status} {entry.date}" for entry in plan.history)
    yield "Status", plan.status + (f" ({history})" if history else "")
    if plan.drafters:
        yield "Drafters", words.parties(plan.drafters)
    if plan.proposed_by:
        yield "Proposed by", words.parties(plan.proposed_by)
    if isinstance(plan.signatories, str):
        yield "Signatories", "left open by the text"
    elif plan.signatories:
        signed = plan.status in SIGNED or any(stage.status in SIGNED for stage in plan.history)
        yield "Signatories", words.parties(plan.signatories) + ("" if signed else " (foreseen)")
    parts = [point.number for point in plan.walk() if point.known not in (None, "all")]
    known = {"all": "every point", "part": "in part"}.get(plan.known, plan.known)
    yield "Known", known + (f"; {', '.join(parts)} in part or not" if parts else "")
    if plan.known_from:
        yield "Known from", plan.known_from.strip()
    if plan.identifiers:
        told = (f"{each.scheme} {each.id} ({each.of})" for each in plan.identifiers)
        yield "Elsewhere", "; ".join(told)
    if plan.counts:
        yield "Counted", "; ".join(f"{count.points} points by {count.by}" for count in plan.counts)
    for companion in plan.companions:
        status = f" ({companion.status})" if companion.status else ""
        about = f", on {', '.join(companion.specifies)}" if companion.specifies else ""
        yield "Companion", f"{companion.title}{status}{about}"
    if plan.note:
        yield "Note", plan.note.strip()


def _omits(plan: Plan) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            omission.from_,
            "; ".join(
                filter(
                    None,
                    (
                        omission.why,
                        f"moved to {omission.moved_to}" if omission.moved_to else None,
                        omission.note,
                    ),
                )
            )
            or "no reason reported",
        )
        for omission in plan.omits
    )


def _points(points: Iterable[Provision], words: Words, depth: int = 0) -> Iterator[tuple[str, str]]:
    for point in points:
        head = f"{point.heading}. " if point.heading else ""
        state = f" [{point.status}]" if point.status and depth == 0 else ""
        yield "  " * depth + point.number, f"{head}{point.summary}{state}"
        told = [
            f"{words.cell(cell)}: {words.setting(setting, parameter_of(words, cell))}"
            for commitment in point.commitments
            for cell, setting in commitment.sets.items()
        ]
        if told:
            yield "", "= " + "; ".join(told)
        for option in point.options:
            yield "", f"option {option.id}: {option.summary}"
        yield from _points(point.provisions, words, depth + 1)


def parameter_of(words: Words, cell: str) -> Any:
    """The parameter that a cell belongs to."""
    return words.registry.parameters.get(cell.partition("[")[0])


def point_report(plan: Plan, point: Provision, *, version: str, command: str) -> Report:
    """A point with everything below it: commitments, values, options, readings, sources."""
    words = Words(plan.registry)
    points = list(point.walk())
    return Report(
        title=f"{plan.id}#{point.number} {point.heading or ''}".rstrip(),
        paragraphs=(point.summary,),
        sections=tuple(
            section
            for each in points
            for section in _point_sections(plan, each, words, each is point)
        ),
        closing=closing(f"Point {point.number} of {plan.id}", version, command),
    )


def _point_sections(plan: Plan, point: Provision, words: Words, first: bool) -> Iterator[Section]:
    facts = [*point_facts(point, words)]
    rows = [*_commitment_rows(point.commitments, words)]
    title = f"{point.number} {point.heading or ''}".rstrip()
    yield Section("" if first else title, () if first else (point.summary,), rows=tuple(facts))
    if rows:
        yield Section("Commitments", rows=tuple(rows), depth=2)
    for option in point.options:
        yield from _option_sections(option, words)
    if point.readings:
        yield Section("Other readings", rows=tuple(_reading_rows(point.readings, words)), depth=2)
    if point.implementation:
        became = tuple((words.performance(each),) for each in point.implementation)
        yield Section("After signature", rows=became, depth=2)
    yield Section("Sources", rows=tuple(_sources(plan, point)), depth=2)


def point_facts(point: Provision, words: Words) -> Iterator[tuple[str, str]]:
    """What is established about a point beside its summary: term and what is told of it."""
    if point.issues:
        yield "Issues", words.issues(point.issues)
    if point.status:
        between = f", between {words.parties(point.between)}" if point.between else ""
        yield "Standing", point.status + between + (f": {point.why}" if point.why else "")
    if point.derives_from:
        yield "Comes from", ", ".join(point.derives_from)
    if point.known:
        doubt = "" if point.in_doubt is None else ", ".join(words.cell(id) for id in point.in_doubt)
        told = "not read" if point.known == "none" else f"in {point.known}"
        yield "Known", told + (f"; in doubt: {doubt}" if doubt else "")
    if point.condition:
        yield "Holds", words.condition(point.condition)
    if point.unclear:
        yield "Undefined", "; ".join(point.unclear)
    for link in point.links:
        marked = f" ({link.evidence})" if link.evidence else ""
        yield "Link", f"{link.kind} {link.to}{marked}" + (f": {link.note}" if link.note else "")
    if point.evidence:
        yield "Evidence", point.evidence
    if point.note:
        yield "Note", point.note.strip()


def _commitment_rows(commitments: Iterable[Commitment], words: Words) -> Iterator[tuple[str, str]]:
    for commitment in commitments:
        yield commitment.modality, words.commitment(commitment)
        for cell, setting in commitment.sets.items():
            yield "", f"= {words.cell(cell)}: {words.setting(setting, parameter_of(words, cell))}"
        if commitment.implied:
            yield "", f"by context: {words.fact(commitment.implied)}"
        if commitment.unclear:
            yield "", f"undefined: {'; '.join(commitment.unclear)}"
        if commitment.note:
            yield "", f"note: {commitment.note.strip()}"


def _option_sections(option: Option, words: Words) -> Iterator[Section]:
    who = f", proposed by {words.parties(option.proposed_by)}" if option.proposed_by else ""
    told = [option.summary]
    if option.condition:
        told.append(f"Only {words.condition(option.condition)}.")
    if option.note:
        told.append(option.note.strip())
    if option.evidence:
        told.append(
            f"Evidence: {option.evidence}; after {listed(_publishers(option.sources, words))}."
        )
    yield Section(
        f"Option {option.id}{who}",
        tuple(told),
        rows=tuple(_commitment_rows(option.commitments, words)),
        depth=2,
    )
    if option.readings:
        yield Section(
            f"Other readings of option {option.id}",
            rows=tuple(_reading_rows(option.readings, words)),
            depth=2,
        )


def _publishers(ids: Iterable[str], words: Words) -> list[str]:
    sources = words.registry.sources
    return list(dict.fromkeys(sources[id].publisher for id in ids if id in sources))


def _reading_rows(readings: Iterable[Reading], words: Words) -> Iterator[tuple[str, str]]:
    for reading in readings:
        when = f" {reading.date}" if reading.date else ""
        yield (
            f"{reading.kind}{when}",
            f"{reading_in_words(reading, words)} ({listed(printers(reading, words))})",
        )


def reading_in_words(reading: Reading, words: Words) -> str:
    """How a version differs."""
    told = [reading.summary] if reading.summary else []
    if reading.absent:
        told.append("leaves it out")
    if reading.modality:
        told.append(f"as {reading.modality}")
    if reading.action and not reading.summary:
        told.append(reading.action)
    if reading.condition:
        told.append(words.condition(reading.condition))
    told += [
        f"{words.cell(cell)}: {words.setting(setting, parameter_of(words, cell))}"
        for cell, setting in reading.sets.items()
    ]
    told += [words.commitment(commitment) for commitment in reading.commitments]
    if reading.note:
        told.append(reading.note.strip())
    return "; ".join(told)


def printers(reading: Reading, words: Words) -> list[str]:
    """Who prints a reading, by publisher; editions by their id."""
    sources = words.registry.sources
    return [
        sources[id].publisher if id in sources else f"edition {id}" for id in reading.printed_by
    ]


def _sources(plan: Plan, point: Provision) -> Iterator[tuple[str, str]]:
    for id in point.sources:
        source = plan.registry.sources.get(id)
        if source is None:
            continue
        about = ", ".join(filter(None, (source.publisher, source.title, source.date))).rstrip(".")
        yield id, f"{about}. {source.url or 'address not established'}"
