"""A report as data: sections of rows, what was asked, and how to ask again."""

from __future__ import annotations

import attrs

from peaceplans._version import VERSION


@attrs.frozen
class Section:
    """A heading with paragraphs and a table; any of the three may be empty.

    `columns` are the headers, empty for a plain list of rows; `depth` is that of the heading.
    """

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    depth: int = 1


@attrs.frozen
class Report:
    """What a command found. `closing` says what was covered, with which data, by which command;
    `data` gives the same as plain values for JSON.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()


def closing(covered: str, version: str, command: str) -> tuple[str, ...]:
    """The end of every report: what it covered, with which data, and how to ask again."""
    return (f"{covered}; data {version}, peaceplans {VERSION}.", f"Again with: {command}")
