"""Patches: a saved comparison gives the new plan again, exactly, and only from its own base."""

from __future__ import annotations

import copy
import io
import json
import os
import shlex
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import pytest
import small
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from peaceplans import BaseMismatch, Invalid, Plan, apply, diff, load
from peaceplans.cli import output
from peaceplans.cli.main import main
from peaceplans.model.editions import by_edition
from peaceplans.model.inherit import disinherit, inherit
from peaceplans.model.stated import stated
from peaceplans.patching import _applied, _named, _operations, patch
from peaceplans.reading.write import as_yaml, to_yaml
from peaceplans.reports.diff_schema import diff_schema
from peaceplans.testing import plan_pairs, plans

REAL = (
    "us-28",
    "e3-counter",
    "ua-us-20",
    "minsk-package-2015",
    "geneva-2025-11",
    "gaza-20-2025",
)

CEILING = ["provisions", "6", "commitments", "1", "sets", "armed-forces-ceiling"]


def through_json(value: Any) -> Any:
    """A value as it comes back from a file."""
    return json.loads(json.dumps(value))


def gives(old: Plan, new: Plan, made: Mapping[str, Any]) -> None:
    """That a patch makes the new plan out of the old one, to the letter."""
    again = apply(old, made)
    assert again == new
    assert to_yaml(again) == to_yaml(new)


# The law


@given(plan_pairs())
def test_a_patch_gives_the_new_plan(pair: tuple[Plan, Plan]) -> None:
    """For a plan and one made of it, in both directions, in memory and by way of a file."""
    for old, new in (pair, pair[::-1]):
        made = diff(old, new).to_dict()["patch"]
        before = copy.deepcopy(made)
        gives(old, new, made)
        gives(old, new, through_json(made))
        assert made == before


@given(plans(), plans())
def test_of_any_two_plans(old: Plan, new: Plan) -> None:
    """Whatever the two have in common."""
    gives(old, new, through_json(patch(old, new)))


@pytest.mark.parametrize(("old", "new"), list(product(REAL, REAL)))
def test_of_the_real_plans(old: str, new: str) -> None:
    """Every two of some built-in plans; nothing is to be done where they are the same."""
    made = through_json(diff(load(old), load(new)).to_dict())
    gives(load(old), load(new), made["patch"])
    assert (made["patch"]["operations"] == []) == (old == new)
    assert load(new) == apply(load(old), made)


@given(plans())
def test_a_plan_and_itself(plan: Plan) -> None:
    """No operation, whether what is inherited is filled in or not."""
    assert patch(plan, inherit(disinherit(plan)))["operations"] == []
    assert stated(disinherit(plan)) == stated(plan)
    gives(plan, plan, patch(plan, plan))


def test_of_an_edition() -> None:
    """What `--reading` compares is made again, with what its commitments inherit."""
    old, new = load("us-28"), by_edition(load("us-28"), "reuters")
    made = patch(old, new)
    assert made["operations"]
    assert to_yaml(apply(old, made)) == to_yaml(new)


def test_it_fits_its_schema() -> None:
    """What `schema diff` says of it holds, for each kind of operation."""
    made = diff(load("us-28"), load("ua-us-20")).to_dict()
    Draft202012Validator(diff_schema()).validate(made)
    assert {each["op"] for each in made["patch"]["operations"]} >= {"set", "add", "remove"}


# What an operation says


def changed(plan: Plan, at: list[str], value: Any) -> Plan:
    """The plan with another value at a place, which goes through mappings and named lists."""
    data = stated(plan)
    holder: Any = data
    for step in at[:-1]:
        holder = (_named(holder) or holder)[step]
    if value is None:
        del holder[at[-1]]
    else:
        holder[at[-1]] = value
    return small.plan(as_yaml(data))


def test_one_number_is_one_operation() -> None:
    """It names point, commitment and cell, with both values."""
    old = load("us-28")
    assert patch(old, changed(old, CEILING, 500_000))["operations"] == [
        {"op": "set", "at": CEILING, "before": 600_000, "value": 500_000}
    ]


