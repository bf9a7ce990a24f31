"""Plans of git revisions: which are compared, what is left alone, what brings a missing one.

Every repository is made for its test, with a bare one beside it in place of a host.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import small
from test_gate import write

from peaceplans.cli.main import main

Run = Callable[..., tuple[int, str, str]]

DRAFT = "drafts/my-draft.yaml"
CONFIG = """\
[user] name = a team
[user] email = team@example.org
[init] defaultBranch = main
[gc] auto = 0
[uploadpack] allowFilter = true
"""
GATED = ("--fail-on", "editorial", "-f", "json")


@pytest.fixture(autouse=True)
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a draft on `main`, its own twin as `origin`; the current folder is its top.

    Git knows nobody's settings, and nothing of a hook that these tests may run in.
    """
    for name in [name for name in os.environ if name.startswith(("GIT_", "PEACEPLANS_"))]:
        monkeypatch.delenv(name)
    Path(tmp_path, ".gitconfig").write_text(CONFIG, encoding="utf-8")
    for name, value in (("HOME", str(tmp_path)), ("GIT_CONFIG_NOSYSTEM", "1")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    top = tmp_path / "team"
    git("init", "--quiet", str(top), at=tmp_path)
    git("init", "--quiet", "--bare", "origin.git", at=tmp_path)
    monkeypatch.chdir(top)
    git("remote", "add", "origin", (tmp_path / "origin.git").as_uri())
    write("drafts")
    commit("First draft")
    return top


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program: its exit code and what it prints on both streams."""

    def command(*arguments: str) -> tuple[int, str, str]:
        return main(arguments), *capsys.readouterr()

    return command


def git(*arguments: str, at: str | Path = ".", code: int = 0) -> str:
    """Git in a folder; it ends with that code."""
    done = subprocess.run(["git", *arguments], cwd=at, capture_output=True, check=False)
    assert done.returncode == code, done.stderr.decode()
    return (done.stdout + done.stderr).decode()


def commit(message: str = "More") -> None:
    """Commit whatever there is."""
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "-m", message)


def clone(team: Path, *how: str) -> str:
    """A clone of what there is by now, which is the current folder from here on; its address."""
    git("push", "--quiet", "--mirror", "origin")
    url = (team.parent / "origin.git").as_uri()
    git("clone", "--quiet", *how, url, "../clone")
    os.chdir("../clone")  # the fixture leads back
    return url


def found(run: Run, *sides: str) -> list[tuple[str, str]]:
    """What a comparison stops that stops everything: texts and rules."""
    code, out, err = run("diff", *sides, *GATED)
    assert code < 2, err
    told = [(each["text"], each["rule"]) for each in json.loads(out)["gate"]["stopped"]]
    assert bool(told) == bool(code)
    return told


RAISED = [("my-draft", "parameter-raised")]

# Which texts


def test_a_file_of_a_revision(run: Run) -> None:
    """From the top of the repository, or with `./` from the current folder."""
    write("drafts", "substantive")
    assert found(run, f"main:{DRAFT}", DRAFT) == RAISED
    assert found(run, f"main:./{DRAFT}", DRAFT) == RAISED
    os.chdir("drafts")
    for old in (f"main:{DRAFT}", "main:./my-draft.yaml", f"main:../{DRAFT}"):
        assert found(run, old, "my-draft.yaml") == RAISED
    assert run("diff", "main:my-draft.yaml", "my-draft.yaml")[0] == 2
    assert run("diff", "main:../../my-draft.yaml", "my-draft.yaml")[0] == 2


def test_folders_of_revisions(run: Run) -> None:
    """Two of revisions, or one of them and one on disk, from wherever one stands."""
    write("drafts", "substantive")
    write("elsewhere", name="other-draft")
    commit()
    write("drafts", "substantive", "editorial")
    assert found(run, "main~1:drafts", "main:drafts") == RAISED
    assert found(run, "main:drafts", "drafts") == [("my-draft", "wording-changed")]
    os.chdir("drafts")
    for same in ("main:.", "main:./", "main:../drafts"):
        assert found(run, same, ".") == [("my-draft", "wording-changed")]
    assert found(run, "--base", "main~1", ".") == [*RAISED, ("my-draft", "wording-changed")]


def test_since_shows_only_what_the_branch_did(run: Run) -> None:
    """`--base` also shows the other way round what was done on `main` since they parted."""
    git("checkout", "--quiet", "-b", "wording")
    write("drafts", "eleventh")
    commit()
    git("checkout", "--quiet", "main")
    write("drafts", "substantive")
    write("drafts", name="other-draft")
    commit()
    git("checkout", "--quiet", "wording")
    lowered, gone = ("my-draft", "parameter-lowered"), ("other-draft", "text-gone")
    assert found(run, "--since", "main", "drafts") == [lowered]
    assert found(run, "--base", "main", "drafts") == [lowered, lowered, gone]
    for given in (("--base", "main", "--since", "main"), ("--base", ""), ("--since", "")):
        assert run("diff", *given, "drafts", "drafts")[0] == 2


def test_texts_that_are_new_renamed_or_gone(run: Run) -> None:
    """As they lie there now, whether git was told of them or not."""
    for name in ("gone", "moved", "rewritten"):
        write("drafts", name=name)
    commit()
    base = ("--base", "HEAD", "drafts")
    assert found(run, *base) == []
    git("mv", "drafts/moved.yaml", "drafts/elsewhere.yaml")
    write("drafts", "substantive", name="new-id")
    Path("drafts/new-id.yaml").replace("drafts/rewritten.yaml")
    write("drafts", name="untracked")
    assert found(run, *base) == [("new-id", "parameter-raised")]
    Path("drafts/gone.yaml").unlink()
    assert found(run, *base)[1:] == [("gone", "text-gone")]
    assert found(run, *base[:-1], "drafts/untracked.yaml") == []
    assert run("diff", *base[:-1], "drafts/gone.yaml")[0] == 2


def test_the_folder_of_the_settings_is_looked_into(run: Run) -> None:
    """Where none is named; without one it is `plans`, and there has to be something in it."""
    assert run("diff", "--base", "HEAD")[0] == 2
    Path("plans").mkdir()
    assert run("diff", "--base", "HEAD")[0] == 2
    assert run("diff", "--base", "HEAD", "--allow-empty")[0] == 0
    Path("peaceplans.toml").write_text('catalog = "drafts"\n', encoding="utf-8")
    write("drafts", "substantive")
    os.chdir("plans")
    assert found(run, "--base", "HEAD") == RAISED


def test_each_side_is_read_with_its_own_registry(run: Run) -> None:
    """A party that was given another id is known on either side by the one that it had there."""
    registry = Path("drafts/registry/parties.yaml")
    registry.parent.mkdir()
    for name in ("guild", "union"):
        registry.write_text(f"parties: {{{name}: {{title: G, kind: state}}}}\n", encoding="utf-8")
        Path(DRAFT).write_text(small.commitment(f"parties: [{name}]"), encoding="utf-8")
        commit()
    assert found(run, "--base", "HEAD~1", "drafts") == [("old-text", "party-swapped")]


def test_a_broken_file_in_a_revision_is_told_with_its_place(run: Run) -> None:
    """It is not taken for one that was not there."""
    Path(DRAFT).write_text(small.commitment("modality: obligtion"), encoding="utf-8")
    commit()
    write("drafts")
    for place in ("drafts", DRAFT):
        code, out, err = run("diff", "--base", "HEAD", place)
        assert (code, out) == (2, "")
        assert re.match(rf"HEAD:{DRAFT}:\d+:\d+: unknown-term", err)


# What is left alone


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a repository, the work tree, the index, refs and objects."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_nothing_of_the_repository_is_touched(run: Run, team: Path) -> None:
    """Neither a file nor the index nor anything that git keeps, whatever is compared."""
    write("drafts", "editorial")
    git("add", "--all")
    os.utime(DRAFT, (1, 1))  # git would like to look again, and to note that in the index
    before = state(team)
    assert found(run, "--base", "HEAD", "drafts")
    assert found(run, "--since", "main", DRAFT)
    assert found(run, f"main:{DRAFT}", DRAFT)
    assert found(run, "main:drafts", "HEAD:drafts") == []
    assert run("diff", "--base", "none", "drafts")[0] == 2
    assert state(team) == before


def test_nothing_is_fetched(run: Run, team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No host is asked, for a missing revision or for the files of a partial clone."""
    write("drafts", "substantive")
    commit()
    helper = team.parent / "git-remote-spy"
    helper.write_text("#!/bin/sh\ntouch asked\nexit 1\n", encoding="utf-8")
    helper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{helper.parent}:{os.environ['PATH']}")
    url = clone(team, "--filter=blob:none")
    git("remote", "set-url", "origin", "spy::host")
    assert run("diff", "--base", "origin/none", "drafts")[0] == 2
    code, out, err = run("diff", "--base", "HEAD~1", "drafts")
    assert (code, out) == (2, "")
    assert not Path("asked").exists()
    git("fetch", code=128)
    assert Path("asked").exists()
    git("remote", "set-url", "origin", url)
    (fetch,) = commands(err)
    subprocess.run(fetch, shell=True, check=True, capture_output=True)
    assert found(run, "--base", "HEAD~1", "drafts") == RAISED


# What is not there


def commands(message: str) -> list[str]:
    """The commands that a message gives."""
    return re.findall(r"with: (git fetch .+?)(?:, or if|$)", message, re.MULTILINE)


MISSING = """origin/main origin/main~1 origin/HEAD origin/evil;touch${IFS}pwned main january~0 v1.0
v1.0~1 FETCH_HEAD COMMIT COMMIT~1 ABBREVIATED""".split()


@pytest.mark.parametrize("kind", [[], ["--depth", "1"]], ids=["whole", "shallow"])
@pytest.mark.parametrize("name", MISSING)
def test_the_printed_command_brings_what_is_missing(
    run: Run, team: Path, name: str, kind: list[str]
) -> None:
    """In a clone of one other branch, run as it is printed, whatever a branch is called."""
    git("checkout", "--quiet", "-b", "wording")
    write("drafts", "substantive")
    commit()
    git("checkout", "--quiet", "main")
    commit("Nothing new")
    git("tag", "-a", "-m", "Sent", "january")
    git("tag", "v1.0")
    git("branch", "evil;touch${IFS}pwned")
    whole = git("rev-parse", "main").strip()
    name = name.replace("COMMIT", whole).replace("ABBREVIATED", whole[:8])
    clone(team, "--single-branch", "--branch", "wording", "--no-tags", *kind)
    code, out, err = run("diff", "--base", name, "drafts", *GATED)
    assert (code, out) == (2, "")
    assert commands(err)
    for command in commands(err):
        subprocess.run(command, shell=True, check=False, capture_output=True)
    assert found(run, "--base", name, "drafts") == RAISED
    assert not Path("pwned").exists()


def test_a_history_that_ends_too_early_is_told(run: Run, team: Path) -> None:
    """In a shallow clone no common ancestor is known until the printed command was run."""
    git("checkout", "--quiet", "-b", "wording")
    write("drafts", "substantive")
    commit()
    clone(team, "--depth", "1", "--no-single-branch", "--branch", "wording")
    since = ("--since", "origin/main", "drafts")
    code, _, err = run("diff", *since)
    (fetch,) = commands(err)
    assert (code, fetch) == (2, "git fetch --unshallow")
    git(*fetch.split()[1:], "--quiet")
    assert found(run, *since) == RAISED


NO_NAMES = [
    "-x", "--all", "--upload-pack=touch pwned", "$(touch pwned)", "x;touch pwned", "a b",
    "main..HEAD", "main:drafts", "x\n::error::pwned", "x\x1b[31m", "::error::pwned", "##[error]x",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_of_a_revision_is_refused(run: Run, name: str) -> None:
    """It is no option of git and no command of a shell or of a log; git is not told to fetch it."""
    for given in ([f"--base={name}", "drafts"], [f"--since={name}", "drafts"], [f"{name}:x", "."]):
        code, out, err = run("diff", *given)
        assert (code, out) == (2, "")
        assert not re.search(r"^\s*::|\x1b|##\[", err, re.MULTILINE)
        assert not (name.startswith("-") and commands(err))
    assert not Path("pwned").exists()


def test_without_git_or_a_repository_or_a_commit(
    run: Run, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence and 2; what needs no revision is compared as ever."""
    git("init", "--quiet", "../empty")
    for folder, said in (("../empty", "nothing is committed yet"), ("..", "not a git repository")):
        os.chdir(folder)
        write("drafts")
        code, out, err = run("diff", "--base", "HEAD", "drafts")
        assert (code, out) == (2, "")
        assert said in err
    os.chdir(team)
    monkeypatch.setenv("PATH", str(team))
    code, _, err = run("diff", "--base", "HEAD", "drafts")
    assert (code, err) == (2, "peaceplans: HEAD: git is not installed\n")
    assert found(run, DRAFT, DRAFT) == []


# Names, hooks and the external diff of git


NAMES = [
    "a b", "-x", "--all", "it's \"$HOME\"", "two\nlines", "g*[a]?", "b\\s", "é", ":(top)x", ":x",
    "::error::x", "main:x",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_have_any_name(run: Run, name: str) -> None:
    """In a folder of any name: as a file, in its folder, on disk and in a revision."""
    folder = f"./{name}"
    for edit in ([], ["substantive"]):
        write(folder, *edit)
        Path(folder, "my-draft.yaml").rename(f"{folder}/{name}.yaml")
        if not edit:
            commit()
    for given in (("--base", "main", folder), ("--base", "main", f"{folder}/{name}.yaml")):
        assert found(run, *given) == RAISED
    assert found(run, f"main:{name}", folder) == RAISED
    assert found(run, f"main:{folder}/{name}.yaml", f"{folder}/{name}.yaml") == RAISED


def test_a_hook_judges_its_own_repository(
    run: Run, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git tells a hook of another repository is not believed; a commit is stopped by it."""
    hook = team / ".git" / "hooks" / "pre-commit"
    stop = "-m peaceplans diff --base HEAD drafts --fail-on substantive"
    hook.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {stop}\n", encoding="utf-8")
    hook.chmod(0o755)
    write("drafts", "editorial")
    git("commit", "--quiet", "--all", "-m", "Harmless")
    write("drafts", "editorial", "substantive")
    assert "1 change is stopped" in git("commit", "--quiet", "--all", "-m", "Forbidden", code=1)
    for name, path in (("DIR", ""), ("INDEX_FILE", "index"), ("WORK_TREE", "")):
        monkeypatch.setenv(f"GIT_{name}", str(team.parent / "origin.git" / path))
    assert found(run, "--base", "HEAD", "drafts") == RAISED


@pytest.mark.parametrize("how", ["environment", "attributes"])
def test_git_diff_shows_what_moved(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """In the words of the comparison; a file that is no plan line by line."""
    driver = f"{shlex.quote(sys.executable)} -m peaceplans git-diff-driver"
    if how == "environment":
        monkeypatch.setenv("GIT_EXTERNAL_DIFF", driver)
    else:
        git("config", "diff.peaceplans.command", driver)
        Path(".gitattributes").write_text("drafts/*.yaml diff=peaceplans\n", encoding="utf-8")
    Path("drafts/notes.yaml").write_text("one: 1\n", encoding="utf-8")
    commit()
    write("drafts", "substantive")
    Path("drafts/notes.yaml").write_text("::error::two\n", encoding="utf-8")
    told = git("diff")
    assert "at most 600,000 → at most 700,000" in told
    assert "+600000" not in told
    assert "-one: 1\n+::error::two\n" in told


def test_the_driver_of_git_takes_whatever_git_gives(run: Run) -> None:
    """Files that are new, gone, renamed or not merged yet; no name of one is a command."""
    old, none = (DRAFT, "0" * 40, "100644"), ("/dev/null", ".", ".")
    cases = {(): "unmerged", (*none, *old): "new", (*old, *none): "no longer there"}
    for given, said in {**cases, (*old, *old, "renamed", "similarity"): "→ renamed"}.items():
        code, out, err = run("git-diff-driver", "x\n::error::pwned", *given)
        assert (code, err) == (0, "")
        assert said in out
        assert not re.search(r"^\s*::", out, re.MULTILINE)
