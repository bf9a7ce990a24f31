"""The gate: what a team's rules stop, what they let pass, and what an acceptance covers."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

import peaceplans
from peaceplans import Plan, PlanDiff, diff
from peaceplans.cli.main import main
from peaceplans.comparison.rules import LEVELS, RULES
from peaceplans.gating import Compared, Policy, found_in, gate
from peaceplans.impact import effects
from peaceplans.model.acceptance import Acceptance
from peaceplans.testing import plan_pairs, texts

Run = Callable[[str], tuple[int, str, str]]

DRAFT = f"""\
id: my-draft{small.TEXT}provisions:
- number: "1"
  summary: Ukraine keeps its armed forces at a number.
  issues: [armed-forces-size]
  sources: [herald, gazette]
  commitments:
  - {{parties: [ukraine], modality: obligation, action: keep, sets: {{armed-forces-ceiling: 600000}}}}
  provisions:
  - {{number: "1.a", summary: The guard is counted apart., commitments: [
      {{parties: [ukraine], modality: process, action: count, sets: {{national-guard-ceiling: 60000}}}}]}}
- {{number: "11", summary: There are elections., issues: [elections-ratification], commitments: [
    {{parties: [ukraine], modality: process, action: vote, sets: {{elections-deadline: 100 days}}}}]}}
- number: "2"
  summary: There are two answers on the land.
  issues: [withdrawal]
  options:
  - {{id: freeze, proposed_by: [ukraine], summary: All stay., commitments: [
      {{parties: [russia], modality: process, action: rest, sets: {{referendum-truce: 30 days}}}}]}}
  - {{id: leave, proposed_by: [russia], summary: Some leave., commitments: [
      {{parties: [ukraine], modality: obligation, action: leave}}]}}
