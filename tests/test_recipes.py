"""The action, the hooks and the recipes of the documentation do what they promise.

They are checked against the schemas of their hosts, and their very steps run with a shell in a
repository made for it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema.validators import validator_for
from pre_commit.clientlib import load_manifest

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
PAGE = (ROOT / "docs" / "gate.md").read_text(encoding="utf-8")
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
SCRIPTS = Path(sys.executable).parent
NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "a team",
    "GIT_AUTHOR_EMAIL": "team@example.org",
    "GIT_COMMITTER_NAME": "a team",
    "GIT_COMMITTER_EMAIL": "team@example.org",
}


def blocks(language: str) -> list[str]:
    """The blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def block(name: str) -> Any:
    """The YAML block of the page that stands for a file."""
    (found,) = [text for text in blocks("yaml") if text.startswith(f"# {name}\n")]
    return yaml.load(found, Loader=yaml.BaseLoader)  # `on` stays a word


def valid(schema: str, document: object) -> None:
    """Nothing of a document breaks a schema of its host."""
    text = get_builtin_schema(schema)
    errors = list(validator_for(text)(text).iter_errors(document))
    assert not errors, errors[0].message


def shell(
    script: str, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """What a host does with a step: bash that stops at the first command that fails."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": f"{SCRIPTS}:{os.environ['PATH']}", **NOBODY, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *arguments: str) -> str:
    """Git in a folder."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**os.environ, **NOBODY},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A team's clone, on a branch of its own, of a repository with one draft."""
    upstream, clone = tmp_path / "upstream", tmp_path / "clone"
    (upstream / "plans").mkdir(parents=True)
    draft = upstream / "plans" / "my-draft.yaml"
    new = [str(SCRIPTS / "peaceplans"), "new", "my-draft", "--date", "2026-01-31", "-o", str(draft)]
    subprocess.run(new, check=True)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(upstream))
    git(upstream, "add", ".")
    git(upstream, "commit", "--quiet", "-m", "First draft")
    git(tmp_path, "clone", "--quiet", "--depth", "1", upstream.as_uri(), str(clone))
    git(clone, "checkout", "--quiet", "-b", "wording")
    return clone


HARMLESS = ("heading: Size of the armed forces", "heading: How large the armed forces are")
FORBIDDEN = ("value: 800000", "value: 700000")
BROKEN = ("known: all", "known: everything")


def edit(team: Path, change: tuple[str, str]) -> None:
    """Change the draft and commit it."""
    draft = team / "plans" / "my-draft.yaml"
    text = draft.read_text(encoding="utf-8")
    assert change[0] in text
    draft.write_text(text.replace(*change), encoding="utf-8")
    git(team, "commit", "--quiet", "--all", "-m", "An edit")


