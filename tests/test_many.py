"""More than two texts: rows side by side, the life of a matter, two texts against their base."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from itertools import combinations

import attrs
import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

import peaceplans
from peaceplans import Change, Plan, ThreeWay, align, diff, diff3, synopsis, trace
from peaceplans.catalogs.store import Catalog
from peaceplans.cli.main import main
from peaceplans.grouping import connected, reached
from peaceplans.synoptic import Synopsis
from peaceplans.testing import plan_pairs, plans
from peaceplans.text_cells import SILENT, TextAnswers
from peaceplans.threeway import VERDICTS, Item
from peaceplans.values.setting import UNKNOWN

Run = Callable[[str], tuple[int, str, str]]

PLANS = peaceplans.catalog().plans
TRIPLES = [
    ("us-28", "e3-counter", "ua-us-20"),
    ("us-28", "geneva-2025-11", "ua-us-20"),
    ("minsk-protocol-2014", "minsk-memorandum-2014", "minsk-package-2015"),
    ("istanbul-communique-2022", "istanbul-draft-treaty-2022", "us-28"),
    ("gaza-20-2025", "us-28", "korea-armistice-1953"),
    ("us-terms-2025-04", "europe-ukraine-terms-2025-04", "russia-memorandum-2025-06"),
]
triples = pytest.mark.parametrize("ids", TRIPLES, ids="+".join)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program: its exit code and what it prints on both streams."""

    def command(typed: str) -> tuple[int, str, str]:
        code = main(typed.split())
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@st.composite
def three(draw: st.DrawFn) -> tuple[Plan, Plan, Plan]:
    """A text, one made out of it, and a third that knows of neither."""
    old, new = draw(plan_pairs())
    return old, new, attrs.evolve(draw(plans()), id="another-text")


def numbers(plan: Plan) -> list[str]:
    """Every point of a text in its order."""
    return [point.number for point in plan.walk()]


# What belongs together


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_groups_are_what_pairs_connect(pairs: list[tuple[int, int]]) -> None:
    """Every thing in one group; two are in one group if a chain of pairs leads to the other."""
    groups = connected(range(10), pairs)
    assert sorted(thing for group in groups for thing in group) == list(range(10))
    leads: dict[int, list[int]] = {}
    for one, two in pairs:
        leads.setdefault(one, []).append(two)
        leads.setdefault(two, []).append(one)
    for group in groups:
        assert set(group) == {group[0], *reached([group[0]], leads)}


# Side by side


def covered_once(found: Synopsis) -> None:
    """Every point of every text is in exactly one row."""
    for text, plan in enumerate(found.plans):
        held = [number for row in found.rows for number in row.points[text]]
        assert sorted(held) == sorted(numbers(plan))


@given(three())
def test_every_point_stands_in_one_row(texts: tuple[Plan, Plan, Plan]) -> None:
    """Whatever the texts and their order, nothing is lost and nothing stands twice."""
    covered_once(synopsis(*texts))
    covered_once(synopsis(*texts[::-1]))


@given(plan_pairs())
def test_two_texts_have_the_rows_of_their_alignment(texts: tuple[Plan, Plan]) -> None:
    """The same groups in the same order; a text without a point there says what the link says."""
    found = synopsis(*texts)
    links = align(*texts).links
    assert [row.points for row in found.rows] == [(link.old, link.new) for link in links]
    for row, link in zip(found.rows, links, strict=True):
        for entry in row.entries:
            if not entry.points and link.relation == "unknown":
                assert entry.state == UNKNOWN


@given(three())
def test_no_row_has_a_point_that_nothing_joins_to_it(texts: tuple[Plan, Plan, Plan]) -> None:
    """Two points of different texts are in one row only by way of links between texts."""
    found = synopsis(*texts)
    leads: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for a, b in combinations(range(3), 2):
        for link in align(texts[a], texts[b]).links:
            nodes = [*((a, n) for n in link.old), *((b, n) for n in link.new)]
            for node in nodes:
                leads.setdefault(node, []).extend(nodes)
    for row in found.rows:
        held = [(text, n) for text, own in enumerate(row.points) for n in own]
        assert set(held) <= {held[0], *reached([held[0]], leads)}


