"""Where a report goes and how wide it is."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from peaceplans._version import VERSION

if TYPE_CHECKING:
    from peaceplans.gating import Gate
    from peaceplans.reports.report import Report


def emit(
    options: argparse.Namespace,
    data: Callable[[], dict[str, Any]],
    report: Callable[[], Report],
    gate: Callable[[], Gate | None] = lambda: None,
) -> None:
    """Write what was found as the options ask: its `data` for machines, its `report` in words, or
    what the `gate` says for hosts.

    Only what is asked for is made.
    """
    for form, path in options.format or [("text", None)]:
        write(_rendered(form, path, options, data, report, gate), path or options.output)


def _rendered(
    form: str,
    path: str | None,
    options: argparse.Namespace,
    data: Callable[[], dict[str, Any]],
    report: Callable[[], Report],
    gate: Callable[[], Gate | None],
) -> str:
    from importlib import import_module

    module = import_module(f"peaceplans.reports.{RENDERERS[form]}")
    if form in OF_DATA:
        return str(module.render(data()))
    if form in OF_THE_GATE:
        if form in MOST:
            found = module.render(gate(), report(), most=MOST[form], whole=options.report_url)
            return str(found)
        return str(module.render(gate()))
    if form == "text":
        bold = not (path or options.output) and coloured()
        return str(module.render(report(), options.width or width(), bold=bold))
    return str(module.render(report()))


RENDERERS = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "json": "machine",
    "csv": "table",
    "sarif": "sarif",
    "junit": "junit",
    "annotations": "annotations",
    "outputs": "outputs",
    "codequality": "codequality",
    "comment": "comment",
    "summary": "comment",
}
"""Format → the module of `peaceplans.reports` that renders it."""

OF_DATA = ("json", "csv")
"""Formats made of plain values."""

MOST = {"comment": 60_000, "summary": 1_000_000}
"""Format → the bytes that hosts take of it, with room to spare."""

OF_THE_GATE = ("sarif", "junit", "annotations", "outputs", "codequality", *MOST)
"""Formats that tell hosts what the gate says; those left are made of a report in words."""


def write(text: str, path: str | None) -> None:
    """Write to a file at once, so that it is never half-written, or to standard output; a device,
    a pipe and what a link leads to are written in place.
    """
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
        sys.stdout.write(text)
        return
    if os.path.exists(path) and (os.path.islink(path) or not os.path.isfile(path)):
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        return
    part = f"{path}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        os.replace(part, path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    finally:
        if os.path.exists(part):
            os.remove(part)


def width() -> int:
    """The terminal's columns, or those that COLUMNS names; 80 in a pipe."""
    import shutil

    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal():
        return min(max(shutil.get_terminal_size().columns, 40), 200)
    return 80


def coloured() -> bool:
    """Whether headings may be bold: on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def stamp(options: argparse.Namespace, version: str) -> dict[str, str]:
    """What every JSON answer ends with: data and program version, and the command."""
    return {"data_version": version, "peaceplans": VERSION, "command": command(options)}


def command(options: argparse.Namespace) -> str:
    """The command that gives the same report again."""
    if all(part and SAFE.issuperset(part) for part in options.argv):
        return "peaceplans " + " ".join(options.argv)
    import shlex

    return "peaceplans " + shlex.join(options.argv)


SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:@+%")
"""Characters that no shell takes for anything but themselves."""