class Runner:
    """A runner of actions: evaluates the inputs of a step, and runs its script."""

    def __init__(self, team: Path, inputs: Mapping[str, str]) -> None:
        self.team = team
        self.temporary = team.parent / "runner"
        self.temporary.mkdir()
        self.context = {
            **{f"inputs.{name}": str(each["default"]) for name, each in ACTION["inputs"].items()},
            **{f"inputs.{name}": text for name, text in inputs.items()},
            "github.base_ref": "main",
            "github.event.repository.default_branch": "main",
            "github.action_path": str(ROOT),
            "github.server_url": "https://example.org",
            "github.repository": "team/plans",
            "github.run_id": "1",
        }
        self.files = {
            name: self.temporary / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")
        }
        for path in self.files.values():
            path.touch()

    def evaluated(self, text: str) -> str:
        """A text with the values of its expressions."""

        def value(match: re.Match[str]) -> str:
            names = [name.strip() for name in match[1].split("||")]
            return next((self.context[name] for name in names if self.context[name]), "")

        return EXPRESSION.sub(value, text)

    def step(self, name: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One step, by its name."""
        (step,) = [step for step in ACTION["runs"]["steps"] if step["name"] == name]
        environment = {key: self.evaluated(text) for key, text in step["env"].items()}
        files = {key: str(path) for key, path in self.files.items()}
        runner = {"RUNNER_TEMP": str(self.temporary)}
        return shell(step["run"], self.team, {**environment, **files, **runner, **more})

    def gate(self) -> subprocess.CompletedProcess[str]:
        """The comparison, with the program of this environment as the installed one."""
        tools = self.temporary / "peaceplans-tools" / "bin"
        tools.mkdir(parents=True)
        (tools / "peaceplans").symlink_to(SCRIPTS / "peaceplans")
        fetched = self.step("Fetch what changes are counted from")
        assert fetched.returncode == 0, fetched.stderr
        return self.step("Compare the plans")

    @property
    def outputs(self) -> dict[str, str]:
        """What the step leaves for those after it."""
        lines = self.files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)


class TestAction:
    """The composite action."""

    def test_it_is_one(self) -> None:
        """By the schema of its host; what outputs name is a step."""
        valid("vendor.github-actions", ACTION)
        assert ACTION["runs"]["using"] == "composite"
        ids = {step.get("id") for step in ACTION["runs"]["steps"]}
        for output in ACTION["outputs"].values():
            assert (
                re.fullmatch(r"\$\{\{ steps\.(\w+)\.outputs\.\w+ \}\}", output["value"])[1] in ids
            )

    def test_no_script_holds_an_expression(self) -> None:
        """Inputs come through the environment alone: a script cannot be written by an input."""
        for step in ACTION["runs"]["steps"]:
            assert "uses" not in step
            assert "${{" not in step["run"]

    def test_every_input_is_read(self) -> None:
        """And no other."""
        told = yaml.safe_dump(ACTION["runs"])
        assert set(re.findall(r"inputs\.([\w-]+)", told)) == set(ACTION["inputs"])

    def test_a_harmless_change_passes(self, team: Path) -> None:
        """0, outputs that say so, and a summary."""
        edit(team, HARMLESS)
        runner = Runner(team, {"fail-on": "substantive"})
        done = runner.gate()
        assert done.returncode == 0, done.stderr
        assert "::error" not in done.stdout
        assert runner.outputs["failed"] == "false"
        assert runner.outputs["editorial"] == "1"
        assert "Nothing is stopped" in runner.files["GITHUB_STEP_SUMMARY"].read_text(
            encoding="utf-8"
        )

    def test_a_forbidden_one_fails_with_its_annotation(self, team: Path) -> None:
        """1, at the very line, with the command that accepts it; every report is written."""
        edit(team, FORBIDDEN)
        runner = Runner(team, {"fail-on": "substantive"})
        done = runner.gate()
        lines = (team / "plans" / "my-draft.yaml").read_text(encoding="utf-8").splitlines()
        errors = [text for text in done.stdout.splitlines() if text.startswith("::error")]
        assert done.returncode == 1, done.stderr
        assert len(errors) == 1
        place = r"file=plans/my-draft\.yaml,line=(\d+),title=parameter-lowered"
        found = re.match(f"::error {place}::.*%0Apeaceplans accept [0-9a-f]{{16}}", errors[0])
        assert found
        assert "modality: obligation" in " ".join(lines[int(found[1]) - 1 :][:3])
        assert runner.outputs["failed"] == "true"
        assert runner.outputs["stopped"] == "1"
        report = {path.name for path in Path(runner.outputs["report"]).iterdir()}
        assert {"comment.md", "peaceplans.sarif", "junit.xml", "diff.json", "report.html"} <= report

    def test_a_broken_file_is_not_compared(self, team: Path) -> None:
        """2, with the place of the fault; nothing says that all was well."""
        edit(team, BROKEN)
        runner = Runner(team, {"fail-on": "substantive"})
        done = runner.gate()
        assert done.returncode == 2
        assert "::error title=peaceplans::The plans could not be compared" in done.stdout
        assert re.search(r"plans/my-draft\.yaml:\d+:\d+: unknown-term", done.stderr)
        assert "failed" not in runner.outputs
        assert not runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")

    def test_inputs_go_before_the_settings_of_the_team(self, team: Path) -> None:
        """Where they are given; what is left empty is for the settings to say."""
        (team / "peaceplans.toml").write_text('fail-on = "substantive"\n', encoding="utf-8")
        git(team, "add", ".")
        edit(team, FORBIDDEN)
        assert Runner(team, {}).gate().returncode == 1

    @pytest.mark.parametrize("name", sorted(set(ACTION["inputs"]) - {"python", "fetch"}))
    def test_an_input_is_never_a_command(self, team: Path, name: str) -> None:
        """Whatever is typed, nothing is run, and nothing is compared by mistake."""
        edit(team, FORBIDDEN)
        evil = (
            "$(touch pwned) `touch pwned`\"; touch pwned; #'; touch pwned\n--catalog\n| touch pwned"
        )
        Runner(team, {name: evil, "fetch": "false"}).step("Compare the plans")
        assert not list(team.parent.rglob("pwned"))

    def test_it_installs_what_is_locked(self, team: Path) -> None:
        """The step makes an environment, installs the lock with hashes, then the action itself."""
        log = team.parent / "log"
        python = team.parent / "python"
        inner = f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{log}"\n'
        python.write_text(
            f'#!/bin/sh\nmkdir -p "$3/bin"\ncat > "$3/bin/python" <<\'END\'\n{inner}END\n'
            'chmod +x "$3/bin/python"\n',
            encoding="utf-8",
        )
        python.chmod(0o755)
        done = Runner(team, {"python": str(python)}).step("Install peaceplans")
        assert done.returncode == 0, done.stderr
        lock, program = log.read_text(encoding="utf-8").splitlines()
        *_, path = shlex.split(lock)
        assert "--require-hashes" in lock
        assert Path(path) == ROOT / "requirements" / "run.txt"
        assert "--no-deps" in program
        assert program.endswith(f" {ROOT}")


class TestHooks:
    """The hooks for pre-commit, whose manifest is checked as it is loaded."""

    def run(self, team: Path, id_: str, *more: str) -> int:
        """A hook as pre-commit runs it that passes no file names."""
        (hook,) = [hook for hook in HOOKS if hook["id"] == id_]
        assert not hook["pass_filenames"]
        arguments = [*shlex.split(hook["entry"]), *hook["args"], *more]
        return shell(shlex.join(arguments), team, {}).returncode

    def test_valid_plans_pass_and_others_do_not(self, team: Path) -> None:
        """The hook of `validate`."""
        assert self.run(team, "peaceplans-validate") == 0
        edit(team, BROKEN)
        assert self.run(team, "peaceplans-validate") == 1

    def test_only_a_forbidden_change_is_stopped(self, team: Path) -> None:
        """The hook of `diff`, before the commit."""
        draft = team / "plans" / "my-draft.yaml"
        text = draft.read_text(encoding="utf-8")
        stop = ("--fail-on", "substantive")
        assert self.run(team, "peaceplans-diff", *stop) == 0
        draft.write_text(text.replace(*HARMLESS), encoding="utf-8")
        assert self.run(team, "peaceplans-diff", *stop) == 0
        draft.write_text(text.replace(*FORBIDDEN), encoding="utf-8")
        assert self.run(team, "peaceplans-diff", *stop) == 1
        draft.write_text(text.replace(*BROKEN), encoding="utf-8")
        assert self.run(team, "peaceplans-diff", *stop) == 2

    def test_the_page_names_hooks_that_there_are(self) -> None:
        """And gives them arguments that they take."""
        (repository,) = block(".pre-commit-config.yaml")["repos"]
        assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in HOOKS}


def gitlab(team: Path) -> Iterator[str]:
    """The script of the recipe for GitLab, without the line that installs."""
    for line in block(".gitlab-ci.yml")["plans"]["script"]:
        if "pip install" not in line:
            yield line


class TestRecipes:
    """What the page tells to copy."""

    @pytest.mark.parametrize(
        "name", [".github/workflows/plans.yml", ".github/workflows/comment.yml"]
    )
    def test_workflows(self, name: str) -> None:
        """They are workflows, and give the action inputs that it has."""
        workflow = block(name)
        valid("vendor.github-workflows", workflow)
        (job,) = workflow["jobs"].values()
        uses = [step for step in job["steps"] if step.get("uses", "").startswith("OWNER/")]
        assert len(uses) == 1
        assert set(uses[0].get("with", {})) <= set(ACTION["inputs"])

    def test_gitlab_file(self) -> None:
        """It is one, by the schema of its host."""
        valid("vendor.gitlab-ci", block(".gitlab-ci.yml"))

    @pytest.mark.parametrize(("change", "code"), [(HARMLESS, 0), (FORBIDDEN, 1), (BROKEN, 2)])
    def test_gitlab_script(self, team: Path, change: tuple[str, str], code: int) -> None:
        """A harmless change passes, a forbidden one and a broken file do not."""
        edit(team, change)
        target = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
        done = shell("\n".join(gitlab(team)), team, target)
        assert done.returncode == code, done.stdout + done.stderr
        assert (team / "quality.json").exists() == (code < 2)

    @pytest.mark.parametrize(("change", "code"), [(HARMLESS, 0), (FORBIDDEN, 1), (BROKEN, 1)])
    def test_plain_shell(self, team: Path, change: tuple[str, str], code: int) -> None:
        """The same in a shell; a broken file is what `validate` finds."""
        edit(team, change)
        (script,) = blocks("sh")
        done = shell(script, team, {})
        assert done.returncode == code, done.stdout + done.stderr