@triples
def test_silence_is_told_only_of_what_was_read(ids: tuple[str, ...]) -> None:
    """A text read in part is never silent: it leaves out what it declares, or is not known."""
    texts = [PLANS[id_] for id_ in ids]
    found = synopsis(*texts)
    covered_once(found)
    for row in found.rows:
        for plan, entry in zip(texts, row.entries, strict=True):
            if entry.points or plan.known == "all":
                continue
            declared = {omission.from_.partition("#")[2] for omission in plan.omits}
            named = declared & {n for own in row.points for n in own}
            assert entry.state in (UNKNOWN, "elsewhere") or named
    for matter in found.matters:
        for cell, answers in matter.cells:
            for plan, answer in zip(texts, answers, strict=True):
                name = cell.partition("[")[0]
                if answer.state == SILENT and plan.known != "all":
                    assert plan.omits, (plan.id, name)


def test_weak_likeness_over_many_texts_runs_nothing_together() -> None:
    """With every text of the catalog no row takes in more than one matter's worth of points."""
    found = synopsis(*PLANS.values())
    covered_once(found)
    largest = max(sum(map(len, row.points)) for row in found.rows)
    assert largest < sum(len(numbers(plan)) for plan in found.plans) / 10


def test_the_plant_stands_in_one_row_of_three_texts() -> None:
    """19 of the 28, 19 of the counter-text and 12 of the 20, with what each sets."""
    found = synopsis(*(PLANS[id_] for id_ in TRIPLES[0]))
    (row,) = [row for row in found.rows if row.points == (("19",), ("19",), ("12",))]
    assert "zaporizhzhia-npp" in row.issues
    assert [entry.state for entry in row.entries] == ["has"] * 3
    assert [dict(entry.values).keys() >= {"znpp-power-shares"} for entry in row.entries] == [
        True
    ] * 3


def test_a_row_says_why_a_text_has_no_point_in_it() -> None:
    """Left out, moved to a companion paper, not read, or in another row: each is told apart."""
    found = synopsis(*(PLANS[id_] for id_ in TRIPLES[0]))
    rows = {row.points[0][0]: row for row in found.rows if row.points[0]}
    assert rows["9"].entries[2].state == "dropped"
    assert rows["9"].entries[2].why == ("In no list read.",)
    assert rows["4"].entries[2].state == SILENT
    assert "moved to" in rows["4"].entries[2].why[0]
    assert rows["28"].entries[1].points == ("28",)
    assert rows["28"].entries[1].state == UNKNOWN
    assert rows["21.b"].entries[1].state == "elsewhere"
    assert rows["21.b"].entries[1].elsewhere == ("21",)


def test_values_by_issue() -> None:
    """600,000, then twice 800,000; the last is a level or a cap, depending on who prints it."""
    found = synopsis(*(PLANS[id_] for id_ in TRIPLES[0]), issues=["armed-forces-size"])
    (matter,) = found.matters
    ((cell, answers),) = matter.cells
    assert (matter.issue, cell) == ("armed-forces-size", "armed-forces-ceiling")
    assert [answer.state.value for answer in answers] == [600000, 800000, 800000]
    assert {setting.bound for setting in answers[2].printed} == {"exactly", "at-most"}
    assert all("armed-forces-size" in row.issues for row in found.rows)


def test_blank_silent_and_unknown_differ_in_a_synopsis() -> None:
    """One text leaves the number blank, one says nothing, one was not read."""
    blank = small.plan(small.setting("armed-forces-ceiling: unspecified", "blank-text"))
    silent = small.plan(small.commitment("{}", "silent-text"))
    unread = attrs.evolve(silent, id="unread-text", known="part")
    ((_, answers),) = synopsis(blank, silent, unread).matters[0].cells
    assert answers[0].state.is_blank
    assert (answers[1].state, answers[2].state) == (SILENT, UNKNOWN)


def test_one_text_is_no_synopsis(us_28: Plan) -> None:
    """There is nothing to lay it beside."""
    with pytest.raises(ValueError, match="two texts or more"):
        synopsis(us_28)


# The life of a matter


def laid(*texts: Plan) -> Catalog:
    """A catalog of these texts alone."""
    return Catalog({plan.id: plan for plan in texts}, texts[-1].registry, "none")


