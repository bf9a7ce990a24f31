"""Whole reports as they should be printed, one file each in `tests/golden/`.

python tests/golden.py            say which of them are printed otherwise now
python tests/golden.py --write    and make those the ones that should be
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"

REPORTS = {
    "list.txt": "list",
    "show-us-28-21.txt": "show us-28#21",
    "unknowns-ua-us-20.txt": "unknowns ua-us-20",
    "diff.txt": "diff us-28 ua-us-20",
    "diff.md": "diff us-28 ua-us-20 -f markdown",
    "diff.json": "diff us-28 ua-us-20 -f json",
    "synopsis.txt": "synopsis us-28 e3-counter ua-us-20 --by issue --issue armed-forces-size",
    "synopsis-territory.txt": "synopsis us-28 e3-counter ua-us-20 --issue territory",
    "synopsis-minsk.md": "synopsis minsk-protocol-2014 minsk-package-2015 -f markdown",
    "trace-ceiling.txt": "trace armed-forces-ceiling",
    "trace-plant.txt": "trace us-28#19",
    "diff3.txt": "diff3 us-28 e3-counter ua-us-20",
    "matrix.txt": "matrix ua-us-20 --at 2026-01-31",
    "matrix-plant.txt": "matrix ua-us-20 --issue zaporizhzhia-npp --at 2026-01-31",
    "positions.txt": "positions --party russia --issue foreign-forces --at 2026-01-10",
    "gap.txt": "gap --at 2026-01-31",
    "gap-withdrawal.txt": "gap withdrawal --at 2026-01-31",
    "effects.txt": "diff us-28 ua-us-20 --stat --parties --at 2026-01-31",
    "sequence.txt": "sequence ua-us-20",
    "what-if.txt": "what-if ua-us-20#12/ukraine ua-us-20#14/zone --at 2026-01-31",
    "timeline.txt": "timeline --from 2026-01-01 --to 2026-01-10",
    "shifts.txt": "shifts 2025-11-30 2026-01-31 --party ukraine",
}
"""File → the command whose report it holds, 80 columns wide."""

# What every edit of the data or release changes, whatever the report says.
MOVING = (
    (re.compile(r'(data\s+|"data_version": ")[0-9a-f]{12}'), r"\1DATA"),
    (re.compile(r'(peaceplans\s+|"peaceplans": ")\d+\.\d+\.\d+\w*'), r"\1VERSION"),
    (re.compile(r'(\.yaml):\d+"'), r'\1:LINE"'),
)


def printed(command: str) -> str:
    """What a command prints, with placeholders for what is not about its report."""
    wanted = {"PATH", "PYTHONPATH", "SYSTEMROOT"}
    done = subprocess.run(
        [sys.executable, "-m", "peaceplans", *command.split()],
        stdout=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name in wanted},
        check=True,
    )
    text = done.stdout.decode("utf-8")
    for pattern, placeholder in MOVING:
        text = pattern.sub(placeholder, text)
    return text


def expected(name: str) -> str:
    """What the report of that file should say; nothing where there is no file yet."""
    file = FOLDER / name
    return file.read_text(encoding="utf-8") if file.exists() else ""


def main(arguments: list[str]) -> int:
    """Compare every report with its file, or write the files. 1 where one differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the files anew")
    write = parser.parse_args(arguments).write
    differing = 0
    for name, command in REPORTS.items():
        text = printed(command)
        if text == expected(name):
            continue
        differing += 1
        print(f"{FOLDER.name}/{name}: {'written' if write else 'differs'}")
        if write:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return int(differing > 0 and not write)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
