"""What hosts give the gate and get from it: settings, and reports that command nobody."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import small
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped
from test_gate import write

from peaceplans.cli import settings
from peaceplans.cli.main import main
from peaceplans.comparison.rules import LEVELS
from peaceplans.reports.annotations import of_message, of_property
from peaceplans.reports.safe import in_a_log, printable
from peaceplans.testing import texts

Run = Callable[[str], tuple[int, str, str]]

HOSTS = ("sarif", "junit", "annotations", "outputs", "codequality", "comment", "summary")
REASON = "Agreed on 12 January"
FORMS = ("text", "markdown", "json", *HOSTS)
TABLES = ("html", "csv")
GATED = "diff old new --fail-on editorial"


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


def settle(text: str, file: str = "peaceplans.toml") -> None:
    """A file of settings, or another."""
    Path(file).write_text(text, encoding="utf-8")


# Settings


def test_a_flag_goes_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the environment, then the file; each alone decides, and none is added to another."""
    settle('fail-on = "editorial"\n')
    for place, level in enumerate(LEVELS):
        write("new", level)
        monkeypatch.setenv("PEACEPLANS_FAIL_ON", "structural")
        assert run("diff old new --fail-on substantive")[0] == int(place == 0)
        assert run("diff old new")[0] == int(place <= 1)
        monkeypatch.delenv("PEACEPLANS_FAIL_ON")
        assert run("diff old new")[0] == 1


def test_the_nearest_file_counts_up_to_the_top_of_the_repository(run: Run) -> None:
    """Our own before a `pyproject.toml`; nothing from outside of the repository."""
    write("new", "editorial")
    settle('fail-on = "editorial"\n')
    Path("inner/.git").mkdir(parents=True)
    Path("inner/more").mkdir()
    os.chdir("inner/more")  # the fixture leads back
    compare = "diff ../../old ../../new"
    assert run(compare)[0] == 0
    settle('[tool.peaceplans]\nfail-on = ["editorial"]\n', "../pyproject.toml")
    assert run(compare)[0] == 1
    settle("", "../peaceplans.toml")
    assert run(compare)[0] == 0
    assert run(f"{compare} --config ../pyproject.toml")[0] == 1


