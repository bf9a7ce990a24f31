"""The gate: which changes of a set of texts a team's rules let pass, and which they stop.

Takes comparisons and what they mean for parties; knows nothing of files, git or hosts.
"""

from __future__ import annotations

from _blake2 import blake2b
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
from immutabledict import immutabledict

from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.rules import LEVELS, RULES
from peaceplans.model.plan import Plan
from peaceplans.values.record import Record

if TYPE_CHECKING:
    from peaceplans.impact import Effect, Effects
    from peaceplans.model.acceptance import Acceptance

RED_LINE, TEXT_GONE = "red-line", "text-gone"
OF_THE_GATE = {
    RED_LINE: "a declared red line in force is entered",
    TEXT_GONE: "a text is gone",
}
"""What the gate finds beside changes of a text."""

LOST_SOURCE = "source-lost"
WHOLE_TEXT = "text"
"""What stands in a scope for whatever is about a text as a whole: title, date, companions."""


@attrs.frozen(repr=False, eq=False)
class Policy(Record):
    """What a team lets nobody change.

    `fail_on` stops changes of this level and of those above it; `rules` those of these rules;
    `scope` all outside these points (`14`, `my-draft#14`, `text` for what is about the text as a
    whole); `lost_source` every loss of a source; `red_line` every red line that is entered.
    `levels` gives rules another level than they have by default. `strict` also fails where an
    acceptance is over or accepts nothing.
    """

    fail_on: str | None = None
    rules: frozenset[str] = frozenset()
    scope: tuple[str, ...] = ()
    lost_source: bool = False
    red_line: bool = False
    levels: Mapping[str, str] = immutabledict()
    strict: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing could fail."""
        return not (
            self.fail_on
            or self.rules
            or self.scope
            or self.lost_source
            or self.red_line
            or self.strict
        )

    def level(self, rule: str) -> str:
        """The level of a rule for this team."""
        return self.levels.get(rule) or (RULES[rule].level if rule in RULES else "substantive")


@attrs.frozen(repr=False, eq=False)
class Compared(Record):
    """One text on both sides: None where there is none, and then no comparison."""

    id: str
    old: Plan | None
    new: Plan | None
    diff: PlanDiff | None = None
    effects: Effects | None = None

    @property
    def file(self) -> str:
        """The file that a reviewer has before them."""
        plan = self.new or self.old
        return plan.file if plan else ""


@attrs.frozen(repr=False, eq=False)
class Finding(Record):
    """Something that the gate stops, or that it would stop had it not been accepted.

    `why` names what of the policy it falls under; `change` or `effect` is what was found (neither
    where the text is gone); `line` is the one in the file of the new text, 0 where there is none.
    """

    text: str
    rule: str
    fingerprint: str
    why: tuple[str, ...]
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    change: Change | None = None
    effect: Effect | None = None
    acceptance: Acceptance | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        accepted = self.acceptance
        return {
            "text": self.text,
            "rule": self.rule,
            "old": list(self.old),
            "new": list(self.new),
            "why": list(self.why),
            "at": f"{self.file}:{self.line}" if self.line else self.file,
            "fingerprint": self.fingerprint,
            "accepted": {"reason": accepted.reason, "until": accepted.until} if accepted else None,
        }


@attrs.frozen(repr=False, eq=False)
class Gate(Record):
    """What the gate found on a day. `over` are acceptances past their day, `stale` those that no
    change needs any more; both are only of texts that were compared. `given` are the options by
    which whoever accepts a finding records it where this gate looks.
    """

    compared: tuple[Compared, ...]
    policy: Policy
    today: str
    findings: tuple[Finding, ...]
    over: tuple[Acceptance, ...] = ()
    stale: tuple[Acceptance, ...] = ()
    given: tuple[str, ...] = ()

    @property
    def stopped(self) -> tuple[Finding, ...]:
        """What nobody has accepted."""
        return tuple(finding for finding in self.findings if finding.acceptance is None)

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """What would be stopped and was accepted."""
        return tuple(finding for finding in self.findings if finding.acceptance is not None)

    @property
    def failed(self) -> bool:
        """Whether the gate is closed."""
        return bool(self.stopped or (self.policy.strict and (self.over or self.stale)))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of every text."""
        return tuple(c for each in self.compared if each.diff for c in each.diff.changes)

    def counts(self) -> dict[str, int]:
        """The changes by the levels of this team."""
        levels = [self.policy.level(change.rule) for change in self.changes]
        return {level: levels.count(level) for level in LEVELS}

    def to_dict(self) -> dict[str, Any]:
        """Plain values: what failed, what was accepted, which acceptances are over or stale."""
        return {
            "failed": self.failed,
            "today": self.today,
            "texts": len(self.compared),
            "counts": self.counts(),
            "stopped": [finding.to_dict() for finding in self.stopped],
            "accepted": [finding.to_dict() for finding in self.accepted],
            "over": [_told(each) for each in self.over],
            "stale": [_told(each) for each in self.stale],
        }


