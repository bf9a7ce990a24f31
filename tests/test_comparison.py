"""What changed, as facts: each rule by a story, the laws of comparison, and the two plans."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from typing import Any

import attrs
import published
import pytest
import rule_fixtures
import small
from hypothesis import given

from peaceplans import Change, Plan, PlanDiff, Setting, diff, load
from peaceplans.comparison import examples
from peaceplans.comparison.audit import audit
from peaceplans.comparison.rules import LEVELS, ONE_WAY, RULES
from peaceplans.testing import plan_pairs, plans
from peaceplans.values.plain import plain

Fact = tuple[str, tuple[str, ...], tuple[str, ...], str, str, str]

# Which act a change is about is told in the words of the new text, and a new order in the
# numbers of the old one: what these say of the other side is no mirror image.
ONE_SIDED = ("points-reordered",)


def fact(change: Change) -> Fact:
    """What a change states, without the words that name the act concerned."""
    subject = change.subject.partition(" of: ")[0]
    if change.rule in ONE_SIDED:
        return change.rule, (), (), subject, "", ""
    return change.rule, change.old, change.new, subject, repr(change.before), repr(change.after)


def facts(found: PlanDiff) -> Counter[Fact]:
    """What the changes state, each as often as it is stated."""
    return Counter(map(fact, found.changes))


def mirrored(found: PlanDiff) -> Counter[Fact]:
    """What a comparison the other way round should state."""
    turned: Counter[Fact] = Counter()
    for (rule, old, new, subject, before, after), count in facts(found).items():
        turned[RULES[rule].mirror, new, old, subject, after, before] += count
    return turned


def without_declared_drops(stated: Counter[Fact]) -> Counter[Fact]:
    """The facts with `point-dropped` told as `point-not-mentioned`.

    A text that declares what it left out turns a silence into a drop; from the other side the
    same point is added, whether or not anything is declared.
    """
    told: Counter[Fact] = Counter()
    for (rule, *rest), count in stated.items():
        name = "point-not-mentioned" if rule == "point-dropped" else rule
        told[(name, *rest)] += count  # type: ignore[index]  # the six parts as before
    return told


def changes(found: PlanDiff, rule: str, subject: str | None = None) -> list[Change]:
    """The changes of a rule, all or those of one subject."""
    return [c for c in found.changes if c.rule == rule and subject in (None, c.subject)]


def the(found: PlanDiff, rule: str, subject: str) -> Change:
    """The one change of a rule and a subject."""
    (change,) = changes(found, rule, subject)
    return change


def about(found: PlanDiff, subject: str) -> set[str]:
    """The rules that name changes of a subject."""
    return {change.rule for change in found.changes if change.subject == subject}


def value(side: Any) -> Any:
    """The value that a setting holds, options by name."""
    if isinstance(side, Setting):
        return plain(side.value)
    return {place: plain(setting.value) for place, setting in side.items()}


@pytest.fixture(scope="module")
def fixtures() -> dict[str, tuple[Plan, Plan]]:
    """Rule → an old and a new text between which it applies."""
    return rule_fixtures.pairs()


# Rules


def test_every_rule_has_a_fixture(fixtures: dict[str, tuple[Plan, Plan]]) -> None:
    """Each rule names something in a pair of texts; nothing must ever be unclassified."""
    assert set(fixtures) == set(RULES) - {"unclassified"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "unclassified"])
def test_a_rule_names_what_happened_and_nothing_else(
    fixtures: dict[str, tuple[Plan, Plan]], rule: str
) -> None:
    """Between the texts of its fixture the rule applies, alone or with what must come with it."""
    found = diff(*fixtures[rule])
    assert {c.rule for c in found.changes} == {rule} | rule_fixtures.ALSO.get(rule, set())
    assert audit(found) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "unclassified"])
def test_swapped_sides_are_named_by_the_mirror(
    fixtures: dict[str, tuple[Plan, Plan]], rule: str
) -> None:
    """Between the same texts the other way round the mirror of the rule applies."""
    old, new = fixtures[rule]
    assert facts(diff(new, old)) == mirrored(diff(old, new))


def test_mirrors_are_mirrors() -> None:
    """The mirror of a mirror is the rule itself, and matters as much, or it is written why not."""
    for rule, each in RULES.items():
        mirror = RULES[each.mirror]
        assert mirror.level == each.level
        assert (mirror.mirror != rule) == bool(ONE_WAY.get(rule))
    assert set(ONE_WAY) < set(RULES)


def test_the_table_is_complete() -> None:
    """Each rule has a level of the table, a title in words and says what it looks at."""
    for each in RULES.values():
        assert each.level in LEVELS
        assert " " in each.title
        assert each.looks_at
    titles = [(each.title, each.looks_at) for each in RULES.values()]
    assert len(set(titles)) == len(titles)


def test_levels_say_what_matters() -> None:
    """Who owes what is substantive, where it stands is structural, how it is told is editorial."""
    assert {RULES[r].level for r in ("party-swapped", "parameter-raised", "point-dropped")} == {
        "substantive"
    }
    assert {RULES[r].level for r in ("point-renumbered", "point-unknown")} == {"structural"}
    assert {RULES[r].level for r in ("wording-changed", "source-lost", "note-changed")} == {
        "editorial"
    }


def test_what_no_rule_names_would_show() -> None:
    """A difference without a rule is the most serious of changes, so that nobody misses it."""
    assert RULES["unclassified"].level == "substantive"


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("party-added", ("ukraine",), ("russia",)),
        ("party-removed", ("russia",), ("ukraine",)),
        ("party-swapped", ("ukraine",), ("russia",)),
        ("party-named", ("not-named",), ("ukraine",)),
        ("modality-strengthened", "process", "obligation"),
        ("place-added", None, ("luhansk",)),
        ("place-removed", ("luhansk",), None),
        ("parameter-members-added", None, ("poland",)),
        ("parameter-members-removed", ("poland",), None),
        ("point-renumbered", "1", "2"),
        ("point-split", ("1",), ("1", "2")),
        ("point-agreed", None, ("agreed", "ukraine", "russia")),
        ("source-added", None, ("herald",)),
        ("source-lost", ("herald",), None),
        ("points-reordered", ("1", "2"), ("2", "1")),
    ],
)
def test_a_change_holds_both_sides(
    fixtures: dict[str, tuple[Plan, Plan]], rule: str, before: Any, after: Any
) -> None:
    """What was and what is now, as facts of the model."""
    (change, *_) = changes(diff(*fixtures[rule]), rule)
    assert (change.before, change.after) == (before, after)


@pytest.mark.parametrize(
    ("rule", "by"),
    [
        ("parameter-raised", 200000),
        ("parameter-lowered", 200000),
        ("parameter-up", 2),
        ("parameter-put-off", 1096),  # from 2027 to 2030 with the leap day of 2028
        ("parameter-shares-shifted", 30),
        ("parameter-members-added", 1),
        ("parameter-brought-forward", None),  # years are no days
    ],
)
def test_a_change_on_a_line_has_a_size(
    fixtures: dict[str, tuple[Plan, Plan]], rule: str, by: float | None
) -> None:
    """In the unit of the value, in steps, days or percentage points; none where none is known."""
    (change,) = changes(diff(*fixtures[rule]), rule)
    assert change.by == by


@pytest.mark.parametrize(
    ("was", "now", "rule"),
    [
        ("proposed", "agreed", "point-agreed"),
        ("disputed", "agreed", "point-agreed"),
        ("agreed", "disputed", "point-reopened"),
        ("agreed", "proposed", "point-reopened"),
        ("proposed", "disputed", "point-disputed"),
        ("disputed", "reopened", "dispute-settled"),
        ("reopened", "proposed", "status-changed"),
    ],
)
def test_where_a_point_stands_in_the_negotiation(was: str, now: str, rule: str) -> None:
    """Agreement counts before dispute, whichever way it goes; each step back mirrors one forth."""
    one, two = (small.plan(small.point(f"status: {s}", s)) for s in (was, now))
    assert {change.rule for change in diff(one, two).changes} == {rule}
    assert {change.rule for change in diff(two, one).changes} == {RULES[rule].mirror}


def test_a_drop_says_what_is_reported_of_it(fixtures: dict[str, tuple[Plan, Plan]]) -> None:
    """The reason of a declared omission comes with the change."""
    (change,) = changes(diff(*fixtures["point-dropped"]), "point-dropped")
    assert change.why == ("nobody wanted it",)
    assert (change.old, change.new, change.after) == (("2",), (), None)


def test_what_was_taken_out_of_a_draft_is_not_new() -> None:
    """A removed point is history: it is neither added nor dropped beside a text that lacks it."""
    forces = "{number: '1', summary: Forces are limited to a number.}"
    removed = "{number: '2', summary: Ports open., status: removed}"
    old = small.plan(small.text(f"provisions: [{forces}]"))
    new = small.plan(small.text(f"provisions: [{forces}, {removed}]", "new-text"))
    assert not diff(old, new).changes
    assert not diff(new, old).changes


def test_papers_beside_a_text_of_which_little_is_known_are_not_gone() -> None:
    """Of most that was settled in Geneva nothing is known, its companion papers included."""
    one, two = load("us-28"), load("geneva-2025-11")
    for found in (diff(one, two), diff(two, one)):
        rules = {c.rule for c in found.changes if c.rule.startswith("companion-")}
        assert rules == {"companion-unknown"}


def test_what_moved_to_a_companion_paper_is_not_dropped() -> None:
    """It is no longer mentioned here, and the change says where it is said to have gone."""
    omitted = "omits: [{from: 'old-text#2', moved_to: a paper of its own}]"
    old = small.plan(small.text(examples.BOTH))
    new = small.plan(small.text(examples.both_of(examples.ONE, omitted), "new-text"))
    (change,) = diff(old, new).changes
    assert change.rule == "point-not-mentioned"
    assert change.why == ("reported as moved to a paper of its own",)


def test_order_says_nothing_of_parties_and_places() -> None:
    """The same parties and places in another order are no change of who or where."""
    snippet = "{parties: [%s], counterparties: [%s], places: [%s]}"
    old = small.commitment(snippet % ("ukraine, russia", "nato, eu", "kherson, luhansk"))
    new = small.commitment(
        snippet % ("russia, ukraine", "eu, nato", "luhansk, kherson"), "new-text"
    )
    found = diff(small.plan(old), small.plan(new))
    assert not found.changes
    assert audit(found) == []


def test_what_two_points_say_alike_is_said_once() -> None:
    """An open list that became two open lists under the same heading is open as before."""
    one = "{number: '%s', heading: Items, summary: Items follow., open_list: true%s}"
    origin = ", derives_from: ['old-text#1']"
    old = small.plan(small.text(f"provisions: [{one % (1, '')}]"))
    two = f"provisions: [{one % (1, origin)}, {one % (2, origin)}]"
    found = diff(old, small.plan(small.text(two, "new-text")))
    assert {change.rule for change in found.changes} == {"point-split", "record-changed"}


def test_what_holds_from_above_is_no_new_source() -> None:
    """A point that had the sources of its text and now names one more has gained that one."""
    old, new = (small.plan(small.point(s)) for s in ("", "sources: [herald, gazette]"))
    (change,) = diff(old, new).changes
    assert (change.rule, change.after) == ("source-added", ("gazette",))


def test_unread_parts_lose_nothing() -> None:
    """What a text read in part does not mention is not known to be gone."""
    snippet = """
        known: %s
        in_doubt: [guarantors]
        commitments:
        - {parties: [france], modality: obligation, action: guarantee, sets: {guarantors: [%s]}}
    """
    old = small.plan(small.point(snippet % ("all", "france, poland")))
    new = small.plan(small.point(snippet % ("part", "france"), "new-text"))
    assert about(diff(old, new), "guarantors") == {"parameter-unknown"}
    read = small.plan(small.point(snippet % ("all", "france"), "new-text"))
    assert about(diff(old, read), "guarantors") == {"parameter-members-removed"}


def test_a_silence_is_none_where_nobody_read() -> None:
    """What a text sets is unknown in another, not gone from it, if its unread part may set it."""
    old = small.plan(small.setting("amnesty: full"))
    for doubt, rule in (("[amnesty]", "parameter-unknown"), ("[]", "parameter-unset")):
        snippet = f"{{known: part, in_doubt: {doubt}}}"
        new = small.plan(small.point(snippet, "new-text"))
        assert about(diff(old, new), "amnesty") == {rule}


def test_a_verdict_says_under_which_reading_it_falls() -> None:
    """A variant that sets another value is an alternative, with the rules it would lead to."""
    variant = """
      readings:
      - {id: old-number, kind: variant, printed_by: [gazette], sets: {armed-forces-ceiling: 600000}}
    """
    now = small.of(variant) | {
        "commitments": [{**small.of(small.COMMITMENT), "sets": {"armed-forces-ceiling": 800000}}]
    }
    old = small.plan(small.setting("armed-forces-ceiling: 600000"))
    new = small.plan(small.point(small.dumped(now), "new-text"))
    (alternative,) = the(diff(old, new), "parameter-raised", "armed-forces-ceiling").alternatives
    assert (alternative.side, alternative.point, alternative.reading) == ("new", "1", "old-number")
    assert alternative.printed_by == ("gazette",)
    assert alternative.rules == ()


# Fingerprints


def fingerprints(old: str, new: str) -> dict[tuple[str, str], str]:
    """The fingerprint of each change between two files, by rule and subject."""
    found = diff(small.plan(old), small.plan(new))
    return {(change.rule, change.subject): change.fingerprint for change in found.changes}


def test_a_fingerprint_outlives_moved_lines_and_other_words() -> None:
    """Comments, blank lines and rewording elsewhere leave what changed as it is."""
    old = small.setting("armed-forces-ceiling: 600000")
    new = small.setting("armed-forces-ceiling: 800000", "new-text")
    moved = "# a comment\n\n\n" + new.replace(
        "title: A small text", "title: Another title"
    ).replace("summary: Ukraine keeps", "summary: Ukraine, as agreed, keeps")
    assert moved.count("800000") == 1
    key = "parameter-raised", "armed-forces-ceiling"
    assert fingerprints(old, new)[key] == fingerprints(old, moved)[key]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("armed-forces-ceiling: 800000", "armed-forces-ceiling: 900000"),
        ("armed-forces-ceiling: 800000", "national-guard-ceiling: 800000"),
        (
            "armed-forces-ceiling: {value: 800000, bound: exactly}",
            "armed-forces-ceiling: {value: 800000, bound: about}",
        ),
    ],
)
def test_another_fact_has_another_fingerprint(one: str, other: str) -> None:
    """Another value, another parameter or another bound is another change."""
    old = small.setting("{armed-forces-ceiling: 600000, national-guard-ceiling: 600000}")
    sides = (fingerprints(old, small.setting(snippet, "new-text")) for snippet in (one, other))
    first, second = (
        {print_ for (rule, _), print_ in side.items() if rule == "parameter-raised"}
        for side in sides
    )
    assert first
    assert second
    assert first != second


def test_what_came_is_known_by_what_it_says() -> None:
    """A point or duty that was accepted cannot become another one behind its fingerprint."""
    duty = "{parties: [ukraine], modality: obligation, action: %s}"
    point = "{number: '2', summary: Something else., issues: [territory], commitments: [%s]}"
    first = small.of(small.POINT) | {"commitments": [small.of(small.COMMITMENT)]}

    def added(rule: str, *, act: str, whole: bool) -> str:
        told = duty % act
        points = (
            [first, small.of(point % told)]
            if whole
            else [first | {"commitments": [*first["commitments"], small.of(told)]}]
        )
        new = small.text(small.dumped({"provisions": points}), "new-text")
        return {r: p for (r, _), p in fingerprints(small.point("{}"), new).items()}[rule]

    for rule, whole in (("point-added", True), ("commitment-added", False)):
        one = added(rule, act="open its ports to everybody", whole=whole)
        assert one == added(rule, act="open its ports to everybody", whole=whole)
        assert one != added(rule, act="hand over what it holds", whole=whole)


def test_fingerprints_tell_all_changes_of_the_plans_apart(real: PlanDiff) -> None:
    """Sixteen hex digits each, and no two substantive changes share them."""
    prints = [change.fingerprint for change in real.at("substantive")]
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in prints)
    double = {each for each, count in Counter(prints).items() if count > 1}
    assert [c for c in real.at("substantive") if c.fingerprint in double] == []


def test_fingerprints_are_the_same_in_every_process(real: PlanDiff) -> None:
    """They hang on no hash that Python seeds anew."""
    code = (
        "import peaceplans as p; print([c.fingerprint for c in"
        " p.diff(p.load('us-28'), p.load('ua-us-20')).changes])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([change.fingerprint for change in real.changes])


def test_every_comparison_is_the_same_in_every_process() -> None:
    """What is compared, why points correspond and what changed hang on no order of hashing."""
    told = """