MISTAKES = {
    '\n  fail_on = "substantive"\n': "2:3: unknown-key: .* did you mean fail-on",
    'scope = "1"\nfail-on = "substantve"\n': "2:1: unknown-term: .* did you mean substantive",
    'fail-on-rule = ["sttus-changed"]': "1:1: unknown-term: .* did you mean status-changed",
    '[levels]\nnote-chnged = "editorial"': "2:1: unknown-term: .* did you mean note-changed",
    '[levels]\nnote-changed = "editoral"': "2:1: unknown-term: .* did you mean editorial",
    "scope = 14\n": "1:1: wrong-type: .* a list of texts",
    "rules-version = 2\n": "1:1: unknown-term: no version 2 of the rules",
    'fail-on = "substantive\n': "1:23: toml-syntax: ",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_in_the_settings_is_refused(run: Run, text: str) -> None:
    """With its line, its column and the nearest spelling; nothing is compared."""
    settle(text)
    code, out, err = run("diff old new")
    assert (code, out) == (2, "")
    assert re.match(f"peaceplans.toml:{MISTAKES[text]}", err)


def test_a_team_gives_rules_levels_of_its_own(run: Run) -> None:
    """For the gate alone, up and down; the report shows the level that all know."""
    write("new", "editorial", "eleventh")
    told = "diff old/my-draft.yaml new/my-draft.yaml --fail-on substantive -f json"
    for rule in ("parameter-lowered", "wording-changed"):
        data = json.loads(run(told)[1])
        assert [each["rule"] for each in data["gate"]["stopped"]] == [rule]
        settle('[levels]\nwording-changed = "substantive"\nparameter-lowered = "editorial"\n')
    levels = {each["rule"]: each["level"] for each in data["changes"]}
    assert levels == {"parameter-lowered": "substantive", "wording-changed": "editorial"}


def test_frozen_rules_are_never_other_rules(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that no longer knows the version ends with 2 wherever it was asked for."""
    settle("rules-version = 1\n")
    assert run("diff old new")[0] == 0
    assert run("diff old new --rules-version 2")[0] == 2
    for version in ("2", "0", "one"):
        monkeypatch.setenv("PEACEPLANS_RULES_VERSION", version)
        assert run("diff old new")[0] == 2
    monkeypatch.delenv("PEACEPLANS_RULES_VERSION")
    monkeypatch.setattr(settings, "KNOWN_VERSIONS", (2,))
    assert run("diff old new")[0] == 2


@pytest.mark.parametrize("flag", ["fail-on", "fail-on-rule", "scope", "party", "accepted"])
def test_an_empty_flag_is_refused(run: Run, flag: str) -> None:
    """It would lift what the settings say; most often a variable of the shell is not set."""
    assert run(f"diff old new --{flag} ''") == (2, "", f"peaceplans: --{flag} is empty\n")


def test_an_empty_variable_is_not_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An action hands on empty what nobody filled in: the file then holds."""
    write("new", "editorial")
    settle('fail-on = "editorial"\n')
    for key in settings.SETTINGS:
        monkeypatch.setenv("PEACEPLANS_" + key.upper().replace("-", "_"), "")
    assert run("diff old new")[0] == 1
    monkeypatch.setenv("PEACEPLANS_FAILON", "")
    code, _, err = run("diff old new")
    assert (code, err.rpartition("; ")[2]) == (2, "did you mean PEACEPLANS_FAIL_ON?\n")


@pytest.mark.parametrize("record", ["accepted: all", "accepted: [{reason: a rule}]", "{}", "["])
def test_a_broken_record_accepts_nothing(run: Run, record: str) -> None:
    """Nor does one that is not there where it was said to be."""
    settle(record, "peaceplans-accepted.yaml")
    assert run(GATED)[0] == run(f"{GATED} --accepted none.yaml")[0] == 2


# What hosts are told

PRINTED = re.compile(r'peaceplans accept (\w{16}) .*?--reason "…"', re.DOTALL)
FLAGS = ["-f text", "-f markdown", "-f json", "-f junit", "-f annotations", "-f comment"]


@pytest.mark.parametrize("flags", [*FLAGS, "--accepted ci/record.yaml", "--config ci/team.toml"])
def test_the_printed_command_opens_the_gate(run: Run, flags: str) -> None:
    """As it is printed, with a reason in its place, wherever acceptances are recorded."""
    Path("ci").mkdir()
    settle("", "ci/team.toml")
    settle("accepted: []\n", "ci/record.yaml")
    write("new", "substantive", "eleventh")
    code, out, err = run(f"{GATED} {flags}")
    commands = {found[1]: found[0] for found in PRINTED.finditer(out + err)}
    assert (code, len(commands)) == (1, 2)
    for done, command in enumerate(commands.values(), 1):
        typed = command.removeprefix("peaceplans ")
        assert run(typed)[0] == 2
        assert run(typed.replace("…", "agreed"))[0] == 0
        assert run(f"{GATED} {flags}")[0] == int(done < 2)


@pytest.fixture
def told(run: Run) -> dict[str, str]:
    """By format, what is told of a draft with four changes, of which the first was accepted."""
    write("new", "substantive", "editorial", "eleventh", "source")
    first = json.loads(run(f"{GATED} -f json")[1])["gate"]["stopped"][0]["fingerprint"]
    run(f"accept {first} --reason '{REASON}'")
    run(" ".join([GATED, *(f"-f {form}={form}" for form in FORMS)]))
    return {form: Path(form).read_text(encoding="utf-8") for form in FORMS}


def prints(told: dict[str, str], part: str) -> list[str]:
    """The fingerprints of a part of what the gate says."""
    return [each["fingerprint"] for each in json.loads(told["json"])["gate"][part]]


def test_sarif(told: dict[str, str]) -> None:
    """The properties that 2.1.0 requires; what was accepted is suppressed, with the reason."""
    log = json.loads(told["sarif"])
    (sarif,) = log["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    assert (log["version"], log["$schema"][-23:]) == ("2.1.0", "sarif-schema-2.1.0.json")
    assert sarif["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    accepted = []
    for result in sarif["results"]:
        (place,) = (each["physicalLocation"] for each in result["locations"])
        (print_,) = result["partialFingerprints"].values()
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert place["artifactLocation"] == {"uri": "new/my-draft.yaml"}
        assert place["region"]["startLine"] > 1
        accepted += [(print_, each) for each in result.get("suppressions", [])]
    suppressed = {"kind": "external", "status": "accepted", "justification": REASON}
    assert accepted == [(f"my-draft:{print_}", suppressed) for print_ in prints(told, "accepted")]


def test_junit(told: dict[str, str]) -> None:
    """A suite for the text; what is stopped fails, what was accepted is skipped."""
    (suite,) = JUnitXml.fromstring(told["junit"].encode())
    kinds: dict[type, list[str]] = {Failure: [], Skipped: []}
    for case in suite:
        for result in case.result:
            kinds[type(result)].append(case.name[-17:-1])
    assert kinds == {Failure: prints(told, "stopped"), Skipped: prints(told, "accepted")}
    assert (suite.name, suite.tests, suite.failures, suite.skipped) == ("my-draft", 5, 3, 1)


def test_annotations_and_outputs(told: dict[str, str]) -> None:
    """An error at the line of what is stopped, a notice of what was accepted; and the counts."""
    lines = Path("new/my-draft.yaml").read_text(encoding="utf-8").splitlines()
    command = re.compile(r"^::(\w+) file=(.*?),line=(\d+),title=(.*?)::", re.MULTILINE)
    commands = command.findall(told["annotations"])
    assert sorted(kind for kind, *_ in commands) == ["error", "error", "error", "notice"]
    assert {file for _, file, *_ in commands} == {"new/my-draft.yaml"}
    (line,) = [int(line) for *_, line, rule in commands if rule == "parameter-lowered"]
    assert "90 days" in lines[line - 1]
    assert told["outputs"].startswith("failed=true\nstopped=3\naccepted=1\noutdated=0\ntexts=1\n")
    assert told["outputs"].endswith("\nsubstantive=2\nstructural=0\neditorial=2\n")


def test_code_quality(run: Run, told: dict[str, str]) -> None:
    """What the format requires of an issue; no two have one fingerprint, in two texts either."""
    write("old", name="other-draft")
    write("new", "substantive", name="other-draft")
    for text, count in ((told["codequality"], 4), (run(f"{GATED} -f codequality")[1], 5)):
        issues = json.loads(text)
        assert len({each["fingerprint"] for each in issues}) == len(issues) == count
        for each in issues:
            assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert each["location"]["lines"]["begin"] >= 1
            assert each["description"].startswith(("my-draft", "other-draft"))


def test_every_format_tells_of_the_same_findings(run: Run, told: dict[str, str]) -> None:
    """By fingerprint or by number; what was accepted stays in each with its reason."""
    stopped, accepted = prints(told, "stopped"), prints(told, "accepted")
    for form in ("text", "markdown", "junit", "annotations", "comment", "summary"):
        assert [found[1] for found in PRINTED.finditer(told[form])] == stopped, form
    for form in ("sarif", "codequality", "junit"):
        assert {*re.findall(r"\b[0-9a-f]{16}\b", told[form])} == {*stopped, *accepted}
    for form in set(FORMS) - {"outputs"}:
        assert REASON in " ".join(told[form].split()), form
    everything = json.loads(run("diff old new -f sarif")[1])["runs"][0]["results"]
    assert len(everything) == len(stopped) + len(accepted)


def test_a_giant_comment_ends_with_where_the_whole_is(run: Run) -> None:
    """What is stopped comes first; a job's summary has room for all of it."""
    giant = "diff us-28 ua-us-20 --fail-on substantive --report-url https://example.org/1"
    comment, summary = (run(f"{giant} -f {form}")[1] for form in ("comment", "summary"))
    assert len(comment.encode()) <= 60_000 < len(summary.encode()) <= 1_000_000
    assert comment.endswith("\n*More than fits here. The whole report: https://example.org/1*\n")
    assert "More than fits here" not in summary
    assert len(PRINTED.findall(comment)) == len(PRINTED.findall(summary)) > 100
    draft = Path("new/my-draft.yaml").read_text(encoding="utf-8")
    settle(draft.replace("There are elections", "Ш" * 60_000), "new/my-draft.yaml")
    assert len(run(f"{GATED} -f comment")[1].encode()) <= 60_000


# Strangers

EVIL = """::error::pwned
  ::set-output name=x::y
##[error]pwned ##vso[task.setvariable variable=x]y
\x1b[31mred\x1b[0m \x07 \x9b31m \u202e \u2028::error::pwned\r::error::pwned
[link](https://evil.example) <https://evil.example> www.evil.example <img src=x> <!-- peaceplans -->
@team and @octocat `code` ``` | a | b | **bold** $x$ ~~no~~ &lt;b&gt; ]]> %0A::error::pwned
EOF
failed=false
"""
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
COMMAND = re.compile(r"^\s*::|##\[|##vso\[", re.MULTILINE)
OURS = re.compile(r"::(?:error|notice) (file=[^\n:,]*,line=\d+,title=[\w-]+::[^\n]*\n)")


def hostile(side: str, number: int) -> None:
    """A draft whose every text is an attack, in a file whose name is one."""
    evil = f"{EVIL}{number}"
    duty = {"parties": ["evil"], "modality": "obligation", "action": evil, "note": evil}
    sets = {"sets": {"armed-forces-ceiling": {"value": number, "note": evil}}}
    point = {**small.of(small.POINT), "heading": evil, "summary": evil, "note": evil}
    head = {"id": "draft", **small.of(small.TEXT), "title": evil, "note": evil}
    head["define"]["parties"] = {"evil": {"title": evil, "kind": "state"}}
    first, new = {**point, "commitments": [duty | sets]}, {**point, "number": "2"}
    text = json.dumps({**head, "provisions": [first, new] if side == "new" else [first]})
    Path(side, "my-draft.yaml").unlink()
    settle(text, f"{side}/a\n::error::`@x` ##[e] \x1b[1m'\",:%0A \udcff.yaml")


@pytest.fixture
def strangers(run: Run) -> int:
    """How much is told of hostile drafts; one is accepted for a hostile reason, one was once."""
    hostile("old", 600000)
    hostile("new", 700000)
    stopped = json.loads(run(f"{GATED} -f json")[1])["gate"]["stopped"]
    for print_ in (stopped[0]["fingerprint"], "0" * 16):
        assert run(f"accept {print_} --plan draft --reason {shlex.quote(EVIL)}")[0] == 0
    return len(stopped)


@pytest.mark.parametrize("form", [*FORMS, *TABLES])
def test_a_plan_of_strangers_commands_nobody(run: Run, strangers: int, form: str) -> None:
    """No line of either stream is a command but ours, whatever the width; nothing hides in it."""
    for width in (40, 200):
        code, out, err = run(f"{GATED} -f {form} --width {width}")
        assert code == 1
        if form == "annotations":
            assert len(OURS.findall(out)) == strangers
            out = OURS.sub(r"\1", out)
        assert form != "outputs" or re.fullmatch(r"(\w+=\w+\n){8}", out)
        for stream in (out, err):
            assert not COMMAND.search(stream)
            assert not HIDDEN.search(stream)


@pytest.mark.parametrize("form", ["comment", "summary"])
def test_a_comment_of_strangers_calls_nobody(run: Run, strangers: int, form: str) -> None:
    """Nothing of a plan is markup: no link, no picture, no name of a user, no mark of ours."""
    text = run(f"{GATED} -f {form}")[1]
    assert text.startswith("<!-- peaceplans -->\n")
    bare = re.sub(r"`\w{16}`|`peaceplans accept \w{16} --plan draft --reason \"…\"`", "", text[20:])
    bare = bare.replace("<!-- -->", "\0").replace("<br>", " ").replace("\\\\", "")
    assert not re.search(r"@(?!\0)|:(?=//)|\bwww(?=\.)|(?<!\\)[<>`\[\]~$]|&(?!amp;)", bare)


@example("%0A%3A%25, ##[x]")
@given(texts() | st.text("%\r\n:,#[vso0AD25"))
def test_an_annotation_reads_as_it_was_meant(text: str) -> None:
    """A host that undoes what it is told to undo has the text again, and found no end in it."""
    for told, ends in ((of_message(text), "\r\n"), (of_property(text), "\r\n:,")):
        assert not set(ends) & set(told)
        plain = told.replace("%2C", ",").replace("%3A", ":").replace("%0D", "\r")
        assert plain.replace("%0A", "\n").replace("%25", "%") == in_a_log(printable(text))


# Files and bytes


def test_a_failure_leaves_no_half_of_a_file(run: Run) -> None:
    """What could not be compared writes nothing; what cannot be written harms no other file."""
    settle("before", "told.json")
    settle(small.commitment("modality: obligtion"), "new/my-draft.yaml")
    assert run(f"{GATED} -f json=told.json")[0] == 2
    assert Path("told.json").read_text(encoding="utf-8") == "before"
    write("new", "substantive")
    for nowhere in ("nowhere/told", "new"):
        assert run(f"{GATED} -f json=told.json -f sarif={nowhere}")[0] == 2
        assert json.loads(Path("told.json").read_text(encoding="utf-8"))["gate"]["failed"]
    assert not list(Path().rglob("*.part"))


def test_a_pipe_is_written_in_place(run: Run) -> None:
    """It stays the pipe that somebody reads."""
    write("new", "substantive")
    os.mkfifo("pipe")
    with ThreadPoolExecutor() as pool:
        read = pool.submit(Path("pipe").read_text, "utf-8")
        assert run(f"{GATED} -f sarif -o pipe")[0] == 1
        assert json.loads(read.result(timeout=10))["version"] == "2.1.0"
    assert Path("pipe").is_fifo()


def test_the_same_bytes_each_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred times in one process, and in others that hash in other ways."""
    policy = "--fail-on-rule point-added,note-changed --scope 1,2,text -f json -f text"
    same = f"diff minsk-protocol-2014 minsk-memorandum-2014 {policy}"
    (told,) = {run(same) for _ in range(100)}
    assert told[0] == 1
    every = f"{same} {' '.join(f'-f {form}' for form in HOSTS)}"
    program = [sys.executable, "-m", "peaceplans", *every.split()]
    for seed in ("1", "4242"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        done = subprocess.run(program, capture_output=True, check=False)
        assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == run(every)
