"""What each text sets in each cell, and what happened to the cell from one to the other.

A parameter is a question asked of the whole text, so its cells are compared over the whole
text, wherever they stand. Blank, unread and silent are three different states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Union

import attrs
from immutabledict import immutabledict

from peaceplans.alignment import Alignment, omitted
from peaceplans.model.plan import Commitment, Plan, Provision, Reading
from peaceplans.model.registry import Parameter
from peaceplans.values.compare import shifts
from peaceplans.values.setting import UNKNOWN, Setting

SILENT = "silent"

State = Union[str, Setting, Mapping[str, Setting]]
"""`silent`, `unknown`, one setting, or settings by option (`12/ukraine`)."""


@attrs.frozen
class Cell:
    """What one text says in one cell: its state, where, under which conditions."""

    state: State
    places: tuple[str, ...] = ()
    line: int = 0
    conditional: bool = False
    issues: tuple[str, ...] = ()
    setters: immutabledict[str, tuple[str, ...]] = immutabledict()
    partly: bool = False


@attrs.frozen
class Found:
    """One change of a cell: the last part of the rule's id and both sides."""

    kind: str
    before: object
    after: object
    by: float | None = None


class Answers:
    """The cells that a plan sets, found once, and its state in any cell."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.base: dict[str, list[tuple[Setting, Provision, Commitment]]] = {}
        self.options: dict[str, dict[str, tuple[Setting, Provision, Commitment]]] = {}
        for point in plan.walk():
            if point.status == "removed" or point.known == "none":
                continue
            for commitment in point.commitments:
                for cell, setting in commitment.sets.items():
                    self.base.setdefault(cell, []).append((setting, point, commitment))
            for option in point.options:
                for commitment in option.commitments:
                    for cell, setting in commitment.sets.items():
                        place = f"{point.number}/{option.id}"
                        self.options.setdefault(cell, {})[place] = (setting, point, commitment)

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that the text sets anywhere, in the order of the text."""
        return tuple(dict.fromkeys([*self.base, *self.options]))

    def cell(self, name: str, parameter: Parameter) -> Cell:
        """The state of a cell in this text."""
        base, options = self.base.get(name, []), self.options.get(name, {})
        doubt = self.doubtful(parameter)
        if options:
            return self._optional(options, doubt)
        if not base:
            return Cell(UNKNOWN if doubt else SILENT)
        setting, point, commitment = base[0]
        setters: dict[str, list[str]] = {}
        if isinstance(setting.value, tuple):
            for each, where, _ in base:
                for member in each.value if isinstance(each.value, tuple) else ():
                    setters.setdefault(member, []).append(where.number)
            weakest = min(base, key=lambda item: item[0].evidence or "").__getitem__(0)
            setting = attrs.evolve(setting, value=tuple(sorted(setters)), evidence=weakest.evidence)
        return Cell(
            setting,
            tuple(dict.fromkeys(where.number for _, where, _ in base)),
            commitment.line or point.line,
            all(bool(where.condition or c.condition) for _, where, c in base),
            tuple(dict.fromkeys(issue for _, where, _ in base for issue in where.issues)),
            immutabledict({member: tuple(numbers) for member, numbers in setters.items()}),
            doubt and isinstance(setting.value, tuple),
        )

    def _optional(
        self, options: Mapping[str, tuple[Setting, Provision, Commitment]], doubt: bool
    ) -> Cell:
        first = next(iter(options.values()))
        return Cell(
            immutabledict({place: setting for place, (setting, _, _) in options.items()}),
            tuple(options),
            first[2].line or first[1].line,
            False,
            tuple(dict.fromkeys(i for _, point, _ in options.values() for i in point.issues)),
        )

    def doubtful(self, parameter: Parameter) -> bool:
        """Whether a part of the text that was not read may set the parameter."""
        if self.plan.known != "all":
            return True
        for point in self.plan.walk():
            if point.known in (None, "all"):
                continue
            if point.in_doubt is None:
                if parameter.issue in point.issues:
                    return True
            elif parameter.id in point.in_doubt:
                return True
        return False