import hashlib, json, peaceplans as p
plans = list(p.catalog().plans.values())
pairs = [(a, b) for a in plans for b in (plans[0], p.load("us-28")) if a is not b]
print([hashlib.sha256(json.dumps(p.diff(a, b).to_dict()).encode()).hexdigest() for a, b in pairs])
"""
    answers = set()
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", told], capture_output=True, check=True, env=environment
        )
        answers.add(done.stdout)
    assert len(answers) == 1


# The two plans


def test_nothing_in_the_plans_is_unclassified(real: PlanDiff, ua_us_20: Plan, us_28: Plan) -> None:
    """Every difference between the two plans has a rule, either way round."""
    assert not changes(real, "unclassified")
    assert not changes(diff(ua_us_20, us_28), "unclassified")


def test_every_difference_of_the_plans_is_named(
    real: PlanDiff, ua_us_20: Plan, us_28: Plan
) -> None:
    """What DeepDiff finds different in corresponding points some change accounts for."""
    assert audit(real) == []
    assert audit(diff(ua_us_20, us_28)) == []


def test_the_audit_notices_a_missing_change(real: PlanDiff) -> None:
    """Without any one substantive change of a pair the comparison is found incomplete."""
    kept = tuple(c for c in real.changes if c.rule != "modality-changed")
    assert len(kept) < len(real.changes)
    assert audit(attrs.evolve(real, changes=kept))
    unset = tuple(c for c in real.changes if c.subject != "amnesty")
    assert audit(attrs.evolve(real, changes=unset)) == ["amnesty"]


def test_swapping_the_plans_mirrors_every_change(
    real: PlanDiff, ua_us_20: Plan, us_28: Plan
) -> None:
    """What is gained one way is lost the other."""
    back = diff(ua_us_20, us_28)
    assert without_declared_drops(facts(back)) == without_declared_drops(mirrored(real))


def test_the_armed_forces(real: PlanDiff) -> None:
    """From at most 600,000 to 800,000 in peacetime, a level or a cap as the outlets have it."""
    cell = "armed-forces-ceiling"
    assert about(real, cell) == {
        "parameter-raised",
        "parameter-narrowed",
        "parameter-bound-changed",
    }
    raised = the(real, "parameter-raised", cell)
    assert (raised.old, raised.new, raised.by) == (("6",), ("4",), 200_000)
    assert (raised.before.value, raised.before.bound, raised.before.only) == (
        600_000,
        "at-most",
        (),
    )
    assert (raised.after.value, raised.after.bound) == (800_000, "unclear")
    assert raised.after.only == ("peacetime",)
    level, cap = raised.alternatives
    assert (level.reading, level.value.bound, level.value.value) == ("level", "exactly", 800_000)
    assert (cap.reading, cap.value.bound, cap.value.value) == ("cap", "at-most", 800_000)
    assert "parameter-bound-changed" in level.rules
    assert "parameter-bound-changed" not in cap.rules
    assert "ukrinform-20-points" in level.printed_by
    assert "blick-20-points" in cap.printed_by


def test_the_bar_on_joining_nato(real: PlanDiff) -> None:
    """No longer mentioned; what is reported is that limits on NATO went to other papers."""
    unset = the(real, "parameter-unset", "nato-accession")
    assert (value(unset.before), unset.after) == ("barred", "silent")
    (why,) = unset.why
    assert "US–NATO" in why
    assert "US–Russia" in why
    (gone,) = [c for c in changes(real, "point-not-mentioned") if c.old == ("7",)]
    assert any("members to decide" in reason for reason in gone.why)


def test_the_amnesty(real: PlanDiff) -> None:
    """Full amnesty is out, and claims that were waived are reserved."""
    assert [c for c in changes(real, "point-dropped") if c.old == ("26",)]
    unset = the(real, "parameter-unset", "amnesty")
    assert (value(unset.before), unset.after) == ("full", "silent")
    claims = the(real, "parameter-changed", "war-claims")
    assert (value(claims.before), value(claims.after)) == ("waived", "reserved")
    assert (claims.old, claims.new) == (("26",), ("9.claims",))


def test_the_elections(real: PlanDiff) -> None:
    """From 100 days after a moment left blank to as soon as possible after signature."""
    deadline = the(real, "parameter-changed", "elections-deadline")
    assert (deadline.before.value, deadline.before.unit) == (100, "days")
    assert value(deadline.after) == "as-soon-as-possible"
    assert deadline.by is None
    clock = the(real, "parameter-blank-filled", "elections-clock")
    assert value(clock.after) == "signature"


def test_the_electricity_of_the_plant(real: PlanDiff) -> None:
    """An equal split between Russia and Ukraine became a matter of one side's option."""
    power = the(real, "parameter-made-optional", "znpp-power-shares")
    assert value(power.before) == {"russia": 50, "ukraine": 50}
    assert value(power.after) == {"12/ukraine": {"ukraine": 50, "united-states": 50}}


