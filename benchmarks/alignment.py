"""How well points are matched where no lineage is declared, beside plain baselines.

For every pair of plans whose lineage is declared from a published concordance, the lineage is
hidden and each method says which points correspond. Scored are the single correspondences (old
number, new number), and for each relation the points that a method gives that relation with the
right partners. The weights and thresholds of the matching are round numbers set by hand with
these pairs in view, which flatters them; docs/alignment.md says what it did when a pair was new.
Nothing is fitted by machine, so that there is nothing to leave out and refit.

    python benchmarks/alignment.py            print the figures
    python benchmarks/alignment.py --write    and put them into docs/alignment.md
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from itertools import permutations
from pathlib import Path

import attrs
import numpy as np
from rapidfuzz import fuzz, process
from scipy.optimize import linear_sum_assignment
from tabulate import tabulate

import peaceplans
from peaceplans import Alignment, Plan
from peaceplans.alignment import RELATIONS, build
from peaceplans.model.lineage import lineage_of

PAGE = Path(__file__).parent.parent / "docs" / "alignment.md"
MARKS = "<!-- figures -->\n", "<!-- end of figures -->"

Pair = tuple[str, str]
Method = Callable[[Plan, Plan], Alignment]


@attrs.frozen
class Score:
    """Precision and recall of a set of findings against the truth, from 0 to 1."""

    found: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is true that was found; 0 where there is nothing."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.true + other.true, self.right + other.right)


def text_of(plan: Plan, number: str) -> str:
    """What a point says, in the words of the data."""
    point = plan[number]
    actions = [commitment.action for commitment in point.commitments]
    options = [option.summary for option in point.options]
    return " ".join([point.heading or "", point.summary, *actions, *options])


def same_number(old: Plan, new: Plan) -> Alignment:
    """The same number is the same point."""
    numbers = {point.number for point in new.walk()}
    return build(old, new, {(p.number, p.number) for p in old.walk() if p.number in numbers})


def _similarities(old: Plan, new: Plan) -> tuple[list[str], list[str], np.ndarray]:
    olds, news = ([point.number for point in plan.walk()] for plan in (old, new))
    texts = [text_of(old, n) for n in olds], [text_of(new, n) for n in news]
    scores = process.cdist(*texts, scorer=fuzz.token_set_ratio, processor=str.casefold)
    return olds, news, scores


def most_similar_text(old: Plan, new: Plan, least: float = 60.0) -> Alignment:
    """Each new point comes from the old one whose text is most similar, from 60 of 100 on."""
    olds, news, scores = _similarities(old, new)
    best = scores.argmax(axis=0)
    return build(
        old, new, {(olds[a], news[b]) for b, a in enumerate(best) if scores[a, b] >= least}
    )


def optimal_assignment(old: Plan, new: Plan, least: float = 60.0) -> Alignment:
    """One to one, so that the similarities of the texts add up to the most (Kuhn 1955)."""
    olds, news, scores = _similarities(old, new)
    pairs = zip(*linear_sum_assignment(scores, maximize=True), strict=True)
    return build(old, new, {(olds[a], news[b]) for a, b in pairs if scores[a, b] >= least})


METHODS: dict[str, Method] = {
    "peaceplans, lineage hidden": lambda old, new: peaceplans.align(old, new, lineage=False),
    "optimal assignment of texts": optimal_assignment,
    "most similar text": most_similar_text,
    "same number": same_number,
}


def declared_pairs() -> list[tuple[Plan, Plan]]:
    """The pairs of plans of which one declares lineage to the other."""
    plans = list(peaceplans.catalog().plans.values())
    return [(old, new) for old, new in permutations(plans, 2) if any(lineage_of(new, old.id))]


def correspondences(alignment: Alignment) -> set[Pair]:
    """The single pairs of numbers."""
    return {pair for link in alignment.links for pair in link.pairs}


def related(alignment: Alignment, relation: str) -> set[tuple[str, str, tuple[str, ...]]]:
    """Side, number and partners of every point in links of one relation."""
    links = [link for link in alignment.links if link.relation == relation]
    return {("old", number, link.new) for link in links for number in link.old} | {
        ("new", number, link.old) for link in links for number in link.new
    }


def compare(found: set[Pair], true: set[Pair]) -> Score:
    """The score of a set of findings."""
    return Score(len(found), len(true), len(found & true))


def figures() -> str:
    """The tables, as Markdown."""
    pairs = declared_pairs()
    truth = [peaceplans.align(old, new) for old, new in pairs]
    parts = []
    found = {name: [method(*pair) for pair in pairs] for name, method in METHODS.items()}
    for index, (old, new) in enumerate(pairs):
        rows = [
            [name, *_shown(compare(correspondences(made[index]), correspondences(truth[index])))]
            for name, made in found.items()
        ]
        true = len(correspondences(truth[index]))
        parts.append(
            f"`{old.id}` → `{new.id}`, {true} correspondences:\n\n{_table('method', rows)}"
        )
    rows = []
    for relation in RELATIONS:
        scores = [
            compare(related(made, relation), related(true, relation))
            for made, true in zip(found["peaceplans, lineage hidden"], truth, strict=True)
        ]
        total = sum(scores[1:], scores[0])
        if total.true or total.found:
            rows.append([relation, *_shown(total)])
    parts.append(
        "Points that got the right relation with the right partners, all pairs together, by the "
        f"matching of the library:\n\n{_table('relation', rows)}"
    )
    return "\n\n".join(parts) + "\n"


def _shown(score: Score) -> Iterable[str]:
    return (
        str(score.found),
        str(score.true),
        *(f"{value:.2f}" for value in (score.precision, score.recall, score.f1)),
    )


def _table(first: str, rows: list[list[str]]) -> str:
    headers = [first, "found", "true", "precision", "recall", "F1"]
    right = ["left"] + ["right"] * 5
    return tabulate(rows, headers, tablefmt="pipe", colalign=right, disable_numparse=True)


def main() -> None:
    """Print the figures; with --write also put them into the page."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--write", action="store_true", help="put the figures into the page")
    made = figures()
    print(made, end="")
    if options.parse_args().write:
        page = PAGE.read_text(encoding="utf-8")
        start, end = page.index(MARKS[0]) + len(MARKS[0]), page.index(MARKS[1])
        PAGE.write_text(page[:start] + "\n" + made + "\n" + page[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
