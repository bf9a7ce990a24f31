"""Matching by content: what makes a pair, how sure it is said to be, and what it costs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import small

from peaceplans import Plan, Provision, align, matching
from peaceplans.matching import match


def points(*snippets: str) -> list[Provision]:
    """The points of a text, numbered from 1."""
    listed = [{"number": str(n), **small.of(text)} for n, text in enumerate(snippets, start=1)]
    plan = small.plan(small.text(small.dumped({"provisions": listed})))
    return list(plan.walk())


FORCES = """
summary: The army of Ukraine has at most so many soldiers.
issues: [armed-forces-size]
commitments:
- {parties: [ukraine], modality: obligation, action: limit its army,
   sets: {armed-forces-ceiling: 600000}}
"""
OTHER_FORCES = """
summary: How large the Ukrainian military may be in times of peace is settled here.
issues: [armed-forces-size]
commitments:
- {parties: [ukraine], modality: obligation, action: stay under the number,
   sets: {armed-forces-ceiling: 800000}}
"""
PORTS = """
summary: Ships that carry grain leave the harbours without inspection.
issues: [navigation]
commitments:
- {parties: [russia], modality: prohibition, action: stop ships with grain, places: [black-sea]}
"""
SCHOOLS = """
summary: Schools teach tolerance of every culture.
issues: [language-religion-education]
"""
EXCHANGE = """
summary: Prisoners are exchanged and every family learns the fate of the missing.
issues: [humanitarian]
"""
BORDER = """
summary: Guards watch the border and report who crosses it by night.
issues: [monitoring-enforcement]
"""


def test_one_parameter_outweighs_all_the_words() -> None:
    """Two points that answer one question correspond, however differently they are told."""
    (pair,) = match(points(PORTS, FORCES), points(SCHOOLS, EXCHANGE, OTHER_FORCES))
    assert pair == ("2", "3")


def test_points_that_share_nothing_rare_are_not_paired() -> None:
    """Words that stand everywhere, and equal numbers, make no pair."""
    assert match(points(PORTS, SCHOOLS), points(EXCHANGE, FORCES)) == {}


def test_a_pair_says_what_both_have() -> None:
    """The reason names what weighs most in the pair, and how sure it is."""
    ((confidence, why),) = match(points(FORCES, PORTS), points(OTHER_FORCES, SCHOOLS)).values()
    assert confidence in ("sure", "likely", "uncertain")
    assert why.startswith("both have parameter armed forces ceiling")


def test_twins_are_surer_than_cousins() -> None:
    """The same point again is sure; one that shares less is not surer."""
    order = ("sure", "likely", "uncertain")
    (twin,) = match(points(FORCES, PORTS), points(FORCES, SCHOOLS)).values()
    (cousin,) = match(points(FORCES, PORTS), points(OTHER_FORCES, SCHOOLS)).values()
    assert twin[0] == "sure"
    assert order.index(twin[0]) < order.index(cousin[0])


def test_a_number_chooses_between_equals() -> None:
    """Where two points are alike to the letter, each goes with the one of its number."""
    old, new = points(FORCES, FORCES, PORTS), points(PORTS, FORCES, FORCES)
    assert set(match(old, new)) == {("2", "2"), ("1", "3"), ("3", "1")}


def test_numbers_are_evidence_where_a_text_keeps_them() -> None:
    """A point that was not read goes by its number in a text that kept the others', and says so."""
    texts = (FORCES, PORTS, SCHOOLS, EXCHANGE, BORDER)
    unread = "{summary: Not read., known: none, issues: [ceasefire]}"
    trees = "{summary: Trees are planted along the river.}"
    pairs = match(points(*texts, trees), points(*texts, unread))
    assert pairs["6", "6"] == ("uncertain", "the same number; not read in one text")
    turned = match(points(*texts, trees), points(*texts[::-1], unread))
    assert ("6", "6") not in turned
    assert len(turned) == len(texts)


@pytest.mark.parametrize("turned", [False, True], ids=["split", "merged"])
def test_a_point_may_have_two_partners(turned: bool) -> None:
    """What two points of the other text say between them corresponds to both."""
    both = f"""
    summary: Ships that carry grain leave the harbours; the army has at most so many soldiers.
    issues: [navigation, armed-forces-size]
    commitments: {small.of(PORTS)["commitments"] + small.of(FORCES)["commitments"]}
    """
    one, two = points(both, SCHOOLS), points(PORTS, FORCES, EXCHANGE)
    pairs = match(two, one) if turned else match(one, two)
    assert set(pairs) >= ({("1", "1"), ("2", "1")} if turned else {("1", "1"), ("1", "2")})


def test_points_are_not_compared_with_every_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """200 points against 400 of a like kind take a small part of 80,000 comparisons."""
    compared = comparisons(monkeypatch, 200, 400)
    assert compared < 200 * 400 / 6


def test_twice_the_points_take_no_four_times_the_comparisons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The work grows with the texts and not with their product."""
    sizes = [comparisons(monkeypatch, n, 2 * n) for n in (100, 200, 400)]
    assert all(later < 3 * earlier for earlier, later in pairwise(sizes))


def comparisons(monkeypatch: pytest.MonkeyPatch, old: int, new: int) -> int:
    """How many different pairs of points are compared in matching texts of that many points."""
    compared: set[tuple[int, int]] = set()
    candidates = matching._candidates

    def counted(*arguments: Any) -> Iterator[tuple[int, int, float]]:
        for a, b, score in candidates(*arguments):
            compared.add((a, b))
            yield a, b, score

    with monkeypatch.context() as patch:
        patch.setattr(matching, "_candidates", counted)
        assert match(text_of(old, seed=1), text_of(new, seed=2))
    return len(compared)


def text_of(size: int, seed: int) -> list[Provision]:
    """Points in words that are as unevenly common as those of a language (Zipf 1949)."""
    chance = random.Random(seed)
    words = [f"word{n}" for n in range(1, 5001)]
    weights = [1 / n for n in range(1, 5001)]
    return [
        Provision(
            number=str(n),
            summary=" ".join(chance.choices(words, weights, k=20)),
            issues=(chance.choice(("territory", "sanctions", "humanitarian", "ceasefire")),),
        )
        for n in range(1, size + 1)
    ]


def test_declared_lineage_saves_the_matching(us_28: Plan, ua_us_20: Plan) -> None:
    """Beside declared lineage only near twins are paired: here there are none."""
    confidences = {link.confidence for link in align(us_28, ua_us_20).links if link.pairs}
    assert confidences == {"declared"}