def test_the_company_that_runs_the_plant(real: PlanDiff) -> None:
    """Two options: thirds with Russia and the United States, or halves without Russia."""
    shares = the(real, "parameter-set", "znpp-company-shares")
    assert shares.before == "silent"
    assert set(shares.after) == {"12/united-states", "12/ukraine"}
    thirds, halves = shares.after["12/united-states"].value, shares.after["12/ukraine"].value
    assert thirds.is_equal
    assert set(thirds.exact) == {"ukraine", "united-states", "russia"}
    assert halves.exact == {"ukraine": 50, "united-states": 50}


def test_the_supervision_of_the_plant(real: PlanDiff) -> None:
    """Supervision by the IAEA is no longer mentioned."""
    gone = the(real, "parameter-unset", "znpp-supervision")
    assert (value(gone.before), gone.after) == ("iaea", "silent")


def test_the_rest_of_donetsk_oblast(real: PlanDiff) -> None:
    """From a Ukrainian withdrawal to options: stand still, or equal steps back."""
    withdrawal = the(real, "parameter-made-optional", "withdrawal[donetsk-rest]")
    assert value(withdrawal.before) == "ukraine"
    assert value(withdrawal.after) == {"14/freeze": "nobody", "14/zone": "both-equally"}


def test_free_trade_with_the_united_states(real: PlanDiff) -> None:
    """A point of its own, new in the framework."""
    assert [c for c in changes(real, "point-added") if c.new == ("10",)]
    trade = the(real, "parameter-set", "us-ukraine-free-trade")
    assert (trade.before, value(trade.after)) == ("silent", True)


