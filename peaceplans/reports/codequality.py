"""The gate as a code quality report of GitLab."""

from __future__ import annotations

from collections import Counter

from peaceplans.gating import Gate
from peaceplans.reports.findings import ACCEPTED, STOPPED, told
from peaceplans.reports.machine import indented
from peaceplans.reports.safe import printable

SEVERITIES = {
    STOPPED: "critical",
    "substantive": "major",
    "structural": "minor",
    "editorial": "info",
    ACCEPTED: "info",
}


def render(gate: Gate) -> str:
    """A list with an issue for each finding; no two have the same fingerprint."""
    seen: Counter[str] = Counter()
    issues = []
    for each in told(gate):
        finding = each.finding
        print_ = f"{finding.text}:{finding.fingerprint}"
        seen[print_] += 1
        issues.append(
            {
                "description": f"{each.place}: {each.text}"
                + (f" (accepted: {each.reason})" if each.reason else ""),
                "check_name": finding.rule,
                "fingerprint": print_ if seen[print_] == 1 else f"{print_}:{seen[print_]}",
                "severity": SEVERITIES[each.state],
                "location": {"path": printable(each.file), "lines": {"begin": each.line}},
            }
        )
    return indented(issues)
