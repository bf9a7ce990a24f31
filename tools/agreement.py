"""Compare the data with their second coding: how far the two coders agree, and where not.

Every text was coded again from its sources by somebody who had not seen the data file. The
first coding is `plans/texts/ID.yaml`, the second `tests/recoding/ID.yaml`; what became of each
difference stands in `tests/recoding/resolutions/ID.yaml`.

Unit: a point, a sub-point or an option (`12/ukraine`) with commitments. A point that only one
coding has, such as a sub-point that the text itself does not number, is folded into the nearest
point above it that the other has, so that both are compared at a level that they share; one with no
such point above was not coded twice and is left out. Clauses in no numbered point, divided by us
alone, are one unit, `terms`.

Fields: the modalities of a point's commitments, their parties and the parameters that they set
are sets; each parameter that both coders set there is one unit of `values`, the value being all
that the point sets in its cells, without evidence, sources and notes.

Figures: the share of units coded alike, and Krippendorff's alpha (Krippendorff 2004, Content
Analysis, 2nd ed., ch. 11), 1 for perfect agreement and 0 for what chance would give. Its
difference function is nominal for values, and for sets the MASI distance: 1 minus the Jaccard
index times 1, 2/3, 1/3 or 0 for sets that are equal, nested, overlapping or disjoint (Passonneau
2006, Measuring Agreement on Set-valued Items, LREC). Figures are those before any difference was
resolved: an answer that was changed afterwards counts as it first was.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import attrs

import peaceplans
from peaceplans.model.plan import Commitment, Plan, parts
from peaceplans.model.registry import REGISTRIES, Registry
from peaceplans.reading.diagnostics import Invalid
from peaceplans.reading.document import read
from peaceplans.reading.structure import Structurer
from peaceplans.values.spelling import spell

ROOT = Path(__file__).resolve().parent.parent
SECOND = ROOT / "tests" / "recoding"
PAGE = ROOT / "docs" / "second-coding.md"
BEGIN = "<!-- figures: written by python tools/agreement.py --write -->"
END = "<!-- end of figures -->"
VERDICTS = ("first", "second", "both", "neither")
EXAMPLES = """\
examples:
  python tools/agreement.py                 figures and differences of every text coded twice
  python tools/agreement.py us-28           those of one text
  python tools/agreement.py --unresolved    differences without a resolution, as entries to complete
  python tools/agreement.py --write         put the figures into docs/second-coding.md"""

Coding = Mapping[str, tuple[Commitment, ...]]
"""Number of a point, or `12/ukraine` for an option, → its commitments."""

Answers = Mapping[tuple[str, str | None], Any]
"""Field of a point, for values with the parameter → what was coded, as plain data."""


@attrs.frozen(kw_only=True)
class Recoded:
    """One point as the second coder saw it."""

    number: str
    commitments: tuple[Commitment, ...]
    doubts: str | None = None


@attrs.frozen(kw_only=True)
class Recoding:
    """The second coding of one text."""

    text: str
    points: tuple[Recoded, ...]


@attrs.frozen(kw_only=True)
class Difference:
    """Two answers to one question about a point; `parameter` only where `field` is values."""

    point: str
    field: str
    parameter: str | None = None
    first: Any
    second: Any

    def __str__(self) -> str:
        of = f" of {self.parameter}" if self.parameter else ""
        return f"{self.point}, {self.field}{of}: {_told(self.first)} | {_told(self.second)}"


@attrs.frozen(kw_only=True)
class Resolution(Difference):
    """Which coding of a difference stands (`resolved`), and why.

    `changed`: the data were changed, so that `first` is what stood there before.
    """

    resolved: str = attrs.field(validator=attrs.validators.in_(VERDICTS))
    why: str
    changed: bool = False

    @property
    def difference(self) -> Difference:
        """The difference that it resolves."""
        return Difference(**{key: getattr(self, key) for key in attrs.fields_dict(Difference)})


class Figure(NamedTuple):
    """Agreement in one field: units, how many are coded alike, alpha (None: no variation)."""

    field: str
    units: int
    alike: int
    alpha: float | None


@attrs.frozen
class Comparison:
    """The two codings of one text by point; `folded` says which point went into which."""

    text: str
    first: Mapping[str, Answers]
    second: Mapping[str, Answers]
    folded: Mapping[str, str]
    resolutions: tuple[Resolution, ...]

    @property
    def differences(self) -> list[Difference]:
        """What differs between the data of today and the second coding."""
        return [
            Difference(point=point, field=field, parameter=parameter, first=one, second=other)
            for point in self.first
            for field, parameter, one, other in units(self.first[point], self.second[point])
            if one != other
        ]

    @property
    def unresolved(self) -> list[Difference]:
        """Differences without a resolution."""
        told = [each.difference for each in self.resolutions if not each.changed]
        return [each for each in self.differences if each not in told]

    @property
    def stale(self) -> list[Resolution]:
        """Resolutions of what is no difference, and those marked changed of what still is one."""
        found = self.differences
        return [each for each in self.resolutions if (each.difference in found) == each.changed]

    @property
    def before(self) -> Mapping[str, Answers]:
        """The first coding as it was before resolutions changed it. Raises ValueError."""
        before = {point: dict(told) for point, told in self.first.items()}
        for each in self.resolutions:
            if each.point not in before:
                raise ValueError(f"{self.text}: a resolution for {each.point}, where nothing is")
            if each.changed and each.field == "entry" and not each.first:
                before[each.point] = {("entry", None): []}  # with nothing in it yet to compare
            elif each.changed:
                before[each.point][each.field, each.parameter] = each.first
        return before

    @property
    def figures(self) -> list[Figure]:
        """The agreement before any difference was resolved, field by field."""
        pairs: dict[str, list[tuple[Hashable, Hashable]]] = {field: [] for field in DISTANCES}
        for point, told in self.before.items():
            for field, _, *both in units(told, self.second[point]):
                one, other = (_hashable(field, answer) for answer in both)
                pairs[field].append((one, other))
        return [
            Figure(
                field,
                len(found),
                sum(a == b for a, b in found),
                # That nobody coded anything is no unit, so that chance cannot be told.
                alpha(found, DISTANCES[field]) if field != "entry" else None,
            )
            for field, found in pairs.items()
            if found or field not in OF_POSITIONS
        ]


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """The MASI distance of two sets, from 0 (equal) to 1 (nothing in common)."""
    if one == other:
        return 0.0
    nested = one < other or other < one
    return 1 - len(one & other) / len(one | other) * (2 / 3 if nested else 1 / 3)


DISTANCES: Mapping[str, Callable[[Any, Any], float]] = {
    **dict.fromkeys(("entry", "stance", "modality", "parties", "parameters"), masi),
    "values": lambda one, other: float(one != other),
}
"""Field → the difference function of its alpha."""

OF_POSITIONS = ("entry", "stance")
"""Fields that only positions have."""


def alpha(
    pairs: Sequence[tuple[Hashable, Hashable]], distance: Callable[[Any, Any], float]
) -> float | None:
    """Krippendorff's alpha of two coders; None where all units have one and the same answer."""
    import krippendorff
    import numpy as np

    known = list(dict.fromkeys(answer for pair in pairs for answer in pair))
    if len(known) < 2:
        return None
    distances = np.array([[distance(one, other) for other in known] for one in known])

    metric: Any = lambda *_, i1, i2, **__: distances[i1, i2]  # noqa: E731  # a callback
    coded = [[known.index(pair[coder]) for pair in pairs] for coder in (0, 1)]
    return float(
        krippendorff.alpha(coded, value_domain=range(len(known)), level_of_measurement=metric)
    )