@pytest.mark.parametrize(
    ("cell", "before"),
    [
        ("frozen-assets-to-reconstruction", 100_000_000_000),
        ("assets-profit-shares", {"united-states": 50, "rest": 50}),
        ("european-contribution", 100_000_000_000),
        ("assets-remainder", "us-russia-vehicle"),
    ],
)
def test_the_frozen_assets(real: PlanDiff, cell: str, before: Any) -> None:
    """Every clause on the assets is gone."""
    unset = the(real, "parameter-unset", cell)
    assert (value(unset.before), unset.after) == (before, "silent")


def test_the_guarantees(real: PlanDiff) -> None:
    """More guarantors and a standard; fire on Ukraine triggers them, unprovoked fire ends them."""
    assert the(real, "parameter-members-added", "guarantors").after == (
        "european-signatories",
        "nato",
    )
    standard = the(real, "parameter-blank-filled", "guarantee-standard")
    assert value(standard.after) == "article-5-like"
    triggers = the(real, "parameter-members-added", "guarantee-triggers")
    assert triggers.after == ("russia-opens-fire",)
    lost = the(real, "parameter-members-removed", "guarantee-response")
    assert lost.before == ("benefits-revoked", "recognition-revoked")
    (compensation,) = [c for c in changes(real, "point-dropped") if c.old == ("10.a",)]
    assert compensation.new == ("5.c",)
    assert compensation.why


