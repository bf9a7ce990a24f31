"""Run the checks of the project one after the other, the quick ones first, up to a failure.

Called by `check.py` at the top, which sets up what is needed here. Tests come last, so that
the last line is pytest's count; what other steps say is shown only where they fail.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

STEPS = (
    ("style", ("ruff", "check", ".")),
    ("layout", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("floors", ("lint-imports",)),
)
"""Name of a step and its command; a file that is generated is checked by a step of its own."""


def main(arguments: Sequence[str]) -> int:
    """Run every step, then the tests with the arguments; the first failure's exit code or 0."""
    for name, command in STEPS:
        print(f"{name:8}{' '.join(command):32}", end="", flush=True)
        done = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        print("failed" if done.returncode else "ok", flush=True)
        if done.returncode:
            print(done.stdout, end="")
            return done.returncode
    print("tests   pytest", *arguments, flush=True)
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
