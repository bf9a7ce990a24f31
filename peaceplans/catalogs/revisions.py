"""Files of a git revision, read with git itself: the work tree is not touched, nothing is fetched.

A revision and a path are written as git writes them: `main:plans/mine.yaml` counts from the top of
the repository, `main:./mine.yaml` from the current folder.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path, PurePosixPath

import attrs

from peaceplans.catalogs.errors import NotFound

# What git is told by its environment: ask nobody, fetch nothing, write nothing, take every path
# as it stands, speak English.
QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}

# What a hook is told by the git that runs it. A folder itself tells which repository it is in.
OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")

COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
ABBREVIATED = re.compile(r"[0-9a-f]{7,63}")
VERSION = re.compile(r"v?\d[\w.+-]*")


class GitFailed(NotFound):
    """Git ended with an error; the message is what it said."""


@attrs.frozen
class Revision:
    """A commit of the repository that a folder is in, by the name that was asked for."""

    name: str
    commit: str
    top: Path

    def files(self, folder: str) -> tuple[PurePosixPath, ...]:
        """The files below a folder, by their path from the top of the repository.

        Links and submodules are left out: what they lead to is not part of the revision.
        """
        inside = [folder] if folder else []
        told = git("ls-tree", "-r", "-z", self.commit, "--", *inside, at=self.top)
        entries = told.decode("utf-8", "surrogateescape").split("\0")
        regular = [entry for entry in entries if entry.startswith("100")]
        return tuple(PurePosixPath(entry.partition("\t")[2]) for entry in regular)

    def read(self, path: PurePosixPath) -> bytes:
        """The bytes of a file. Raises NotFound if the revision has no such file."""
        try:
            return git("cat-file", "blob", f"{self.commit}:{path}", at=self.top)
        except GitFailed as error:
            if path in self.files(path.as_posix()):
                raise NotFound(f"{self.name}:{path} cannot be read: {error}") from None
            raise NotFound(f"{self.name} has no file {path}") from None


def revision(name: str, at: str | os.PathLike[str] = ".") -> Revision:
    """The revision of that name in the repository around a folder.

    Raises NotFound with the command that fetches it where it is not there, or if there is no
    repository.
    """
    if name.startswith("-"):
        raise NotFound(f"no revision {name}: none begins with a dash")
    try:
        top = Path(os.fsdecode(git("rev-parse", "--show-toplevel", at=at)).rstrip("\n"))
        commit = _commit(name, at)
    except GitFailed as error:
        if str(error):
            raise NotFound(f"{name}: {error}") from None
        raise NotFound(f"no revision {name} here; {how_to_fetch(name, at)}") from None
    return Revision(name, commit, top)


def fork_point(name: str, at: str | os.PathLike[str] = ".") -> Revision:
    """The commit at which what is checked out left the revision of that name: what differs since
    then, this branch alone introduced. Raises NotFound as `revision` does, and where the history
    that is here does not reach so far.
    """
    base = revision(name, at)
    try:
        commit = git("merge-base", base.commit, "HEAD", at=at).decode().strip()
    except GitFailed as error:
        why = f" ({error})" if str(error) else ""
        hint = "; fetch the history with: git fetch --unshallow" if _is_shallow(at) else ""
        raise NotFound(f"no common ancestor of {name} and HEAD is here{why}{hint}") from None
    return Revision(commit[:12], commit, base.top)


def how_to_fetch(name: str, at: str | os.PathLike[str] = ".") -> str:
    """The command that brings a missing revision: a branch, a tag, a commit, or one before it."""
    if name == "HEAD":
        return "nothing is committed yet"
    remotes = os.fsdecode(git("remote", at=at)).split() or ["origin"]
    origin = "origin" if "origin" in remotes else remotes[0]
    fetch = f"fetch it with: git fetch {origin}"
    if COMMIT.fullmatch(name):
        return f"{fetch} {name}"
    start = re.split(r"[~^]|@\{", name)[0]
    if start not in ("", name) and not _is_here(start, at):
        return how_to_fetch(start, at)
    if start != name or ABBREVIATED.fullmatch(name):
        whole = "--unshallow " if _is_shallow(at) else ""
        return f"fetch the history with: git fetch {whole}{origin} {_refspec(origin, '*')}"
    remote, _, branch = name.partition("/")
    if branch and remote in ("origin", *remotes):
        return f"fetch it with: git fetch {remote} {_refspec(remote, branch)}"
    if VERSION.fullmatch(name):
        return f"{fetch} tag {name}"
    if name == "FETCH_HEAD":
        return f"{fetch} HEAD"
    wanted, tag = shlex.quote(f"{name}:{name}"), shlex.quote(name)
    return f"{fetch} {wanted}, or if it is a tag with: git fetch {origin} tag {tag}"


def _refspec(remote: str, branch: str) -> str:
    """What brings a branch of a remote under the name that it has here, quoted for a shell."""
    source = branch if branch == "HEAD" else f"refs/heads/{branch}"
    return shlex.quote(f"+{source}:refs/remotes/{remote}/{branch}")


def _commit(name: str, at: str | os.PathLike[str]) -> str:
    """The commit of that name. Raises GitFailed, without a word if there is none."""
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return git(*verify, at=at).decode().strip()


def _is_here(name: str, at: str | os.PathLike[str]) -> bool:
    try:
        return bool(_commit(name, at))
    except GitFailed:
        return False


def _is_shallow(at: str | os.PathLike[str]) -> bool:
    """Whether only the newest part of the history is in the repository."""
    return git("rev-parse", "--is-shallow-repository", at=at) == b"true\n"


def split(ref: str) -> tuple[str, str] | None:
    """Revision and path of `main:plans/mine.yaml`; None for what is not written so.

    A letter before the colon is a drive, a dash at the start an option.
    """
    name, mark, path = ref.partition(":")
    if not mark or not name or not path or name.startswith("-") or os.path.splitdrive(ref)[0]:
        return None
    return name, path


def from_top(found: Revision, path: str) -> PurePosixPath:
    """A path of `split`, from the top of the repository. Raises NotFound if it leads out of it."""
    if path.partition("/")[0] not in (".", ".."):
        return PurePosixPath(path)
    return within(found, Path(path))


def within(found: Revision, path: Path) -> PurePosixPath:
    """Where a path on disk is in the repository. Raises NotFound if it is not in it."""
    whole = Path(os.path.abspath(path))
    for top in (found.top, found.top.resolve()):
        for each in (whole, whole.resolve()):
            if each.is_relative_to(top):
                return PurePosixPath(each.relative_to(top).as_posix())
    raise NotFound(f"{path} is not in the repository {found.top}")


def git(*arguments: str, at: str | os.PathLike[str]) -> bytes:
    """What git prints. Raises GitFailed if it ends with an error or is not installed."""
    known = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(at), *arguments],
            capture_output=True,
            check=False,
            env=known | QUIET,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        raise GitFailed("git is not installed") from None
    if done.returncode:
        raise GitFailed(_said(done.stderr.decode("utf-8", "replace").strip().splitlines()))
    return done.stdout


def _said(lines: list[str]) -> str:
    """Why git ended with an error, if it says so; what brings files that were never cloned."""
    said = next((line for line in lines if not line.startswith("warning: ")), "")
    hint = "; fetch all of it with: git fetch --refetch --no-filter"
    return said.removeprefix("fatal: ") + (hint if "promisor remote" in said else "")
