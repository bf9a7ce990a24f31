"""What a change means for each party: nearer or farther, acceptable or no longer, red lines.

Takes a comparison, which knows nothing of positions, and a ledger, which knows nothing of
comparisons. Each substantive change of an answer is judged on both sides at one date; what was
changed in words alone is counted, since no position can be computed on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.ledger.grid import told_verdict
from peaceplans.ledger.grounds import OWN, Ground, Ledger
from peaceplans.ledger.verdicts import ACCEPTED, ACCEPTED_IF, NOT_STATED, REJECTED, Judge, Verdict
from peaceplans.text_cells import TextAnswers
from peaceplans.values.setting import UNKNOWN, Number, Setting

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog

UNAFFECTED, NO_ANSWER = "unaffected", "unknown"
NOW, NOW_IF, NO_LONGER = "now acceptable", "now acceptable if", "no longer acceptable"
NEWLY, RELEASED = "newly rejected", "no longer rejected"
NEARER, FARTHER, STILL = "nearer", "farther", "still rejected"

_YES, _NO, _OPEN = "yes", "no", "open"
_SIDE = {ACCEPTED: _YES, ACCEPTED_IF: _YES, REJECTED: _NO, NOT_STATED: _OPEN}
TABLE: Mapping[tuple[str, str], str] = {
    (_YES, _YES): UNAFFECTED,
    (_YES, _OPEN): NO_ANSWER,
    (_YES, _NO): NO_LONGER,
    (_OPEN, _YES): NOW,
    (_OPEN, _OPEN): NO_ANSWER,
    (_OPEN, _NO): NEWLY,
    (_NO, _YES): NOW,
    (_NO, _OPEN): RELEASED,
    (_NO, _NO): STILL,  # nearer or farther where there are distances
}
"""Verdict before and after → what that means; where a text was not read, unknown."""

MIRROR = {
    UNAFFECTED: {UNAFFECTED},
    NO_ANSWER: {NO_ANSWER, NOW, NOW_IF},
    NOW: {NO_LONGER, NO_ANSWER},
    NOW_IF: {NO_LONGER, NO_ANSWER},
    NO_LONGER: {NOW, NOW_IF},
    NEWLY: {RELEASED},
    RELEASED: {NEWLY},
    NEARER: {FARTHER},
    FARTHER: {NEARER},
    STILL: {STILL},
}
"""What each becomes when the sides are swapped."""


class Effect(NamedTuple):
    """What one change of one cell means for one party.

    `what` is a word of the table; `by` how much nearer or farther, in the parameter's unit.
    `before` and `after` are the verdicts; `option` names the options concerned, if any.
    `red_line` is `entered` or `left` where the value enters or leaves what a declared red line
    in force rules out, `lines` the entries that declared it.
    """

    change: Change
    cell: str
    party: str
    what: str
    by: Number | None
    before: Verdict
    after: Verdict
    option: str = ""
    own_text: bool = False
    red_line: str | None = None
    lines: tuple[Ground, ...] = ()

    @property
    def counted(self) -> str:
        """What it is counted as: an effect that rests on nothing but the party's own part in
        one of the two texts tells nothing of the party that its part does not tell already.
        """
        return f"{self.what} (by its own text)" if self.own_text else self.what


@attrs.frozen
class Effects:
    """What a comparison means for the parties at a date; `in_words` counts the substantive
    changes that no position can be computed on.
    """

    diff: PlanDiff
    at: str
    parties: tuple[str, ...]
    effects: tuple[Effect, ...]
    in_words: int

    def __iter__(self) -> Iterator[Effect]:
        return iter(self.effects)

    @property
    def crossed(self) -> tuple[Effect, ...]:
        """Effects by which a red line was entered."""
        return tuple(effect for effect in self.effects if effect.red_line == "entered")

    def summary(self) -> dict[str, Counter[str]]:
        """For whom did what move: for each party how many cells are of which effect."""
        found: dict[str, Counter[str]] = {party: Counter() for party in self.parties}
        for effect in self.effects:
            found[effect.party][effect.counted] += 1
        return found

    def to_dict(self) -> dict[str, Any]:
        """Plain values: one item for each effect."""
        return {
            "format": "peaceplans-effects",
            "version": 1,
            "old": self.diff.old.id,
            "new": self.diff.new.id,
            "at": self.at,
            "parties": list(self.parties),
            "in_words_only": self.in_words,
            "summary": {party: dict(counts) for party, counts in self.summary().items()},
            "effects": [
                {
                    "change": effect.change.fingerprint,
                    "rule": effect.change.rule,
                    "cell": effect.cell,
                    "party": effect.party,
                    "effect": effect.what,
                    "by": effect.by,
                    "option": effect.option or None,
                    "own_text": effect.own_text,
                    "before": told_verdict(effect.before),
                    "after": told_verdict(effect.after),
                    "red_line": effect.red_line,
                    "declared_by": [ground.id for ground in effect.lines],
                }
                for effect in self.effects
            ],
        }


def effects(
    diff: PlanDiff,
    *,
    at: str | None = None,
    parties: Iterable[str] = (),
    catalog: Catalog | None = None,
    silence_as_default: bool = False,
) -> Effects:
    """What each substantive change means for each party by its stated positions at a date.

    `parties` are by default all with an entry. Raises ValueError for what is no date.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    ledger = Ledger.of(catalog or builtin(), diff.new.conflict)
    day = ledger.at(at)
    judge = Judge(ledger, day, silence_as_default=silence_as_default)
    chosen = tuple(parties) or ledger.parties
    texts = TextAnswers(diff.old), TextAnswers(diff.new)
    found: list[Effect] = []
    seen: set[str] = set()
    in_words = 0
    # What is said on one war is not held against a text about another.
    same_war = diff.old.conflict == diff.new.conflict
    for change in diff.at("substantive") if same_war else ():
        cells = [c for c in _cells(change) if c.partition("[")[0] in judge.parameters]
        in_words += not cells
        for cell in cells:
            if cell not in seen:
                seen.add(cell)
                for party in chosen:
                    found.extend(_effects(judge, change, cell, party, texts))
    return Effects(diff, day, chosen, tuple(found), in_words)


