"""What lies beside pages to be downloaded: drawings and tables."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import htpy as h

from peaceplans.site.page import PAGE, Picture
from peaceplans.site.rendering import rendered

DRAWINGS = "drawings.css"
"""The styles of drawings, put into each that is downloaded."""
LINK = re.compile(rf' href="{PAGE}[^"]*"')


def files_of(pictures: Iterable[Picture]) -> dict[str, str]:
    """Name → content: each picture as an SVG that stands alone, and its table as CSV."""
    made = {}
    for picture in pictures:
        made[f"{picture.id}.svg"] = standing_alone(picture.svg)
        made[f"{picture.id}.csv"] = as_csv(picture.columns, picture.rows)
    return made


def standing_alone(svg: h.Element) -> str:
    """An inline drawing as a file of its own, with its styles in it and no links to pages."""
    start, _, rest = LINK.sub("", rendered(svg)).partition(">")
    name = start.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"{name}><style>{asset(DRAWINGS)}</style>{rest}\n"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV; a cell that a spreadsheet would take for a formula is text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return stream.getvalue()


def as_script(name: str, data: object) -> str:
    """Data for a script of the page, as a variable of the window. No text in it can end the
    script, in whatever parser of HTML.
    """
    told = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.{name} = {told};\n"


@cache
def asset(name: str) -> str:
    """The text of a file that the package brings for pages."""
    return files("peaceplans.site").joinpath("assets", name).read_text(encoding="utf-8")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
