"""What changed in one commitment: who, how strongly, on which condition, when, where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from peaceplans.comparison.content import HELD, UNORDERED
from peaceplans.comparison.pairing import likeness_of_actions
from peaceplans.model.plan import Commitment, Condition, Timing
from peaceplans.values.compare import EVIDENCE_ORDER
from peaceplans.vocabulary import FORCE, REVERSED

SAME_ACT = 0.3
"""Share of words in common from which two actions count as the same act worded otherwise."""

Finding = tuple[str, str, Any, Any]
"""Rule, field, before, after."""

Provenance = Callable[[Commitment, str], Any]


def _mutual(commitment: Commitment) -> bool:
    """Whether the parties owe the duty to each other."""
    return set(commitment.counterparties) <= set(commitment.parties)


NOBODY = ("not-named",)


def findings(
    old: Commitment, new: Commitment, old_own: Provenance, new_own: Provenance
) -> Iterator[Finding]:
    """Every difference of two corresponding commitments outside what they set.

    `old_own` and `new_own` give the sources and evidence that a commitment states itself.
    """
    same_act = likeness_of_actions(old, new) >= SAME_ACT
    for field, compare in COMPARERS.items():
        if field in HELD:
            before, after = old_own(old, field), new_own(new, field)
        else:
            before, after = getattr(old, field), getattr(new, field)
        if before == after or (field in UNORDERED and sorted(before) == sorted(after)):
            continue
        if field == "modality":
            yield (_modality(before, after, same_act), field, before, after)
        elif field == "counterparties" and _mutual(old) and _mutual(new):
            # Owed to each other: told with the parties.
            yield "implied-parties-changed", field, before, after
        elif field == "action":
            yield ("action-reworded" if same_act else "action-changed"), field, before, after
        else:
            yield from ((rule, field, *sides) for rule, *sides in compare(before, after))


def _parties(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[tuple[str, Any, Any]]:
    lost = tuple(party for party in before if party not in after)
    gained = tuple(party for party in after if party not in before)
    if lost == NOBODY and gained:
        yield "party-named", before, gained
    elif gained == NOBODY and lost:
        yield "party-unnamed", lost, after
    elif lost and gained:
        yield "party-swapped", lost, gained
    elif gained:
        yield "party-added", before, gained
    else:
        yield "party-removed", lost, after


def _modality(before: str, after: str, same_act: bool) -> str:
    """Reversed only where the act is the same: a prohibition names the forbidden act."""
    if frozenset((before, after)) in REVERSED and same_act:
        return "modality-reversed"
    if before in FORCE and after in FORCE and FORCE[before] != FORCE[after]:
        return "modality-strengthened" if FORCE[after] > FORCE[before] else "modality-weakened"
    return "modality-changed"


def _counterparties(
    before: tuple[str, ...], after: tuple[str, ...]
) -> Iterator[tuple[str, Any, Any]]:
    if not before:
        yield "counterparty-named", None, after
    elif not after:
        yield "counterparty-unnamed", before, None
    else:
        yield "counterparty-changed", before, after


def condition(before: Condition | None, after: Condition | None) -> Iterator[tuple[str, Any, Any]]:
    """A condition that came, went or changed."""
    if before is None:
        yield "condition-added", None, after
    elif after is None:
        yield "condition-removed", before, None
    else:
        yield "condition-changed", before, after


def _timing(before: Timing | None, after: Timing | None) -> Iterator[tuple[str, Any, Any]]:
    if before is None:
        yield "deadline-set", None, after
    elif after is None:
        yield "deadline-removed", before, None
    elif (was := _due(before)) and (now := _due(after)) and was[0] == now[0] and was != now:
        kind = "brought-forward" if now < was else "put-off"
        yield f"deadline-{kind}", before, after
    else:
        yield "timing-changed", before, after


def _due(timing: Timing) -> tuple[str, float] | None:
    """How a duty's deadline is counted, and where on that count it lies.

    None where there is no deadline, or none that can be ordered: an uncertain date, words.
    """
    day = (timing.by or "").replace("-", "")
    if day.isdecimal() and len(day) == len("20260131"):
        return "date", float(day)
    if timing.within == "immediately":
        return "days", 0.0
    count, _, unit = (timing.within or "").partition(" ")
    if count.isdecimal() and unit in DAYS:
        return "days", float(count) * DAYS[unit]
    return None


DAYS = {"hours": 1 / 24, "hour": 1 / 24, "days": 1, "day": 1, "weeks": 7, "week": 7}


def _places(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[tuple[str, Any, Any]]:
    gained = tuple(place for place in after if place not in before)
    lost = tuple(place for place in before if place not in after)
    if gained:
        yield "place-added", None, gained
    if lost:
        yield "place-removed", lost, None


def _as(rule: str) -> Callable[[Any, Any], Iterator[tuple[str, Any, Any]]]:
    return lambda before, after: iter([(rule, before, after)])


def evidence(before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """How much more or less surely something is established than before."""
    worst = [
        max((EVIDENCE_ORDER.index(grade) for grade in _grades(side)), default=-1)
        for side in (before, after)
    ]
    if worst[0] == worst[1]:
        stronger = len(_grades(after)) < len(_grades(before))
    else:
        stronger = worst[1] < worst[0]
    yield ("evidence-strengthened" if stronger else "evidence-weakened"), before, after


def _grades(side: Any) -> tuple[str, ...]:
    return side if isinstance(side, tuple) else (side,) if side else ()


COMPARERS: dict[str, Callable[[Any, Any], Iterator[tuple[str, Any, Any]]]] = {
    "id": _as("label-changed"),
    "parties": _parties,
    "counterparties": _counterparties,
    "implied": _as("implied-parties-changed"),
    "modality": _as("modality-changed"),
    "action": _as("action-reworded"),
    "condition": condition,
    "timing": _timing,
    "places": _places,
    "brings": _as("brings-changed"),
    "unclear": _as("undefined-terms-changed"),
    "evidence": evidence,
    "sources": _as("sources-changed"),
    "note": _as("note-changed"),
}
