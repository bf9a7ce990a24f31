"""Measure how long commands take from start to end, against a Python that does nothing.

python benchmarks/starting.py             print the table
python benchmarks/starting.py --write     also write it to benchmarks/starting.md
python benchmarks/starting.py --check     end with 1 if a median is over its budget

To be run with the Python of the environment that peaceplans is installed in. Every process is
started anew, and the processes of one round follow one another, so that whatever else the
machine does falls on all of them alike. Times are given as multiples of `python -c pass` in the
same run: they say something about the program and little about the machine. Variables such as
PYTHONPATH and PYTHONDONTWRITEBYTECODE are left out, so that the installed program is measured as
its users start it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "starting.md"

PYTHON = "python"
PROGRAM = "peaceplans"
BARE = "python -c pass"

MEASURED: Mapping[str, Sequence[str]] = {
    BARE: (PYTHON, "-c", "pass"),
    "peaceplans --version": (PROGRAM, "--version"),
    'python -c "import peaceplans"': (PYTHON, "-c", "import peaceplans"),
    "peaceplans show us-28#21 -f json": (PROGRAM, "show", "us-28#21", "-f", "json"),
    "peaceplans diff us-28 ua-us-20 -f json": (PROGRAM, "diff", "us-28", "ua-us-20", "-f", "json"),
    "peaceplans diff us-28 ua-us-20": (PROGRAM, "diff", "us-28", "ua-us-20"),
    'python -c "import attrs"': (PYTHON, "-c", "import attrs"),
    'python -c "import cattrs"': (PYTHON, "-c", "import cattrs"),
    'python -c "import tabulate"': (PYTHON, "-c", "import tabulate"),
    'python -c "import deepdiff"': (PYTHON, "-c", "import deepdiff"),
}
"""Name → command; the last four are libraries that we build on, for scale."""

BUDGET: Mapping[str, float] = {
    "peaceplans --version": 3,
    'python -c "import peaceplans"': 1.5,
    "peaceplans diff us-28 ua-us-20 -f json": 8,
    "peaceplans diff us-28 ua-us-20": 11.5,
}
"""Name → the multiple of a bare Python that the median must not exceed."""


ENVIRONMENT = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}


class Ratio(NamedTuple):
    """Minimum and median of a command as multiples of a bare Python's."""

    minimum: float
    median: float


class NotMeasured(Exception):
    """A command that is missing or fails; the message says which."""


def measure(rounds: int) -> dict[str, Ratio]:
    """Run every command once a round and return the ratios by name. Raises NotMeasured.

    A first round is not counted: it leaves behind what later starts find ready-made.
    """
    commands = {name: resolved(command) for name, command in MEASURED.items()}
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as elsewhere:  # so that what is installed is measured
        for number in range(rounds + 1):
            for name, command in commands.items():
                seconds = timed(name, command, elsewhere)
                if number:
                    times[name].append(seconds)
    bare = times[BARE]
    return {
        name: Ratio(min(taken) / min(bare), median(taken) / median(bare))
        for name, taken in times.items()
    }


def resolved(command: Sequence[str]) -> list[str]:
    """The command with the program's whole path. Raises NotMeasured if it is not installed."""
    name, *arguments = command
    if name == PYTHON:
        return [sys.executable, *arguments]
    folder = Path(sys.executable).parent
    program = shutil.which(name, path=str(folder))
    if program is None:
        raise NotMeasured(f"{folder} has no {name}; install the project there first")
    return [program, *arguments]


def timed(name: str, command: Sequence[str], folder: str) -> float:
    """Seconds that one process takes from start to end. Raises NotMeasured if it fails."""
    began = time.perf_counter()
    code = subprocess.call(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    taken = time.perf_counter() - began
    if code:
        raise NotMeasured(f"{name} ended with {code}")
    return taken


def over(ratios: Mapping[str, Ratio]) -> list[str]:
    """A sentence for each median that is over its budget."""
    return [
        f"{name} takes {ratios[name].median:.2f} times a bare Python; at most {budget:g} is allowed"
        for name, budget in BUDGET.items()
        if ratios[name].median > budget
    ]


def table(ratios: Mapping[str, Ratio]) -> str:
    """The ratios as a Markdown table, in the order of the commands."""
    rows = [("process", "minimum", "median", "budget")]
    for name, ratio in ratios.items():
        budget = f"{BUDGET[name]:g}" if name in BUDGET else ""
        rows.append((f"`{name}`", f"{ratio.minimum:.1f}", f"{ratio.median:.1f}", budget))
    first, *rest = (max(map(len, column)) for column in zip(*rows, strict=True))
    lines = [
        "| " + " | ".join((row[0].ljust(first), *map(str.rjust, row[1:], rest))) + " |"
        for row in rows
    ]
    rule = "|".join(("-" * (first + 2), *("-" * (width + 1) + ":" for width in rest)))
    return "\n".join((lines[0], f"|{rule}|", *lines[1:])) + "\n"


def page(ratios: Mapping[str, Ratio], rounds: int) -> str:
    """The results as a page that names neither a day nor a machine."""
    version = "{}.{}".format(*sys.version_info)
    return (
        "# How long a start takes\n\n"
        f"Multiples of `{BARE}` in the same run, Python {version}, {rounds} rounds; made by\n"
        "`python benchmarks/starting.py --write`. See [README.md](README.md).\n\n" + table(ratios)
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and write or judge as asked; 1 if a budget is exceeded, 2 for failures."""
    parser = argparse.ArgumentParser(description="Measure how long commands take to start and end.")
    parser.add_argument("--rounds", type=int, default=20, metavar="N", help="default: 20")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name} beside this")
    parser.add_argument("--check", action="store_true", help="end with 1 if one is over budget")
    options = parser.parse_args(argv)
    if options.rounds < 1:
        parser.error("at least one round")
    try:
        ratios = measure(options.rounds)
    except NotMeasured as error:
        print(error, file=sys.stderr)
        return 2
    print(table(ratios), end="")
    if options.write:
        RESULTS.write_text(page(ratios, options.rounds), encoding="utf-8", newline="\n")
    faults = over(ratios)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults and options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
