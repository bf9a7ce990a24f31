"""Texts side by side: a block for each row on a terminal, a column for each text elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from peaceplans.model.plan import Plan, Provision
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words
from peaceplans.synoptic import DROPPED, ELSEWHERE, Answer, Entry, Matter, Row, Synopsis
from peaceplans.text_cells import SILENT
from peaceplans.values.setting import UNKNOWN

SAID = {
    SILENT: "nothing that corresponds",
    DROPPED: "left out",
    UNKNOWN: "not known: not read where it could stand",
}
LONGEST = 78
"""Letters of a title, which is not wrapped."""
BY_POINT, BY_ISSUE = "point", "issue"


def synopsis_report(
    found: Synopsis, by: str, *, columns: bool, version: str, command: str
) -> Report:
    """The texts by row or by issue, in `columns` or, for a narrow page, one below the other."""
    telling = _Telling(found)
    if by == BY_ISSUE:
        sections = telling.issue_columns() if columns else telling.issue_blocks()
        covered = _counted(len(found.matters), "issue")
    else:
        sections = telling.row_columns() if columns else telling.row_blocks()
        covered = _counted(len(found.rows), "row")
    about = tuple(
        (label, f"{plan.title}, {plan.date}; {_read(plan)}")
        for label, plan in zip(telling.labels, found.plans, strict=True)
    )
    return Report(
        title=f"Synopsis of {', '.join(telling.labels)}",
        sections=(Section(rows=about), *sections),
        closing=closing(f"{covered} of {len(found.plans)} texts", version, command),
    )


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _read(plan: Plan) -> str:
    """How much of a text was read."""
    if plan.known != "all":
        return "read in part: what is missing here may stand there"
    part = [point.number for point in plan.walk() if point.known in ("part", "none")]
    return "every point read" + (f", but in part or not: {', '.join(part)}" if part else "")


def synopsis_table(found: Synopsis, by: str) -> dict[str, Any]:
    """The same as one table, a column for each text: for spreadsheets."""
    telling = _Telling(found)
    if by == BY_POINT:
        return {"rows": [dict(zip(telling.heads, row, strict=True)) for row in telling.rows()]}
    heads = ("issue", "answer", *telling.labels)
    rows = [
        (telling.words.title("issues", matter.issue), *row)
        for matter in found.matters
        for row in telling.matter(matter)
    ]
    return {"rows": [dict(zip(heads, row, strict=True)) for row in rows]}


class _Telling:
    """Says what a synopsis holds."""

    def __init__(self, found: Synopsis) -> None:
        self.found = found
        self.words = Words(found.registry)
        self.labels = _labels(found.plans)
        self.heads = ("row", "issues", *self.labels)
        self.points = [{p.number: p for p in plan.walk()} for plan in found.plans]

    def row_blocks(self) -> Iterator[Section]:
        """A block for each row, with what each text has there."""
        for row in self.found.rows:
            lines = []
            for text, entry in enumerate(row.entries):
                label = self.labels[text]
                for number, line in self._entry(text, entry):
                    lines.append((label, number, line))
                    label = ""
            yield Section(self._title(row), rows=tuple(lines), depth=2)

    def row_columns(self) -> Iterator[Section]:
        """One table, a column for each text."""
        yield Section("Corresponding points", columns=self.heads, rows=tuple(self.rows()))

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Every row with its number, its issues and what each text has there."""
        for at, row in enumerate(self.found.rows, start=1):
            cells = (
                "\n".join(f"{number} {line}".strip() for number, line in self._entry(text, entry))
                for text, entry in enumerate(row.entries)
            )
            yield str(at), self.words.issues(row.issues), *cells

    def _title(self, row: Row) -> str:
        """What the points of a row are called where the first text that has any calls them."""
        for text, numbers in enumerate(row.points):
            if numbers:
                name = self._name(self.points[text][numbers[0]])
                return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        return ""

    def _name(self, point: Provision) -> str:
        return (point.heading or point.summary).rstrip(".")

    def _entry(self, text: int, entry: Entry) -> Iterator[tuple[str, str]]:
        """Lines of number and name of the points, then what they set; or why there are none."""
        why = f" [{'; '.join(reason.rstrip('.') for reason in entry.why)}]" if entry.why else ""
        if not entry.points:
            if entry.state == ELSEWHERE:
                yield "", f"see {', '.join(entry.elsewhere)}, in another row{why}"
            else:
                yield "", SAID[entry.state] + why
            return
        for number in entry.points:
            yield number, self._point(self.points[text][number])
        for told in self._values(entry):
            yield "", f"= {told}"

    def _point(self, point: Provision) -> str:
        if point.status == "removed":
            why = f": {point.why.rstrip('.')}" if point.why else ""
            return f"{self._name(point)} (taken out of the draft{why})"
        told = self._name(point)
        if point.known == "none":
            return told if told == "Not read" else f"{told} (not read)"
        held = (point.commitments, *(option.commitments for option in point.options))
        if told != point.summary.rstrip(".") and not any(c.sets for own in held for c in own):
            told += f": {point.summary.rstrip('.')}"
        return told + (" (read in part)" if point.known == "part" else "")

    def _values(self, entry: Entry) -> Iterator[str]:
        """What the points set, cells of one parameter with one answer together."""
        alike: dict[tuple[str, str], list[str]] = {}
        for cell, state in entry.values:
            id_ = cell.partition("[")[0]
            said = self.words.state(state, self.words.registry.parameters.get(id_))
            alike.setdefault((id_, said), []).append(cell)
        for (_, said), cells in alike.items():
            yield f"{self.words.cell(*cells)}: {said}"

    def issue_blocks(self) -> Iterator[Section]:
        """For each issue the points, and for each answer what each text says."""
        for matter in self.found.matters:
            title = self.words.title("issues", matter.issue)
            points = zip(self.labels, self._filed(matter), strict=True)
            yield Section(title, rows=tuple(points))
            for cells, answers in _alike(matter):
                rows = tuple(
                    (label, ", ".join(answer.places), self._answer(cells[0], answer))
                    for label, answer in zip(self.labels, answers, strict=True)
                )
                name = self.words.cell(*cells)
                short = len(name) <= LONGEST
                title = name if short else self.words.cell(cells[0].partition("[")[0])
                yield Section(title, () if short else (name,), rows=rows, depth=2)

    def issue_columns(self) -> Iterator[Section]:
        """For each issue a table, a column for each text."""
        for matter in self.found.matters:
            heads = ("", *self.labels)
            title = self.words.title("issues", matter.issue)
            yield Section(title, columns=heads, rows=tuple(self.matter(matter)))

    def matter(self, matter: Matter) -> Iterator[tuple[str, ...]]:
        """The points of an issue, then each answer with what every text says."""
        yield "points", *self._filed(matter)
        for cells, answers in _alike(matter):
            told = (
                self._answer(cells[0], answer)
                + (f" (at {', '.join(answer.places)})" if answer.places else "")
                for answer in answers
            )
            yield self.words.cell(*cells), *told

    def _filed(self, matter: Matter) -> Iterator[str]:
        """The points of each text on an issue, those below others left out."""
        for text, numbers in enumerate(matter.points):
            own = set(numbers)
            tops = [n for n in numbers if n.rpartition(".")[0] not in own]
            named = [f"{n} {self._name(self.points[text][n])}" for n in tops]
            yield "; ".join(named) or "no point on it"

    def _answer(self, cell: str, answer: Answer) -> str:
        if answer.state == UNKNOWN:
            return SAID[UNKNOWN]
        parameter = self.words.registry.parameters.get(cell.partition("[")[0])
        said = self.words.state(answer.state, parameter)
        printed = dict.fromkeys(self.words.setting(each, parameter) for each in answer.printed)
        return f"{said} (sources differ: {'; '.join(printed)})" if printed else said


def _labels(plans: Iterable[Plan]) -> tuple[str, ...]:
    """The ids of the texts; of versions of one text the later ones are counted."""
    seen: dict[str, int] = {}
    labels = []
    for plan in plans:
        seen[plan.id] = seen.get(plan.id, 0) + 1
        labels.append(plan.id if seen[plan.id] == 1 else f"{plan.id} ({seen[plan.id]})")
    return tuple(labels)


def _alike(matter: Matter) -> Iterator[tuple[list[str], Sequence[Answer]]]:
    """Cells of one parameter that all texts answer alike, together."""
    groups: dict[tuple[str, str], tuple[list[str], Sequence[Answer]]] = {}
    for cell, answers in matter.cells:
        key = cell.partition("[")[0], repr(answers)
        groups.setdefault(key, ([], answers))[0].append(cell)
    yield from groups.values()
