"""Model → YAML → model is the identity, and what is written is in the style of the data files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import example, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from peaceplans import Plan, catalog, load
from peaceplans.model import entries, parameter, plan, registry
from peaceplans.model.inherit import disinherit, inherit
from peaceplans.reading.document import parse
from peaceplans.reading.plans import read_plan
from peaceplans.reading.scalars import WORDS, is_plain, resolve, scalar
from peaceplans.reading.write import to_yaml
from peaceplans.testing import plan_pairs, plans, texts
from peaceplans.testing.registries import definitions
from peaceplans.testing.values import PITFALLS
from peaceplans.values import setting

BUILT_IN = tuple(catalog().plans)
CASES = sorted(
    path for path in (Path(__file__).parent / "cases").glob("*.yaml") if path.stem != "positions"
)


def read_back(text: str) -> Plan:
    """The plan in a text, read over the built-in registry without a fault."""
    plan, faults = read_plan(parse(text.encode(), "written.yaml"), catalog().registry)
    assert not faults, faults
    assert plan is not None
    return plan


class TestIdentity:
    """Nothing is lost or added on the way out and back."""

    @given(plans())
    def test_of_every_plan(self, plan: Plan) -> None:
        """Any plan that the model allows, with texts that look like something else to YAML."""
        written = to_yaml(plan)
        again = read_back(written)
        assert again == plan
        assert to_yaml(again) == written

    @given(plan_pairs())
    def test_of_old_and_new_plans(self, pair: tuple[Plan, Plan]) -> None:
        """Both plans of a pair are valid, and the new one is another plan."""
        old, new = pair
        assert read_back(to_yaml(old)) == old
        assert read_back(to_yaml(new)) == new
        assert old.id != new.id

    @pytest.mark.parametrize("id", BUILT_IN)
    def test_of_the_real_plans(self, id: str) -> None:
        """The built-in plans, every point of them."""
        plan = load(id)
        assert read_back(to_yaml(plan)) == plan

    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_of_the_worked_cases(self, path: Path) -> None:
        """The hardest cases with what they define themselves."""
        plan = load(path)
        assert plan.define is not None
        assert read_back(to_yaml(plan)) == plan

    @given(plans())
    def test_of_inheritance(self, plan: Plan) -> None:
        """What is filled in from above and taken out again is the same."""
        assert inherit(disinherit(plan)) == plan
        assert disinherit(inherit(disinherit(plan))) == disinherit(plan)


FIELDS = {
    f"{cls.__name__}.{field.name}"
    for module in (entries, parameter, plan, registry, setting)
    for cls in vars(module).values()
    if isinstance(cls, type) and attrs.has(cls) and cls.__module__ == module.__name__
    for field in attrs.fields(cls)
    if field.name not in ("line", "file", "registry")
}


def told(value: object) -> Iterator[str]:
    """The fields of a value and of all below it that have another value than their default."""
    cls: Any = type(value)
    if attrs.has(cls):
        for field in attrs.fields(cls):
            item = getattr(value, field.name)
            if item != field.default:
                yield f"{cls.__name__}.{field.name}"
            if field.name != "registry":
                yield from told(item)
    elif isinstance(value, (tuple, Mapping)):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from told(item)


def drawn_until(
    strategy: SearchStrategy[Any], look: Callable[[Any], object], missing: Callable[[], set[str]]
) -> None:
    """Look at what is drawn, round after round, as long as anything is missing."""
    for round_ in range(20):

        @seed(round_)
        @settings(max_examples=40, database=None)
        @given(strategy)
        def draw(value: Any) -> None:
            look(value)

        draw()
        if not missing():
            return


EDITS = {"declared", "silent", "omitted", "more", "fewer", "split", "renumbered"}


def edits_between(old: Plan, new: Plan) -> Iterator[str]:
    """What happened from one plan of a pair to the other."""
    lineage = [ref for p in new.provisions for ref in p.derives_from if f"{old.id}#" in ref]
    yield "declared" if lineage else "silent"
    if any(omission.from_.startswith(f"{old.id}#") for omission in new.omits):
        yield "omitted"
    if len(new.provisions) != len(old.provisions):
        yield "more" if len(new.provisions) > len(old.provisions) else "fewer"
    if max(Counter(lineage).values(), default=0) > 1:
        yield "split"
    if any(f"{old.id}#{point.number}" not in point.derives_from for point in new.provisions):
        yield "renumbered"


class TestStrategies:
    """The shipped strategies say what they promise."""

    def test_plans_have_every_field_of_the_model(self) -> None:
        """Each field of each class has another value than its default in some plan."""
        seen: set[str] = set()
        strategy = plans() | definitions(catalog().registry)
        drawn_until(strategy, lambda value: seen.update(told(value)), lambda: FIELDS - seen)
        assert FIELDS - seen == set()

    def test_pairs_hold_every_edit(self) -> None:
        """Points go, come, split and move; half of the pairs declare where points come from."""
        seen: set[str] = set()

        def look(pair: tuple[Plan, Plan]) -> None:
            seen.update(edits_between(*pair))

        drawn_until(plan_pairs(), look, lambda: EDITS - seen)
        assert EDITS - seen == set()


class TestStyle:
    """How a plan file looks."""

    @pytest.mark.parametrize("id", BUILT_IN)
    def test_lines_are_short_and_say_one_thing(self, id: str) -> None:
        """The editor line on top, at most 100 columns, no inherited source, no default."""
        text = to_yaml(load(id))
        lines = text.splitlines()
        assert lines[0] == "# yaml-language-server: $schema=../schema/plan.schema.json"
        assert max(map(len, lines)) <= 100
        assert not re.search(
            r"^ *(open_list: false|absent: false|.*: null|.*: \{.+\})$", text, re.M
        )

    def test_an_example_reads_as_people_write(self) -> None:
        """Keys in the order of the fields, lists flush, ids in one line, cells nested, folding."""
        point = load("us-28")["21.b"]
        plan = attrs.evolve(load("us-28"), provisions=(point,), terms=(), companions=())
        text = to_yaml(plan)
        assert '- number: "21.b"\n' in text
        keys = re.findall(r"^  (\w+):", text.partition('- number: "21.b"')[2], re.M)
        assert keys == sorted(keys, key=[field.name for field in attrs.fields(type(point))].index)
        assert "      control:\n        kherson: line-of-contact\n" in text
        assert re.search(r"^  sources: \[[a-z0-9, -]+\]$", text, re.M)
        assert re.search(r"^  summary: >-\n    \w", text, re.M)

    def test_what_is_inherited_is_not_written(self) -> None:
        """A sub-point that has its point's sources states none."""
        plan = load("us-28")
        stated = [p for p in disinherit(plan).walk() if not p.sources]
        assert stated
        text = to_yaml(attrs.evolve(plan, provisions=(plan["10"],)))
        assert text.count("evidence: corroborated") == 1

    def test_definitions_come_first(self) -> None:
        """A file that stands alone opens with what it defines."""
        text = to_yaml(load(CASES[0]))
        assert text.splitlines()[1] == "define:"

    def test_a_cell_of_no_known_parameter_cannot_be_written(self) -> None:
        """A clear error instead of a file that does not read back."""
        plan = attrs.evolve(load("us-28"), registry=type(catalog().registry)())
        with pytest.raises(ValueError, match="no parameter"):
            to_yaml(plan)


