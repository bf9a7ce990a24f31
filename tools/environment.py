"""The environment that the scripts at the top work in: `.venv`, made from the locks.

Standard library only, and no syntax newer than Python 3.7: whoever runs this has installed
nothing yet, and is to be told so in a sentence if the Python is too old.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
FOLDER = ROOT / ".venv"
MARK = FOLDER / "made-from"
SCRIPTS = FOLDER / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
REQUIREMENTS = ROOT / "requirements"
RUN, DEV = "run", "dev"
"""The locks, each a file in `requirements/`; the second holds all of the first."""
PACKAGE = ("pyproject.toml", "hatch_build.py", "peaceplans/_version.py")
"""What an editable installation is made from; all else it reads from the checkout."""


class Unusable(Exception):
    """The environment cannot be made; the message says why and what helps."""


def run(lock: str, name: str, *arguments: str) -> int:
    """Run an installed command in the environment of a lock, made first where needed.

    Returns the command's exit code: 128 and the signal's number if one ended it, 130 if the
    user did, 2 if there is no environment to run it in.
    """
    try:
        prepare(lock)
        command = shutil.which(name, path=str(SCRIPTS))
        if command is None:
            raise Unusable(f"{SCRIPTS} holds no {name}; remove {FOLDER} and try again.")
        code = subprocess.call([command, *arguments], env=variables())
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code if code >= 0 else 128 - code


def prepare(lock: str) -> None:
    """Bring `.venv` in step with a lock and with pyproject.toml. Raises Unusable.

    Nothing is done where nothing changed. An environment made from other locks is made anew,
    so that nothing is left in it that the lock does not name; one that somebody else made is
    kept and installed into.
    """
    if sys.version_info[:2] < OLDEST:
        raise Unusable(
            "Python {}.{} or newer is needed; this is {}.{}.".format(*OLDEST, *sys.version_info[:2])
        )
    base = digest(*(REQUIREMENTS / f"{name}.txt" for name in (RUN, DEV)))
    package = digest(*(ROOT / name for name in PACKAGE))
    made = MARK.read_text(encoding="utf-8").split() if MARK.is_file() else None
    if PYTHON.exists() and made in ([base, package, lock], [base, package, DEV]):
        return
    try:
        if not PYTHON.exists() or (made is not None and made[:1] != [base]):
            create()
        say(f"Installing what requirements/{lock}.txt lists")
        pip("--require-hashes", "--requirement", str(REQUIREMENTS / f"{lock}.txt"))
        say("Installing peaceplans")
        pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        compile_package()
        MARK.write_text(" ".join([base, package, lock]), encoding="utf-8")
    except OSError as error:
        raise Unusable(f"{FOLDER} cannot be made: {error}") from error


def compile_package() -> None:
    """Compile the package now: where Python may not do it later, every start would do it anew."""
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "peaceplans")], check=False)


def digest(*files: Path) -> str:
    """Stands for the content of files, where they lie and the Python that is running."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def create() -> None:
    """Make an empty environment, in place of an older one. Raises Unusable, OSError."""
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        name = "python{}.{}-venv".format(*sys.version_info[:2])
        raise Unusable(
            f"This Python lacks the part that makes environments; on Debian and Ubuntu "
            f"install it with: sudo apt install {name}"
        )
    import venv

    say("Making .venv (needed once)")
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    FOLDER.mkdir()
    MARK.touch()  # from here on it is known as ours, and as unfinished
    try:
        venv.EnvBuilder(symlinks=os.name != "nt", with_pip=True).create(FOLDER)
    except subprocess.CalledProcessError as error:
        raise Unusable(f"{FOLDER} cannot be made: {error}") from error


def pip(*arguments: str) -> None:
    """Install into the environment; what pip says is shown only where it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-user", "--no-input", *arguments]
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=variables(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise Unusable(
            f"{done.stdout}\nInstalling failed: see above what pip says. "
            "The first run needs a package index that pip can reach."
        )


def variables() -> dict[str, str]:
    """The variables of an activated environment, without those that lead Python elsewhere."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    path = os.pathsep.join([str(SCRIPTS), *filter(None, [kept.get("PATH")])])
    return {**kept, "PATH": path, "VIRTUAL_ENV": str(FOLDER)}


def say(what: str) -> None:
    """Report progress to whoever sits in front of a terminal."""
    if sys.stderr.isatty():
        print(f"{what} ...", file=sys.stderr)