def test_the_disputed_points(real: PlanDiff) -> None:
    """The plant and the territories, and no others, are disputed between Kyiv and Washington."""
    disputed = {c.new: c.after for c in changes(real, "point-disputed")}
    assert disputed == {
        ("12",): ("disputed", "ukraine", "united-states"),
        ("14",): ("disputed", "ukraine", "united-states"),
    }


def test_what_is_not_established_is_no_loss(real: PlanDiff) -> None:
    """Points and values of which the framework's text is not known are neither gone nor dropped."""
    assert {c.old for c in changes(real, "point-unknown")} == {
        (number,) for number in published.NOT_ESTABLISHED
    }
    for cell, doubtful in (
        ("package-items", ("infrastructure", "minerals")),
        ("returned", ("bodies",)),
    ):
        assert the(real, "parameter-unknown", cell).before == doubtful
        assert not changes(real, "parameter-members-removed", cell)
    lapse = the(real, "parameter-unknown", "guarantee-forfeits")
    assert "change-by-force" in lapse.before


def test_no_text_is_given_a_clause_that_it_has_not(real: PlanDiff) -> None:
    """A silence stays a silence: no change invents a value for it."""
    for change in real.changes:
        if change.rule in ("parameter-unset", "parameter-blank-gone"):
            assert change.after == "silent"
        if change.rule in ("parameter-set", "parameter-raised-as-blank"):
            assert change.before == "silent"