def test_a_cell_has_its_own_name() -> None:
    """A parameter with keys is set cell by cell, as everywhere else."""
    set_ = "{{id: rule, sets: {{control: {{{}}}}}}}"
    old = small.plan(small.commitment(set_.format("kherson: russia, crimea: russia")))
    new = small.plan(small.commitment(set_.format("kherson: line-of-contact, luhansk: russia")))
    operations = patch(old, new)["operations"]
    assert {tuple(each["at"][:-1]) for each in operations} == {
        ("provisions", "1", "commitments", "rule", "sets")
    }
    assert [(each["op"], each["at"][-1]) for each in operations] == [
        ("set", "control[kherson]"),
        ("remove", "control[crimea]"),
        ("add", "control[luhansk]"),
    ]


def test_points_in_another_order() -> None:
    """They are put in order, and nothing is said of what stands in them."""
    old = load("us-28")
    new = attrs.evolve(old, provisions=old.provisions[::-1])
    numbers = [point.number for point in new.provisions]
    made = patch(old, new)
    assert made["operations"] == [{"op": "order", "at": ["provisions"], "value": numbers}]
    gives(old, new, made)


@pytest.mark.parametrize(("before", "value"), [(1, True), (1, 1.0), ([1], [True])])
def test_a_number_that_becomes_a_truth_value(before: Any, value: Any) -> None:
    """1 and true are equal to Python, and two things in a file."""
    (operation,) = _operations({"x": before}, {"x": value}, ())
    assert repr(operation["value"]) == repr(value)


def test_ids_that_stand_twice() -> None:
    """Such a list has no names to go by: it is replaced as a whole."""
    old = {"id": "x", "options": [{"id": "a", "n": 1}, {"id": "a", "n": 2}]}
    new = {"id": "x", "options": [{"id": "a", "n": 1}, {"id": "b", "n": 2}]}
    for one, other in ((old, new), (new, old)):
        (operation,) = _operations(one, other, ())
        assert operation["at"] == ["options"]
        assert _applied(one, [operation]) == other


# Refusing another base


def places(old: Plan, made: Mapping[str, Any]) -> list[str]:
    """Where a patch does not fit a text."""
    with pytest.raises(BaseMismatch) as refused:
        apply(old, made)
    assert str(refused.value) == "\n".join(refused.value.places)
    return refused.value.places


def test_a_base_with_another_number_is_refused() -> None:
    """The place is named as people name it, with both values."""
    base = load("us-28")
    made = patch(base, changed(base, CEILING, 500_000))
    told = "us-28#6/commitments/1/sets/armed-forces-ceiling"
    assert places(changed(base, CEILING, 700_000), made) == [
        f"{told}: the patch expects 600000, the text has 700000"
    ]


@pytest.mark.parametrize(
    ("at", "value", "place"),
    [
        (["title"], "Another", "us-28/title"),
        (["known_from"], "More", "us-28/known_from"),
        (["companions"], None, "us-28/companions"),
        (["provisions", "6", "summary"], "Otherwise.", "us-28#6"),
        (["provisions", "21", "provisions", "21.d", "summary"], "Otherwise.", "us-28#21"),
    ],
)
def test_a_base_with_one_change_anywhere_is_refused(at: list[str], value: Any, place: str) -> None:
    """Also where the patch itself would change nothing: the field or the point is named."""
    base = load("us-28")
    (told,) = places(changed(base, at, value), patch(base, base))
    assert told.startswith(f"{place}: the patch expects ")


@given(plan_pairs())
def test_a_base_that_is_another_plan_is_refused(pair: tuple[Plan, Plan]) -> None:
    """A patch is of one text, and says of which."""
    old, new = pair
    assert places(new, patch(old, new)) == [f'{new.id}: the patch is one of "{old.id}"']


@given(plans(), st.data())
def test_a_point_that_the_base_lacks_is_named(plan: Plan, data: st.DataObject) -> None:
    """Whichever it is; and the other way round one that it should not have."""
    gone = data.draw(st.sampled_from(plan.provisions)).number
    less = attrs.evolve(plan, provisions=tuple(p for p in plan.provisions if p.number != gone))
    has = f"{plan.id}#{gone}: the patch expects"
    assert places(less, patch(plan, plan)) == [f"{has} something, the text has nothing"]
    assert places(plan, patch(less, less)) == [f"{has} nothing, the text has something"]


