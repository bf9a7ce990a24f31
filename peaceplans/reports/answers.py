"""Sets of answers, grounds and entries in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from peaceplans.ledger.grounds import AGREED, DRAFTED, PROPOSED, Ground, Standing
from peaceplans.ledger.verdicts import Given, Verdict
from peaceplans.model.entries import Source
from peaceplans.model.parameter import Parameter
from peaceplans.model.position import Position
from peaceplans.reports.words import Words, listed, number
from peaceplans.values.answers import INFINITE, Answers, Divisions, Line, MemberSets, Named
from peaceplans.values.room import Left, OfList, OnLine, Span
from peaceplans.values.setting import Number

STANCES = {
    "accepts": "accepts",
    "accepts-with-conditions": "accepts with conditions",
    "open": "open to discussion",
    "rejects": "rejects",
    "unclear": "unclear",
    "no-public-position": "nothing found",
    "proposed": "put forward",
    "agreed": "recorded as agreed",
    "drafted": "reported as a drafter",
    "accepted": "accepted",
    "accepted if": "accepted if",
    "rejected": "rejected",
    "not stated": "not stated",
    "mixed": "some accepted, some rejected",
    "unknown": "point not read",
}


ACTS = {
    PROPOSED: "put forward as",
    AGREED: "recorded as agreed in",
    DRAFTED: "reported as a drafter of",
}


def stance(word: str | None) -> str:
    """A stance or verdict as it reads; `no entry` where there is none."""
    return STANCES[word] if word else "no entry"


class Telling:
    """Says things of the ledger with the titles of a registry."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def answers(self, answers: Answers, parameter: Parameter) -> str:
        """A set of answers."""
        told = self._shape(answers, parameter)
        if answers.only:
            told += " in " + listed([name.replace("-", " ") for name in answers.only])
        return told

    def _shape(self, answers: Answers, parameter: Parameter) -> str:
        shape = answers.shape
        if isinstance(shape, Line):
            spans = [_span(Span(*span), parameter) for span in shape.spans]
            named = [self.words.named(name, parameter) for name in sorted(shape.named)]
            return listed([*spans, *named], "or")
        if isinstance(shape, Named):
            return self.named(shape.allowed, parameter)
        if isinstance(shape, MemberSets):
            return self.members(shape, parameter)
        return self.shares(shape)

    def named(self, allowed: Iterable[str | bool], parameter: Parameter) -> str:
        """Named answers in the order of the parameter."""
        order = [*parameter.choices, *parameter.also, True, False]
        told = sorted(allowed, key=lambda a: order.index(a) if a in order else len(order))
        return listed([self.words.value(answer, parameter) for answer in told], "or")

    def members(self, shape: MemberSets, parameter: Parameter) -> str:
        """A family of sets of members."""
        if shape.closed:
            inner = self.words.members(sorted(shape.includes), parameter)
            return f"the list {inner}"
        parts = [
            f"{word} {self.words.members(sorted(ids), parameter)}"
            for word, ids in (("with", shape.includes), ("without", shape.excludes))
            if ids
        ]
        return ", ".join(parts) or "any"

    def shares(self, shape: Divisions) -> str:
        """A family of divisions of a whole."""
        told = []
        for name, low, high in shape.spans:
            low_, high_ = f"{float(low):.4g}", f"{float(high):.4g}"
            share = (
                f"{low_}%"
                if low == high
                else f"at least {low_}%"
                if high == 100
                else f"at most {high_}%"
                if not low
                else f"{low_} to {high_}%"
            )
            told.append(f"{self.words.sharer(name)} {share}")
        return ", ".join(told) or "any division"

    def left(self, found: Left, parameter: Parameter) -> str:
        """What several sets leave together."""
        rest = found.rest
        if isinstance(rest, OnLine):
            told = [_span(span, parameter) for span in rest.spans]
            told += [self.words.named(name, parameter) for name in sorted(rest.named)]
            text = listed(told, "or")
        elif isinstance(rest, OfList):
            text = self.named(rest.allowed, parameter)
        elif isinstance(rest, MemberSets):
            text = "for example " + self.members(rest, parameter)
        else:
            text = "for example " + self.shares(rest)
        return text + (f" in {listed(list(found.only))}" if found.only else "")

    def standing(self, standing: Standing, parameter: Parameter) -> str:
        """What a party says of a cell: requires, accepts, rejects, and what only together."""
        told = []
        for word, sets in (
            ("requires", standing.requires),
            ("accepts", standing.accepts),
            ("rejects", standing.rejects),
        ):
            if sets:
                texts = dict.fromkeys(self.answers(each, parameter) for each in sets)
                told.append(f"{word} {listed(list(texts), 'or' if word == 'accepts' else 'and')}")
        for package in standing.packages:
            answers = self.answers(package.accepts[standing.cell], parameter)
            given = listed(
                [
                    f"{self.words.cell(cell)}: {self.answers(each, self.parameter(cell))}"
                    for cell, each in package.given.items()
                ]
            )
            told.append(f"accepts {answers} only together with {given}")
        return "; ".join(told)

    def parameter(self, cell: str) -> Parameter:
        """The parameter of a cell."""
        return self.words.registry.parameters[cell.partition("[")[0]]

    def verdict(self, verdict: Verdict) -> str:
        """A verdict, with distance, conditions, and what it rests on weakly."""
        parameter = self.parameter(verdict.cell)
        told = stance(verdict.kind)
        if verdict.given:
            told += " " + listed([self.given(given) for given in verdict.given])
        if verdict.distance:
            told += f" by {amount(verdict.distance, parameter)}"
        marks = list(verdict.qualified)
        if verdict.is_reported and verdict.kind != "not stated":
            marks.append("second hand only")
        if verdict.silence:
            marks.append("by the value that silence stands for")
        marks += [f"{a.verdict} by reading {a.reading}" for a in verdict.altering]
        return told + (f" ({'; '.join(marks)})" if marks else "")

    def given(self, given: Given) -> str:
        """One condition of a package and whether it is met."""
        return f"{self.words.cell(given.cell)} ({given.state})"

    def ground(self, ground: Ground) -> str:
        """What an answer rests on: the act of putting a text forward, or a statement."""
        if ground.entry is not None:
            return self.entry(ground.entry)
        marks = ["level or cap: sources differ"] if ground.unclear else []
        if ground.is_second_hand and ground.told_by:
            marks.append(f"by the account of {self.words.parties(ground.told_by)}")
        told = f"{ground.date}, {ACTS[ground.kind]} {ground.place}"
        return f"{told} ({'; '.join(marks)})" if marks else told

    def entry(self, entry: Position, *, id_: bool = True) -> str:
        """Date, speaker, form, evidence and sources of an entry."""
        form = (entry.form or "").replace("-", " ")
        who = f"{entry.speaker}, " if entry.speaker else ""
        told = f"{dated(entry.date)}, {who}{form}; {entry.evidence}: {self.sources(entry.sources)}"
        return f"{told} [{entry.id}]" if id_ else told

    def sources(self, ids: Iterable[str], *, most: int = 100) -> str:
        """Sources by their publishers, each once; of more than `most` the first and how many."""
        known = self.words.registry.sources
        names = list(dict.fromkeys(_named(known[i]) if i in known else i for i in ids))
        more = f" and {len(names) - most} more" if len(names) > most else ""
        return (", ".join(names[:most]) + more) or "no source"