def gate(
    compared: Sequence[Compared],
    policy: Policy,
    acceptances: Sequence[Acceptance] = (),
    *,
    today: str,
    given: tuple[str, ...] = (),
) -> Gate:
    """Hold comparisons against a policy; `today` (YYYY-MM-DD) decides which acceptances are over.

    An acceptance covers one finding; those of one text alone are used up before the others.
    """
    free: dict[str, list[Acceptance]] = {}
    for each in sorted(acceptances, key=lambda each: each.plan is None):
        if not each.is_over(today):
            free.setdefault(each.fingerprint, []).append(each)
    findings = []
    for finding in _found(compared, policy):
        entry = _taken(free, finding)
        findings.append(attrs.evolve(finding, acceptance=entry))
    texts = {each.id for each in compared}
    about = [each for each in acceptances if each.plan is None or each.plan in texts]
    done = {(each.text, each.fingerprint) for each in findings if each.acceptance is not None}
    for found in (found for each in compared if free for found in found_in(each)):
        if (found.text, found.fingerprint) not in done:
            _taken(free, found)  # nothing stops it, and it is what the acceptance is of
    unused = {id(each) for entries in free.values() for each in entries}
    return Gate(
        tuple(compared),
        policy,
        today,
        tuple(findings),
        over=tuple(each for each in about if each.is_over(today)),
        stale=tuple(each for each in about if id(each) in unused),
        given=given,
    )


def found_in(compared: Compared) -> Iterator[Finding]:
    """Everything in a comparison that a policy could stop, no two with the same fingerprint: of
    changes whose facts are alike, those after the first are told apart by their number.
    """
    seen: Counter[str] = Counter()
    for finding in _all_of(compared):
        print_ = finding.fingerprint
        seen[print_] += 1
        if seen[print_] == 1:
            yield finding
        else:
            yield attrs.evolve(finding, fingerprint=_hashed(print_, str(seen[print_])))


def _all_of(compared: Compared) -> Iterator[Finding]:
    text, file = compared.id, compared.file
    if compared.new is None:
        yield Finding(text, TEXT_GONE, _hashed(TEXT_GONE, text), (), file=file)
    for c in compared.diff.changes if compared.diff else ():
        line = c.lines[1]
        yield Finding(text, c.rule, c.fingerprint, (), c.old, c.new, file, line, change=c)
    for effect in compared.effects.crossed if compared.effects else ():
        c, print_ = effect.change, _print_of(effect)
        line = c.lines[1]
        yield Finding(text, RED_LINE, print_, (), c.old, c.new, file, line, effect=effect)


def _found(compared: Iterable[Compared], policy: Policy) -> Iterator[Finding]:
    for each in compared:
        for finding in found_in(each):
            if why := tuple(_reasons(finding, policy)):
                yield attrs.evolve(finding, why=why)


def _reasons(finding: Finding, policy: Policy) -> Iterator[str]:
    change = finding.change
    if finding.rule == TEXT_GONE and not policy.is_empty:
        yield TEXT_GONE
    if finding.rule == RED_LINE and policy.red_line:
        yield RED_LINE
    if change is None:
        return
    order = list(LEVELS)
    level = policy.level(change.rule)
    if policy.fail_on and level in order[: order.index(policy.fail_on) + 1]:
        yield level
    if change.rule in policy.rules:
        yield "rule"
    if policy.lost_source and change.rule == LOST_SOURCE:
        yield "lost source"
    if policy.scope and not _inside(finding.text, change, policy.scope):
        yield "outside the scope"


def _inside(text: str, change: Change, scope: Sequence[str]) -> bool:
    """Whether all points and options of a change, on both sides, are of the scope or below it."""
    own = {each.removeprefix(f"{text}#") for each in scope if "#" not in each or _of(each, text)}
    numbers = (*change.old, *change.new)
    if RULES[change.rule].looks_at == "options":
        numbers = tuple(f"{number}/{change.subject.removeprefix('option ')}" for number in numbers)
    if not numbers:
        return WHOLE_TEXT in own
    return all(any(_below(number, top) for top in own) for number in numbers)


def _of(entry: str, text: str) -> bool:
    return entry.startswith(f"{text}#")


def _below(number: str, top: str) -> bool:
    return number == top or number.startswith((f"{top}.", f"{top}/"))


def _print_of(effect: Effect) -> str:
    lines = sorted(ground.id for ground in effect.lines)
    return _hashed(
        RED_LINE, effect.party, effect.cell, effect.option, *lines, effect.change.fingerprint
    )


def _hashed(*facts: str) -> str:
    return blake2b(repr(facts).encode(), digest_size=8).hexdigest()


def _taken(free: dict[str, list[Acceptance]], finding: Finding) -> Acceptance | None:
    """The acceptance that covers a finding, used up by it."""
    entries = free.get(finding.fingerprint, [])
    place = next((i for i, each in enumerate(entries) if each.plan in (None, finding.text)), None)
    return None if place is None else entries.pop(place)


def _told(acceptance: Acceptance) -> dict[str, Any]:
    told = attrs.asdict(acceptance)
    return {name: value for name, value in told.items() if name != "line"}