def test_changes_name_points_that_are_there(real: PlanDiff) -> None:
    """Every number of a change is that of a point or option of its text, and has a line."""
    for side, plan in (("old", real.old), ("new", real.new)):
        places = {p.number for p in plan.walk()} | {
            f"{p.number}/{option.id}" for p in plan.walk() for option in p.options
        }
        assert {n for change in real.changes for n in getattr(change, side)} <= places
    for change in real.changes:
        assert all(
            (bool(line) or not numbers)
            for line, numbers in zip(change.lines, (change.old, change.new), strict=True)
        )


def test_the_published_form_is_plain(real: PlanDiff) -> None:
    """Counts, alignment and changes as values that JSON has, one entry per change."""
    told = real.to_dict()
    assert told["counts"] == {level: len(real.at(level)) for level in LEVELS}
    assert sum(told["counts"].values()) == len(told["changes"]) == len(real.changes)
    assert {type(each) for each in _leaves(told)} <= {str, int, float, bool, type(None)}


def _leaves(value: Any) -> Any:
    if isinstance(value, dict):
        assert all(type(key) is str for key in value)
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def test_a_level_that_is_none_is_refused(real: PlanDiff) -> None:
    """A misspelt level is an error, not an empty answer."""
    with pytest.raises(KeyError, match="no level 'major'; there are substantive"):
        real.at("major")


