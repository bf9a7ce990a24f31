"""Measure how long a site takes, new and after one changed point, and how much memory.

python benchmarks/site.py             print the table
python benchmarks/site.py --write     also write it to benchmarks/site.md
python benchmarks/site.py --check     end with 1 if one is over its budget

To be run with the Python of the environment that peaceplans is installed in. The peer is MkDocs
by itself with the same theme and as many pages, each with one heading, one paragraph and one
table of ten rows: what any site of this size costs. It is built in the same rounds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import attrs
import yaml

import peaceplans
from peaceplans.reading.write import to_yaml

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "site.md"
ENVIRONMENT = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}

PEER = "MkDocs alone, as many small pages"
NEW, NOTHING, POINT = "the whole site", "again, nothing changed", "again, one point changed"
BUDGET: Mapping[str, float] = {NEW: 60, POINT: 5}
"""Name → the seconds that the median must not exceed, on two processors."""

SMALL = "# Page {number}\n\nA paragraph of no great length about nothing in particular.\n\n{table}"
TABLE = "| one | two | three |\n|---|---|---|\n" + "| a value | another | a third |\n" * 10


class Cost(NamedTuple):
    """Seconds from start to end, and the most memory that a process of it had, in megabytes."""

    seconds: float
    megabytes: float


class NotMeasured(Exception):
    """A build that fails; the message says which."""


def measure(rounds: int) -> dict[str, Cost]:
    """Medians by name. Raises NotMeasured."""
    found: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for name, cost in one_round(Path(folder)):
                found.setdefault(name, []).append(cost)
    return {
        name: Cost(median(c.seconds for c in costs), median(c.megabytes for c in costs))
        for name, costs in found.items()
    }


def one_round(folder: Path) -> Iterator[tuple[str, Cost]]:
    """Each build once: a team's folder with one draft beside the built-in texts."""
    drafts, site = folder / "drafts", folder / "site"
    drafts.mkdir()
    mine = drafts / "my-draft.yaml"
    text = to_yaml(attrs.evolve(peaceplans.load("us-28"), id="my-draft", title="Our draft"))
    mine.write_text(text, encoding="utf-8")
    build = [sys.executable, "-m", "peaceplans", "docs", "build", "--catalog", str(drafts)]
    build += ["-o", str(site)]
    yield NEW, timed(NEW, build)
    yield NOTHING, timed(NOTHING, build)
    mine.write_text(text.replace("600000", "650000"), encoding="utf-8")
    if mine.read_text(encoding="utf-8") == text:
        raise NotMeasured("the draft has no ceiling to be changed")
    yield POINT, timed(POINT, build)
    pages = len(list(site.rglob("*.html")))
    yield PEER, timed(PEER, peer(folder, pages))


def peer(folder: Path, pages: int) -> Sequence[str]:
    """The command that builds as many small pages with MkDocs alone."""
    docs = folder / "docs"
    docs.mkdir()
    for number in range(pages):
        name = "index.md" if number == 0 else f"page-{number}.md"
        (docs / name).write_text(SMALL.format(number=number, table=TABLE), encoding="utf-8")
    told = {
        "site_name": "Small pages",
        "theme": {"name": "material", "font": False},
        "nav": ["index.md"],
        "not_in_nav": "*",
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return (sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"))


def timed(name: str, command: Sequence[str]) -> Cost:
    """What one process costs, those that it starts included. Raises NotMeasured."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    told = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise NotMeasured(f"{name} ended with {process.returncode}: {told}")
    return Cost(taken, usage.ru_maxrss / 1024)


def over(costs: Mapping[str, Cost]) -> list[str]:
    """A sentence for each that is over its budget."""
    return [
        f"{name} takes {costs[name].seconds:.1f} s; at most {budget:g} s are allowed"
        for name, budget in BUDGET.items()
        if costs[name].seconds > budget
    ]


def page(costs: Mapping[str, Cost], rounds: int) -> str:
    """The results as a page that names neither a day nor a machine."""
    version = "{}.{}".format(*sys.version_info)
    rows = [
        f"| {name} | {cost.seconds:.1f} | {cost.seconds / costs[PEER].seconds:.2f} "
        f"| {cost.megabytes:.0f} | {BUDGET.get(name, '')} |"
        for name, cost in costs.items()
    ]
    return "\n".join(
        (
            "# How long a site takes",
            "",
            f"Medians of {rounds} rounds, Python {version}, {os.cpu_count()} processors; made by",
            "`python benchmarks/site.py --write`. See [README.md](README.md).",
            "",
            "| build | seconds | times the peer | megabytes | budget, s |",
            "|---|---:|---:|---:|---:|",
            *rows,
            "",
        )
    )


def main() -> int:
    """Measure, print, and keep or check what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds to measure (default: 3)")
    parser.add_argument("--write", action="store_true", help=f"also write {RESULTS.name}")
    parser.add_argument("--check", action="store_true", help="end with 1 if one is over budget")
    options = parser.parse_args()
    try:
        costs = measure(options.rounds)
    except NotMeasured as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 2
    told = page(costs, options.rounds)
    print(told)
    if options.write:
        RESULTS.write_text(told, encoding="utf-8")
    found = over(costs) if options.check else []
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
