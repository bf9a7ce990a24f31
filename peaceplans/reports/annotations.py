"""The gate as workflow commands of GitHub: annotations beside the lines of a file."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.gating import Gate
from peaceplans.reports.findings import ACCEPTED, STOPPED, WEIGHT, Told, told, verdict
from peaceplans.reports.safe import in_a_log, printable

KINDS = {"error": "error", "warning": "warning", "note": "notice"}
MOST = 10
"""As many annotations of a kind as the host shows of one step."""


def render(gate: Gate) -> str:
    """A command for each finding, of each kind as many as are shown, and what was found in all."""
    return "\n".join(_lines(gate)) + "\n"


def _lines(gate: Gate) -> Iterator[str]:
    shown = dict.fromkeys(KINDS.values(), 0)
    for each in told(gate):
        kind = KINDS[WEIGHT[each.state]]
        shown[kind] += 1
        if shown[kind] <= MOST:
            yield command(kind, _text(each), each)
    for kind, count in shown.items():
        if count > MOST:
            yield in_a_log(f"{count - MOST} more of kind {kind} are in the report.")
    yield in_a_log(verdict(gate))


def _text(each: Told) -> str:
    text = f"{each.place}: {each.text}"
    if each.state == ACCEPTED:
        return f"{text} (accepted: {each.reason})"
    return f"{text}\n{each.accept}" if each.state == STOPPED else text


def command(kind: str, text: str, each: Told) -> str:
    """One workflow command, with everything escaped that could end it or begin another."""
    properties = {"file": each.file, "line": str(each.line), "title": each.finding.rule}
    listed = ",".join(f"{name}={of_property(value)}" for name, value in properties.items())
    return f"::{kind} {listed}::{of_message(text)}"


def of_message(text: str) -> str:
    """A message as a workflow command takes it, with no command of another host in it."""
    text = in_a_log(printable(text))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def of_property(text: str) -> str:
    """A property as a workflow command takes it."""
    return of_message(text).replace(":", "%3A").replace(",", "%2C")