def test_points_in_another_order_are_refused() -> None:
    """Their order is part of a text."""
    plan = load("us-28")
    turned = attrs.evolve(plan, provisions=plan.provisions[::-1])
    assert places(turned, patch(plan, plan)) == ["us-28: the points stand in another order"]


# Hostile patches

NO_PATCH = "this is no patch"


def with_operations(*operations: Any) -> dict[str, Any]:
    """A patch of us-28 with these operations."""
    return {**patch(load("us-28"), load("us-28")), "operations": list(operations)}


def deep(levels: int) -> Any:
    """A value nested so deep."""
    return {"a": deep(levels - 1)} if levels else 1


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        "patch",
        {},
        {"patch": None},
        {"patch": {"patch": {}}},
        {"version": 2, "base": {}, "operations": []},
        {"version": 1, "base": {}, "operations": []},
        {"version": 1, "base": {"id": 1, "digest": 1, "parts": []}, "operations": []},
        {"version": 1, "base": {"id": 1, "digest": 1, "parts": {}}, "operations": {}},
        with_operations(1),
        with_operations({}),
        with_operations({"op": ["set"], "at": ["title"]}),
        with_operations({"op": "run", "at": ["title"]}),
        with_operations({"op": "remove", "at": []}),
        with_operations({"op": "remove", "at": "title"}),
        with_operations({"op": "remove", "at": [1]}),
        with_operations({"op": "remove", "at": ["title"], "value": 1}),
        with_operations({"op": "order", "at": ["provisions"], "value": [{}]}),
        with_operations({"op": "add", "at": ["note"], "value": float("nan")}),
        with_operations({"op": "add", "at": ["note"], "value": float("inf")}),
        with_operations({"op": "add", "at": ["note"], "value": 10**400}),
        with_operations({"op": "add", "at": ["note"], "value": {1: 2}}),
        with_operations({"op": "add", "at": ["note"], "value": {1, 2}}),
        with_operations({"op": "add", "at": ["note"], "value": b"bytes"}),
        with_operations({"op": "add", "at": ["note"], "value": deep(65)}),
        with_operations({"op": "add", "at": ["a"] * 60, "value": deep(10)}),
    ],
    ids=lambda told: repr(told)[-40:],
)
def test_what_is_no_patch_is_refused(told: Any) -> None:
    """A ValueError that says what a patch has there."""
    with pytest.raises(ValueError, match=NO_PATCH) as refused:
        apply(load("us-28"), told)
    assert not isinstance(refused.value, BaseMismatch)


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        ({"op": "remove", "at": ["no"]}, "us-28/no: the patch expects something, the text has no"),
        ({"op": "add", "at": ["title"], "value": 1}, "us-28/title: the patch expects nothing"),
        ({"op": "remove", "at": ["title", "x"]}, "us-28/title: the patch expects something with"),
        ({"op": "remove", "at": ["x", "y", "z"]}, "us-28/x/y: the patch expects something with"),
        ({"op": "order", "at": ["provisions"], "value": ["1"]}, "us-28/provisions: the patch"),
        ({"op": "order", "at": ["title"], "value": ["1"]}, "us-28/title: the patch expects"),
        (
            {"op": "set", "at": ["date"], "before": "x", "value": 1},
            "us-28/date: the patch expects",
        ),
    ],
)
def test_an_operation_that_cannot_be_done(operation: Any, told: str) -> None:
    """Its digests may fit: what it expects is not there, and that is said."""
    (place,) = places(load("us-28"), with_operations(operation))
    assert place.startswith(told)


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ({"op": "remove", "at": ["title"]}, "missing-key"),
        ({"op": "remove", "at": ["provisions", "6", "number"]}, "missing-key"),
        ({"op": "add", "at": ["run"], "value": "rm -rf"}, "unknown-key"),
        ({"op": "add", "at": ["base"], "value": [["a b", {}], [], [[1]]]}, "wrong-type"),
        ({"op": "add", "at": ["base"], "value": deep(60)}, "wrong-type"),
        ({"op": "add", "at": ["provisions", "x"], "value": None}, "wrong-type"),
        ({"op": "add", "at": ["provisions", "6", "sets"], "value": {"a": {}}}, "unknown-key"),
        ({"op": "add", "at": ["x" * 2000], "value": {"y": 1}}, "yaml-syntax"),
    ],
)
def test_a_text_with_faults_is_refused(operation: Any, fault: str) -> None:
    """What a patch makes is checked as every file is: there is no other way in."""
    with pytest.raises(Invalid) as refused:
        apply(load("us-28"), with_operations(operation))
    assert fault in {each.rule for each in refused.value.diagnostics}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("\ud800", "surrogate"),
        ({"sets": {"a": 1, "a[b]": 2}}, "another cell"),
        ({"sets": {"a[b]": 1, "a": 2}}, "another cell"),
        ({"sets": {f"a[{', '.join('b' * 2000)}]": 1}}, "2000 keys"),
    ],
)
def test_what_no_file_can_hold_is_refused(value: Any, told: str) -> None:
    """A lone surrogate; two values in one place; a cell with more keys than there are kinds."""
    with pytest.raises(ValueError, match=told):
        apply(load("us-28"), with_operations({"op": "add", "at": ["base"], "value": value}))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