def sets(plan: Plan, parameter: str) -> bool:
    """Whether a text sets a parameter anywhere."""
    return any(cell.partition("[")[0] == parameter for cell in TextAnswers(plan).cells)


@given(plan_pairs())
def test_a_trace_names_exactly_the_texts_that_set_it(texts: tuple[Plan, Plan]) -> None:
    """Those are its steps; every other text is silent, unread or on another war."""
    known = laid(*texts)
    for parameter in {cell.partition("[")[0] for p in texts for cell in TextAnswers(p).cells}:
        for other_wars in (True, False):
            found = trace(parameter, other_wars=other_wars, catalog=known)
            wanted = {p.id for p in texts if sets(p, parameter) and (other_wars or not p.conflict)}
            assert {step.plan.id for step in found.steps if step.cells} == wanted
            told = [step.plan for step in found.steps]
            told += [*found.silent, *found.unread]
            shown = [p.id for p in texts if other_wars or not p.conflict]
            assert sorted(p.id for p in told) == sorted(shown)


@pytest.mark.parametrize("parameter", peaceplans.catalog().parameters)
def test_every_parameter_has_a_life(parameter: str) -> None:
    """Steps in order of date; what was not read is never told as silent."""
    found = trace(parameter)
    assert {s.plan.id for s in found.steps if s.cells} == {
        id_ for id_, p in PLANS.items() if sets(p, parameter) and not p.conflict
    }
    for plan in found.silent:
        assert not TextAnswers(plan).doubtful(peaceplans.catalog().parameters[parameter])
    assert json.dumps(found.to_dict())


def test_the_ceiling_from_600_000_to_800_000() -> None:
    """The 20 points were made from the 28, and raise the number by 200,000."""
    found = trace("armed-forces-ceiling")
    (step,) = [step for step in found.steps if step.plan.id == "ua-us-20"]
    assert (step.points, step.against.id, step.by) == (("4",), "us-28", "origin")
    (raised,) = [change for change in step.changes if change.rule == "parameter-raised"]
    assert (raised.before.value, raised.after.value, raised.by) == (600000, 800000, 200000)
    (first,) = [step for step in found.steps if step.plan.id == "us-28"]
    assert first.by == "date"


def test_a_text_that_falls_silent_says_what_is_reported() -> None:
    """Accession to NATO is in the 28 and not in the 20; the limits went to other papers."""
    found = trace("nato-accession")
    (step,) = [step for step in found.steps if step.plan.id == "ua-us-20"]
    assert (step.role, step.cells) == ("silent", ())
    assert [change.rule for change in step.changes] == ["parameter-unset"]
    assert "moved to" in step.changes[0].why[0]
    assert ("ua-us-20", "us-28#7") in {(g.plan.id, g.omission.from_) for g in found.left_out}


def test_one_cell_alone() -> None:
    """Who asks for Kherson gets Kherson."""
    found = trace("control[kherson]")
    assert {cell for step in found.steps for cell, _ in step.cells} == {"control[kherson]"}


def test_texts_that_nothing_joins_are_compared_where_both_speak() -> None:
    """What only one of two unrelated texts sets is no turn of either."""
    for parameter in ("withdrawal", "recognition", "control"):
        for step in trace(parameter).steps:
            if step.by == "date":
                assert step.against
                told = {change.subject for change in step.changes}
                assert told <= {cell for cell, _ in step.cells}


def test_the_life_of_the_plant() -> None:
    """19 of the 28 became 19 of the counter-text and 12 of the 20; since then there are reports."""
    found = trace("us-28#19")
    assert [(s.plan.id, s.role, s.points) for s in found.steps] == [
        ("us-28", "asked", ("19",)),
        ("e3-counter", "descendant", ("19",)),
        ("ua-us-20", "descendant", ("12",)),
    ]
    rules = {change.rule for change in found.steps[2].changes}
    assert {"option-added", "point-disputed", "parameter-made-optional"} <= rules
    dates = [reading.date for _, _, reading in found.readings]
    assert dates
    assert dates == sorted(dates, key=lambda date: date[:7])
    assert [plan.id for plan in found.unread] == ["geneva-2025-11"]
    assert "minsk-package-2015" in {plan.id for plan in found.unrelated}


