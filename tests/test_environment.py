"""How the two commands of the README keep `.venv` in step with the locks."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path

import pytest

from tools import environment

ROOT = Path(__file__).parent.parent


class Folder:
    """A checkout whose environment is only pretended; `done` lists what was done to it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.done: list[str] = []
        self.python = root / "python"
        for name in ("run.txt", "dev.txt", *environment.PACKAGE):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(name, encoding="utf-8")
        places = {"ROOT": root, "REQUIREMENTS": root, "MARK": root / "mark", "PYTHON": self.python}
        for name, value in places.items():
            monkeypatch.setattr(environment, name, value)
        monkeypatch.setattr(environment, "create", self._create)
        monkeypatch.setattr(environment, "pip", self._pip)
        monkeypatch.setattr(environment, "compile_package", lambda: None)

    def _create(self) -> None:
        self.done.append("made")
        self.python.touch()

    def _pip(self, *arguments: str) -> None:
        self.done.append(Path(arguments[-1]).stem if arguments[-1] != str(self.root) else "package")

    def prepare(self, lock: str) -> list[str]:
        """What preparing the environment for a lock does now."""
        self.done.clear()
        environment.prepare(lock)
        return list(self.done)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A checkout in which nothing was done yet."""
    return Folder(tmp_path, monkeypatch)


def test_the_first_run_makes_everything_and_the_next_nothing(folder: Folder) -> None:
    """The set-up costs its time once."""
    assert folder.prepare("run") == ["made", "run", "package"]
    assert folder.prepare("run") == []


def test_what_tests_need_is_added_and_serves_the_comparison_too(folder: Folder) -> None:
    """Going from the comparison to the tests adds to the environment; going back is free."""
    folder.prepare("run")
    assert folder.prepare("dev") == ["dev", "package"]
    assert folder.prepare("run") == []


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_an_environment_from_an_older_lock_is_made_anew(folder: Folder, lock: str) -> None:
    """Nothing stays installed that the new lock does not name."""
    folder.prepare("dev")
    (folder.root / lock).write_text("newer", encoding="utf-8")
    assert folder.prepare("dev") == ["made", "dev", "package"]


@pytest.mark.parametrize("file", environment.PACKAGE)
def test_a_change_of_the_package_only_installs_it_again(folder: Folder, file: str) -> None:
    """Entry points and version are taken over without starting from nothing."""
    folder.prepare("dev")
    (folder.root / file).write_text("newer", encoding="utf-8")
    assert folder.prepare("dev") == ["dev", "package"]


def test_an_interrupted_set_up_is_begun_again(folder: Folder) -> None:
    """An environment that is ours and unfinished is not trusted."""
    folder.python.touch()
    (folder.root / "mark").touch()
    assert folder.prepare("run") == ["made", "run", "package"]


def test_an_environment_of_somebody_else_is_kept(folder: Folder) -> None:
    """What a contributor made by hand is installed into and never removed."""
    folder.python.touch()
    assert folder.prepare("run") == ["run", "package"]


def test_a_missing_part_of_python_is_one_sentence_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Where Debian splits it off, the package to install is named; the exit code is 2."""
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert environment.run("run", "peaceplans") == 2
    told = capsys.readouterr().err
    assert "sudo apt install python3." in told
    assert told.count("\n") == 1


def test_an_older_python_is_told_which_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, before anything is made."""
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    assert environment.run("run", "peaceplans") == 2
    assert capsys.readouterr().err.startswith("Python 99.0 or newer is needed; this is 3.")


def test_the_scripts_ask_for_the_python_that_the_package_asks_for() -> None:
    """The oldest Python stands in two places, which agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=" + ".".join(map(str, environment.OLDEST))


def test_what_fails_to_install_is_shown_with_what_pip_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A failure is not hidden behind the quiet of the set-up."""
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    with pytest.raises(environment.Unusable, match=r"no-such-file\.txt"):
        environment.pip("--no-index", "--requirement", str(tmp_path / "no-such-file.txt"))


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (2, 2), (-9, 137)])
def test_the_exit_code_of_the_command_is_passed_on(
    monkeypatch: pytest.MonkeyPatch, code: int, expected: int
) -> None:
    """A signal counts as shells count it, 128 and its number."""
    monkeypatch.setattr(environment, "prepare", lambda lock: None)
    monkeypatch.setattr(environment.shutil, "which", lambda name, path: name)
    monkeypatch.setattr(environment.subprocess, "call", lambda command, env: code)
    assert environment.run("run", "peaceplans") == expected


def test_variables_that_lead_python_elsewhere_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout that was started is the one that runs, with its own tools first."""
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PATH", "before")
    found = environment.variables()
    assert "PYTHONPATH" not in found
    assert found["PATH"].startswith(str(environment.SCRIPTS))
    assert found["PATH"].endswith("before")
