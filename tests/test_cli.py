"""The command line: answers, exit codes, one clear sentence for a mistake, never a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import small
from hypothesis import given
from hypothesis import strategies as st

from peaceplans.cli import output, reading_commands
from peaceplans.cli.arguments import parse
from peaceplans.cli.commands import COMMANDS
from peaceplans.cli.main import main

Run = Callable[..., tuple[int, str, str]]

REPORTS = (
    "list",
    "show us-28",
    "show us-28#21",
    "show ua-us-20",
    "diff us-28 ua-us-20",
    "diff us-28 ua-us-20 --all",
    "diff us-28 ua-us-20 --stat",
    "unknowns us-28",
    "unknowns ua-us-20",
    "explain parameter-raised",
)
WIDE = ("diff us-28 ua-us-20 --fields", "diff us-28 ua-us-20 --explain-matching", "rules")

BROKEN = """\
id: mine
title: Mine
date: "2026-02-30"
status: proposed
known: all
sources: [bbc-2025-11-21]
evidence: corroborated
provisions:
- number: "1"  # the first
  summary: Ukraine does something.
  issues: [armed-forces-sise]
  commitments:
  - {parties: [ukraine], modality: obligtion, action: do something}
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program: its exit code and what it prints on both streams."""

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments[0].split() if len(arguments) == 1 else arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "peaceplans", *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def with_ceiling(number: int, id: str) -> str:
    """A plan of one point that comes from that of the draft."""
    laid = small.of(small.setting(f"armed-forces-ceiling: {number}", id))
    laid["provisions"][0]["derives_from"] = ["us-28#6"]
    return small.dumped(laid)


# Answers


@pytest.mark.parametrize("report", [*REPORTS, *WIDE, "cite us-28#6", "schema", "completion bash"])
def test_an_answer_ends_with_0(run: Run, report: str) -> None:
    """Something on standard output, nothing on the other, exit code 0."""
    code, out, err = run(report)
    assert (code, err) == (0, "")
    assert out.strip()


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("width", [80, 200])
def test_no_line_is_wider_than_asked_for(run: Run, report: str, width: int) -> None:
    """Only a word that cannot be broken, such as an address, stands over the edge."""
    _, out, _ = run(f"{report} --width {width}")
    assert not [line for line in out.splitlines() if len(line) > width and len(line.split()) > 1]


@pytest.mark.parametrize("report", WIDE)
def test_tables_of_everything_fit_a_wide_screen(run: Run, report: str) -> None:
    """With 200 columns no table goes over the edge."""
    _, out, _ = run(f"{report} --width 200")
    assert max(map(len, out.splitlines())) <= 200


def test_a_pipe_has_80_columns_unless_it_says_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The width of a terminal that is not there plays no part; COLUMNS does."""
    monkeypatch.delenv("COLUMNS", raising=False)
    assert run("show us-28#6") == run("show us-28#6")
    _, narrow, _ = run("show us-28")
    monkeypatch.setenv("COLUMNS", "120")
    _, wide, _ = run("show us-28")
    assert max(map(len, narrow.splitlines())) <= 80
    assert 80 < max(map(len, wide.splitlines())) <= 120


@pytest.mark.parametrize("report", [*REPORTS, *WIDE])
def test_a_report_names_the_command_that_gives_it_again(run: Run, report: str) -> None:
    """The last line of a report can be pasted into a shell and gives the same bytes."""
    _, out, _ = run(report)
    again = out[out.rindex("peaceplans ") :]
    assert run(*shlex.split(again)[1:])[1] == out


@pytest.mark.parametrize(
    "report", ["list", "show us-28#6", "diff us-28 ua-us-20", "unknowns us-28"]
)
def test_a_report_ends_with_the_version_of_the_data(run: Run, report: str) -> None:
    """Text and JSON name the same data and program."""
    text = " ".join(run(report)[1].split())
    told = json.loads(run(f"{report} -f json")[1])
    assert f"data {told['data_version']}, peaceplans {told['peaceplans']}" in text
    assert re.fullmatch("[0-9a-f]{12}", told["data_version"])