def _named(source: Source) -> str:
    """A source by its publisher; where that was not established, by its title."""
    return source.title or "" if source.publisher == "not established" else source.publisher


SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def dated(date: str) -> str:
    """A date as it is printed; seasons, which EDTF numbers, by their names."""
    year, _, part = date.partition("-")
    return f"{SEASONS[part]} {year}" if part in SEASONS else date


def amount(value: Number, parameter: Parameter) -> str:
    """A distance in the unit of the parameter."""
    if parameter.kind == "quantity":
        return number(value, parameter.unit)
    unit = {"date": "day", "choice": "step", "members": "member", "shares": "percentage point"}
    name = unit[parameter.kind]
    return f"{value:g} {name}{'' if value == 1 else 's'}"


def _span(span: Span, parameter: Parameter) -> str:
    low, high = _end(span.low, parameter), _end(span.high, parameter)
    dated = parameter.kind == "date"
    if span.low == span.high:
        return low or high or "no limit"
    if not low and not high:
        return "any"
    if not low or (span.low == 0 and not dated):
        word = "before" if dated and span.high_open else "below" if span.high_open else None
        return f"{word or ('not after' if dated else 'at most')} {high}" if high else "any"
    if not high:
        word = "after" if dated and span.low_open else "more than" if span.low_open else None
        told = f"{word or ('not before' if dated else 'at least')} {low}"
        return f"{told}, but not without limit" if span.high_open else told
    return f"{low} to {high}"


def _end(value: Number, parameter: Parameter) -> str:
    if abs(value) == INFINITE:
        return ""
    if parameter.kind == "date":
        return date.fromordinal(int(value)).isoformat()
    return number(value, parameter.unit)