"""  # noqa: E501
EDITS = {
    "substantive": ("600000", "700000"),
    "structural": ("issues: [armed-forces-size]", "issues: [armed-forces-size, sanctions]"),
    "editorial": ("keeps its armed forces", "holds its armed forces"),
    "below": ("ceiling: 60000}", "ceiling: 70000}"),
    "eleventh": ("100 days", "90 days"),
    "renumbered": ('number: "11"', 'number: "3"'),
    "freeze": ("30 days", "20 days"),
    "leave": ("modality: obligation, action: leave", "modality: prohibition, action: leave"),
    "title": ("title: A small text", "title: Another text"),
    "source": ("[herald, gazette]", "[herald]"),
}


def write(side: str, *edits: str, name: str = "my-draft") -> None:
    """A draft of one side, a folder, with edits made to it."""
    text = DRAFT.replace("my-draft", name)
    for before, after in (EDITS[edit] for edit in edits):
        assert before in text
        text = text.replace(before, after)
    Path(side).mkdir(exist_ok=True)
    Path(side, f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The top of a team's repository, the current folder: nothing is settled, nothing changed."""
    for name in [name for name in os.environ if name.startswith("PEACEPLANS_")]:
        monkeypatch.delenv(name)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write("old")
    write("new")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program: its exit code and what it prints on both streams."""

    def command(typed: str) -> tuple[int, str, str]:
        return main(shlex.split(typed)), *capsys.readouterr()

    return command


def ends(run: Run, options: str) -> int:
    """How a comparison of the two folders ends."""
    return run(f"diff old new {options}")[0]


def judged(run: Run, options: str = "--fail-on editorial") -> Any:
    """What the gate says of the two folders."""
    return json.loads(run(f"diff old new -f json {options}")[1])["gate"]


def stopped(run: Run, options: str = "--fail-on editorial", key: str = "rule") -> list[Any]:
    """What is stopped, by its rule or something else that is told of it."""
    return [each[key] for each in judged(run, options)["stopped"]]


# What is stopped


def test_without_a_policy_whatever_changes_passes(run: Run) -> None:
    """A report is no gate: 0, and no word of one."""
    write("new", *EDITS)
    write("old", name="gone")
    code, out, err = run("diff old new")
    assert (code, err) == (0, "")
    assert "Gate" not in out


@pytest.mark.parametrize("change", LEVELS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_level_stops_itself_and_those_above(run: Run, level: str, change: str) -> None:
    """And none below; the stopped change is the one that was made."""
    write("new", change)
    expected = list(LEVELS).index(change) <= list(LEVELS).index(level)
    assert ends(run, f"--fail-on {level},substantive") == int(expected)
    rules = stopped(run, f"--fail-on {level}")
    assert {RULES[rule].level for rule in rules} == ({change} if expected else set())


@pytest.mark.parametrize("side", ["old", "new"])
@pytest.mark.parametrize("option", ["", "--fail-on substantive", "--allow-empty"])
def test_a_broken_file_is_not_one_without_changes(run: Run, side: str, option: str) -> None:
    """2 on either side, with the place of the fault, and nothing on standard output."""
    path = Path(side, "my-draft.yaml")
    path.write_text(DRAFT.replace("obligation", "obligtion", 1), encoding="utf-8")
    code, out, err = run(f"diff old new {option}")
    assert (code, out) == (2, "")
    assert re.match(rf"{path}:\d+:\d+: unknown-term.*did you mean obligation\?", err)


@pytest.mark.parametrize(
    ("option", "nearest"),
    [
        ("--fail-on substantve", "substantive"),
        ("--fail-on substantive,red-lin", "red-line"),
        ("--fail-on-rule parameter-raisd", "parameter-raised"),
        ("--scope 1.aa", "1.a"),
        ("--scope 2/freez", "2/freeze"),
        ("--scope my-draf#1", "my-draft"),
        ("--scope my-draft#1.aa", "1.a"),
        ("--fail-on red-line --party ukrane", "ukraine"),
        ("--fail-on-lost-sorce", "--fail-on-lost-source"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(run: Run, option: str, nearest: str) -> None:
    """A gate with a slip of the pen in it must not stand open."""
    code, out, err = run(f"diff old new {option}")
    assert (code, out) == (2, "")
    assert f"did you mean {nearest}?" in err


def test_a_rule_is_stopped_whatever_its_level(run: Run) -> None:
    """That rule, and no other."""
    write("new", "editorial", "substantive")
    assert stopped(run, "--fail-on-rule wording-changed,status-changed") == ["wording-changed"]


SCOPES = {
    "1": ("substantive below", "eleventh title"),
    "1.a": ("below", "substantive"),
    "11": ("eleventh", "renumbered"),
    "3": ("", "renumbered"),
    "11,3": ("renumbered", ""),
    "2": ("freeze leave", "below"),
    "2/freeze": ("freeze", "leave eleventh"),
    "2/leave": ("leave", "freeze"),
    "text": ("title", "substantive"),
    "my-draft#1": ("below", "title"),
    "my-draft#text,2": ("title freeze", "below"),
}
"""Scope → edits inside it, and edits outside."""


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_stops_what_is_outside(run: Run, scope: str) -> None:
    """Points with what is below them, on both sides; never a point of another number."""
    for expected, edits in enumerate(SCOPES[scope]):
        for edit in edits.split():
            write("new", edit)
            assert (edit, ends(run, f"--scope {scope}")) == (edit, expected)


def test_a_point_of_one_text_is_none_of_another(run: Run) -> None:
    """`my-draft#1` leaves point 1 of the other draft closed."""
    write("old", name="other-draft")
    write("new", "substantive", name="other-draft")
    assert ends(run, "--scope other-draft#1") == 0
    assert ends(run, "--scope my-draft#1") == 1


def test_the_loss_of_a_source_is_stopped(run: Run) -> None:
    """Only where that is asked for, and only the loss."""
    write("new", "source")
    assert ends(run, "--fail-on structural") == 0
    assert stopped(run, "--fail-on-lost-source", "why") == [["lost source"]]
    assert run("diff new old --fail-on-lost-source")[0] == 0


def test_a_red_line_that_is_entered_is_stopped(run: Run) -> None:
    """By its party, in that direction only; `--party` says whose."""
    gated = "ua-us-20 us-28 --fail-on red-line"
    told = json.loads(run(f"diff {gated} -f json")[1])["gate"]["stopped"]
    assert {each["rule"] for each in told} == {"red-line"}
    assert run(f"diff {gated} --party ukraine")[0] == 1
    assert run(f"diff {gated} --party russia")[0] == 0
    assert run("diff us-28 us-28 --fail-on red-line")[0] == 0


def test_a_text_that_is_gone_is_stopped_and_a_new_one_is_not(run: Run) -> None:
    """Whatever the policy is; a draft that was moved to another file is still there."""
    Path("old", "my-draft.yaml").rename("old/elsewhere.yaml")
    write("new", name="other-draft")
    assert ends(run, "--fail-on editorial") == 0
    for policy in ("--fail-on substantive", "--scope text", "--fail-on-lost-source"):
        assert run(f"diff new old {policy}")[0] == 1
    Path("new", "my-draft.yaml").unlink()
    assert stopped(run, "--fail-on substantive") == ["text-gone"]


# Acceptances

RECORD = Path("peaceplans-accepted.yaml")


def accept(run: Run, more: str = "", at: int = 0) -> int:
    """Accept one of what is stopped."""
    fingerprint = stopped(run, key="fingerprint")[at]
    return run(f"accept {fingerprint} --reason 'Agreed on 12 January' {more}")[0]


@pytest.mark.parametrize("reason", ["--reason …", "--reason ''", "--reason ' - '", ""])
def test_an_acceptance_gives_its_reason(run: Run, reason: str) -> None:
    """The placeholder that is printed is none; nothing is recorded."""
    write("new", "substantive")
    assert run(f"accept {stopped(run, key='fingerprint')[0]} {reason}")[0] == 2
    assert not RECORD.exists()


def test_only_what_was_found_is_accepted(run: Run) -> None:
    """No fingerprint that nothing has, no rule, no change of another text, none a second time."""
    write("new", "substantive", "editorial")
    assert run(f"accept {'0' * 16} old new --reason agreed")[0] == 2
    assert run("accept parameter-raised --reason agreed")[0] == 2
    assert accept(run, "old new --plan us-28") == 2
    assert not RECORD.exists()
    one = stopped(run, key="fingerprint")[0]
    assert run(f"accept {one} old new --reason agreed")[0] == 0
    assert run(f"accept {one} old new --reason agreed")[0] == 2


def test_an_acceptance_covers_one_finding(run: Run) -> None:
    """The same change in another text has to be accepted, too."""
    write("old", name="other-draft")
    for name in ("my-draft", "other-draft"):
        write("new", "substantive", name=name)
    one, other = stopped(run, key="fingerprint")
    assert one == other
    assert accept(run) == 0
    assert stopped(run, key="text") == ["other-draft"]
    assert accept(run, "--plan other-draft") == 0
    assert stopped(run) == []


def test_another_value_has_to_be_accepted_anew(run: Run) -> None:
    """What was accepted yesterday lets nothing else pass today; the old acceptance is stale."""
    write("new", "substantive")
    accept(run)
    path = Path("new", "my-draft.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("700000", "710000"), encoding="utf-8")
    told = judged(run)
    assert [len(told[part]) for part in ("stopped", "accepted", "stale")] == [1, 0, 1]


def test_an_acceptance_ends_after_its_day(run: Run) -> None:
    """It covers up to and including that day; then the change is stopped again, and it is told."""
    write("new", "substantive")
    eve, day = (f"--fail-on substantive --today {day}" for day in ("2026-02-28", "2026-03-01"))
    assert accept(run, "--until 2026-02-28 --today 2026-03-01") == 2
    assert accept(run, "--until 2026-02-28 --today 2026-02-28") == 0
    assert ends(run, f"{eve} --strict-acceptances") == 0
    assert ends(run, day) == 1
    assert "over: it ended on 2026-02-28" in " ".join(run(f"diff old new {day}")[1].split())
    assert accept(run, "--today 2026-03-01") == 0
    assert ends(run, day) == 0
    assert ends(run, f"{day} --strict-acceptances") == 1


def test_a_stale_acceptance_fails_only_where_that_is_asked_for(run: Run) -> None:
    """It is told once its change has been merged; one of a text not compared is nobody's."""
    write("new", "substantive")
    accept(run)
    assert ends(run, "--strict-acceptances") == 0
    write("old", "substantive")
    assert len(judged(run)["stale"]) == 1
    assert ends(run, "--fail-on editorial") == 0
    assert ends(run, "--strict-acceptances") == 1
    text = RECORD.read_text(encoding="utf-8")
    RECORD.write_text(text.replace("  reason", "  plan: us-28\n  reason"), encoding="utf-8")
    assert ends(run, "--strict-acceptances") == 0