NAMES = ["id", "title", "provisions", "1", "6", "commitments", "ceiling", "sets", "define", "x"]
operations = st.fixed_dictionaries(
    {
        "op": st.sampled_from(["set", "add", "remove", "order"]),
        "at": st.lists(st.sampled_from([*NAMES, CEILING[-1]]), min_size=1, max_size=6),
    },
    optional={
        "before": anything,
        "value": anything | st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
    },
)


def attempt(plan: Plan, told: Any) -> None:
    """A plan that can be written, or a refusal of the kind that the command tells in words."""
    try:
        to_yaml(apply(plan, told))
    except ValueError:
        pass


@given(anything | st.fixed_dictionaries({"patch": anything}))
def test_whatever_is_no_patch_is_refused_clearly(told: Any) -> None:
    """Any JSON, and what JSON has not."""
    attempt(load("geneva-2025-11"), told)


@given(st.lists(operations, max_size=4), st.none() | anything)
@example([{"op": "set", "at": ["provisions"], "before": [], "value": []}], {})
def test_whatever_a_patch_does_the_result_is_a_plan_or_refused(made: Any, parts: Any) -> None:
    """Operations of the right form at any place, with a base that fits and with any other."""
    whole = with_operations(*made)
    attempt(load("us-28"), whole)
    attempt(load("us-28"), {**whole, "base": {"id": "us-28", "digest": "", "parts": parts}})


# The command

Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """Run the program in a folder of its own: its exit code and what it prints."""
    monkeypatch.chdir(tmp_path)

    def command(typed: str) -> tuple[int, str, str]:
        code = main(shlex.split(typed))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.fixture
def saved(run: Run) -> str:
    """A saved comparison of two built-in plans."""
    assert run("diff us-28 ua-us-20 -f json=d.json") == (0, "", "")
    return "d.json"


def test_a_saved_comparison_is_applied(run: Run, saved: str) -> None:
    """To the screen or into a file, the file of the new plan and nothing else."""
    assert run(f"apply us-28 {saved}") == (0, to_yaml(load("ua-us-20")), "")
    assert run(f"apply us-28 {saved} -o new.yaml") == (0, "", "")
    assert load("new.yaml") == load("ua-us-20")


def test_the_patch_alone_is_enough(run: Run, saved: str) -> None:
    """Without the report around it."""
    told = json.loads(Path(saved).read_text(encoding="utf-8"))
    Path("p.json").write_text(json.dumps(told["patch"]), encoding="utf-8")
    assert run("apply us-28 p.json")[1] == run(f"apply us-28 {saved}")[1]


