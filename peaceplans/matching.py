"""Matching points by what is there, where no lineage is declared.

Each point is a weighted bag of what it holds: the parameters that it sets, cells, places,
issues, parties, modalities and words. Rare features weigh more (inverse document frequency,
Spärck Jones 1972), two points are as alike as the cosine of their bags, and only points that
share a rare feature are ever compared, so that the work grows with what is shared and not
with the product of the two texts. A number counts only to choose between equals.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from peaceplans.model.plan import Commitment, Provision

Grade = tuple[str, str]
Pairs = dict[tuple[str, str], Grade]

WEIGHT = {
    "parameter": 3.0,
    "cell": 1.0,
    "place": 1.5,
    "issue": 1.0,
    "party": 0.6,
    "modality": 0.3,
    "word": 1.0,
}
SURE, LIKELY, LEAST = 0.6, 0.42, 0.3
TWIN = 0.8  # what it takes beside declared lineage, and for a second partner
COMMON = 25  # a feature of more points than this finds no candidates
SAME_NUMBER = 1e-6

WORD = re.compile(r"[^\W_]+")
STOP = frozenset(
    """a all an and are as at be by for from has have in into is it its no not of on or other over
    than that the their them these this to under until which with without""".split()
)


def match(old: Sequence[Provision], new: Sequence[Provision], *, strict: bool = False) -> Pairs:
    """Pairs of numbers with confidence and reason; each side's point in one pair or, where a
    point is clearly split or merged, in several. `strict` keeps only near twins.
    """
    bags = [_bag(point) for point in old], [_bag(point) for point in new]
    weights = _weights([*bags[0], *bags[1]])
    vectors = [[_vector(bag, weights) for bag in side] for side in bags]
    scored = sorted(
        (
            (-score - (SAME_NUMBER if old[a].number == new[b].number else 0), a, b)
            for a, b, score in _candidates(*vectors)
        ),
    )
    least = TWIN if strict else LEAST
    pairs: Pairs = {}
    taken: tuple[set[int], set[int]] = set(), set()
    for negative, a, b in scored:
        score = -negative
        if score < least:
            break
        if (a in taken[0] and b in taken[1]) or (
            (a in taken[0] or b in taken[1]) and (strict or score < TWIN)
        ):
            continue
        taken[0].add(a)
        taken[1].add(b)
        pairs[old[a].number, new[b].number] = _grade(score, vectors[0][a], vectors[1][b])
    return pairs


def _bag(point: Provision) -> Counter[tuple[str, str]]:
    bag: Counter[tuple[str, str]] = Counter()
    for issue in point.issues:
        bag["issue", issue] += 1
    texts = [point.heading or "", point.summary]
    for commitment in _commitments(point):
        for cell in commitment.sets:
            bag["parameter", cell.partition("[")[0]] = 1
            bag["cell", cell] = 1
        for place in commitment.places:
            bag["place", place] = 1
        for party in commitment.parties:
            bag["party", party] = 1
        bag["modality", commitment.modality] = 1
        texts.append(commitment.action)
    for text in texts:
        for word in WORD.findall(text.casefold()):
            if word not in STOP:
                bag["word", _stem(word)] += 1
    return bag


def _commitments(point: Provision) -> Iterator[Commitment]:
    yield from point.commitments
    for option in point.options:
        yield from option.commitments


def _stem(word: str) -> str:
    """Plurals and common endings off, so that *guarantees* meets *guarantee*."""
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _weights(bags: list[Counter[tuple[str, str]]]) -> dict[tuple[str, str], float]:
    spread = Counter(feature for bag in bags for feature in bag)
    return {
        feature: WEIGHT[feature[0]] * (math.log((1 + len(bags)) / (1 + count)) + 0.1)
        for feature, count in spread.items()
    }


def _vector(
    bag: Counter[tuple[str, str]], weights: dict[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    raw = {
        feature: (1 + math.log(count)) * weights[feature] for feature, count in sorted(bag.items())
    }
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {feature: value / length for feature, value in raw.items()}


def _candidates(
    old: list[dict[tuple[str, str], float]], new: list[dict[tuple[str, str], float]]
) -> Iterator[tuple[int, int, float]]:
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for b, vector in enumerate(new):
        for feature in vector:
            index[feature].append(b)
    for a, vector in enumerate(old):
        found = {b for feature in vector if len(at := index.get(feature, ())) <= COMMON for b in at}
        for b in sorted(found):
            yield (
                a,
                b,
                round(
                    sum(value * new[b].get(feature, 0.0) for feature, value in vector.items()), 9
                ),
            )


def _grade(
    score: float, one: dict[tuple[str, str], float], two: dict[tuple[str, str], float]
) -> Grade:
    shared = sorted(
        ((-value * two[feature], feature) for feature, value in one.items() if feature in two),
    )[:4]
    told = ", ".join(
        f"{kind} {name.replace('-', ' ') if kind != 'cell' else name}" for _, (kind, name) in shared
    )
    confidence = "sure" if score >= SURE else "likely" if score >= LIKELY else "uncertain"
    return confidence, f"both have {told}"
