"""What changed in the points of each link: structure, fields, commitments, options, readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from peaceplans.alignment import Link
from peaceplans.comparison.change import Change
from peaceplans.comparison.commitments import condition, evidence, findings
from peaceplans.comparison.complete import unnamed
from peaceplans.comparison.content import HELD, POINT_FIELDS, Group, bare_option
from peaceplans.comparison.context import NEW, OLD, Context, change
from peaceplans.comparison.pairing import pair
from peaceplans.model.plan import Commitment, Option, Provision, Reading

ALONE = ("dropped", "added", "unknown")

FIELD_RULES = {
    "heading": "heading-changed",
    "summary": "wording-changed",
    "issues": "issues-changed",
    "why": "reason-changed",
    "known": "reading-depth-changed",
    "in_doubt": "reading-depth-changed",
    "numbered": "label-changed",
    "sources": "sources-changed",
    "note": "note-changed",
    "unclear": "undefined-terms-changed",
    "links": "links-changed",
    "derives_from": "lineage-changed",
    "implementation": "implementation-changed",
}

Pairs = Mapping[str, tuple[Any, Any]]


def link_changes(context: Context, link: Link) -> Iterator[Change]:
    """Every change of the points of one link."""
    old, new = context.group(link.old, OLD), context.group(link.new, NEW)
    if link.relation in ALONE:
        # A point that was taken out of its draft, and is in no other text, says nothing.
        if any(point.status != "removed" for point in (*old.points, *new.points)):
            yield _alone(context, link, old, new)
        return
    yield from _numbers(context, old, new)
    commitments = {str(i): both for i, both in enumerate(pair(old.commitments, new.commitments))}
    options = _by_label(
        {place.partition("/")[2]: option for place, option in old.options.items()},
        {place.partition("/")[2]: option for place, option in new.options.items()},
    )
    # Readings belong to a text: those of another text are no later states of them.
    readings = _by_label(old.readings, new.readings) if context.same_text else {}
    record: list[str] = []
    yield from _fields(context, old, new, record)
    yield from _commitments(context, old, new, commitments, record)
    yield from _options(old, new, options)
    yield from _readings(old, new, readings)
    if record:
        # Between two texts every point rests on sources of its own: told once for a pair.
        yield change("record-changed", old, new, "record", fields=tuple(record))
    for field in unnamed(old, new, commitments.values()):
        yield change("unclassified", old, new, field)


RECORD = frozenset(
    {"sources", "note", "derives_from", "evidence", "id", "numbered", "implementation"}
)
"""Fields that say what a statement of the data rests on, not what the text says.

