"""Which commitment of a group corresponds to which of the other side's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from peaceplans.model.plan import Commitment
from peaceplans.vocabulary import FORCE

WORD = re.compile(r"[^\W_]{3,}")
LEAST = 2.0
"""Shared parameters, parties, modality and words must add up to this much."""


def pair(
    old: Sequence[Commitment], new: Sequence[Commitment]
) -> list[tuple[Commitment | None, Commitment | None]]:
    """Pairs in the order of the old side, then what only the new side has.

    The most alike are paired first; ties go to those that stand first. Equal commitments pair
    before all others, so that a text against itself differs nowhere.
    """
    # Ties are broken alike whichever side is called old.
    scored = sorted(
        (-likeness(one, two), a + b, abs(a - b), a, b)
        for a, one in enumerate(old)
        for b, two in enumerate(new)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for negative, _, _, a, b in scored:
        if -negative >= LEAST and a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    left = (
        [a for a in range(len(old)) if a not in partner],
        [b for b in range(len(new)) if b not in taken],
    )
    if len(left[0]) == len(left[1]) == 1 and old[left[0][0]].modality == new[left[1][0]].modality:
        # One is left on either side and binds alike: the same duty, told in other words.
        partner[left[0][0]] = left[1][0]
        taken.add(left[1][0])
    pairs: list[tuple[Commitment | None, Commitment | None]] = [
        (one, new[partner[a]] if a in partner else None) for a, one in enumerate(old)
    ]
    return pairs + [(None, two) for b, two in enumerate(new) if b not in taken]


def likeness(one: Commitment, two: Commitment) -> float:
    """How alike two commitments are; infinite if equal, symmetric."""
    if one.action == two.action and one == two:
        return float("inf")
    shared = likeness_of_actions(one, two)
    parameters = _parameters(one), _parameters(two)
    cells = set(one.sets) & set(two.sets)
    score = 4.0 * shared
    if parameters[0] & parameters[1]:
        score += 2.0 + (1.0 if cells else 0.0)
    elif parameters[0] and parameters[1]:
        score -= 2.0
    if set(one.parties) & set(two.parties):
        score += 0.7
    if one.modality == two.modality:
        score += 0.7
    elif one.modality in FORCE and two.modality in FORCE:
        score += 0.3
    if one.id is not None and one.id == two.id:
        score += 1.0
    return round(score, 9)


def likeness_of_actions(one: Commitment, two: Commitment) -> float:
    """The share of words that two actions have in common (Jaccard), from 0 to 1."""
    words = _words(one.action), _words(two.action)
    return len(words[0] & words[1]) / (len(words[0] | words[1]) or 1)


@lru_cache(maxsize=4096)
def _words(action: str) -> frozenset[str]:
    return frozenset([word[:6] for word in WORD.findall(action.casefold())])


def _parameters(commitment: Commitment) -> frozenset[str]:
    return frozenset(cell.partition("[")[0] for cell in commitment.sets)
