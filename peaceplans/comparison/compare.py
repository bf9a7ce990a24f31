"""Comparing two plans: structure, points, commitments, options, readings, then every cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from peaceplans.alignment import Alignment, Link, align, parent_of, roots
from peaceplans.comparison import cells as c
from peaceplans.comparison.change import Alternative, Change, Fact, PlanDiff, plain
from peaceplans.comparison.commitments import condition, evidence, findings
from peaceplans.comparison.complete import unnamed
from peaceplans.comparison.content import POINT_FIELDS, Group, content, option_content
from peaceplans.comparison.pairing import pair
from peaceplans.comparison.rules import RULES
from peaceplans.model.inherit import disinherit
from peaceplans.model.plan import Commitment, Omission, Option, Plan, Reading
from peaceplans.model.registry import Parameter, Registry
from peaceplans.values.setting import UNKNOWN, Setting

GONE = ("dropped", "added", "unknown")


def diff(old: Plan, new: Plan, *, lineage: bool = True) -> PlanDiff:
    """Compare two plans. `lineage=False` hides what the data declares about their origin.

    Everything that differs between corresponding points is named by a change; what no rule
    names is reported as `unclassified`.
    """
    alignment = align(old, new, lineage)
    changes = [*_Comparison(old, new, alignment).run()]
    order = {rule: index for index, rule in enumerate(RULES)}
    issues = {issue: index for index, issue in enumerate(new.registry.over(old.registry).issues)}
    places = {number: index for index, number in enumerate([p.number for p in (*old.walk(), *new.walk())])}
    changes.sort(
        key=lambda change: (
            min((issues.get(issue, len(issues)) for issue in change.issues), default=len(issues)),
            places.get((*change.old, *change.new, "")[0].partition("/")[0], len(places)),
            order[change.rule],
            change.subject,
        )
    )
    return PlanDiff(old, new, alignment, tuple(changes))


class _Comparison:
    def __init__(self, old: Plan, new: Plan, alignment: Alignment) -> None:
        self.old, self.new, self.alignment = old, new, alignment
        self.registry: Registry = new.registry.over(old.registry)
        self.points = tuple({p.number: p for p in plan.walk()} for plan in (old, new))
        self.own = tuple({p.number: p for p in disinherit(plan).walk()} for plan in (old, new))
        self.answers = c.Answers(old), c.Answers(new)
        self.parents = parent_of(old), parent_of(new)
        self.omissions = {o.from_: o for plan in (old, new) for o in plan.omits}
        self.same_text = old.id == new.id

    def run(self) -> Iterator[Change]:
        yield from self._metadata()
        for link in self.alignment.links:
            groups = self._group(link.old, 0), self._group(link.new, 1)
            if link.relation in GONE:
                yield from self._alone(link, *groups)
            else:
                yield from self._numbers(link, *groups)
                yield from self._pair(*groups)
        yield from self._order()
        yield from self._cells()

    def _group(self, numbers: tuple[str, ...], side: int) -> Group:
        own = self.own[side]
        issues = dict.fromkeys(i for n in numbers for i in self.points[side][n].issues)
        tops = roots(numbers, self.parents[side])
        return Group(tuple(own[n] for n in numbers), tuple(own[n] for n in tops), tuple(issues))

    # Points that stand alone

    def _alone(self, link: Link, old: Group, new: Group) -> Iterator[Change]:
        group = old if link.old else new
        why: tuple[str, ...] = ()
        if link.relation == "unknown":
            rule = "point-unknown"
        elif link.relation == "added":
            rule = "point-added"
        else:
            rule, why = self._gone(link, old, new)
        told = tuple(point.summary for point in group.points)
        fact: Fact = told[0] if len(told) == 1 else told
        gone = link.relation == "dropped" or (link.relation == "unknown" and link.old)
        yield self._change(
            rule, old, new, "point",
            before=fact if link.old else None,
            after=None if gone else fact,
            why=why,
        )

    def _gone(self, link: Link, old: Group, new: Group) -> tuple[str, tuple[str, ...]]:
        """Dropped where that is reported; otherwise no longer mentioned, with what is reported."""
        removed = [point for point in new.points if point.status == "removed"]
        if removed:
            return "point-dropped", tuple(point.why for point in removed if point.why)
        omission = self._omission(old.points[0].number) if old.points else None
        if omission is None:
            return "point-not-mentioned", ()
        why = tuple(
            text
            for text in (
                omission.why,
                f"moved to {omission.moved_to}" if omission.moved_to else None,
                omission.note,
            )
            if text
        )
        return ("point-not-mentioned" if omission.moved_to else "point-dropped"), why

    def _omission(self, number: str, side: int = 0) -> Omission | None:
        """The declaration that the other text left out this point, or one above it."""
        above: str | None = number
        id = (self.old, self.new)[side].id
        while above is not None:
            if found := self.omissions.get(f"{id}#{above}"):
                return found
            above = self.parents[side].get(above)
        return None

    # Points that correspond

    def _numbers(self, link: Link, old: Group, new: Group) -> Iterator[Change]:
        tops = tuple(p.number for p in old.tops), tuple(p.number for p in new.tops)
        if len(tops[0]) < len(tops[1]):
            yield self._change("point-split", old, new, "point", before=tops[0], after=tops[1])
        elif len(tops[0]) > len(tops[1]):
            yield self._change("points-merged", old, new, "point", before=tops[0], after=tops[1])
        elif len(tops[0]) > 1:
            yield self._change("points-regrouped", old, new, "point", before=tops[0], after=tops[1])
        elif tops[0] != tops[1]:
            above = [self.parents[side].get(tops[side][0]) for side in (0, 1)]
            moved = (above[0] is None) != (above[1] is None)
            rule = "point-moved" if moved else "point-renumbered"
            yield self._change(rule, old, new, "number", before=tops[0][0], after=tops[1][0])

    def _pair(self, old: Group, new: Group) -> Iterator[Change]:
        pairs = pair(old.commitments, new.commitments)
        labels = {f"{index}": both for index, both in enumerate(pairs)}
        options = self._options(old, new)
        readings = self._readings(old, new)
        changes = [
            *self._fields(old, new),
            *self._commitments(old, new, labels),
            *self._option_changes(old, new, options),
            *self._reading_changes(old, new, readings),
        ]
        yield from changes
        sides = [
            content(
                group,
                {label: both[side] for label, both in labels.items() if both[side] is not None},
                {label: both[side] for label, both in options.items() if both[side] is not None},
                {label: both[side] for label, both in readings.items() if both[side] is not None},
            )
            for side, group in enumerate((old, new))
        ]
        named = {field for change in changes for field in change.fields}
        for path in unnamed(sides[0], sides[1], named):
            yield self._change("unclassified", old, new, path)

    def _fields(self, old: Group, new: Group) -> Iterator[Change]:
        for field in POINT_FIELDS:
            before, after = old.told(field), new.told(field)
            if plain(before) == plain(after):
                continue
            for rule, one, two in self._field(field, before, after):
                yield self._change(
                    rule, old, new, field, before=one, after=two, fields=(field,),
                    why=tuple(p.why for p in new.tops if p.why) if field == "status" else (),
                )

    def _field(self, field: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
        if field == "status":
            yield (*_status(before, after),)
        elif field == "condition":
            yield from condition(before, after)
        elif field == "evidence":
            yield from evidence(before, after)
        elif field == "open_list":
            yield ("list-opened" if after else "list-closed"), before, after
        elif field == "sources" and self.same_text:
            gained = tuple(s for s in after or () if s not in (before or ()))
            lost = tuple(s for s in before or () if s not in (after or ()))
            if gained:
                yield "source-added", None, gained
            if lost:
                yield "source-lost", lost, None
            if not gained and not lost:
                yield "sources-changed", before, after
        else:
            yield FIELD_RULES[field], before, after

    def _commitments(
        self, old: Group, new: Group,
        labels: Mapping[str, tuple[Commitment | None, Commitment | None]],
    ) -> Iterator[Change]:
        for label, (one, two) in labels.items():
            at = f"commitments.{label}"
            if one is not None and two is not None:
                for rule, field, before, after in findings(one, two):
                    yield self._change(
                        rule, old, new, f"{field} of: {two.action}", before=before, after=after,
                        fields=(f"{at}.{field}",), lines=(one.line, two.line),
                    )
                continue  # what they set is compared cell by cell over the whole texts
            commitment = one or two
            assert commitment is not None
            kind = "consequence" if commitment.condition and commitment.condition.when else "commitment"
            if one is not None:
                rule = f"{kind}-gone" if self._is_read(new, one, 1) else "commitment-unknown"
            else:
                rule = f"{kind}-added" if self._is_read(old, commitment, 0) else "commitment-unknown"
            yield self._change(
                rule, old, new, commitment.action, before=one, after=two, fields=(at,),
                lines=(commitment.line if one else old.line, commitment.line if two else new.line),
            )

    def _is_read(self, group: Group, commitment: Commitment, side: int) -> bool:
        """Whether a group is known well enough to say that a commitment is not in it."""
        if group.is_read:
            return True
        if not commitment.sets:
            return False
        answers = self.answers[side]
        parameters = self.registry.parameters
        names = {cell.partition("[")[0] for cell in commitment.sets}
        return not any(answers.doubtful(parameters[name]) for name in names if name in parameters)

    # Options and readings

    def _options(self, old: Group, new: Group) -> dict[str, tuple[Option | None, Option | None]]:
        olds = {place.partition("/")[2]: option for place, option in old.options.items()}
        news = {place.partition("/")[2]: option for place, option in new.options.items()}
        return {id: (olds.get(id), news.get(id)) for id in dict.fromkeys([*olds, *news])}

    def _option_changes(
        self, old: Group, new: Group, options: Mapping[str, tuple[Option | None, Option | None]]
    ) -> Iterator[Change]:
        for id, (one, two) in options.items():
            if one is not None and two is not None:
                if option_content(one) == option_content(two):
                    continue
                rule = "option-changed"
            else:
                rule = "option-added" if one is None else "option-removed"
            yield self._change(
                rule, old, new, f"option {id}", before=one, after=two, fields=(f"options.{id}",),
                lines=(one.line if one else old.line, two.line if two else new.line),
            )

    def _readings(self, old: Group, new: Group) -> dict[str, tuple[Reading | None, Reading | None]]:
        if not self.same_text:
            # Readings belong to a text: those of another text are not later states of them.
            return {}
        olds, news = old.readings, new.readings
        return {key: (olds.get(key), news.get(key)) for key in dict.fromkeys([*olds, *news])}

    def _reading_changes(
        self, old: Group, new: Group, readings: Mapping[str, tuple[Reading | None, Reading | None]]
    ) -> Iterator[Change]:
        for key, (one, two) in readings.items():
            if one is not None and two is not None:
                if plain(one) == plain(two):
                    continue
                rule = "reading-changed"
            else:
                rule = "reading-added" if one is None else "reading-removed"
            yield self._change(
                rule, old, new, f"reading {key}", before=one, after=two, fields=(f"readings.{key}",)
            )

    # The texts as wholes

    def _metadata(self) -> Iterator[Change]:
        for name in ("title", "date", "public", "status", "known", "drafters", "proposed_by", "signatories", "base", "note", "counts", "editions", "history", "evidence", "sources", "define"):
            before, after = getattr(self.old, name), getattr(self.new, name)
            if before != after and (self.same_text or name in ("drafters", "signatories")):
                yield Change(
                    "metadata-changed", (), (), name, _fact(before), _fact(after), fields=(name,)
                )
        if self.same_text:
            yield from self._omits()
        olds = {companion.id: companion for companion in self.old.companions}
        news = {companion.id: companion for companion in self.new.companions}
        for id in dict.fromkeys([*olds, *news]):
            one, two = olds.get(id), news.get(id)
            if one == two:
                continue
            rule = "companion-changed" if one and two else "companion-added" if two else "companion-removed"
            yield Change(rule, (), (), f"companion {id}", one, two)  # type: ignore[arg-type]  # facts

    def _omits(self) -> Iterator[Change]:
        if self.old.omits != self.new.omits:
            yield Change(
                "metadata-changed", (), (), "omits", _fact(self.old.omits), _fact(self.new.omits)
            )

    def _order(self) -> Iterator[Change]:
        order = {number: index for index, number in enumerate(self.points[1])}
        pairs = [
            (link.old[0], link.new[0])
            for link in self.alignment.links
            if link.old and link.new and link.relation not in GONE
            and link.old[0] not in self.parents[0] and link.new[0] not in self.parents[1]
        ]
        places = [order[b] for _, b in pairs]
        if places != sorted(places):
            before = tuple(b for _, b in pairs)
            after = tuple(sorted(before, key=order.__getitem__))
            yield Change("points-reordered", (), (), "order", before, after)

    # Cells

    def _cells(self) -> Iterator[Change]:
        old, new = self.answers
        parameters = self.registry.parameters
        for name in dict.fromkeys([*old.cells, *new.cells]):
            parameter = parameters.get(name.partition("[")[0])
            if parameter is None:
                continue
            sides = old.cell(name, parameter), new.cell(name, parameter)
            yield from self._cell(
                name,
                parameter,
                self._established(sides[0], sides[1], 1),
                self._established(sides[1], sides[0], 0),
            )

    def _established(self, cell: c.Cell, other: c.Cell, side: int) -> c.Cell:
        """A cell that is unknown here although its point is declared to be left out is silent."""
        if cell.state != UNKNOWN or not other.places:
            return cell
        left_out = all(
            self._omission(place.partition("/")[0], side) is not None for place in other.places
        )
        return c.Cell(c.SILENT) if left_out else cell

    def _cell(self, name: str, parameter: Parameter, old: c.Cell, new: c.Cell) -> Iterator[Change]:
        settled = (
            *c.settled_members(old, self.new, self.alignment, self.old, forward=True),
            *c.settled_members(new, self.old, self.alignment, self.new, forward=False),
        )
        found = list(c.found(name, parameter, old, new, settled))
        if not found:
            return
        alternatives = tuple(self._alternatives(name, parameter, old, new, settled))
        for each in found:
            rule = CELL_RULES.get(each.kind, f"parameter-{each.kind}")
            before, after = _fact(each.before), _fact(each.after)
            yield Change(
                rule,
                old.places,
                new.places,
                name,
                before,
                after,
                each.by,
                new.issues or old.issues or (parameter.issue,),
                self._why(old, new),
                alternatives,
                lines=(old.line, new.line),
            )

    def _why(self, old: c.Cell, new: c.Cell) -> tuple[str, ...]:
        """What is reported about a cell that the new text is silent on."""
        if new.state != c.SILENT:
            return ()
        why: list[str] = []
        for place in old.places:
            omission = self._omission(place.partition("/")[0])
            if omission is not None and omission.moved_to:
                why.append(f"reported as moved to {omission.moved_to}")
        return tuple(dict.fromkeys(why))

    def _alternatives(
        self, name: str, parameter: Parameter, old: c.Cell, new: c.Cell, settled: tuple[str, ...]
    ) -> Iterator[Alternative]:
        """The verdict under each variant reading of the points that set the cell."""
        for side, plan, cell in (("old", self.old, old), ("new", self.new, new)):
            if not isinstance(cell.state, Setting):
                continue
            for point in plan.walk():
                if point.number not in cell.places:
                    continue
                for reading in point.readings:
                    for read, setting in c.under(plan, point, reading):
                        if read == name and _differs(setting, cell.state):
                            other = attrs.evolve(cell, state=setting)
                            sides = (other, new) if side == "old" else (old, other)
                            kinds = [each.kind for each in c.found(name, parameter, *sides, settled)]
                            rules = tuple(CELL_RULES.get(kind, f"parameter-{kind}") for kind in kinds)
                            yield Alternative(
                                side, point.number, reading.id, reading.printed_by, setting, rules
                            )

    def _change(
        self, rule: str, old: Group, new: Group, subject: str, *,
        before: Any = None, after: Any = None, why: tuple[str, ...] = (),
        fields: tuple[str, ...] = (), lines: tuple[int, int] | None = None,
    ) -> Change:
        return Change(
            rule, old.numbers, new.numbers, subject, _fact(before), _fact(after),
            issues=tuple(dict.fromkeys([*new.issues, *old.issues])),
            why=why, fields=fields, lines=lines or (old.line, new.line),
        )


FIELD_RULES = {
    "heading": "heading-changed",
    "summary": "wording-changed",
    "issues": "issues-changed",
    "why": "reason-changed",
    "known": "reading-depth-changed",
    "sources": "sources-changed",
    "note": "note-changed",
    "unclear": "undefined-terms-changed",
    "links": "links-changed",
    "derives_from": "lineage-changed",
}

# Shifts of a setting whose rule is not `parameter-` and the kind.
CELL_RULES = {
    "evidence-weakened": "evidence-weakened",
    "evidence-strengthened": "evidence-strengthened",
    "note": "setting-note-changed",
}


def _status(before: Any, after: Any) -> tuple[str, Any, Any]:
    was = before[0] if isinstance(before, tuple) else before
    now = after[0] if isinstance(after, tuple) else after
    if now == was:
        return "status-changed", before, after
    if now == "agreed":
        return "point-agreed", before, after
    if now == "disputed":
        return "point-disputed", before, after
    if was == "agreed" and now in (None, "reopened"):
        return "point-reopened", before, after
    if was == "disputed" and now is None:
        return "dispute-settled", before, after
    return "status-changed", before, after


def _differs(one: Setting, two: Setting) -> bool:
    return (one.value, one.bound, one.unit, one.only) != (two.value, two.bound, two.unit, two.only)


def _fact(value: Any) -> Any:
    return value