# Laws

DAY = "2026-01-31"


def compared(found: PlanDiff) -> Compared:
    """A comparison as the gate takes it, with what it means for parties."""
    meant = effects(found, catalog=peaceplans.catalog())
    return Compared(found.new.id, found.old, found.new, found, meant)


def retold(thing: Any, words: dict[str, Any]) -> Any:
    """A plan or a part of it with something else in the fields of these names."""
    if isinstance(thing, tuple):
        return tuple(retold(each, words) for each in thing)
    if not attrs.has(type(thing)):
        return thing
    names = {field.name: field.alias for field in attrs.fields(type(thing))}
    kept = [name for name in names if name not in ("registry", "define", *words)]
    parts = {names[name]: retold(getattr(thing, name), words) for name in kept}
    return attrs.evolve(thing, **parts, **{name: words[name] for name in names if name in words})


def substantive(old: Plan, new: Plan) -> list[str]:
    """The fingerprints of the substantive changes."""
    return sorted(change.fingerprint for change in diff(old, new).at("substantive"))


@given(texts(), texts(), st.integers(1, 999))
def test_a_fingerprint_is_none_of_words_lines_and_files(
    us_28: Plan, ua_us_20: Plan, one: str, two: str, line: int
) -> None:
    """Notes, headings, lines and file names of either side leave substantive ones as they are."""
    words = {"note": one, "heading": two, "line": line, "file": one}
    before = substantive(us_28, ua_us_20)
    assert substantive(us_28, retold(ua_us_20, words)) == before
    assert substantive(retold(us_28, words), ua_us_20) == before