def test_a_life_is_followed_both_ways() -> None:
    """From the 20 back to the 28, and from there to the other text that comes from it."""
    roles = {step.plan.id: step.role for step in trace("ua-us-20#12").steps}
    assert roles == {"us-28": "origin", "e3-counter": "branch", "ua-us-20": "asked"}


def test_who_left_a_point_out_is_told_with_the_reason() -> None:
    """The missile clause is out of the counter-text."""
    found = trace("us-28#10.d")
    (gone,) = [each for each in found.left_out if each.plan.id == "e3-counter"]
    assert "missile clause" in gone.omission.note
    assert "e3-counter" not in {plan.id for plan in (*found.silent, *found.unread)}


def test_no_point_of_another_war_is_in_a_life() -> None:
    """The plan for Gaza has nothing to do with texts on Ukraine."""
    found = trace("gaza-20-2025#3")
    assert [step.plan.id for step in found.steps] == ["gaza-20-2025"]
    assert found.unrelated == ()
    assert {plan.id for plan in trace("demilitarised").elsewhere} == {
        "gaza-20-2025",
        "korea-armistice-1953",
    }


# Two texts against their base


def sides(item: Item) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What either side changed."""
    return item.left, item.right


def partitioned(found: ThreeWay) -> None:
    """Every change of either comparison is in exactly one item."""
    for side, compared in enumerate(found.diffs):
        held = Counter(id(change) for item in found.items for change in sides(item)[side])
        assert held == Counter(id(change) for change in compared.changes)
    for item in found.items:
        assert item.verdict in VERDICTS
        assert item.left or item.verdict in ("right", "unknown")
        assert item.right or item.verdict in ("left", "unknown")


@given(three())
def test_every_change_stands_in_one_item(texts: tuple[Plan, Plan, Plan]) -> None:
    """Whatever the texts: nothing is lost between the sides, nothing is told twice."""
    partitioned(diff3(*texts))


@given(plan_pairs())
def test_a_text_agrees_with_itself(texts: tuple[Plan, Plan]) -> None:
    """The same text on both sides: no conflict, everything alike, but for what was not read."""
    found = diff3(texts[0], texts[1], texts[1])
    assert {item.verdict for item in found.items} <= {"both", "unknown"}
    for item in found.items:
        assert item.left == item.right
        if item.verdict == "unknown":
            assert all(change.rule.endswith("-unknown") for change in item.left)


@given(plan_pairs())
def test_who_changed_nothing_contradicts_nobody(texts: tuple[Plan, Plan]) -> None:
    """With the base itself on one side every change is the other's, or not known to be."""
    found = diff3(texts[0], *texts)
    assert {item.verdict for item in found.items} <= {"right", "unknown"}
    assert not any(item.left for item in found.items)


@given(three())
def test_swapping_the_sides_mirrors_every_item(texts: tuple[Plan, Plan, Plan]) -> None:
    """Left is right and right is left, and nothing else changes."""
    base, left, right = texts
    mirror = {"left": "right", "right": "left"}
    there = Counter((i.verdict, frozenset(i.left), frozenset(i.right)) for i in diff3(*texts).items)
    back = Counter(
        (mirror.get(i.verdict, i.verdict), frozenset(i.right), frozenset(i.left))
        for i in diff3(base, right, left).items
    )
    assert there == back


@triples
def test_real_texts_are_partitioned_too(ids: tuple[str, ...]) -> None:
    """Nothing is lost in the texts of the catalog, whichever is the base."""
    texts = [PLANS[id_] for id_ in ids]
    for turn in range(3):
        partitioned(diff3(*texts[turn:], *texts[:turn]))


@pytest.fixture(scope="module")
def against_us_28() -> ThreeWay:
    """The counter-text and the 20 points against the 28."""
    return diff3(*(PLANS[id_] for id_ in TRIPLES[0]))


def about(items: tuple[Item, ...], subject: str) -> list[Item]:
    """The items with a change of that subject."""
    return [i for i in items if any(c.subject == subject for c in (*i.left, *i.right))]