def compare(text: str) -> Comparison:
    """Lay the two codings of a text side by side. Raises Invalid, NotFound, ValueError."""
    plan = peaceplans.load(text)
    first = first_coding(plan)
    second = second_coding(SECOND / f"{text}.yaml", plan.registry, clauses_of(plan))
    one, folded = fold(first, second)
    other, more = fold(second, first)
    points = [p for p in one if p in other and (one[p] or other[p])]
    return Comparison(
        text,
        {point: answers(one[point], plan.registry) for point in points},
        {point: answers(other[point], plan.registry) for point in points},
        {**folded, **more},
        tuple(resolutions(SECOND / "resolutions" / f"{text}.yaml")),
    )


def first_coding(plan: Plan) -> Coding:
    """The commitments of a plan by point and option."""
    clauses = []
    for point in plan.walk():
        clauses.append((point.number, point.commitments))
        clauses += [(f"{point.number}/{option.id}", option.commitments) for option in point.options]
    return _coding(clauses, clauses_of(plan))


def clauses_of(plan: Plan) -> frozenset[str]:
    """The numbers, all ours, of clauses that stand in no point of the text."""
    return frozenset(point.number for clause in plan.terms for point in clause.walk())


def second_coding(file: Path, registry: Registry, clauses: frozenset[str] = frozenset()) -> Coding:
    """The commitments of a second coding, read as the data are; `clauses` are one unit.

    Raises Invalid.
    """
    document = read(file)
    ids = {name: frozenset(getattr(registry, name)) for name in REGISTRIES}
    reader = Structurer(ids, registry.parameters, registry.places)
    recoding, faults = reader.structure(document, (), document.data, Recoding)
    if recoding is None or document.faults:
        raise Invalid([*document.faults, *faults])
    told = ((point.number, point.commitments) for point in recoding.points)
    return _coding(told, clauses)


