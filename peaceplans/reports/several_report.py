"""Comparisons as reports with what the gate says of them: one text, or all of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from peaceplans.comparison.rules import LEVELS, RULES, RULES_VERSION
from peaceplans.gating import Compared, Gate
from peaceplans.reports.diff_report import Show, diff_report
from peaceplans.reports.gate_report import gate_sections
from peaceplans.reports.report import Report, Section, closing


def one_report(
    compared: Compared, gate: Gate | None, *, version: str, command: str, show: Show | None = None
) -> Report:
    """The report on one comparison: what the gate says first, what it means for parties last."""
    told = report_of(compared, version=version, command=command, show=show)
    before = gate_sections(gate) if gate else ()
    return attrs.evolve(told, sections=(*before, *told.sections))


def report_of(
    compared: Compared, *, version: str, command: str, show: Show | None = None
) -> Report:
    """The report on one comparison, without the gate."""
    if compared.diff is None:
        words = _lone(compared)
        return Report(compared.id, (words,), closing=closing("One text", version, command))
    told = diff_report(compared.diff, version=version, command=command, show=show)
    if compared.effects is None:
        return told
    from peaceplans.reports.effects_report import effects_sections

    registry = compared.diff.new.registry.over(compared.diff.old.registry)
    effects = effects_sections(compared.effects, registry)
    return attrs.evolve(told, sections=(*told.sections, *effects))


def several_report(
    texts: list[Compared],
    gate: Gate | None,
    *,
    since: str,
    version: str,
    command: str,
    show: Show | None = None,
) -> Report:
    """The report on every text of a folder: what the gate says, which texts changed, and how."""
    return Report(
        title=f"Plans compared with {since}",
        paragraphs=(_summary(texts),),
        sections=(
            *(gate_sections(gate) if gate else ()),
            *_overview(texts),
            *(section for each in texts for section in _of_text(each, show)),
        ),
        closing=closing(
            f"Compared {len(texts)} text{'' if len(texts) == 1 else 's'} by {len(RULES)} rules "
            f"(version {RULES_VERSION})",
            version,
            command,
        ),
    )


def _changed(compared: Compared) -> bool:
    return compared.diff is None or bool(compared.diff.changes)


def _summary(texts: list[Compared]) -> str:
    changed = sum(map(_changed, texts))
    if not texts:
        return "There is no text on either side."
    return f"{len(texts)} compared, {changed or 'none'} changed."


def _overview(texts: Iterable[Compared]) -> Iterator[Section]:
    rows: list[tuple[str, ...]] = []
    for each in filter(_changed, texts):
        if each.diff is None:
            rows.append((each.id, "", "", "", _lone(each)))
        else:
            counts = (str(len(each.diff.at(level)) or "") for level in LEVELS)
            rows.append((each.id, *counts, each.file))
    if rows:
        yield Section("Texts that changed", columns=("text", *LEVELS, "file"), rows=tuple(rows))


def _lone(compared: Compared) -> str:
    return "is no longer there" if compared.new is None else "is new: nothing to compare it with"


def _of_text(compared: Compared, show: Show | None) -> Iterator[Section]:
    """The sections of one text that changed, one level down, under its name."""
    if compared.diff is None or not compared.diff.changes:
        return
    told = report_of(compared, version="", command="", show=show)
    yield Section(told.title, told.paragraphs)
    for section in told.sections:
        yield attrs.evolve(section, depth=section.depth + 1)