def _cells(change: Change) -> tuple[str, ...]:
    """The cells whose answer changed; none for a change in words."""
    if not change.rule.startswith("parameter-"):
        return ()
    if change.rule == "parameter-places-changed":
        return tuple({**change.before, **change.after})
    return (change.subject,)


def _effects(
    judge: Judge, change: Change, cell: str, party: str, texts: tuple[TextAnswers, TextAnswers]
) -> Iterator[Effect]:
    """One effect for each pair of what the two texts, or their options, set in the cell."""
    if not judge.ledger.standing(party, cell, judge.at).grounds:
        return  # nothing is stated, so that nothing can be said: such cells are unknown to it
    before, after = (judge.on_cell(party, cell, text) for text in texts)
    for old_place, old in before.items():
        for new_place, new in after.items():
            what, by = meaning(old, new)
            line, grounds = _red_line(judge, party, cell, texts, (old_place, new_place))
            option = " → ".join(place for place in (old_place, new_place) if place)
            own = _own_text((old, new), texts)
            yield Effect(change, cell, party, what, by, old, new, option, own, line, grounds)


def _own_text(verdicts: tuple[Verdict, Verdict], texts: tuple[TextAnswers, TextAnswers]) -> bool:
    """Whether both verdicts rest on nothing but the party's part in one of the two texts."""
    plans = {text.plan.id for text in texts}
    grounds = [ground for verdict in verdicts for ground in verdict.grounds]
    return bool(grounds) and all(
        ground.place is not None and ground.place.partition("#")[0] in plans for ground in grounds
    )


def meaning(old: Verdict, new: Verdict) -> tuple[str, Number | None]:
    """What it means for a party that the one verdict gives way to the other, and by how much."""
    if UNKNOWN in (old.kind, new.kind):
        return NO_ANSWER, None
    what = TABLE[_SIDE[old.kind], _SIDE[new.kind]]
    if what == STILL and old.distance is not None and new.distance is not None:
        by = old.distance - new.distance
        return (NEARER, by) if by > 0 else (FARTHER, -by) if by < 0 else (STILL, None)
    if what == NOW and new.kind == ACCEPTED_IF and any(g.state != "met" for g in new.given):
        return NOW_IF, None
    return what, None


def _red_line(
    judge: Judge,
    party: str,
    cell: str,
    texts: tuple[TextAnswers, TextAnswers],
    places: tuple[str, str],
) -> tuple[str | None, tuple[Ground, ...]]:
    """Whether the value enters or leaves what a red line in force rules out."""
    standing = judge.ledger.standing(party, cell, judge.at)
    lines = tuple(ground for ground in standing.grounds if ground.red_line and ground.kind == OWN)
    if not lines:
        return None, ()
    parameter = judge.parameters[cell.partition("[")[0]]
    ruled_out = []
    for text, place in zip(texts, places, strict=True):
        state = text.cell(cell, parameter).state
        value = state.get(place) if isinstance(state, Mapping) else state
        ruled_out.append(
            isinstance(value, Setting)
            and any(_rules_out(ground, cell, parameter.scale, value) for ground in lines)
        )
    if ruled_out == [False, True]:
        return "entered", lines
    return ("left", lines) if ruled_out == [True, False] else (None, ())


def _rules_out(ground: Ground, cell: str, scale: Any, value: Setting) -> bool:
    required, rejected = ground.requires.get(cell), ground.rejects.get(cell)
    spoken = [each for each in (required, rejected) if each and each.speaks_of(scale, value)]
    return any(each.holds(scale, value) == (each is rejected) for each in spoken)
