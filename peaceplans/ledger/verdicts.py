"""Whether a party's stated position holds what a text sets: the verdict on one value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from peaceplans.ledger.grounds import Ground, Ledger, Standing
from peaceplans.model.position import AnswerMap
from peaceplans.model.registry import Registry
from peaceplans.text_cells import SILENT, State, TextAnswers
from peaceplans.values.setting import UNKNOWN, Number, Setting

ACCEPTED = "accepted"
ACCEPTED_IF = "accepted if"
REJECTED = "rejected"
NOT_STATED = "not stated"

Look = Callable[[str], State]
"""What the text sets in another cell, to judge a package by: a setting, `silent` or `unknown`."""


class Given(NamedTuple):
    """One condition of a package: its cell, and whether the text meets it."""

    cell: str
    state: str  # met, not met or open


class Altering(NamedTuple):
    """A variant reading of the text under which the verdict would be another."""

    place: str
    reading: str
    printed_by: tuple[str, ...]
    verdict: str


class Verdict(NamedTuple):
    """What a party's position says of one value.

    `kind` is `accepted`, `accepted if`, `rejected`, `not stated` or `unknown` (the text was not
    read there). `distance` to the nearest accepted value is in the parameter's unit, 0 exactly
    where it is accepted, None where there is none. `grounds` are what it rests on. `given` tells
    of a package how each condition stands in that text. `silence` marks a verdict on the value
    that silence stands for, `reported` one that rests on second-hand accounts alone.
    """

    party: str
    cell: str
    kind: str
    distance: Number | None = None
    grounds: tuple[Ground, ...] = ()
    given: tuple[Given, ...] = ()
    altering: tuple[Altering, ...] = ()
    silence: bool = False
    qualified: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether it rests on second-hand accounts alone."""
        return bool(self.grounds) and Standing(self.party, self.cell, self.grounds).is_reported


class Judge:
    """Gives verdicts by one ledger at one date.

    With `silence_as_default` a text that is silent on a parameter is judged by the value that
    the parameter declares for silence, and each such verdict is marked. `registry` is the
    ledger's, or one that has what texts define for themselves, too.
    """

    def __init__(
        self,
        ledger: Ledger,
        at: str,
        *,
        silence_as_default: bool = False,
        registry: Registry | None = None,
    ) -> None:
        self.ledger = ledger
        self.at = at
        self.silence_as_default = silence_as_default
        self.parameters = (registry or ledger.registry).parameters

    def on_setting(self, party: str, cell: str, setting: Setting, look: Look) -> Verdict:
        """The verdict on one setting.

        Rejected where a required set does not hold the value or a rejected one does; accepted
        where an accepted set, or every required one, holds it; otherwise not stated. Sets that
        do not speak of the value (other qualifiers, another unit) say nothing of it.
        """
        if setting.is_unknown:
            return Verdict(party, cell, UNKNOWN)
        scale = self.parameters[cell.partition("[")[0]].scale
        standing = self.ledger.standing(party, cell, self.at)
        accepts, rejects, requires = (
            [each for each in sets if each.speaks_of(scale, setting)]
            for sets in (standing.accepts, standing.rejects, standing.requires)
        )
        if not all(s.holds(scale, setting) for s in requires) or any(
            s.holds(scale, setting) for s in rejects
        ):
            distance = _nearest(
                [s.distance(scale, setting) for s in accepts],
                [s.distance(scale, setting) for s in requires],
            )
            return Verdict(party, cell, REJECTED, distance, _bearing(standing, REJECTED))
        if requires or any(s.holds(scale, setting) for s in accepts):
            return Verdict(party, cell, ACCEPTED, 0, _bearing(standing, ACCEPTED))
        for package in standing.packages:
            if package.accepts[cell].holds(scale, setting):
                given = tuple(self._given(package.given, look))
                return Verdict(party, cell, ACCEPTED_IF, None, standing.grounds, given)
        return Verdict(party, cell, NOT_STATED, None, standing.grounds)

    def on_cell(self, party: str, cell: str, text: TextAnswers) -> dict[str, Verdict]:
        """The verdicts on what a text says in a cell, by option; under `""` on the text itself.

        Silence and blanks are *not stated*: no text is given a clause that it has not got.
        """
        parameter = self.parameters[cell.partition("[")[0]]
        state = text.cell(cell, parameter)
        if isinstance(state.state, Setting):
            told = self._with_readings(party, cell, state.state, text, state.places)
            qualified = ("under a condition",) if state.conditional else ()
            return {"": told._replace(qualified=qualified)}
        if isinstance(state.state, Mapping):
            return {
                place: self.on_setting(party, cell, setting, self.look(text, place))
                for place, setting in state.state.items()
            }
        if state.state == UNKNOWN:
            return {"": Verdict(party, cell, UNKNOWN)}
        if self.silence_as_default and parameter.silence is not None:
            silent = Setting(parameter.silence, parameter.bound, parameter.unit)
            return {
                "": self.on_setting(party, cell, silent, self.look(text))._replace(silence=True)
            }
        standing = self.ledger.standing(party, cell, self.at)
        return {"": Verdict(party, cell, NOT_STATED, None, standing.grounds)}

    def _with_readings(
        self, party: str, cell: str, setting: Setting, text: TextAnswers, places: Sequence[str]
    ) -> Verdict:
        """The verdict, with the variant readings that would alter it."""
        look = self.look(text)
        told = self.on_setting(party, cell, setting, look)
        altering = []
        for place, reading, other in text.variants.get(cell, ()):
            if place in places:
                kind = self.on_setting(party, cell, other, look).kind
                if kind != told.kind:
                    altering.append(Altering(place, reading.id, reading.printed_by, kind))
        return told._replace(altering=tuple(altering))

    def look(self, text: TextAnswers, option: str = "") -> Look:
        """What the text sets in other cells, under an option where it has several."""

        def look(cell: str) -> State:
            parameter = self.parameters.get(cell.partition("[")[0])
            if parameter is None:
                return SILENT
            state = text.cell(cell, parameter).state
            if isinstance(state, Mapping):
                return state.get(option, SILENT)
            return state

        return look

    def _given(self, given: AnswerMap, look: Look) -> Iterator[Given]:
        for cell, answers in given.items():
            state = look(cell)
            scale = self.parameters[cell.partition("[")[0]].scale
            if not isinstance(state, Setting) or not answers.speaks_of(scale, state):
                yield Given(cell, "open")
            else:
                yield Given(cell, "met" if answers.holds(scale, state) else "not met")


def _nearest(accepted: list[Number | None], required: list[Number | None]) -> Number | None:
    """The distance to the nearest accepted value: one accepted set, or all that is required.

    A value that is rejected although an accepted set holds it has no distance.
    """
    found = [distance for distance in accepted if distance is not None]
    if required and None not in required:
        found.append(max(distance for distance in required if distance is not None))
    return min(found) if found and min(found) > 0 else None


def _bearing(standing: Standing, kind: str) -> tuple[Ground, ...]:
    """The grounds that can bear a verdict: what merely accepts rejects nothing."""
    cell = standing.cell
    return tuple(
        ground
        for ground in standing.grounds
        if cell in ground.requires
        or cell in (ground.rejects if kind == REJECTED else ground.accepts)
    )
