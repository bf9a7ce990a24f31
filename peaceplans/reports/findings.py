"""What the gate found, in words: one line each, and the command that accepts it."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import attrs

from peaceplans.comparison.rules import LEVELS, RULES
from peaceplans.gating import OF_THE_GATE, TEXT_GONE, Compared, Finding, Gate, found_in
from peaceplans.reports.safe import printable
from peaceplans.reports.sentences import sentence
from peaceplans.reports.words import Words

STOPPED, ACCEPTED = "stopped", "accepted"
WEIGHT = {
    STOPPED: "error",
    "substantive": "warning",
    "structural": "note",
    "editorial": "note",
    ACCEPTED: "note",
}
"""State of a finding → how much a host should make of it."""


@attrs.frozen
class Told:
    """A finding in words: `title` is the rule's, `text` what happened, `state` a key of `WEIGHT`;
    `file` counts from the top of the repository, `line` from 1; `given` are those of the gate.
    """

    finding: Finding
    title: str
    text: str
    state: str
    file: str
    line: int
    given: tuple[str, ...]

    @property
    def place(self) -> str:
        """The text, and the points of it that are concerned."""
        return f"{self.finding.text} {self.where}".rstrip()

    @property
    def reason(self) -> str:
        """Why it was accepted, if it was."""
        accepted = self.finding.acceptance
        return printable(accepted.reason) if accepted else ""

    @property
    def where(self) -> str:
        """The points concerned, on both sides."""
        old, new = ", ".join(self.finding.old), ", ".join(self.finding.new)
        return f"{old or '–'} → {new or '–'}" if old or new else ""

    @property
    def accept(self) -> str:
        """The command that accepts it."""
        found = self.finding
        words = ("peaceplans", "accept", found.fingerprint, "--plan", found.text, *self.given)
        return f'{shlex.join(words)} --reason "…"'


def told(gate: Gate) -> tuple[Told, ...]:
    """What hosts are told of: what the gate found, or every change where nothing could fail."""
    findings = gate.findings
    if gate.policy.is_empty:
        everything = (found for each in gate.compared for found in found_in(each))
        findings = tuple(found for found in everything if found.effect is None)
    texts = {each.id: each for each in gate.compared}
    return tuple(_told(finding, texts[finding.text], gate) for finding in findings)


def _told(finding: Finding, compared: Compared, gate: Gate) -> Told:
    if finding.acceptance is not None:
        state = ACCEPTED
    elif finding.why:
        state = STOPPED
    else:
        state = gate.policy.level(finding.rule)
    title = OF_THE_GATE.get(finding.rule) or RULES[finding.rule].title
    text = described(finding, compared)
    line = max(finding.line, 1)
    return Told(finding, title, text, state, on_disk(finding.file), line, gate.given)


def described(finding: Finding, compared: Compared) -> str:
    """What was found, on one line."""
    return " ".join(printable(_text(finding, compared)).split())


def _text(finding: Finding, compared: Compared) -> str:
    if finding.rule == TEXT_GONE:
        plan = compared.old
        return f"{compared.id} ({plan.title if plan else ''}) is no longer there"
    plan = compared.new or compared.old
    assert plan is not None
    below = compared.old.registry if compared.old else plan.registry
    words = Words(plan.registry.over(below))
    if finding.effect is not None:
        effect = finding.effect
        lines = ", ".join(ground.id for ground in effect.lines)
        party = words.parties((effect.party,))
        return f"Red line of {party} entered at {words.cell(effect.cell)} (declared: {lines})"
    assert finding.change is not None
    return sentence((finding.change,), words)


def on_disk(file: str) -> str:
    """A file's path from the top of the repository that we are in, with `/` between its parts; of
    a file in a revision (`origin/main:plans/mine.yaml`) the part that is a path.
    """
    if not os.path.exists(file):
        return re.sub(r"^[^:]{2,}?:", "", file)
    here = Path.cwd()
    top = next((each for each in (here, *here.parents) if (each / ".git").exists()), here)
    for path in (Path(os.path.abspath(file)), Path(file).resolve()):
        if path.is_relative_to(top):
            return path.relative_to(top).as_posix()
    return Path(file).as_posix()


def verdict(gate: Gate) -> str:
    """What the gate says in one sentence."""
    counts = gate.counts()
    changes = ", ".join(f"{counts[level]} {level}" for level in LEVELS)
    texts = f"{len(gate.compared)} text{'' if len(gate.compared) == 1 else 's'}"
    stopped, accepted = len(gate.stopped), len(gate.accepted)
    if not gate.failed:
        first = "Nothing is stopped"
    elif stopped:
        first = f"{stopped} change{' is' if stopped == 1 else 's are'} stopped"
    else:
        first = "Acceptances are out of date"
    also = f", {accepted} accepted" if accepted else ""
    return f"{first}{also}: {texts} compared, {changes} changes."
