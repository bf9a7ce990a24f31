"""Commands beside the gate: accept a change, and serve git as its external diff command."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from peaceplans.catalogs.errors import NotFound
from peaceplans.cli.diff_command import accepted_file, adopt, today
from peaceplans.cli.main import ANSWERED
from peaceplans.cli.output import write
from peaceplans.model.acceptance import Acceptance
from peaceplans.reading.diagnostics import Invalid
from peaceplans.reports.safe import in_a_log, printable


def accept(options: argparse.Namespace) -> int:
    """Record one accepted change, with the reason; with texts or a revision, look it up first."""
    settings = adopt(options)
    if not any(map(str.isalnum, options.reason)):
        raise NotFound("--reason says nothing: say why the change is accepted")
    entry = Acceptance(
        fingerprint=options.fingerprint,
        reason=" ".join(options.reason.split()),
        plan=options.plan,
        until=options.until,
    )
    if entry.is_over(day := today(options)):
        raise NotFound(f"--until {entry.until} is over on {day}")
    if options.texts or options.base or options.since:
        entry = _looked_up(entry, options)
    path = accepted_file(settings)
    text = _text(path)
    for each in _entries(text, path):
        same = (each.fingerprint, each.plan) == (entry.fingerprint, entry.plan)
        if same and not each.is_over(day):
            raise NotFound(f"{path}:{each.line}: {entry.fingerprint} is accepted already")
    _write(entry, text, path)
    what = entry.change or entry.fingerprint
    until = f" until {entry.until}" if entry.until else ""
    write(in_a_log(printable(f"accepted{until}: {what}\nrecorded in {path}\n")), None)
    return ANSWERED


def _looked_up(entry: Acceptance, options: argparse.Namespace) -> Acceptance:
    """The entry with the text and what the change is. Raises NotFound if there is no such one."""
    import attrs

    from peaceplans.cli.names import named
    from peaceplans.cli.sides import compared_texts
    from peaceplans.comparison.compare import diff
    from peaceplans.gating import Compared, found_in
    from peaceplans.impact import effects
    from peaceplans.reports.findings import described

    found, known = compared_texts(options)
    parties = named(options.party, known.parties, "party")
    for id_, old, new in [(each.id, *each) for each in found]:
        if options.plan not in (None, id_):
            continue
        compared = Compared(id_, old, new)
        if old and new:
            changes = diff(old, new)
            meant = effects(changes, parties=parties, catalog=known)
            compared = Compared(id_, old, new, changes, meant)
        for finding in found_in(compared):
            if finding.fingerprint == entry.fingerprint:
                return attrs.evolve(entry, plan=id_, change=described(finding, compared))
    raise NotFound(f"no change with the fingerprint {entry.fingerprint} in what was compared")


def _text(path: str) -> str | None:
    """The file with the line ends that it has, None where there is none."""
    if not os.path.exists(path):
        return None
    from peaceplans.reading.document import read

    text = read(Path(path)).text
    return text.replace("\n", "\r\n") if b"\r\n" in Path(path).read_bytes() else text


def _entries(text: str | None, path: str) -> tuple[Acceptance, ...]:
    if text is None:
        return ()
    from peaceplans.reading.acceptances import read_acceptances
    from peaceplans.reading.document import parse

    entries, faults = read_acceptances(parse(text.encode(), path))
    if faults:
        raise Invalid(faults)
    return entries


def _write(entry: Acceptance, text: str | None, path: str) -> None:
    from peaceplans.reading.acceptances import with_entry

    after = with_entry(text, entry)
    _entries(after, path)
    write(after, path)


def git_diff_driver(options: argparse.Namespace) -> int:
    """Compare two states of a file for git, which takes any other end than 0 for a crash."""
    try:
        told = _driven(options.given)
    except (OSError, ValueError, LookupError) as error:
        told = f"peaceplans: {error}\n"
    write(in_a_log(printable(told)), None)
    return ANSWERED


MISSING = "/dev/null"


def _driven(given: list[str]) -> str:
    """What git is to show for the arguments that it gives: path, old file, hash, mode, new file,
    hash, mode, and after a rename the new path; the path alone where a merge is not done yet.
    """
    path = given[0]
    if len(given) < 7:
        return f"{path}: unmerged\n"
    old, new = given[1], given[4]
    head = f"diff of {path}" + (f" → {given[7]}" if len(given) > 7 else "")
    if MISSING in (old, new):
        return f"{head}\n{'new' if old == MISSING else 'no longer there'}\n"
    try:
        told = _compared(old, new)
    except (ValueError, LookupError) as error:
        told = f"not compared as plans: {str(error).splitlines()[0]}\n{_plain(old, new)}"
    return f"{head}\n{told}\n"


def _compared(old: str, new: str) -> str:
    import attrs

    from peaceplans.catalogs.builtin import builtin
    from peaceplans.catalogs.loading import read_alone
    from peaceplans.cli.output import width
    from peaceplans.comparison.compare import diff
    from peaceplans.gating import Compared
    from peaceplans.reading.document import read
    from peaceplans.reports.several_report import report_of
    from peaceplans.reports.text import render

    before, after = (read_alone(read(Path(file)), builtin()) for file in (old, new))
    compared = Compared(after.id, before, after, diff(before, after))
    report = report_of(compared, version="", command="")
    return render(attrs.evolve(report, title=after.title, closing=()), width())


def _plain(old: str, new: str) -> str:
    """What differs line by line, where one of the two is no plan that can be read."""
    import difflib

    sides = [Path(side).read_text(encoding="utf-8", errors="replace") for side in (old, new)]
    before, after = (side.splitlines(keepends=True) for side in sides)
    return "".join(difflib.unified_diff(before, after, "old", "new"))