Of one text each of their changes is told; of two they are gathered in a list of fields, `record`.
"""


def _by_label(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {label: (old.get(label), new.get(label)) for label in dict.fromkeys([*old, *new])}


def _alone(context: Context, link: Link, old: Group, new: Group) -> Change:
    why: tuple[str, ...] = ()
    if link.relation == "unknown":
        rule = "point-unknown"
    elif link.relation == "added":
        rule = "point-added"
    else:
        rule, why = _gone(context, old, new)
    before, after = (
        tuple(point.summary for point in group.points) if group.points else None
        for group in (old, new)
    )
    # What was taken out of a draft already says nothing on its side.
    if link.relation == "dropped":
        after = None
    elif link.relation == "added":
        before = None
    points = (*old.points, *new.points)
    held = tuple((p.number, p.status, p.condition, *p.commitments, *p.options) for p in points)
    return change(rule, old, new, "point", before, after, why=why, held=held)


def _gone(context: Context, old: Group, new: Group) -> tuple[str, tuple[str, ...]]:
    """Dropped where that is reported; otherwise no longer mentioned, with what is reported.

    What moved to a companion paper is no longer mentioned here and not dropped from the deal.
    """
    removed = [point for point in new.points if point.status == "removed"]
    if removed:
        return "point-dropped", tuple(point.why for point in removed if point.why)
    omission = context.omission(old.points[0].number) if old.points else None
    if omission is None:
        return "point-not-mentioned", ()
    moved = f"reported as moved to {omission.moved_to}" if omission.moved_to else None
    why = tuple(text for text in (omission.why, moved, omission.note) if text)
    return ("point-not-mentioned" if omission.moved_to else "point-dropped"), why


def _numbers(context: Context, old: Group, new: Group) -> Iterator[Change]:
    tops = tuple(p.number for p in old.tops), tuple(p.number for p in new.tops)
    if len(tops[OLD]) < len(tops[NEW]):
        yield change("point-split", old, new, "point", *tops)
    elif len(tops[OLD]) > len(tops[NEW]):
        yield change("points-merged", old, new, "point", *tops)
    elif len(tops[OLD]) > 1:
        yield change("points-regrouped", old, new, "point", *tops)
    elif tops[OLD] != tops[NEW]:
        above = [context.parents[side].get(tops[side][0]) for side in (OLD, NEW)]
        moved = (above[OLD] is None) != (above[NEW] is None)
        rule = "point-moved" if moved else "point-renumbered"
        yield change(rule, old, new, "number", tops[OLD][0], tops[NEW][0])


def _fields(context: Context, old: Group, new: Group, record: list[str]) -> Iterator[Change]:
    read = all(
        context.is_read(point.number, side)
        for side, group in ((OLD, old), (NEW, new))
        for point in group.points
    )
    for field in POINT_FIELDS:
        before, after = old.told(field), new.told(field)
        if before == after:
            continue
        if field in RECORD and not context.same_text:
            record.append(field)
            continue
        if field in HELD and old.effective(field) != new.effective(field):
            before, after = old.effective(field), new.effective(field)
        for rule, *sides in _field(context, field, before, after, read=read):
            why = tuple(p.why for p in new.tops if p.why) if field == "status" else ()
            yield change(rule, old, new, field, *sides, fields=(field,), why=why)


def _field(
    context: Context, field: str, before: Any, after: Any, *, read: bool
) -> Iterator[tuple[str, Any, Any]]:
    if field == "status":
        yield _status(before, after)
    elif field == "condition":
        yield from condition(before, after)
    elif field == "evidence":
        yield from evidence(before, after)
    elif field == "open_list" and not read:
        yield "reading-depth-changed", before, after
    elif field == "open_list":
        yield ("list-opened" if after else "list-closed"), before, after
    elif field == "sources" and context.same_text:
        gained = tuple(source for source in after or () if source not in (before or ()))
        lost = tuple(source for source in before or () if source not in (after or ()))
        if gained:
            yield "source-added", None, gained
        if lost:
            yield "source-lost", lost, None
        if not gained and not lost:
            yield "sources-changed", before, after
    else:
        yield FIELD_RULES[field], before, after


def _status(before: Any, after: Any) -> tuple[str, Any, Any]:
    was, now = (side[0] if isinstance(side, tuple) else None for side in (before, after))
    if now == was:
        rule = "status-changed"
    elif now == "agreed":
        rule = "point-agreed"
    elif was == "agreed":
        rule = "point-reopened"
    elif now == "disputed":
        rule = "point-disputed"
    elif was == "disputed":
        rule = "dispute-settled"
    else:
        rule = "status-changed"
    return rule, before, after


def _commitments(
    context: Context,
    old: Group,
    new: Group,
    pairs: Mapping[str, tuple[Commitment | None, Commitment | None]],
    record: list[str],
) -> Iterator[Change]:
    places = old.holder, new.holder
    for label, (one, two) in pairs.items():
        path = f"commitments.{label}"
        at = (
            places[OLD][id(one)].number if one is not None else None,
            places[NEW][id(two)].number if two is not None else None,
        )
        lines = (one.line if one else old.line, two.line if two else new.line)
        if one is not None and two is not None:
            # What they set is compared cell by cell over the whole texts.
            for rule, field, *sides in findings(one, two, old.provenance, new.provenance):
                subject = f"{field} of: {two.action}"
                where = f"{path}.{field}"
                if field in RECORD and not context.same_text:
                    record.append(where)
                    continue
                yield change(
                    rule, old, new, subject, *sides,
                    at=at, fields=(where,), lines=lines, pair=(one, two),
                )  # fmt: skip
            continue
        commitment, other = (one, new) if one is not None else (two, old)
        assert commitment is not None
        side = NEW if one is not None else OLD
        if not is_read(context, other, commitment, side):
            rule = "commitment-unknown"
        else:
            asleep = commitment.condition is not None and commitment.condition.when is not None
            kind = "consequence" if asleep else "commitment"
            rule = f"{kind}-gone" if one is not None else f"{kind}-added"
        action = commitment.action
        yield change(rule, old, new, action, one, two, at=at, fields=(path,), lines=lines)


def is_read(context: Context, group: Group, commitment: Commitment, side: int) -> bool:
    """Whether the points of a group are known well enough to miss a commitment in them.

    In a point read in part only values can be missed, and only those that its unread part is
    known not to set.
    """
    if all(context.is_read(point.number, side) for point in group.points):
        return True
    parameters = context.registry.parameters
    names = {cell.partition("[")[0] for cell in commitment.sets}
    return bool(names) and not any(
        context.answers[side].doubtful(parameters[name]) for name in names if name in parameters
    )


def _options(
    old: Group, new: Group, pairs: Mapping[str, tuple[Option | None, Option | None]]
) -> Iterator[Change]:
    for id_, (one, two) in pairs.items():
        if one is not None and two is not None:
            if bare_option(one) == bare_option(two):
                continue
            rule = "option-changed"
        elif one is None:
            rule = "option-left-open" if _says(old, two) else "option-added"
        else:
            rule = "option-chosen" if _says(new, one) else "option-removed"
        lines = (one.line if one else old.line, two.line if two else new.line)
        fields = (f"options.{id_}",)
        yield change(rule, old, new, f"option {id_}", one, two, fields=fields, lines=lines)


def _says(group: Group, option: Option | None) -> bool:
    """Whether the points of a group set for themselves all that an option sets."""
    fixed = {
        (cell, setting.value, setting.unit, setting.only)
        for commitment in group.commitments
        for cell, setting in commitment.sets.items()
    }
    said = {
        (cell, setting.value, setting.unit, setting.only)
        for commitment in (option.commitments if option else ())
        for cell, setting in commitment.sets.items()
    }
    return bool(said) and said <= fixed


def _readings(
    old: Group, new: Group, pairs: Mapping[str, tuple[Reading | None, Reading | None]]
) -> Iterator[Change]:
    for key, (one, two) in pairs.items():
        if one is not None and two is not None:
            if one == two:
                continue
            rule = "reading-changed"
        else:
            rule = "reading-added" if one is None else "reading-removed"
        yield change(rule, old, new, f"reading {key}", one, two, fields=(f"readings.{key}",))


def top_points(points: Mapping[str, Provision], parents: Mapping[str, str]) -> list[str]:
    """The numbers of a text's points, sub-points left out."""
    return [number for number in points if number not in parents]