def test_a_comparison_says_what_it_compared(run: Run) -> None:
    """How many points, how many rules, the dates of the texts."""
    _, out, _ = run("diff us-28 ua-us-20")
    assert re.search(r"Compared 28 with 20 points by \d+ rules", out)
    assert "2025-11-20" in out
    assert "2025-12-23" in out


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "html"])
def test_every_format_of_a_comparison_holds_its_facts(run: Run, form: str) -> None:
    """Whatever the format, the two numbers of the armed forces stand in it."""
    _, out, _ = run(f"diff us-28 ua-us-20 -f {form}")
    digits = out.replace(",", "")
    assert "600000" in digits
    assert "800000" in digits


def test_several_formats_at_once(run: Run, tmp_path: Path) -> None:
    """Each `-f FORMAT=FILE` writes its file, and each file holds what its format prints."""
    json_file, html_file = tmp_path / "d.json", tmp_path / "d.html"
    code, out, _ = run(f"diff us-28 ua-us-20 -f json={json_file} -f html={html_file} -f text")
    assert code == 0
    assert out.startswith("us-28 → ua-us-20")
    assert json.loads(json_file.read_text(encoding="utf-8"))["format"] == "peaceplans-diff"
    assert html_file.read_text(encoding="utf-8").startswith("<!")


def test_bytes_are_the_same_whatever_the_hash_seed() -> None:
    """Two processes that hash differently print the same, in every format."""
    for form in ("text", "markdown", "json", "csv", "html"):
        arguments = ("diff", "us-28", "ua-us-20", "--all", "-f", form)
        one, two = (program(*arguments, PYTHONHASHSEED=seed) for seed in ("1", "4242"))
        assert one.returncode == two.returncode == 0, one.stderr
        assert one.stdout == two.stdout
        assert one.stdout


