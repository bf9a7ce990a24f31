"""Compare the ledger of positions with its second coding: how far two coders agree, where not.

The first coding is `plans/positions/FILE.yaml`, the second `tests/recoding/positions/FILE.yaml`,
made from the same fact sheets by somebody who had not seen the first; what became of each
difference stands in `tests/recoding/resolutions/positions/FILE.yaml`.

Unit: what a file holds on one matter at one date; coders divide a statement into entries in
different ways, so that entries of one date on an issue and its parts are taken together. Inferred
labels and silences are left out: they are no statements.

Fields: `entry` whether both coded something there; `stance` the stances; `parameters` which
parameters are accepted, rejected, required, sought or part of a package (`requires withdrawal`);
`values` the answers to each that both coded. Figures as in `tools/agreement.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import peaceplans
from peaceplans.model.plan import parts
from peaceplans.model.position import Position
from peaceplans.model.registry import Registry
from peaceplans.reading.document import read
from peaceplans.reading.statements import read_positions
from peaceplans.reports.answers import Telling
from peaceplans.reports.words import Words
from tools import agreement
from tools.agreement import Answers, Comparison, entries, report, resolutions, table

FIRST = agreement.ROOT / "plans" / "positions"
SECOND = agreement.SECOND / "positions"
RESOLVED = agreement.SECOND / "resolutions" / "positions"
BEGIN = "<!-- figures of positions: written by python tools/position_agreement.py --write -->"
ISSUES = (
    "territory", "territory-recognition", "withdrawal", "special-zones", "security-guarantees",
    "armed-forces-size", "weapons-limits", "foreign-forces", "zaporizhzhia-npp", "sanctions",
    "frozen-assets", "nato-membership", "ceasefire",
)  # fmt: skip
"""The issues that were coded twice."""


def coded_twice() -> list[str]:
    """Names of the files that have a second coding."""
    return sorted(file.stem for file in SECOND.glob("*.yaml"))


def compare(name: str) -> Comparison:
    """Lay the two codings of a file side by side. Raises Invalid, ValueError."""
    registry = peaceplans.catalog().registry
    first, second = (_units(folder / f"{name}.yaml", registry) for folder in (FIRST, SECOND))
    told = tuple(resolutions(RESOLVED / f"{name}.yaml"))
    # What a resolution took out or moved to another date stands in neither file any more.
    keys = sorted({*first, *second, *(each.point for each in told)})
    return Comparison(
        name,
        {key: first.get(key, NOTHING) for key in keys},
        {key: second.get(key, NOTHING) for key in keys},
        {},
        told,
    )


NOTHING: Answers = {("entry", None): []}


def _units(file: Path, registry: Registry) -> dict[str, Answers]:
    placed, faults = read_positions(read(file), registry)
    wrong = [fault for fault in faults if fault.rule != "not-corroborated"]
    if wrong:
        raise ValueError("; ".join(map(str, wrong)))
    found: dict[str, list[Position]] = {}
    for _, _, entry in placed:
        if entry.issue in ISSUES and entry.searched is None and entry.evidence != "inferred":
            found.setdefault(f"{entry.date} {_matter(entry.issue, registry)}", []).append(entry)
    return {key: _answers(told, registry) for key, told in found.items()}


def _matter(issue: str, registry: Registry) -> str:
    """The issue that an issue is part of, or itself."""
    return registry.issues[issue].part_of or issue


def _answers(told: Iterable[Position], registry: Registry) -> Answers:
    telling = Telling(Words(registry))
    sets: dict[str, dict[str, list[str]]] = {}
    stances = set()
    for entry in told:
        stances.add(entry.stance)
        packaged = {c: a for package in entry.packages for c, a in package.accepts.items()}
        for relation, answers in (
            ("accepts", entry.accepts),
            ("rejects", entry.rejects),
            ("requires", entry.requires),
            ("seeks", entry.seeks),
            ("accepts in a package", packaged),
        ):
            for cell, one in answers.items():
                id_, keys = parts(cell)
                text = telling.answers(one, registry.parameters[id_])
                cells = sets.setdefault(f"{relation} {id_}", {})
                cells.setdefault(", ".join(keys), []).append(text)
    values: dict[Any, Any] = {
        ("values", name): {key: sorted(set(texts)) for key, texts in sorted(cells.items())}
        for name, cells in sorted(sets.items())
    }
    return {
        ("entry", None): ["coded"],
        ("stance", None): sorted(stances),
        ("parameters", None): sorted(sets),
        **values,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; wrong usage and unreadable input end with exit code 2."""
    parser = argparse.ArgumentParser(
        description="How far the ledger and its second coding agree, and where they do not."
    )
    parser.add_argument("file", nargs="*", help="names of files such as ukraine; all if none")
    parser.add_argument("--unresolved", action="store_true", help="only what has no resolution yet")
    parser.add_argument("--write", action="store_true", help="put all figures into the page")
    arguments = parser.parse_args(argv)
    chosen = coded_twice() if arguments.write or not arguments.file else arguments.file
    try:
        comparisons = [compare(name) for name in chosen]
        if arguments.write:
            agreement.write(agreement.PAGE, comparisons, BEGIN)
        elif arguments.unresolved:
            print("".join(map(entries, comparisons)), end="")
        else:
            print(table(comparisons))
            for each in comparisons:
                print("", *report(each), sep="\n")
    except (OSError, ValueError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