def _coding(
    points: Iterable[tuple[str, tuple[Commitment, ...]]], clauses: frozenset[str]
) -> Coding:
    coding: dict[str, tuple[Commitment, ...]] = {}
    for number, commitments in points:
        point = "terms" if number.partition("/")[0] in clauses or number == "terms" else number
        coding[point] = (*coding.get(point, ()), *commitments)
    return coding


def resolutions(file: Path) -> Iterator[Resolution]:
    """The resolutions of a text, none where there is no file. Raises Invalid, ValueError."""
    entries = read(file).data.get("resolutions", []) if file.exists() else []
    for number, entry in enumerate(entries, 1):
        try:
            yield Resolution(**entry)
        except (TypeError, ValueError) as fault:
            raise ValueError(f"{file}: resolution {number}: {fault.args[0]}") from None


def fold(coding: Coding, other: Coding) -> tuple[Coding, dict[str, str]]:
    """The coding with points that the other lacks put into points above, and which went where."""
    folded = dict(coding)
    where: dict[str, str] = {}
    for point, commitments in coding.items():
        ends = (end for end in reversed(range(len(point))) if point[end] in "./")
        above = next((point[:end] for end in ends if point[:end] in other), None)
        if commitments and above and point not in other:
            folded[above] = (*folded.get(above, ()), *folded.pop(point))
            where[point] = above
    return folded, where


def answers(commitments: Sequence[Commitment], registry: Registry) -> Answers:
    """What the commitments of a point amount to, field by field."""
    cells: dict[str, dict[str, list[Any]]] = {}
    for commitment in commitments:
        for cell, setting in commitment.sets.items():
            name, keys = parts(cell)
            bare = attrs.evolve(setting, evidence=None, sources=(), note=None)
            told = cells.setdefault(name, {}).setdefault(", ".join(keys), [])
            told.append(spell(registry.parameters[name].scale, bare))
    values = {
        name: {keys: _united(told) for keys, told in sorted(keyed.items())}
        for name, keyed in cells.items()
    }
    return {
        ("modality", None): sorted({each.modality for each in commitments}),
        ("parties", None): sorted({party for each in commitments for party in each.parties}),
        ("parameters", None): sorted(cells),
        **{("values", name): value.get("", value) for name, value in values.items()},
    }