def test_from_standard_input(run: Run, saved: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `-`, at the end of a pipe."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(saved).read_bytes())))
    assert run("apply us-28 -") == (0, to_yaml(load("ua-us-20")), "")


def test_a_plan_of_ones_own_keeps_its_content_and_loses_its_comments(run: Run) -> None:
    """The file may even be written over itself."""
    text = small.setting("armed-forces-ceiling: 700000", "mine")
    Path("mine.yaml").write_text(text + "# a comment\n", encoding="utf-8")
    Path("next.yaml").write_text(text.replace("700000", "800000"), encoding="utf-8")
    assert run("diff mine.yaml next.yaml -f json=d.json")[0] == 0
    assert run("apply mine.yaml d.json -o mine.yaml") == (0, "", "")
    assert load("mine.yaml") == load("next.yaml")
    assert "# a comment" not in Path("mine.yaml").read_text(encoding="utf-8")
    assert run("apply mine.yaml d.json")[0] == 1


def test_another_base_ends_with_1(run: Run, saved: str) -> None:
    """Where it differs, a line for each place, and no file is written."""
    text = to_yaml(load("us-28")).replace("armed-forces-ceiling: 600000", "armed-forces-ceiling: 1")
    Path("mine.yaml").write_text(text, encoding="utf-8")
    code, out, err = run(f"apply mine.yaml {saved} -o new.yaml")
    assert (code, out) == (1, "")
    first, *_, last = err.splitlines()
    assert first.startswith("us-28#6")
    assert last == f"peaceplans: {saved} was not made of this us-28"
    assert not Path("new.yaml").exists()


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "d.json:1:1: Expecting value"),
        (b'{\n  "a": ]\n}', "d.json:2:8: Expecting value"),
        (b"{}\n\xff", "d.json:2:1: bytes that are not UTF-8"),
        (b'{"a": 1, "a": 2}', "d.json: the key 'a' stands twice in one mapping"),
        (b'{"a": NaN}', "d.json: NaN is no number"),
        (b'{"a": -Infinity}', "d.json: -Infinity is no number"),
        (b"9" * 5000, "d.json: a number of 5000 digits"),
        (b"[" * 100_000, "d.json: nested too deep"),
        (b" " * 5_000_001, "d.json: larger than 5000000 bytes"),
        (b"[]", NO_PATCH),
        (b'\xef\xbb\xbf{"id": 1}', NO_PATCH),
        (b'"\x1b[31m"', "d.json:1:2: Invalid control character at"),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_what_cannot_be_read_ends_with_2(run: Run, raw: bytes, told: str) -> None:
    """One sentence with the place in the file, no traceback, no answer."""
    Path("d.json").write_bytes(raw)
    code, out, err = run("apply us-28 d.json -o new.yaml")
    assert (code, out) == (2, "")
    assert err.startswith(f"peaceplans: {told}")
    assert err.count("\n") == 1
    assert not Path("new.yaml").exists()


def test_a_file_that_is_not_there_or_none(run: Run) -> None:
    """A missing file, a folder and a pipe, which is not waited for."""
    assert run("apply us-28 d.json") == (2, "", "peaceplans: d.json: No such file or directory\n")
    os.mkfifo("pipe")
    for name in (".", "pipe"):
        code, out, err = run(f"apply us-28 {name}")
        assert (code, out) == (2, "")
        assert err.startswith(f"peaceplans: {name}: not a regular file")


def test_a_patch_that_makes_no_valid_plan_ends_with_2(run: Run) -> None:
    """The faults are told as those of a file, by the name of what the patch would make."""
    told = with_operations({"op": "set", "at": ["date"], "before": "2025-11-20", "value": "soon"})
    Path("d.json").write_text(json.dumps(told), encoding="utf-8")
    code, out, err = run("apply us-28 d.json -o new.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("us-28 as patched:")
    assert "bad-form" in err
    assert not Path("new.yaml").exists()


def test_a_message_commands_nothing(run: Run) -> None:
    """What a patch holds is shown without control characters."""
    told = with_operations({"op": "remove", "at": ["\x1b[31m\n::error::x"]})
    Path("d.json").write_text(json.dumps(told), encoding="utf-8")
    code, _, err = run("apply us-28 d.json")
    assert code == 1
    assert "\x1b" not in err
    assert "\n::" not in err


def test_the_new_plan_is_never_half_written(
    run: Run, saved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the disk is full the old file is as it was, and nothing else lies beside it."""
    Path("new.yaml").write_text("before", encoding="utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "replace", full)
    code, out, err = run(f"apply us-28 {saved} -o new.yaml")
    assert (code, out, err) == (2, "", "peaceplans: new.yaml: No space left on device\n")
    assert Path("new.yaml").read_text(encoding="utf-8") == "before"
    assert sorted(os.listdir()) == [saved, "new.yaml"]


@given(st.binary(max_size=40) | anything.map(lambda told: json.dumps(told).encode()))
def test_whatever_a_file_holds_there_is_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    """It is refused with a sentence."""
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(raw)
    assert main(["apply", "us-28", str(file)]) == 2