def test_both_raise_the_ceiling_and_not_alike(against_us_28: ThreeWay) -> None:
    """At most 800,000 in the one, 800,000 in the other: the same number, another bound."""
    (item,) = about(against_us_28.conflicts, "armed-forces-ceiling")
    assert item.places == ("6",)
    after = {change.after.bound for side in sides(item) for change in side}
    assert after == {"at-most", "unclear"}


def test_what_both_leave_out_is_no_conflict(against_us_28: ThreeWay) -> None:
    """The share of the profits is out of both texts, whatever each gives as a reason."""
    (item,) = [i for i in about(against_us_28.both, "point") if i.places == ("14.ii",)]
    assert {change.rule for side in sides(item) for change in side} >= {"point-dropped"}


def test_leaving_out_what_the_other_rewrites_is_a_conflict(against_us_28: ThreeWay) -> None:
    """Aircraft in Poland: rewritten by one text, dropped by the other."""
    (item,) = [i for i in against_us_28.conflicts if i.places == ("9",)]
    assert [change.rule for change in item.left] == ["parameter-changed"]
    assert "point-dropped" in {change.rule for change in item.right}


def test_numbers_are_no_conflict(against_us_28: ThreeWay) -> None:
    """That a point stands under another number contradicts nothing."""
    assert all(item.level == "substantive" for item in against_us_28.conflicts)
    (number,) = [i for i in about(against_us_28.right, "number") if i.places == ("19",)]
    assert number.right[0].rule == "point-renumbered"


def test_nothing_is_said_of_a_side_that_was_not_read(against_us_28: ThreeWay) -> None:
    """Point 28 of the counter-text was not read: what the 20 points change there is not theirs
    alone as far as is known.
    """
    for item in against_us_28.right:
        if "28" in item.places:
            assert item.is_of_status or item.level != "substantive"
    assert any("28" in item.places for item in against_us_28.unknown)


def test_new_in_one_text_is_its_own_only_if_the_other_was_read() -> None:
    """A value that only the 20 points are known to have may stand in the Geneva draft too."""
    found = diff3(PLANS["us-28"], PLANS["geneva-2025-11"], PLANS["ua-us-20"])
    assert not about(found.right, "reconstruction-target")
    assert about(found.unknown, "reconstruction-target")


def forces(after: str, id_: str, **more: object) -> Plan:
    """A text of one point that comes from that of the base."""
    made = small.of(small.setting(f"armed-forces-ceiling: {after}", id_))
    made["provisions"][0]["derives_from"] = ["us-28#6"]
    made["provisions"][0].update(more)
    return small.plan(small.dumped(made))


def test_the_same_change_under_another_number_is_the_same() -> None:
    """Where a point stands in the new texts plays no part."""
    base = small.plan(small.setting("armed-forces-ceiling: 600000", "base-text"))
    left = forces("800000", "left-text")
    right = forces("800000", "right-text", number="7")
    base = attrs.evolve(
        base, id="us-28", provisions=(attrs.evolve(base.provisions[0], number="6"),)
    )
    found = diff3(base, left, right)
    (item,) = about(found.both, "armed-forces-ceiling")
    assert item.places == ("6",)
    assert found.conflicts == ()


def test_two_fields_of_one_point_are_touched_by_both() -> None:
    """One changes the number, the other a condition: no conflict, and said to be one point."""
    base = small.plan(small.setting("armed-forces-ceiling: 600000", "base-text"))
    base = attrs.evolve(
        base, id="us-28", provisions=(attrs.evolve(base.provisions[0], number="6"),)
    )
    left = forces("800000", "left-text")
    right = forces("600000", "right-text", condition={"text": "while there is peace"})
    found = diff3(base, left, right)
    assert not found.conflicts
    (item,) = [item for item in found.touched if item.level == "substantive"]
    assert {change.rule for change in item.left} == {"parameter-raised"}
    assert "condition-added" in {change.rule for change in item.right}


def test_a_verdict_that_is_none_is_refused(against_us_28: ThreeWay) -> None:
    """A misspelt verdict is an error, not an empty answer."""
    with pytest.raises(KeyError, match="no verdict 'conflict'"):
        against_us_28.of("conflict")


# On the command line