def _united(told: list[Any]) -> Any:
    """What stands in a cell, members set in several places together."""
    if all(isinstance(each, list) for each in told):
        return sorted({member for each in told for member in each})
    return told[0] if all(each == told[0] for each in told) else told


def units(one: Answers, other: Answers) -> Iterator[tuple[str, str | None, Any, Any]]:
    """Field, parameter and both answers of every unit of a point."""
    both = {*one.get(("parameters", None), ())} & {*other.get(("parameters", None), ())}
    for field, name in one:
        if (field, name) in other and (name is None or name in both):
            yield field, name, one[field, name], other[field, name]


def _hashable(field: str, answer: Any) -> Hashable:
    """The answer as its distance takes it: a set, or a value written out."""
    return json.dumps(answer, sort_keys=True) if field == "values" else frozenset(answer)


def _told(answer: Any) -> str:
    if isinstance(answer, list):
        return ", ".join(map(str, answer)) or "nothing"
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)


def table(comparisons: Sequence[Comparison]) -> str:
    """The figures of texts as a table in Markdown."""
    rows = ["| text | field | units | coded alike | share | alpha |", "|---|---|--:|--:|--:|--:|"]
    for each in comparisons:
        for field, count, alike, found in each.figures:
            if not count:
                continue
            told = "–" if found is None else f"{found:.2f}"
            share = f"{alike / count:.2f}"
            rows.append(f"| {each.text} | {field} | {count} | {alike} | {share} | {told} |")
    return "\n".join(rows)


def report(comparison: Comparison) -> Iterator[str]:
    """What was folded, and every difference with what became of it, line by line."""
    yield f"{comparison.text}, data | second coding:"
    for point, above in comparison.folded.items():
        yield f"  {point} is in one coding only, and is compared as part of {above}"
    for each in comparison.unresolved:
        yield f"  {each} (unresolved)"
    for each in comparison.resolutions:
        yield f"  {each} (stands: {each.resolved}{', data changed' * each.changed})"


def entries(comparison: Comparison) -> str:
    """Entries for the differences without a resolution, to be completed by hand, as YAML."""
    import yaml

    given = attrs.filters.exclude(type(None))
    told = [attrs.asdict(each, filter=given) for each in comparison.unresolved]
    found = [{**each, "resolved": " | ".join(VERDICTS), "why": ""} for each in told]
    return f"# {comparison.text}\n" + (yaml.safe_dump(found, sort_keys=False) if found else "")


def write(page: Path, comparisons: Sequence[Comparison], begin: str = BEGIN) -> None:
    """Put the figures between the two marks of a page. Raises ValueError if it lacks them."""
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{page}: the figures go between {begin} and {END}")
    told = f"{before}{begin}\n\n{table(comparisons)}\n\n{END}{after}"
    page.write_text(told, encoding="utf-8", newline="\n")


def coded_twice() -> list[str]:
    """Ids of the texts that have a second coding."""
    return sorted(file.stem for file in SECOND.glob("*.yaml"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; wrong usage and unreadable input end with exit code 2."""
    parser = argparse.ArgumentParser(
        description="How far the data and their second coding agree, and where they do not.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", nargs="*", help="ids of texts; all that were coded twice if none")
    parser.add_argument("--unresolved", action="store_true", help="only what has no resolution yet")
    parser.add_argument("--write", action="store_true", help="put all figures into the page")
    arguments = parser.parse_args(argv)
    chosen = coded_twice() if arguments.write or not arguments.text else arguments.text
    try:
        comparisons = [compare(text) for text in chosen]
        if arguments.write:
            write(PAGE, comparisons)
        elif arguments.unresolved:
            print("".join(map(entries, comparisons)), end="")
        else:
            print(table(comparisons))
            for each in comparisons:
                print("", *report(each), sep="\n")
    except (Invalid, LookupError, OSError, ValueError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