class TestScalars:
    """A text stays a text for every reader of YAML."""

    @given(texts() | st.text(st.characters(codec="utf-8")))
    @example("2026-01-01")
    @example("1:30")
    @example("0o14")
    @example("1_000")
    @example("=")
    @example("<<")
    @example("a: b")
    @example("a #b")
    @example("- a")
    @example("'")
    @example("\u2028")
    @example("\ufeffa")
    def test_texts_come_back(self, text: str) -> None:
        """By the core schema of YAML 1.2 as we read it, and by a reader of YAML 1.1."""
        written = f"key: {scalar(text)}\n{scalar(text)}: value\n"
        ours = parse(written.encode(), "x").data
        assert ours["key"] == text
        assert ours.get(text) == ("value" if text != "key" else text)
        theirs = yaml.safe_load(written)
        assert theirs["key"] == text
        assert text in theirs

    @given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans())
    def test_numbers_come_back(self, number: float) -> None:
        """Whole ones, fractions with and without exponent, truth values."""
        written = f"key: {scalar(number)}"
        value = parse(written.encode(), "x").data["key"]
        if len(scalar(number)) < 400:
            assert (value, type(value)) == (number, type(number))
            assert yaml.safe_load(written)["key"] == number

    @pytest.mark.parametrize("text", [*PITFALLS, *WORDS, "2026-01-01", "14.10", "us-28#6", "6", ""])
    def test_pitfalls_are_quoted(self, text: str) -> None:
        """Numbers of points, dates, references, and words that some reader takes for others."""
        assert not is_plain(text)

    @pytest.mark.parametrize("text", ["ukraine", "100 days", "NATO's troops", "24-kanal", "a, b"])
    def test_plain_texts_are_not(self, text: str) -> None:
        """What everybody reads as a text stands as it is."""
        assert is_plain(text)
        assert resolve(text) == text

    def test_a_lone_surrogate_cannot_be_written(self) -> None:
        """No YAML can hold one."""
        with pytest.raises(ValueError, match="surrogate"):
            scalar("\ud800")