def test_output_is_utf_8_whatever_the_locale() -> None:
    """Arrows and dashes come out as they are where the locale knows no such characters."""
    done = program("diff", "us-28", "ua-us-20", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "us-28 → ua-us-20" in done.stdout.decode("utf-8")


# Streams and colour


def test_a_reader_that_has_seen_enough_ends_it_silently() -> None:
    """`peaceplans … | head -1` prints one line, no complaint, and ends with 0."""
    running = subprocess.Popen(
        [sys.executable, "-m", "peaceplans", "diff", "us-28", "ua-us-20", "--all", "-f", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Unbuffered, Python would not notice that the rest was not written.
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    )
    assert running.stdout
    assert running.stderr
    assert running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 0


def test_an_interrupt_ends_it_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no fault: nothing is said."""

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading_commands, "catalog", interrupted)
    assert run("list") == (130, "", "")
    assert 128 + signal.SIGINT == 130


@pytest.mark.parametrize(
    ("terminal", "environment", "bold"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
    ],
)
def test_when_headings_are_bold(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    environment: dict[str, str],
    bold: bool,
) -> None:
    """On a terminal, unless the environment says otherwise; never in a pipe of itself."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    _, out, _ = run("show us-28#6")
    assert ("\x1b[1m" in out) == bold


def test_a_file_is_never_bold(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is written to a file has no escapes, even where colour is forced."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(f"show us-28#6 -o {tmp_path / 'one'}")
    run(f"show us-28#6 -f text={tmp_path / 'two'}")
    for name in ("one", "two"):
        assert "\x1b" not in (tmp_path / name).read_text(encoding="utf-8")


def test_a_file_holds_what_the_screen_would_show(run: Run, tmp_path: Path) -> None:
    """`-o FILE` writes the same bytes, and nothing to the screen."""
    file = tmp_path / "report"
    shown = program("cite", "us-28#6").stdout
    assert run(f"cite us-28#6 -o {file}") == (0, "", "")
    assert file.read_bytes() == shown


def test_a_pipe_or_device_is_written_to_and_stays(run: Run, tmp_path: Path) -> None:
    """What is no regular file is not replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_text, "utf-8")
        assert run(f"cite us-28#6 -o {pipe}") == (0, "", "")
        assert "us-28" in read.result(timeout=10)
    assert pipe.is_fifo()


@pytest.mark.parametrize("failing", ["open", "replace"])
def test_a_file_is_never_half_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failing: str
) -> None:
    """If the disk is full the old file is as it was, and nothing else lies beside it."""

    class Full:
        """A file on a full disk."""

        def __init__(self, path: str) -> None:
            self.stream = open(path, "w", encoding="utf-8")  # noqa: SIM115  # closed on exit

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()

        def write(self, text: str) -> None:
            self.stream.write(text[:100])
            raise OSError(errno.ENOSPC, "No space left on device")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "report"
    file.write_text("before", encoding="utf-8")
    if failing == "open":
        monkeypatch.setattr(output, "open", lambda path, *_, **__: Full(path), raising=False)
    else:
        monkeypatch.setattr(output.os, "replace", full)
    code, out, err = run(f"diff us-28 ua-us-20 -o {file}")
    assert (code, out, err) == (2, "", f"peaceplans: {file}: No space left on device\n")
    assert [each.name for each in tmp_path.iterdir()] == ["report"]
    assert file.read_text(encoding="utf-8") == "before"


# Mistakes


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("dif us-28 ua-us-20", "no command 'dif'; did you mean diff?"),
        ("frobnicate", "no command 'frobnicate'; there are list, show, diff"),
        ("diff us-28", "two texts or folders are compared, 1 given"),
        ("diff us-28 ua-us-21", "no plan 'ua-us-21'; did you mean ua-us-20?"),
        ("show us-82", "no plan 'us-82'; did you mean us-28?"),
        ("show atlantis", "no plan 'atlantis'; there are korea-armistice-1953, budapest-1994"),
        ("show us-28#21.x", "us-28 has no point 21.x; the nearest are 21."),
        ("show us-28#", "us-28 has no point\n"),
        ("show ua-us-20#12/france", "ua-us-20#12 has no option 'france'; there are united-states"),
        ("cite us-28#6/low", "us-28#6 has no option 'low'; it has none"),
        ("explain parameter-rased", "no rule 'parameter-rased'; did you mean parameter-raised?"),
        ("list --formt json", "no option '--formt'; did you mean --format?"),
        ("list -f jsn", "no format 'jsn'; did you mean json?"),
        ("list -f html", "no format 'html'; there are text, markdown, json"),
        ("list --width 7", "'7' is no number of columns from 40 to 1000"),
        ("list --width many", "'many' is no number of columns"),
        ("completion bsh", "no shell 'bsh'; did you mean bash?"),
        ("schema plans", "no kind 'plans'; did you mean plan?"),
        ("rules all", "unrecognized arguments: all"),
        ("show nowhere/plan.yaml", "no file nowhere/plan.yaml"),
        ("diff us-28 mine.yaml", "no file mine.yaml"),
        ("show HEAD:plans/mine.yaml", "HEAD has no file plans/mine.yaml"),
        ("validate nowhere.yaml", "nowhere.yaml: no such file or folder"),
        ("list --catalog nowhere", "no folder nowhere"),
        ("new my-draft", "the following arguments are required: --date"),
        ("new My_Draft --date 2026", "'My_Draft' is no id"),
        ("new my-draft --date 2026-02-30", "'2026-02-30' is no date"),
        ("show us-28 -o nowhere/report", "nowhere/report: No such file or directory"),
        ("diff us-28 ua-us-20 --reading us-28=axios", "us-28 has no edition 'axios'"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run: Run, typed: str, told: str) -> None:
    """What is wrong and the nearest right spelling on stderr, exit code 2, no answer."""
    code, out, err = run(*typed.split())
    assert (code, out) == (2, "")
    assert told in err
    assert "peaceplans: " in err
    assert len(err.splitlines()) <= 2


def test_no_command_is_a_mistake_too() -> None:
    """The program alone says what it lacks."""
    done = program()
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"the following arguments are required: COMMAND" in done.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no mapping"),
        (b"\x00\x01\xff\xfe", "bytes that are not UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00", "control characters are not allowed"),
        (b"id: x\ntitle: [\n", "yaml-syntax"),
        (b"- a list\n", "one-document"),
        (b"just words\n", "one-document"),
        (b"id: &a x\ntitle: *a\n", "anchor"),
        (b"[" * 5000, "deep"),
        (b"id: mine\n", "missing-key"),
    ],
    ids=["empty", "binary", "program", "syntax", "list", "words", "alias", "deep", "partial"],
)
@pytest.mark.parametrize("command", ["show {}", "diff us-28 {}", "unknowns {}", "cite {}"])
def test_a_bad_file_is_refused_with_its_place(
    run: Run, tmp_path: Path, command: str, content: bytes, told: str
) -> None:
    """File, line and column of the fault, exit code 2, and nothing that looks like an answer."""
    file = tmp_path / "bad.yaml"
    file.write_bytes(content)
    code, out, err = run(command.format(file))
    assert (code, out) == (2, "")
    first, *_, last = err.splitlines()
    assert re.match(rf"{re.escape(str(file))}:\d+:\d+: ", first)
    assert told in err
    assert re.fullmatch(r"peaceplans: cannot be read: \d+ faults?", last)


@pytest.mark.parametrize("command", ["show {}", "diff {} us-28", "validate {}"])
def test_what_is_no_file_is_refused(run: Run, tmp_path: Path, command: str) -> None:
    """A pipe in the file system is not waited for."""
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    code, out, err = run(command.format(fifo))
    assert code == (1 if command.startswith("validate") else 2)
    assert f"{fifo}:1:1: not-a-file" in out + err


def test_a_folder_is_no_plan(run: Run, tmp_path: Path) -> None:
    """A folder where a plan is asked for is refused in a sentence, and so is a mixture."""
    code, out, err = run(f"show {tmp_path}")
    assert (code, out) == (2, "")
    assert f"{tmp_path}:1:1: not-a-file: not a regular file" in err
    code, out, err = run(f"diff us-28 {tmp_path}")
    assert (code, out) == (2, "")
    assert f"{tmp_path} is a folder and us-28 is none" in err


def test_a_catalog_with_a_fault_is_refused(run: Run, tmp_path: Path) -> None:
    """Every fault of every file, and no answer from the rest."""
    (tmp_path / "a.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(b"\xff")
    code, out, err = run(f"list --catalog {tmp_path}")
    assert (code, out) == (2, "")
    assert f"{tmp_path / 'a.yaml'}:13:" in err
    assert f"{tmp_path / 'b.yaml'}:1:1: unreadable" in err


WORDS = [
    *(name for name in COMMANDS if name not in ("validate", "new")),
    *(
        "us-28",
        "ua-us-20",
        "us-28#6",
        "us-28#99",
        "#",
        "no-such",
        "",
        "-",
        "--",
        "-f",
        "json",
        "-x",
    ),
    *("--all", "--stat", "--width", "80", "--format=csv", "--catalog", "--help", "--fields", "é☃"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=5))
def test_whatever_is_typed_there_is_no_traceback(typed: list[str]) -> None:
    """The program answers or says what it cannot; it never falls over."""
    assert main(typed) in (0, 2)


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_with_examples_that_work(run: Run, command: str) -> None:
    """Each command's help shows examples, and each of them is one that the program takes."""
    code, out, err = run(f"{command} --help")
    assert (code, err) == (0, "")
    examples = COMMANDS[command].examples
    for example in examples:
        assert f"peaceplans {example}" in out
        typed, _, _ = example.partition(" >")
        assert parse(shlex.split(typed)).run


def test_the_help_lists_every_command_and_exit_code(run: Run) -> None:
    """What the program can do, an example of the main things, and how it ends."""
    code, out, _ = run("--help")
    assert code == 0
    for name, (_, told, _) in COMMANDS.items():
        assert re.search(rf"^ +{name}\s", out, re.MULTILINE)
        assert told.split(",")[0][:30] in out
    assert "exit codes: 0 answered, 1 found" in out


# Reading


def test_a_citation_is_ready_to_print(run: Run) -> None:
    """One line: text, date, point, what it says, after whom, and which version of the data."""
    _, out, _ = run("cite us-28#6")
    assert out.count("\n") == 1
    for part in ("2025-11-20", "point 6", "600,000", "Associated Press", "data ", "us-28#6"):
        assert part in out


def test_unknowns_of_the_framework(run: Run) -> None:
    """Points read in part, blanks, single sources and differing readings are all listed."""
    told = json.loads(run("unknowns ua-us-20 -f json")[1])
    points = {
        entry["point"].partition("#")[2] or entry["point"]
        for rows in told.values()
        if isinstance(rows, list)
        for entry in rows
    }
    assert points >= {"8", "9", "14", "15", "17"}  # read in part
    assert "7.i" in points  # a date left blank
    assert "8.wg" in points  # one source
    assert "4" in points  # level or cap


def test_a_point_is_found_in_capitals_too(run: Run) -> None:
    """`21.D` is what many write for `21.d`."""
    assert json.loads(run("show us-28#21.D -f json")[1])["point"]["number"] == "21.d"


# Writing


def test_the_built_in_data_is_valid(run: Run) -> None:
    """Nothing to report of it but that it was checked."""
    code, out, err = run("validate")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"\d+ files checked: no faults\n", out)


def test_every_fault_of_a_file_is_told_at_its_place(run: Run, tmp_path: Path) -> None:
    """All at once, as file:line:column, with the rule and the nearest right spelling."""
    file = tmp_path / "mine.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    code, out, err = run(f"validate {file}")
    assert (code, err) == (1, "")
    places = dict(re.findall(r":(\d+):\d+: ([\w-]+): ", out))
    assert set(places) == {"3", "11", "13"}
    assert "armed-forces-size" in out
    assert "did you mean" in out
    assert "obligation" in out
    assert "1 file checked: 3 faults" in out
    told = json.loads(run(f"validate {file} -f json")[1])
    assert [(fault["line"], fault["rule"]) for fault in told["faults"]] == [
        (int(line), rule) for line, rule in places.items()
    ]


def test_slips_are_repaired_and_the_style_stays(run: Run, tmp_path: Path) -> None:
    """`--fix` mends what has one right spelling and touches nothing else, comments included."""
    file = tmp_path / "mine.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    code, out, _ = run(f"validate --fix {file}")
    assert code == 1
    assert "1 fault" in out
    right = BROKEN.replace("armed-forces-sise", "armed-forces-size")
    right = right.replace("obligtion", "obligation")
    assert file.read_text(encoding="utf-8") == right
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_new_plan_validates_and_is_not_written_over(run: Run, tmp_path: Path) -> None:
    """What `new` writes is without fault; a second time it leaves the file as it is."""
    file = tmp_path / "my-draft.yaml"
    assert run(f"new my-draft --date 2026-01-31 -o {file}") == (0, "", "")
    assert run(f"validate {file}") == (0, "1 file checked: no faults\n", "")
    file.write_text(file.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    code, _, err = run(f"new my-draft --date 2026-01-31 -o {file}")
    assert (code, err) == (2, f"peaceplans: {file}: exists already and is left as it is\n")
    assert file.read_text(encoding="utf-8").endswith("# mine\n")


def test_a_new_plan_goes_to_the_screen_without_a_file(run: Run) -> None:
    """So that it can be looked at first."""
    code, out, _ = run("new", "my-draft", "--date", "2026-01", "--title", "Our draft: a start")
    assert code == 0
    assert small.plan(out).title == "Our draft: a start"


@pytest.mark.parametrize("kind", ["plan", "registry", "diff"])
def test_schemas_are_json_schemas(run: Run, kind: str) -> None:
    """JSON that says which JSON Schema it is."""
    told = json.loads(run(f"schema {kind}")[1])
    assert "json-schema.org" in told["$schema"]


def test_the_completion_script_is_bash(run: Run, tmp_path: Path) -> None:
    """Bash parses it, and it knows every command."""
    file = tmp_path / "completion"
    _, out, _ = run("completion bash")
    file.write_text(out, encoding="utf-8")
    done = subprocess.run(["bash", "-n", str(file)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert all(name in out for name in COMMANDS)


# One's own plans


def test_a_folder_of_ones_own_is_laid_over_the_built_in_plans(run: Run, tmp_path: Path) -> None:
    """Listed beside them, shown, and compared with them."""
    (tmp_path / "mine.yaml").write_text(with_ceiling(700_000, "my-draft"), encoding="utf-8")
    catalog = f"--catalog {tmp_path}"
    _, out, _ = run(f"list {catalog} -f json")
    assert {plan["id"] for plan in json.loads(out)["plans"]} >= {"us-28", "ua-us-20", "my-draft"}
    assert run(f"show my-draft#1 {catalog}")[0] == 0
    _, out, _ = run(f"diff us-28 my-draft {catalog} -f json")
    raised = [c for c in json.loads(out)["changes"] if c["rule"] == "parameter-raised"]
    assert [(c["subject"], c["after"]["value"]) for c in raised] == [
        ("armed-forces-ceiling", 700_000)
    ]


def test_a_plan_of_ones_own_may_stand_in_for_a_built_in_one(run: Run, tmp_path: Path) -> None:
    """An id of the folder comes before the same id of the built-in data."""
    (tmp_path / "us-28.yaml").write_text(small.setting("amnesty: partial", "us-28"), "utf-8")
    _, out, _ = run(f"show us-28 --catalog {tmp_path} -f json")
    assert json.loads(out)["plan"]["title"] == "A small text"


def test_a_file_that_defines_what_it_needs_stands_alone(run: Run, tmp_path: Path) -> None:
    """Its own party, issue, parameter and source, in one file and nowhere else."""
    file = tmp_path / "valley.yaml"
    file.write_text(
        """
define:
  parties: {valley: {title: Valley, kind: state}}
  issues: {water: {title: Water}}
  parameters:
    water-share: {issue: water, title: Water, kind: quantity, unit: litres, bound: at-least}
  sources: {gazette: {publisher: Gazette, kind: press-report, seen: read, title: Water}}
id: valley-water
title: Water of the valley
date: "1921"
status: signed
known: all
evidence: single
sources: [gazette]
provisions:
- number: "1"
  summary: The valley leaves water for those below it.
  issues: [water]
  commitments:
  - parties: [valley]
    modality: obligation
    action: leave water in the river
    sets: {water-share: 500}
""",
        encoding="utf-8",
    )
    assert run(f"validate {file}") == (0, "1 file checked: no faults\n", "")
    code, out, _ = run(f"show {file}#1")
    assert code == 0
    assert "500" in out
    more = file.with_name("more.yaml")
    more.write_text(
        file.read_text(encoding="utf-8").replace("500", "600").replace("valley-w", "lower-w"),
        encoding="utf-8",
    )
    _, out, _ = run(f"diff {file} {more} -f json")
    (raised,) = [c for c in json.loads(out)["changes"] if c["rule"] == "parameter-raised"]
    assert (raised["subject"], raised["by"]) == ("water-share", 100)


POSITIONS = (
    "matrix ua-us-20",
    "matrix us-28 --issue zaporizhzhia-npp --party ukraine,russia --at 2026-01-10",
    "positions --party russia --issue foreign-forces --at 2026-01-10",
    "gap",
    "gap zaporizhzhia-npp",
    "agreement --party ukraine,russia,united-states",
    "timeline --from 2026-01 --to 2026-01-15",
    "shifts 2025-11-30 2026-01-31 --party ukraine",
    "sequence ua-us-20",
    "what-if ua-us-20#12/ukraine withdrawal[donetsk-rest]=both-equally",
    "coverage --by month --from 2026-01 --to 2026-02",
    "diff us-28 ua-us-20 --parties",
)


@pytest.mark.parametrize(
    "command",
    [
        "show draft",
        "diff us-28 draft --parties",
        "synopsis us-28 draft --by issue",
        "matrix draft",
        "gap territory",
        "what-if draft#2/high",
        "what-if ua-us-20#14/zone draft#2/high",
        "sequence draft",
        "unknowns draft",
        "precedents draft#2",
        "agreement",
        "coverage",
        "search fence",
    ],
)
def test_a_question_that_one_text_asks(run: Run, drafts: Path, command: str) -> None:
    """A draft may define parameters for itself: nothing else knows them, and nothing fails."""
    code, out, err = run(f"{command} --catalog {drafts}")
    assert (code, err) == (0, "")
    if command.startswith("what-if"):
        assert "no statement is held against it" in " ".join(out.split())


class TestPositionCommands:
    """Commands on positions: what they print, and what they say to a mistake."""

    @pytest.mark.parametrize("report", POSITIONS)
    def test_text_keeps_to_80_columns(self, run: Run, report: str) -> None:
        """As every report does; ids and addresses may not be broken."""
        code, out, err = run(report)
        assert (code, err) == (0, "")
        for line in out.splitlines():
            assert len(line) <= 80 or " " not in line.strip()[-60:], line
        assert f"Again with: peaceplans {report.split()[0]}" in " ".join(out.split())

    @pytest.mark.parametrize("report", POSITIONS)
    def test_json_says_what_it_is(self, run: Run, report: str) -> None:
        """Format, version, data version and the command; the same bytes each time."""
        code, out, _ = run(f"{report} -f json")
        told = json.loads(out)
        assert code == 0
        assert told["version"] == 1
        assert told["format"].startswith("peaceplans-")
        assert told["command"].startswith("peaceplans ")
        assert run(f"{report} -f json")[1] == out

    @pytest.mark.parametrize("report", [each for each in POSITIONS if "sequence" not in each])
    @pytest.mark.parametrize("form", ["csv", "html", "markdown"])
    def test_other_formats(self, run: Run, report: str, form: str) -> None:
        """Tables for spreadsheets, pages for readers."""
        code, out, err = run(f"{report} -f {form}")
        assert (code, err) == (0, "")
        assert len(out.splitlines()) > 1

    def test_the_order_as_a_graph(self, run: Run, tmp_path: Path) -> None:
        """DOT to a file, the words to the screen; readings of the text are dashed."""
        code, out, _ = run(f"sequence ua-us-20 -f dot={tmp_path}/order.dot -f text")
        graph = (tmp_path / "order.dot").read_text(encoding="utf-8")
        assert code == 0
        assert "Possible circle" in out
        assert graph.startswith('digraph "ua-us-20" {')
        assert "[style=dashed]" in graph

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("positions --party rusia", "no party 'rusia'; did you mean russia?"),
            ("positions --issue teritory", "no issue 'teritory'; did you mean territory?"),
            ("gap teritory", "no issue or parameter 'teritory'; did you mean territory?"),
            ("gap --at yesterday", "'yesterday' is no date such as 2026-01-10"),
            ("matrix us-29", "no plan 'us-29'; did you mean us-28?"),
            ("what-if", "nothing chosen"),
            ("what-if znpp-operater=russia", "did you mean znpp-operator?"),
            ("what-if znpp-operator=france", "znpp-operator: expected one of ukraine"),
            ("what-if withdrawal=nobody", "written withdrawal[place]"),
            ("what-if ua-us-20#12/france", "ua-us-20#12 has no option france"),
            ("diff us-28 ua-us-20 --fail-on red-lines", "did you mean red-line?"),
        ],
    )
    def test_a_mistake_is_told_in_a_sentence(self, run: Run, typed: str, told: str) -> None:
        """Exit code 2 and the nearest right spelling, never a traceback."""
        code, out, err = run(typed)
        assert (code, out) == (2, "")
        assert told in err
        assert "Traceback" not in err

    def test_a_red_line_fails_the_gate(self, run: Run) -> None:
        """1 where a declared red line in force is entered, at that date and for that party."""
        gate = "diff ua-us-20 us-28 --stat --fail-on red-line"
        assert run(f"{gate} --at 2025-11-21")[0] == 1
        code, out, err = run(f"{gate} --at 2025-11-21 --party ukraine")
        assert code == 1
        assert "1 change is stopped" in err
        assert "Red line of Ukraine entered" in out
        assert run(f"{gate} --at 2025-11-21 --party russia")[0] == 0
        assert run(f"{gate} --at 2025-11-19")[0] == 0
