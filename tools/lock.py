"""Make the files in `requirements/` anew from pyproject.toml.

python3 tools/lock.py              keep every version that still fits
python3 tools/lock.py --upgrade    take the newest of everything

Each file holds exact versions with the hashes of all platforms' files, and no address: where
packages come from is for each machine to say. uv resolves them for all platforms and every
Python from the oldest supported on; its own version is locked the same way, in `lock.txt`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OLDEST = PROJECT["requires-python"].removeprefix(">=")
FILES = {
    "run": ("pyproject.toml", "--group", "build"),
    "dev": (
        *("pyproject.toml", "--all-extras", "--group", "dev"),
        *("--constraints", "requirements/run.txt"),
    ),
    "lock": ("--group", "lock"),
}
"""File → what goes into it; the runtime comes first, since the second holds it unchanged."""


def main(arguments: Sequence[str]) -> int:
    """Run uv once per file in an environment of its own."""
    if not set(arguments) <= {"--upgrade"}:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        scripts = Path(folder) / ("Scripts" if os.name == "nt" else "bin")
        own = ("--quiet", "--require-hashes", "--requirement", "requirements/lock.txt")
        subprocess.run([scripts / "python", "-m", "pip", "install", *own], cwd=ROOT, check=True)
        for name, wanted in FILES.items():
            command = [
                *(scripts / "uv", "pip", "compile", *wanted, "--generate-hashes"),
                *("--universal", "--python-version", OLDEST),
                *("--no-config", "--no-emit-index-url", "--quiet", *arguments),
                *("--custom-compile-command", "python3 tools/lock.py"),
                *("--output-file", f"requirements/{name}.txt"),
            ]
            print(f"requirements/{name}.txt", flush=True)
            subprocess.run(command, cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
