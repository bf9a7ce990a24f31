"""Plain values as CSV: one row for each item of the longest list of the answer."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from peaceplans.reports.safe import in_a_log, printable


def render(data: dict[str, Any]) -> str:
    """The answer's main list as CSV with a header; lists inside a cell are joined by `; `.

    Raises ValueError if the answer holds no list of items.
    """
    lists = [v for v in data.values() if v and isinstance(v, list) and isinstance(v[0], dict)]
    items = max(lists, key=len, default=None)
    if not items:
        raise ValueError("there is no list in this answer that could be a table")
    columns = list(dict.fromkeys(key for item in items for key in item))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for item in items:
        writer.writerow([_cell(item.get(column)) for column in columns])
    return in_a_log(printable(out.getvalue()))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # A cell that a spreadsheet would take for a formula is text.
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
