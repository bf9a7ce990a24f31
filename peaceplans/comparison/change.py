"""A change as a fact, and the comparison of two plans as the list of them."""

from __future__ import annotations

from _blake2 import blake2b
from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from peaceplans.alignment import Alignment
from peaceplans.comparison.rules import LEVELS, RULES, RULES_VERSION
from peaceplans.model.plan import Commitment, Option, Plan
from peaceplans.values.plain import plain
from peaceplans.values.record import Record
from peaceplans.values.setting import Setting

Fact = Any
"""One side of a change: a model value (`Setting`, `Condition`, `Commitment` …), a text, a tuple,
settings by option, `"silent"`, `"unknown"`, or None where there is nothing."""


class Alternative(NamedTuple):
    """What the verdict on a change would be under another reading of one of the texts.

    `rules` are the rules that would apply to the same subject; empty if there is no change then.
    """

    side: str
    point: str
    reading: str
    printed_by: tuple[str, ...]
    value: Fact
    rules: tuple[str, ...]


@attrs.frozen(repr=False, eq=False)
class Change(Record):
    """One change: the rule that names it, how much that matters, and both sides as facts.

    `old` and `new` are the numbers of the points concerned, in the old and the new text;
    `subject` is what changed there (a cell such as `control[kherson]`, or a field);
    `before` and `after` hold its state on either side: a `Setting`, a text, a tuple, options by
    place, `"silent"`, `"unknown"`, or None where there is nothing. `by` is the size of a change
    on a line in the unit of the value. `why` are reported reasons, `alternatives` what the
    verdict would be under other readings. `fields` are the fields of the pair that it accounts for,
    `pair` the two commitments where it is about one that both texts have, `held` what stands in
    points that only one text has.
    """

    rule: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    subject: str
    before: Fact = None
    after: Fact = None
    by: float | None = None
    issues: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    fields: tuple[str, ...] = ()
    lines: tuple[int, int] = attrs.field(default=(0, 0), eq=False)
    pair: tuple[Commitment, Commitment] | None = attrs.field(default=None, eq=False)
    held: tuple[Fact, ...] = attrs.field(default=(), eq=False)

    @property
    def level(self) -> str:
        """How much it matters by default: substantive, structural or editorial."""
        return RULES[self.rule].level

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits made of the change's facts, not of line numbers.

        Wording counts only where it is what changed, and the act of a duty where the whole duty
        came or went: what else a duty is called, our notes and who prints it leave the
        fingerprint of a substantive change as it is.
        """
        about = (
            self.subject if self.pair is None else (self.fields[0].rpartition(".")[2], self.pair)
        )
        wording = self.level == "editorial" or self.rule == "action-changed"
        told = repr(
            (
                self.rule,
                self.old,
                self.new,
                about if self.pair is None else _facts(about, wording=False, acts=False),
                _facts(self.before, wording=wording),
                _facts(self.after, wording=wording),
                *[_facts(each, wording=False) for each in self.held],
            )
        )
        return blake2b(told.encode(), digest_size=8).hexdigest()

    def to_dict(self, files: tuple[str, str] = ("", "")) -> dict[str, Any]:
        """Plain values, as published in the JSON report; `files` are those of the two texts."""
        before, after = plain(self.before), plain(self.after)
        told: dict[str, Any] = {
            "rule": self.rule,
            "level": self.level,
            "old": list(self.old),
            "new": list(self.new),
            "subject": self.subject,
            "before": before,
            "after": after,
            "by": self.by,
            "issues": list(self.issues),
            "why": list(self.why),
            "at": {"old": _at(files[0], self.lines[0]), "new": _at(files[1], self.lines[1])},
            "fingerprint": self.fingerprint,
        }
        if self.alternatives:
            told["alternatives"] = [
                {
                    "side": each.side,
                    "point": each.point,
                    "reading": each.reading,
                    "printed_by": list(each.printed_by),
                    "value": plain(each.value),
                    "rules": list(each.rules),
                }
                for each in self.alternatives
            ]
        return told

    def __repr__(self) -> str:
        return f"<Change {self.rule} {self.subject}: {', '.join(self.old)} → {', '.join(self.new)}>"


@attrs.frozen(repr=False, eq=False)
class PlanDiff(Record):
    """What changed from one plan to another: the correlation table and every change.

    `changes` are in the order of the rules within each issue and of the texts. `data` is the
    version of the built-in data.
    """

    old: Plan
    new: Plan
    alignment: Alignment
    changes: tuple[Change, ...]

    def at(self, level: str) -> tuple[Change, ...]:
        """The changes of one level. Raises KeyError if there is no such level."""
        if level not in LEVELS:
            raise KeyError(f"no level {level!r}; there are {', '.join(LEVELS)}")
        return tuple(change for change in self.changes if change.level == level)

    def to_dict(self) -> dict[str, Any]:
        """Plain values: both texts, the correlation table, counts by level, every change, a patch.

        Raises ValueError where a text sets a cell of a parameter that its registry lacks.
        """
        from peaceplans.patching import patch

        return {
            "format": "peaceplans-diff",
            "version": 1,
            "rules_version": RULES_VERSION,
            "old": _told(self.old),
            "new": _told(self.new),
            "counts": {level: len(self.at(level)) for level in LEVELS},
            "alignment": [
                {
                    "old": list(link.old),
                    "new": list(link.new),
                    "relation": link.relation,
                    "confidence": link.confidence,
                    "why": link.why,
                    "pairs": [list(pair) for pair in link.pairs],
                }
                for link in self.alignment.links
            ],
            "changes": [change.to_dict((self.old.file, self.new.file)) for change in self.changes],
            "patch": patch(self.old, self.new),
        }

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(change.rule)}</td><td>{escape(change.subject)}</td>"
            f"<td>{escape(', '.join(change.old))}</td><td>{escape(', '.join(change.new))}</td></tr>"
            for change in self.at("substantive")
        )
        return (
            f"<table><caption>{escape(self.old.id)} → {escape(self.new.id)}: substantive changes"
            "</caption><tr><th>rule</th><th>subject</th><th>old</th><th>new</th></tr>"
            f"{rows}</table>"
        )

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.at(level))} {level}" for level in LEVELS)
        return f"<PlanDiff {self.old.id} → {self.new.id}: {counts}>"


def _facts(value: Any, *, wording: bool, acts: bool = True) -> Any:
    """What of one side of a change is fact: who, how, what (`acts`), when, where, how much."""
    kind = type(value)
    if kind is str:
        return value if wording or " " not in value else ""
    if kind is tuple:
        return tuple([_facts(item, wording=wording, acts=acts) for item in value])
    if kind is Setting:
        return value.value, value.bound, value.unit, value.only
    if kind is Commitment:
        sets = [(cell, _facts(value.sets[cell], wording=False)) for cell in sorted(value.sets)]
        terms = value.condition, value.timing, value.places
        act = value.action if acts else ""
        return value.parties, value.counterparties, value.modality, act, terms, sets
    if kind is Option:
        return value.id, value.proposed_by, [_facts(c, wording=False) for c in value.commitments]
    if isinstance(value, Mapping):
        return [(key, _facts(value[key], wording=wording)) for key in sorted(value)]
    return value


def _at(file: str, line: int) -> str | None:
    """File and line, as editors read them."""
    return f"{file}:{line}" if line else None


def _told(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "title": plan.title,
        "date": plan.date,
        "status": plan.status,
        "known": plan.known,
        "points": len(plan.provisions),
    }
