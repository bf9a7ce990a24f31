"""A report as one HTML file: opens offline, prints well, light and dark, readable without colour.

The page fetches nothing and runs nothing; every text is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from peaceplans.reports.report import Report, Section
from peaceplans.reports.safe import in_a_log, printable

STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, th { font-family: system-ui, sans-serif; }
h2 { border-bottom: 1px solid; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; }
tr + tr > * { border-top: 1px solid #8886; }
td:first-child { white-space: nowrap; }
td { overflow-wrap: anywhere; }
footer { margin-top: 3rem; font-size: .9rem; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; } tr { break-inside: avoid; } }
"""


def render(report: Report) -> str:
    """The report as a self-contained HTML document."""
    return in_a_log("\n".join(_lines(report))) + "\n"


def escape(text: str) -> str:
    """Text in which nothing is markup, and nothing hidden."""
    return html.escape(printable(text))


def _lines(report: Report) -> Iterator[str]:
    title = escape(report.title)
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{STYLE}</style></head>"
    yield f"<body><main><h1>{title}</h1>"
    for paragraph in report.paragraphs:
        yield f"<p>{escape(paragraph)}</p>"
    for section in report.sections:
        yield from _section(section)
    yield "</main><footer>"
    for line in report.closing:
        yield f"<p>{escape(line)}</p>"
    yield "</footer></body></html>"


def _section(section: Section) -> Iterator[str]:
    depth = section.depth + 1
    if section.title:
        yield f"<h{depth}>{escape(section.title)}</h{depth}>"
    for paragraph in section.paragraphs:
        yield f"<p>{escape(paragraph)}</p>"
    if not section.rows:
        return
    yield "<table>"
    if section.columns:
        heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
        yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in section.rows:
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row)
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table>"


def _cell(text: str) -> str:
    return escape(text.strip()).replace("\n", "<br>")