# Laws


@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    """Compared with itself no text has changed, whatever it holds."""
    assert not diff(plan, plan).changes


@given(plan_pairs())
def test_swapping_any_two_texts_mirrors_every_change(texts: tuple[Plan, Plan]) -> None:
    """The multiset of changes is that of the mirrored ones, declared drops told as silences."""
    old, new = texts
    there, back = diff(old, new), diff(new, old)
    assert without_declared_drops(facts(back)) == without_declared_drops(mirrored(there))


@given(plan_pairs())
def test_no_difference_goes_unnamed(texts: tuple[Plan, Plan]) -> None:
    """Whatever two texts say, every difference of corresponding points is named by a rule."""
    for old, new in (texts, texts[::-1]):
        found = diff(old, new)
        assert audit(found) == []
        assert not changes(found, "unclassified")


@given(plan_pairs())
def test_content_alone_leaves_nothing_unnamed_either(texts: tuple[Plan, Plan]) -> None:
    """The same holds where the declared lineage is hidden."""
    found = diff(*texts, lineage=False)
    assert audit(found) == []
    assert not changes(found, "unclassified")


@given(plan_pairs())
def test_changes_are_in_one_order(texts: tuple[Plan, Plan]) -> None:
    """The same texts read again give the same changes in the same order."""
    again = tuple(attrs.evolve(text, note=text.note) for text in texts)
    assert diff(*texts).changes == diff(*again).changes
