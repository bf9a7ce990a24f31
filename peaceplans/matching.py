"""Matching points by what is there, where no lineage is declared.

Each point is a weighted bag of what it holds: the parameters that it sets, cells, places,
issues, parties, modalities and words. Rare features weigh more (inverse document frequency,
Spärck Jones 1972), two points are as alike as the cosine of their bags, and only points that
share a rare feature are ever compared, so that the work grows with what is shared and not
with the product of the two texts.

Whole points are matched first, each with all that stands below it; then what stands below them,
where a sub-point of a matched point has the better claim. A number alone matches nothing. It
chooses between equals; and where the points matched by content have kept their numbers almost
all, or the two are versions of one text, it pairs what is left and still shares something.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from peaceplans.model.plan import Commitment, Provision

Grade = tuple[str, str]
"""Confidence and the reason in words."""
Pairs = dict[tuple[str, str], Grade]
Bag = Counter[tuple[str, str]]
Vector = dict[tuple[str, str], float]

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
MUTUAL = 0.2  # what it takes for whole points of which each is the other's best partner
TWIN = 0.8  # what it takes beside declared lineage
SECOND = 0.5  # what it takes for a second partner: a point that is split or merged
KIN = 0.15  # the better claim of a sub-point whose point is matched
ITSELF = 0.12  # what points of one number must still share where the number is evidence
ENOUGH, MOST = 5, 0.8  # matches, and the share of one number, that make numbers evidence
COMMON = 16  # a feature of more points than this finds no candidates
SAME_NUMBER = 1e-6

WORD = re.compile(r"[^\W_]+")
STOP = frozenset(
    """a all an and are as at be by for from has have in into is it its no not of on or other over
    than that the their them these this to under until which with without""".split()
)


def match(
    old: Sequence[Provision],
    new: Sequence[Provision],
    *,
    strict: bool = False,
    same_text: bool = False,
) -> Pairs:
    """Pairs of numbers with confidence and reason, out of free points in the order of the text.

    A point is in one pair or, where it is clearly split or merged, in several. `strict` keeps
    only near twins; `same_text` says that the two are versions of one text.
    """
    matcher = _Matcher(old, new, strict=strict)
    if not strict:
        matcher.take(whole=True)
    matcher.take(whole=False)
    if same_text or (not strict and matcher.keeps_numbers()):
        matcher.take_numbers(unread=not same_text)
    if not strict:
        matcher.take(whole=False, second=True)
    return matcher.pairs


class _Matcher:
    """The state of one matching: bags of both sides and what is paired so far."""

    def __init__(self, old: Sequence[Provision], new: Sequence[Provision], *, strict: bool) -> None:
        self.points = list(old), list(new)
        self.strict = strict
        self.pairs: Pairs = {}
        self.partners: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
        bags = [[_bag(point) for point in side] for side in self.points]
        self.weights = _weights([*bags[0], *bags[1]])
        self.vectors = [[self._vector(bag) for bag in side] for side in bags]

    def _vector(self, bag: Bag) -> Vector:
        # A sub-point that lineage speaks of takes no part, and what only it holds has no weight.
        known = [(f, count) for f, count in sorted(bag.items()) if f in self.weights]
        raw = {f: (1 + math.log(count)) * self.weights[f] for f, count in known}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {feature: value / length for feature, value in raw.items()}

    def take(self, *, whole: bool, second: bool = False) -> None:
        """Pair whole points with all below them, or points and sub-points by themselves; with
        `second`, what is left with a point that has a partner already.
        """
        vectors = self.vectors
        if whole:
            vectors = [[self._vector(_bag(p, whole=True)) for p in side] for side in self.points]
        scored = []
        best: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for a, b, score in self._candidates(vectors, whole=whole, second=second):
            one, two = self.points[0][a], self.points[1][b]
            if not whole and self._is_inside(one, two):
                continue
            claim = score + (SAME_NUMBER if one.number == two.number else 0)
            if not whole and self._are_kin(one, two):
                claim += KIN
            best[0][a] = max(claim, best[0].get(a, 0.0))
            best[1][b] = max(claim, best[1].get(b, 0.0))
            scored.append((-claim, a + b, abs(a - b), a, b))  # alike from either side
        for negative, _, _, a, b in sorted(scored):
            mutual = whole and best[0][a] == best[1][b] == -negative
            self._pair(-negative, a, b, vectors, second=second, mutual=mutual)

    def _candidates(
        self, vectors: list[list[Vector]], *, whole: bool, second: bool
    ) -> Iterator[tuple[int, int, float]]:
        """Pairs that may still be made: of free points, or with `second` of a free one and one
        that has a partner.
        """
        free, taken = (
            [
                [
                    i
                    for i, point in enumerate(side)
                    if (point.number in self.partners[at]) is had and (not whole or _is_top(point))
                ]
                for at, side in enumerate(self.points)
            ]
            for had in (False, True)
        )
        if not second:
            yield from _candidates(vectors, [free[0], free[1]])
        else:
            yield from _candidates(vectors, [free[0], taken[1]])
            yield from _candidates(vectors, [taken[0], free[1]])

    def _is_inside(self, one: Provision, two: Provision) -> bool:
        """Whether one is paired with the point that the other divides by a number of ours."""
        return (
            two.numbered == "ours"
            and two.number.rpartition(".")[0] in self.partners[0].get(one.number, ())
        ) or (
            one.numbered == "ours"
            and one.number.rpartition(".")[0] in self.partners[1].get(two.number, ())
        )

    def _are_kin(self, one: Provision, two: Provision) -> bool:
        above = one.number.rpartition(".")[0], two.number.rpartition(".")[0]
        return bool(above[0]) and above[1] in self.partners[0].get(above[0], ())

    def _pair(
        self,
        claim: float,
        a: int,
        b: int,
        vectors: list[list[Vector]],
        *,
        second: bool,
        mutual: bool,
    ) -> None:
        one, two = self.points[0][a].number, self.points[1][b].number
        taken = one in self.partners[0], two in self.partners[1]
        least = TWIN if self.strict else MUTUAL if mutual else LEAST
        if any(taken):
            least = SECOND if second and not all(taken) else math.inf
        if claim < least or (one, two) in self.pairs:
            return
        self.pairs[one, two] = _grade(claim, vectors[0][a], vectors[1][b])
        self.partners[0].setdefault(one, []).append(two)
        self.partners[1].setdefault(two, []).append(one)

    def keeps_numbers(self) -> bool:
        """Whether the points matched by content so far have, on the whole, kept their numbers.

        Then the second text was written along the numbers of the first, and a number is evidence.
        """
        same = sum(one == two for one, two in self.pairs)
        return len(self.pairs) >= ENOUGH and same >= MOST * len(self.pairs)

    def take_numbers(self, *, unread: bool) -> None:
        """Pair free points of one number that share something; with `unread`, also a point of
        which one text was not read, where there is nothing to share.
        """
        at = {point.number: b for b, point in enumerate(self.points[1])}
        for a, point in enumerate(self.points[0]):
            b = at.get(point.number)
            if b is None or point.number in self.partners[0] or point.number in self.partners[1]:
                continue
            score = _cosine(self.vectors[0][a], self.vectors[1][b])
            blind = unread and "none" in (point.known, self.points[1][b].known)
            if score >= ITSELF or blind:
                _, why = _grade(score, self.vectors[0][a], self.vectors[1][b])
                told = "not read in one text" if blind else why
                self.pairs[point.number, point.number] = "uncertain", f"the same number; {told}"
                self.partners[0][point.number] = [point.number]
                self.partners[1][point.number] = [point.number]


def _is_top(point: Provision) -> bool:
    return "." not in point.number


def _bag(point: Provision, *, whole: bool = False) -> Bag:
    """What a point holds itself; with `whole`, with all that stands below it.

    What is divided by numbers of ours only is not divided here.
    """
    bag: Bag = Counter()
    for part in _parts(point, whole):
        for issue in part.issues:
            bag["issue", issue] = 1
        texts = [part.heading or "", part.summary]
        for commitment in _commitments(part):
            _add(bag, commitment)
            texts.append(commitment.action)
        for text in texts:
            for word in WORD.findall(text.casefold()):
                if word not in STOP:
                    bag["word", _stem(word)] += 1
    return bag


def _parts(point: Provision, whole: bool) -> Iterator[Provision]:
    yield point
    for below in point.provisions:
        if whole or below.numbered == "ours":
            yield from _parts(below, whole)


def _add(bag: Bag, commitment: Commitment) -> None:
    for cell in commitment.sets:
        bag["parameter", cell.partition("[")[0]] = 1
        bag["cell", cell] = 1
    for place in commitment.places:
        bag["place", place] = 1
    for party in commitment.parties:
        bag["party", party] = 1
    bag["modality", commitment.modality] = 1


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


def _weights(bags: list[Bag]) -> Mapping[tuple[str, str], float]:
    spread = Counter(feature for bag in bags for feature in bag)
    return {
        feature: WEIGHT[feature[0]] * (math.log((1 + len(bags)) / (1 + count)) + 0.1)
        for feature, count in spread.items()
    }


def _candidates(
    vectors: list[list[Vector]], places: list[list[int]]
) -> Iterator[tuple[int, int, float]]:
    """Pairs that share a feature which few points have, with their cosine."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for b in places[1]:
        for feature in vectors[1][b]:
            index[feature].append(b)
    for a in places[0]:
        vector = vectors[0][a]
        found = {b for f in vector if len(at := index.get(f, ())) <= COMMON for b in at}
        for b in sorted(found):
            yield a, b, _cosine(vector, vectors[1][b])


def _cosine(one: Vector, two: Vector) -> float:
    return round(sum(value * two.get(feature, 0.0) for feature, value in one.items()), 9)


def _grade(score: float, one: Vector, two: Vector) -> Grade:
    shared = sorted((-value * two[f], f) for f, value in one.items() if f in two)[:4]
    told = ", ".join(
        f"{kind} {name if kind == 'cell' else name.replace('-', ' ')}" for _, (kind, name) in shared
    )
    confidence = "sure" if score >= SURE else "likely" if score >= LIKELY else "uncertain"
    return confidence, f"both have {told}" if told else "nothing in particular"