@given(plan_pairs(), st.integers(1, 999))
def test_no_two_findings_have_one_fingerprint(pair: tuple[Plan, Plan], line: int) -> None:
    """Also where every duty stands twice; and none of them hangs on a line or a file."""
    old, new = pair
    twice = tuple(attrs.evolve(p, commitments=p.commitments * 2) for p in new.provisions)
    for later in (new, attrs.evolve(new, provisions=twice)):
        prints, moved = (
            [found.fingerprint for found in found_in(compared(diff(old, each)))]
            for each in (later, retold(later, {"line": line, "file": "elsewhere.yaml"}))
        )
        assert len(set(prints)) == len(prints)
        assert moved == prints


POLICIES = st.builds(
    Policy,
    fail_on=st.none() | st.sampled_from(list(LEVELS)),
    rules=st.frozensets(st.sampled_from(["note-changed", "parameter-raised", "point-added"])),
    scope=st.lists(st.sampled_from(["1", "6", "14/freeze", "text"])).map(tuple),
    lost_source=st.booleans(),
    red_line=st.booleans(),
    levels=st.dictionaries(st.sampled_from(list(RULES)), st.sampled_from(list(LEVELS))),
)
HARMS: Any = [{"until": "2026-01-30"}, {"plan": "us-28"}, {"fingerprint": "0" * 16}]


@given(POLICIES, st.integers(0, 63), st.sampled_from(HARMS))
def test_what_is_not_accepted_is_stopped(
    real: PlanDiff, policy: Policy, bit: int, harm: dict[str, Any]
) -> None:
    """Whatever part is accepted, exactly the rest is stopped: an acceptance that is over, of
    another text or of another fingerprint covers none of it. With all of it nothing is.
    """
    texts = [compared(real)]
    found = [each.fingerprint for each in gate(texts, policy, today=DAY).findings]
    rest = [each for each in found if int(each, 16) >> bit & 1]
    every = [Acceptance(fingerprint=each, reason="agreed", until=DAY) for each in found]
    given = [attrs.evolve(a, **harm) if a.fingerprint in rest else a for a in every]
    part = gate(texts, policy, given, today=DAY)
    assert [each.fingerprint for each in part.stopped] == rest
    assert all(f.acceptance and f.acceptance.fingerprint == f.fingerprint for f in part.accepted)
    assert part.failed == bool(rest)
    whole = gate(texts, attrs.evolve(policy, strict=True), every, today=DAY)
    assert (whole.failed, whole.stale, whole.over) == (False, (), ())
