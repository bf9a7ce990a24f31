"""What must hold inside one plan beyond the shape of its fields, each fault at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from peaceplans.model.plan import Commitment, Condition, Option, Plan, Provision, Reading, parts
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document, Step
from peaceplans.reading.faults import short
from peaceplans.values.notation import moment
from peaceplans.values.setting import Setting

Path = tuple[Step, ...]


def check(plan: Plan, document: Document, sources: Set[str]) -> list[Diagnostic]:
    """Every fault of the plan as a whole, in file order; `sources` are the ids there are."""
    return sorted(_Check(plan, document, sources).run())


class _Check:
    def __init__(self, plan: Plan, document: Document, sources: Set[str]) -> None:
        self.plan = plan
        self.document = document
        self.points = list(points(plan))
        self.numbers = {point.number for _, point in self.points}
        self.places = self.numbers | {
            f"{point.number}/{option.id}" for _, point in self.points for option in point.options
        }
        self.printers = {edition.id for edition in plan.editions} | sources

    def run(self) -> Iterator[Diagnostic]:
        yield from self._dates()
        yield from self._unique(("editions",), [edition.id for edition in self.plan.editions])
        yield from self._unique(("companions",), [each.id for each in self.plan.companions])
        yield from self._numbers()
        for path, point in self.points:
            yield from self._point(path, point)
        yield from self._companions()
        yield from self._clashes()

    def _dates(self) -> Iterator[Diagnostic]:
        """Reports may come before the text that they report; nothing else that happens to it."""
        begins = moment(self.plan.date).earliest
        dated: list[tuple[Path, str | None]] = [(("public",), self.plan.public)]
        for index, stage in enumerate(self.plan.history):
            if stage.status != "reported":
                dated.append((("history", index, "date"), stage.date))
        for path, day in dated:
            if day and moment(day).latest < begins:
                message = f"{day} is before the date of the text, {self.plan.date}"
                yield self.document.fault(path, "date-order", message, expected="a later date")

    def _numbers(self) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for path, point in self.points:
            if point.number in seen:
                message = f"point {point.number} a second time"
                yield self.document.fault((*path, "number"), "duplicate-number", message)
            seen.add(point.number)
            for index, below in enumerate(point.provisions):
                if not below.number.startswith(point.number + "."):
                    yield self.document.fault(
                        (*path, "provisions", index, "number"),
                        "misplaced-number",
                        f"{below.number} under point {point.number}",
                        expected=f"a number that begins with {point.number}.",
                    )

    def _point(self, path: Path, point: Provision) -> Iterator[Diagnostic]:
        for index, link in enumerate(point.links):
            yield from self._refers((*path, "links", index, "to"), link.to, self.places)
        yield from self._condition((*path, "condition"), point.condition)
        yield from self._commitments(path, point.commitments, point.readings)
        yield from self._unique((*path, "options"), [option.id for option in point.options])
        for index, option in enumerate(point.options):
            where = (*path, "options", index)
            if option.commitments and not option.proposed_by:
                yield self.document.fault(
                    where,
                    "option-without-proponent",
                    f"option {option.id} of point {point.number}",
                    expected="proposed_by with at least one party",
                )
            yield from self._condition((*where, "condition"), option.condition)
            yield from self._commitments(where, option.commitments, option.readings)

    def _commitments(
        self, path: Path, commitments: tuple[Commitment, ...], readings: tuple[Reading, ...]
    ) -> Iterator[Diagnostic]:
        ids = [commitment.id for commitment in commitments if commitment.id]
        yield from self._unique((*path, "commitments"), [c.id for c in commitments])
        yield from self._unique((*path, "readings"), [reading.id for reading in readings])
        for index, commitment in enumerate(commitments):
            where = (*path, "commitments", index)
            yield from self._condition((*where, "condition"), commitment.condition)
            if not commitment.sources:
                message = f"a commitment without source: {commitment.action}"
                yield self.document.fault(
                    where, "no-source", message, expected="sources here or above"
                )
            if not commitment.evidence:
                message = f"a commitment without evidence: {commitment.action}"
                yield self.document.fault(
                    where, "no-evidence", message, expected="evidence here or above"
                )
        for index, reading in enumerate(readings):
            where = (*path, "readings", index)
            if reading.of is not None:
                yield from self._refers((*where, "of"), reading.of, set(ids))
            for number, printer in enumerate(reading.printed_by):
                yield from self._refers((*where, "printed_by", number), printer, self.printers)
            yield from self._condition((*where, "condition"), reading.condition)
            for number, commitment in enumerate(reading.commitments):
                at = (*where, "commitments", number, "condition")
                yield from self._condition(at, commitment.condition)

    def _unique(self, path: Path, ids: Sequence[str | None]) -> Iterator[Diagnostic]:
        seen: set[str | None] = {None}
        for index, id in enumerate(ids):
            if id is not None and id in seen:
                message = f"{id!r} a second time"
                yield self.document.fault((*path, index, "id"), "duplicate-id", message)
            seen.add(id)

    def _condition(self, path: Path, condition: Condition | None) -> Iterator[Diagnostic]:
        if condition is None:
            return
        for field in ("when", "after", "during", "unless"):
            happenings = getattr(condition, field)
            if happenings is None:
                continue
            at = (*path, field, "any-of") if happenings.any_of else (*path, field)
            for index, name in enumerate(happenings.names):
                if name.startswith("#"):
                    yield from self._refers((*at, index), name[1:], self.numbers, before="#")

    def _companions(self) -> Iterator[Diagnostic]:
        for index, companion in enumerate(self.plan.companions):
            for number, place in enumerate(companion.specifies):
                path = ("companions", index, "specifies", number)
                yield from self._refers(path, place, self.places)

    def _refers(
        self, path: Path, name: str, known: Set[str], *, before: str = ""
    ) -> Iterator[Diagnostic]:
        if name not in known:
            yield self.document.fault(
                path,
                "dangling-reference",
                f"nothing here is called {short(before + name)}",
                expected="a point, option, commitment, edition or source that exists",
                word=name,
                among=known,
                around=(before, ""),
            )

    def _clashes(self) -> Iterator[Diagnostic]:
        """A cell set to two values where both hold at once: in the text, or under one option."""
        common: dict[str, tuple[Setting, str]] = {}
        for path, point in self.points:
            if point.status != "removed":
                yield from self._set(path, point.number, point.commitments, common)
        for path, point in self.points:
            for index, option in enumerate(point.options):
                where = (*path, "options", index)
                own: dict[str, tuple[Setting, str]] = {}
                yield from self._set(where, f"{point.number}/{option.id}", option.commitments, own)

    def _set(
        self,
        path: Path,
        place: str,
        commitments: tuple[Commitment, ...],
        known: dict[str, tuple[Setting, str]],
    ) -> Iterator[Diagnostic]:
        for index, commitment in enumerate(commitments):
            for cell, setting in commitment.sets.items():
                first, where = known.setdefault(cell, (setting, place))
                same = (first.value, first.unit, first.only) == (
                    setting.value,
                    setting.unit,
                    setting.only,
                )
                if not same and not isinstance(setting.value, tuple):
                    name, keys = parts(cell)
                    yield self.document.fault(
                        (*path, "commitments", index, "sets", name, *keys),
                        "set-twice",
                        f"{cell} is set otherwise in point {where}",
                        expected="one value in the plan",
                        key=True,
                    )


def points(plan: Plan) -> Iterator[tuple[Path, Provision]]:
    """Every provision with its path in the file, depth first."""
    for key, provisions in (("provisions", plan.provisions), ("terms", plan.terms)):
        for index, provision in enumerate(provisions):
            yield from _below((key, index), provision)


def _below(path: Path, point: Provision) -> Iterator[tuple[Path, Provision]]:
    yield path, point
    for index, below in enumerate(point.provisions):
        yield from _below((*path, "provisions", index), below)


def options(plan: Plan) -> Iterator[tuple[Path, Provision, Option]]:
    """Every option with its path and its point."""
    for path, point in points(plan):
        for index, option in enumerate(point.options):
            yield (*path, "options", index), point, option
