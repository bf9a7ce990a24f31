"""The file of accepted changes: read with every fault, and written one entry at a time."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from peaceplans.model.acceptance import Acceptance
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document, parse
from peaceplans.reading.faults import described, unknown_key
from peaceplans.reading.scalars import scalar
from peaceplans.reading.structure import Structurer

KEY = "accepted"
HEAD = "# Changes that were accepted, each by itself: written by `peaceplans accept`.\n"


def read_acceptances(document: Document) -> tuple[tuple[Acceptance, ...], list[Diagnostic]]:
    """The entries under `accepted`, in the order of the file, with every fault."""
    faults = list(document.faults)
    for name in document.data:
        if name != KEY:
            faults.append(unknown_key(document, (name,), "a file of accepted changes", (KEY,)))
    entries = document.data.get(KEY)
    if entries is None and KEY in document.data:
        entries = []  # all of them were taken out
    if not isinstance(entries, list):
        told = "a list of accepted changes"
        message = described(entries) if KEY in document.data else f"no key {KEY}"
        faults.append(document.fault((KEY,), "wrong-type", message, expected=told))
        return (), sorted(faults)
    reader = Structurer({}, {}, {})
    read = []
    for index, entry in enumerate(entries):
        built, more = reader.structure(document, (KEY, index), entry, Acceptance)
        faults += more
        if built is not None:
            faults += _faults(document, index, built)
            read.append(built)
    return tuple(read), sorted(faults)


def _faults(document: Document, index: int, entry: Acceptance) -> list[Diagnostic]:
    faults = []
    if not entry.reason.strip():
        path = (KEY, index, "reason")
        faults.append(document.fault(path, "bad-form", "no reason", expected="why it is accepted"))
    if entry.until is not None:
        try:
            date.fromisoformat(entry.until)
        except ValueError:
            path = (KEY, index, "until")
            message = f"{entry.until} is no day of the calendar"
            faults.append(document.fault(path, "bad-form", message))
    return faults


def with_entry(text: str | None, entry: Acceptance) -> str:
    """The file's text with one more entry at its end; of None a new file."""
    before, margin = _opened(text if text is not None else f"{HEAD}{KEY}:\n")
    end = "\r\n" if "\r\n" in before else "\n"
    if not before.endswith("\n"):
        before += end
    fields: dict[str, Any] = {
        "fingerprint": entry.fingerprint,
        "plan": entry.plan,
        "change": entry.change,
        "reason": entry.reason,
        "until": entry.until,
    }
    lines = [
        f'{name}: "{value}"' if name == "fingerprint" else f"{name}: {scalar(value)}"
        for name, value in fields.items()
        if value is not None
    ]
    return f"{before}{margin}- " + f"{end}{margin}  ".join(lines) + end


def _opened(text: str) -> tuple[str, str]:
    """The text so that an entry can follow at its end, and how far its entries are indented."""
    node = parse(text.encode(), "").find((KEY,))
    if not getattr(node, "flow_style", True):
        return text, " " * int(node.start_mark.column)
    return re.sub(rf"^({KEY}:[ \t]*)\[[ \t]*\]", r"\1", text, count=1, flags=re.MULTILINE), ""