def found(
    name: str, parameter: Parameter, old: Cell, new: Cell, settled: tuple[str, ...] = ()
) -> Iterator[Found]:
    """Every change of one cell. `settled` are members whose absence from the other text is
    established although part of it was not read."""
    before, after = old.state, new.state
    if UNKNOWN in (before, after):
        if before != after:
            yield Found("unknown", before, after)
    elif SILENT in (before, after):
        yield from _appearance(before, after)
    elif isinstance(before, Setting) and isinstance(after, Setting):
        yield from _settings(parameter, old, new, settled)
    elif isinstance(before, Setting):
        yield Found("made-optional", before, after)
    elif isinstance(after, Setting):
        yield Found("made-fixed", before, after)
    elif dict(before) != dict(after):  # type: ignore[call-overload]  # both are options
        yield Found("options-changed", before, after)


def _appearance(before: State, after: State) -> Iterator[Found]:
    if before == after:
        return
    known = after if before == SILENT else before
    blank = isinstance(known, Setting) and known.is_blank
    unread = isinstance(known, Setting) and known.is_unknown
    if unread:
        yield Found("unknown", before, after)
    elif before == SILENT:
        yield Found("raised-as-blank" if blank else "set", before, after)
    else:
        yield Found("blank-gone" if blank else "unset", before, after)


def _settings(
    parameter: Parameter, old: Cell, new: Cell, settled: tuple[str, ...]
) -> Iterator[Found]:
    before, after = old.state, new.state
    assert isinstance(before, Setting) and isinstance(after, Setting)
    for shift in shifts(parameter.scale, before, after):
        if shift.kind in ("members-removed", "members-added"):
            yield from _members(shift.kind, shift.before or shift.after, old, new, settled)
        elif shift.kind.startswith("evidence-"):
            yield Found(shift.kind, before.evidence, after.evidence)
        else:
            by = None if shift.by is None else shift.by
            yield Found(shift.kind, before, after, by)
    if old.conditional != new.conditional:
        yield Found("made-conditional" if new.conditional else "made-unconditional", before, after)
    if before.note != after.note:
        yield Found("note", before.note, after.note)


def _members(
    kind: str, members: object, old: Cell, new: Cell, settled: tuple[str, ...]
) -> Iterator[Found]:
    """Members gained or lost; where the other text was read in part, only what is settled."""
    names = members if isinstance(members, tuple) else ()
    other = new if kind == "members-removed" else old
    sure = tuple(name for name in names if not other.partly or name in settled)
    open_ = tuple(name for name in names if name not in sure)
    if sure:
        pair = (sure, None) if kind == "members-removed" else (None, sure)
        yield Found(kind, *pair, len(sure))
    if open_:
        pair = (open_, UNKNOWN) if kind == "members-removed" else (UNKNOWN, open_)
        yield Found("unknown", *pair)


def settled_members(
    old: Cell, new_plan: Plan, alignment: Alignment, old_plan: Plan, *, forward: bool
) -> tuple[str, ...]:
    """Members whose absence in the other text is established: the points that set them
    correspond to points known in full there, or are declared to have been left out."""
    read = {p.number: p.known in (None, "all") for p in new_plan.walk()}
    gone = omitted(new_plan, old_plan.id)
    partners: dict[str, tuple[str, ...]] = {}
    for link in alignment.links:
        for number in link.old if forward else link.new:
            partners[number] = link.new if forward else link.old
    return tuple(
        member
        for member, numbers in old.setters.items()
        if all(
            f"{old_plan.id}#{number}" in gone
            or (partners.get(number) and all(read[other] for other in partners[number]))
            for number in numbers
        )
    )


def under(plan: Plan, point: Provision, reading: Reading) -> Iterator[tuple[str, Setting]]:
    """The cells that a variant reading sets otherwise, with its value."""
    if reading.kind == "variant":
        yield from reading.sets.items()