REPORTS = (
    "synopsis us-28 e3-counter ua-us-20",
    "synopsis us-28 ua-us-20 --by issue",
    "synopsis minsk-protocol-2014 minsk-package-2015 istanbul-communique-2022 --issue ceasefire",
    "trace armed-forces-ceiling",
    "trace control[kherson]",
    "trace us-28#21",
    "trace demilitarised --all",
    "diff3 us-28 e3-counter ua-us-20",
    "diff3 us-28 geneva-2025-11 ua-us-20",
)


@pytest.mark.parametrize("report", REPORTS)
def test_text_keeps_to_80_columns(run: Run, report: str) -> None:
    """As every report does; ids may not be broken."""
    code, out, err = run(report)
    assert (code, err) == (0, "")
    for line in out.splitlines():
        assert len(line) <= 80 or " " not in line.strip()[-60:], line
    assert f"Again with: peaceplans {report.split()[0]}" in " ".join(out.split())


@pytest.mark.parametrize("report", REPORTS)
def test_json_says_what_it_is(run: Run, report: str) -> None:
    """Format, version and the command; the same bytes each time."""
    code, out, _ = run(f"{report} -f json")
    told = json.loads(out)
    assert code == 0
    assert told["version"] == 1
    assert told["format"].startswith("peaceplans-")
    assert run(f"{report} -f json")[1] == out


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", ["csv", "html", "markdown"])
def test_other_formats(run: Run, report: str, form: str) -> None:
    """Tables for spreadsheets, pages for readers."""
    code, out, err = run(f"{report} -f {form}")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 1


def test_a_spreadsheet_has_a_column_for_each_text(run: Run) -> None:
    """A row for corresponding points; versions of one text are told apart."""
    _, out, _ = run("synopsis us-28 e3-counter ua-us-20 us-28 -f csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == ["row", "issues", "us-28", "e3-counter", "ua-us-20", "us-28 (2)"]
    assert any(
        row["us-28"].startswith("6 Ceiling") and "800,000" in row["ua-us-20"] for row in rows
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("synopsis us-28", "nothing to lay beside us-28; name two texts or more"),
        ("synopsis us-28 us-29", "no plan 'us-29'; did you mean us-28?"),
        ("synopsis us-28 ua-us-20 --issue teritory", "did you mean territory?"),
        ("synopsis us-28 ua-us-20 --by points", "did you mean point?"),
        ("trace armed-forces-celing", "did you mean armed-forces-ceiling?"),
        ("trace control[khersn]", "did you mean kherson?"),
        ("trace armed-forces-ceiling[kherson]", "are written armed-forces-ceiling"),
        ("trace us-28#99", "us-28 has no point 99"),
        ("trace us-29#1", "no plan 'us-29'; did you mean us-28?"),
        ("trace us-28", "name a point of it, such as us-28#1"),
        ("diff3 us-28 e3-counter", "the following arguments are required: RIGHT"),
        ("diff3 us-28 e3-counter ua-us-21", "did you mean ua-us-20?"),
        ("diff3 us-28 e3-counter ua-us-20 --fail-on conflicts", "did you mean conflict?"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run: Run, typed: str, told: str) -> None:
    """Exit code 2 and the nearest right spelling, never a traceback."""
    code, out, err = run(typed)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_a_conflict_fails_where_that_is_asked_for(run: Run) -> None:
    """1 with the places of the conflicts; 0 where there is none, or nobody asked."""
    code, _, err = run("diff3 us-28 e3-counter ua-us-20 --fail-on conflict")
    assert code == 1
    assert err.startswith("peaceplans: conflict: 2, ")
    assert "6, " in err
    assert err.endswith("of us-28\n")
    assert run("diff3 us-28 us-28 ua-us-20 --fail-on conflict")[0] == 0
    assert run("diff3 us-28 e3-counter ua-us-20")[0] == 0


def test_the_differences_of_a_three_way_are_those_of_its_pairs(against_us_28: ThreeWay) -> None:
    """No change is made up: both comparisons are those that diff gives."""
    for side, id_ in enumerate(("e3-counter", "ua-us-20")):
        assert against_us_28.diffs[side].changes == diff(PLANS["us-28"], PLANS[id_]).changes
