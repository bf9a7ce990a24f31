"""What one text says in each cell: its state, where it is set, and by which readings otherwise.

A parameter is a question asked of the whole text, so its cells are found over the whole text,
wherever they stand. Blank, unread and silent are three different states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Union

import attrs
from immutabledict import immutabledict

from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Commitment, Plan, Provision, Reading
from peaceplans.values.compare import EVIDENCE_ORDER
from peaceplans.values.setting import UNKNOWN, Setting

SILENT = "silent"

State = Union[str, Setting, Mapping[str, Setting]]
"""`silent`, `unknown`, one setting, or settings by option (`12/ukraine`)."""


class Cell(NamedTuple):
    """What one text says in one cell: its state, and where.

    `conditional`: only under a condition. `partly`: members of a text that was not read in
    full, at least these. `members` gives the points that set each.
    """

    state: State
    places: tuple[str, ...] = ()
    line: int = 0
    conditional: bool = False
    partly: bool = False
    members: Mapping[str, Sequence[str]] = immutabledict()


class TextAnswers:
    """What a plan sets, found once: by cell the settings of the text, of its options (by place)
    and of its variant readings.

    Values that are our inference are left out unless `inferred` asks for them: they are shown
    with the point, and neither compared nor judged.
    """

    def __init__(self, plan: Plan, *, inferred: bool = False) -> None:
        self.plan = plan
        self._inferred = inferred
        self.base: dict[str, list[tuple[Setting, Provision, Commitment]]] = {}
        self.options: dict[str, dict[str, tuple[Setting, Provision, Commitment]]] = {}
        self.variants: dict[str, list[tuple[str, Reading, Setting]]] = {}
        self._unread: list[Provision] = []
        self._doubt: dict[str, bool] = {}
        for point in plan.walk():
            if point.known not in (None, "all"):
                self._unread.append(point)
            self._read_variants(point.number, point.readings)
            for option in point.options:
                self._read_variants(f"{point.number}/{option.id}", option.readings)
            if point.status == "removed" or point.known == "none":
                continue
            for commitment in point.commitments:
                for cell, setting in self._sets(commitment):
                    self.base.setdefault(cell, []).append((setting, point, commitment))
            for option in point.options:
                for commitment in option.commitments:
                    for cell, setting in self._sets(commitment):
                        place = f"{point.number}/{option.id}"
                        held = self.options.setdefault(cell, {})
                        held[place] = _together(held.get(place), (setting, point, commitment))

    def _sets(self, commitment: Commitment) -> Iterator[tuple[str, Setting]]:
        for cell, setting in commitment.sets.items():
            if self._inferred or setting.evidence != "inferred":
                yield cell, setting

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that the text sets anywhere, in the order of the text."""
        return tuple(dict.fromkeys([*self.base, *self.options]))

    def cell(self, name: str, parameter: Parameter) -> Cell:
        """The state of a cell in this text."""
        base, options = self.base.get(name, []), self.options.get(name, {})
        doubt = self.doubtful(parameter)
        if not base:
            return _optional(options) if options else Cell(UNKNOWN if doubt else SILENT)
        setting, point, commitment = base[0]
        members: dict[str, list[str]] = {}
        # An option that sets what the text sets anyway leaves the text as it is.
        if other := {k: v for k, v in options.items() if not _same(v[0], setting)}:
            return _optional({point.number: base[0], **other})
        if isinstance(setting.value, tuple):
            for each, where, _ in base:
                for member in each.value if isinstance(each.value, tuple) else ():
                    members.setdefault(member, []).append(where.number)
            grades = [each.evidence for each, _, _ in base if each.evidence]
            weakest = max(grades, key=EVIDENCE_ORDER.index, default=None)
            setting = attrs.evolve(setting, value=tuple(sorted(members)), evidence=weakest)
        return Cell(
            setting,
            tuple(dict.fromkeys(where.number for _, where, _ in base)),
            commitment.line or point.line,
            all(bool(where.condition or c.condition) for _, where, c in base),
            doubt and isinstance(setting.value, tuple),
            members,
        )

    def _read_variants(self, place: str, readings: tuple[Reading, ...]) -> None:
        for reading in readings:
            if reading.kind == "variant":
                for cell, setting in reading.sets.items():
                    self.variants.setdefault(cell, []).append((place, reading, setting))

    def doubtful(self, parameter: Parameter) -> bool:
        """Whether a part of the text that was not read may set the parameter."""
        if self.plan.known != "all":
            return True
        if parameter.id not in self._doubt:
            self._doubt[parameter.id] = any(
                parameter.issue in point.issues
                if point.in_doubt is None
                else parameter.id in point.in_doubt
                for point in self._unread
            )
        return self._doubt[parameter.id]


Set = tuple[Setting, Provision, Commitment]


def _together(before: Set | None, now: Set) -> Set:
    """What an option sets in a cell: members that several commitments name are one set."""
    if before is None or not (
        isinstance(before[0].value, tuple) and isinstance(now[0].value, tuple)
    ):
        return now
    members = tuple(sorted({*before[0].value, *now[0].value}))
    return attrs.evolve(before[0], value=members), before[1], before[2]


def _same(one: Setting, two: Setting) -> bool:
    return (one.value, one.unit, one.only) == (two.value, two.unit, two.only)


def _optional(options: Mapping[str, tuple[Setting, Provision, Commitment]]) -> Cell:
    _, point, commitment = next(iter(options.values()))
    states = immutabledict({place: setting for place, (setting, _, _) in options.items()})
    return Cell(states, tuple(options), commitment.line or point.line)
