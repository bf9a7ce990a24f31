"""The gate as SARIF 2.1.0, which code hosts show beside the lines of a file.

Format: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from peaceplans._version import VERSION
from peaceplans.comparison.rules import RULES
from peaceplans.gating import Gate
from peaceplans.reports.findings import ACCEPTED, WEIGHT, Told, told
from peaceplans.reports.machine import indented

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "peaceplans/v1"


def render(gate: Gate) -> str:
    """One run with a result for each finding; accepted ones are suppressed, with the reason."""
    found = told(gate)
    titles = {each.finding.rule: each.title for each in found}
    rules = sorted(titles)
    run = {
        "tool": {
            "driver": {
                "name": "peaceplans",
                "semanticVersion": VERSION,
                "rules": [_rule(rule, titles[rule]) for rule in rules],
            }
        },
        "invocations": [{"executionSuccessful": True, "exitCode": int(gate.failed)}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, rules.index(each.finding.rule)) for each in found],
    }
    return indented({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str, title: str) -> dict[str, Any]:
    about = f"Looks at: {RULES[rule].looks_at}." if rule in RULES else "Found by the gate."
    return {
        "id": rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title[:1].upper()}{title[1:]}. {about}"},
    }


def _result(each: Told, index: int) -> dict[str, Any]:
    finding = each.finding
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": WEIGHT[each.state],
        "message": {"text": f"{each.place}: {each.text}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(each.file, errors="surrogateescape")},
                    "region": {"startLine": each.line},
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: f"{finding.text}:{finding.fingerprint}"},
    }
    if each.state == ACCEPTED:
        result["level"] = "error"
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": each.reason}
        ]
    return result
