"""Where a report goes and how wide it is."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from peaceplans._version import VERSION

if TYPE_CHECKING:
    from peaceplans.reports.report import Report


def emit(
    options: argparse.Namespace,
    data: Callable[[], dict[str, Any]],
    report: Callable[[], Report],
) -> None:
    """Write what was found as the options ask: its `data` as JSON, or its `report` in words.

    Only what is asked for is made.
    """
    if options.format == "json":
        from peaceplans.reports.machine import render

        write(render(data()), options.output)
    else:
        write(_rendered(report(), options), options.output)


def _rendered(report: Report, options: argparse.Namespace) -> str:
    if options.format == "markdown":
        from peaceplans.reports.markdown import render

        return render(report)
    from peaceplans.reports.text import render as render_text

    return render_text(report, options.width or width(), bold=not options.output and coloured())


def write(text: str, path: str | None) -> None:
    """Write to a file at once, so that it is never half-written, or to standard output."""
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
        sys.stdout.write(text)
        return
    part = f"{path}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.replace(part, path)
    except OSError:
        if os.path.exists(part):
            os.remove(part)
        raise


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
    import shlex

    return "peaceplans " + shlex.join(options.argv)
