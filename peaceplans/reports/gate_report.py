"""The gate as sections of a report: what is stopped and why, what was accepted, what is stale."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.gating import Gate, Policy
from peaceplans.model.acceptance import Acceptance
from peaceplans.reports.findings import ACCEPTED, STOPPED, Told, told, verdict
from peaceplans.reports.report import Section


def gate_sections(gate: Gate) -> tuple[Section, ...]:
    """The sections on the gate; none where nothing could fail."""
    return () if gate.policy.is_empty else tuple(_sections(gate))


def _sections(gate: Gate) -> Iterator[Section]:
    found = told(gate)
    yield Section("Gate", (verdict(gate), f"Stopped is: {'; '.join(rules_of(gate.policy))}."))
    if stopped := [each for each in found if each.state == STOPPED]:
        yield Section(
            "Stopped", columns=("where", "why", "what"), rows=tuple(map(_row, stopped)), depth=2
        )
        yield Section(
            "To accept one of them",
            tuple(dict.fromkeys(f"    {each.accept}" for each in stopped)),
            depth=2,
        )
    if accepted := [each for each in found if each.state == ACCEPTED]:
        yield Section(
            "Accepted",
            columns=("where", "what", "reason", "until"),
            rows=tuple(_accepted(each) for each in accepted),
            depth=2,
        )
    outdated = [
        *(("over", each) for each in gate.over),
        *(("stale: no change needs it", each) for each in gate.stale),
    ]
    if outdated:
        yield Section(
            "Acceptances that accept nothing",
            columns=("fingerprint", "text", "reason", "state"),
            rows=tuple(_outdated(state, each) for state, each in outdated),
            depth=2,
        )


def rules_of(policy: Policy) -> Iterator[str]:
    """What a policy stops, in words."""
    if policy.fail_on:
        yield f"a change that is {policy.fail_on}" + (
            "" if policy.fail_on == "substantive" else " or more"
        )
    if policy.rules:
        yield f"the rules {', '.join(sorted(policy.rules))}"
    if policy.scope:
        yield f"whatever is outside {', '.join(policy.scope)}"
    if policy.lost_source:
        yield "a lost source"
    if policy.red_line:
        yield "a red line that is entered"
    if policy.strict:
        yield "an acceptance that is over or stale"
    yield "a text that is gone"


def _row(each: Told) -> tuple[str, str, str]:
    finding = each.finding
    return (
        each.place,
        ", ".join((finding.rule, *(w for w in finding.why if w != finding.rule))),
        each.text,
    )


def _accepted(each: Told) -> tuple[str, str, str, str]:
    entry = each.finding.acceptance
    assert entry is not None
    return each.place, each.text, entry.reason, entry.until or ""


def _outdated(state: str, entry: Acceptance) -> tuple[str, str, str, str]:
    ended = f": it ended on {entry.until}" if state == "over" else ""
    return entry.fingerprint, entry.plan or "any", entry.reason, state + ended
