"""Texts that a user holds, as sections beneath a report: their redlines, and what did not bind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from peaceplans.reports.redline import marked
from peaceplans.reports.report import Section
from peaceplans.wording.binding import Bound
from peaceplans.wording.clauses import Clause
from peaceplans.wording.differ import HELD
from peaceplans.wording.redlining import Redline

SHOWN = 20
"""Places of one kind that are listed; the rest are counted."""

FIRST_WORDS = 6


def wording_sections(
    found: Sequence[Redline], old: Bound | None, new: Bound | None
) -> tuple[Section, ...]:
    """The redlines of two held texts, then what of either is bound to nothing."""
    bound = [each for each in (old, new) if each]
    if not bound:
        return ()
    same = [redline for redline in found if redline.same]
    rows = tuple((_points(redline), _told(redline)) for redline in found if not redline.same)
    told = [f"From {_listed(f'{each.file} ({each.plan})' for each in bound)}, held by you."]
    if len(bound) == 2:
        told.append("[-gone-] {+new+}; points whose words are the same are only named.")
        if same:
            told.append(f"The same, word for word: {', '.join(map(_points, same))}.")
        if not found:
            told.append("No point of either text has words here.")
    else:
        told.append("Of the other text nothing is held, so that there is nothing to compare with.")
    return (Section("Wording", tuple(told), rows=rows), *unbound_sections(bound))


def held_sections(bound: Bound, numbers: Sequence[str]) -> tuple[Section, ...]:
    """The held words of points, a row for each clause. What is not bound follows where words are
    missing, or where all there is is shown.
    """
    clauses = [clause for number in numbers for clause in bound.clauses.get(number, ())]
    rows = tuple((each.number, each.text) for each in sorted(clauses, key=lambda each: each.line))
    told = [f"From {bound.file}, held by you."]
    told += [
        f"The words of {number} stand in {bound.within[number]}."
        for number in numbers
        if number in bound.within and bound.within[number] not in numbers
    ]
    if not rows:
        told.append("No clause is bound here.")
    words = Section("Wording", tuple(told), rows=rows)
    missing = {*bound.unbound_points, *bound.unnumbered}.intersection(numbers)
    every = bound.clauses.keys() <= set(numbers)
    return (words, *unbound_sections([bound])) if missing or every else (words,)


def unbound_sections(bound: Iterable[Bound]) -> tuple[Section, ...]:
    """What of held texts is bound to no point, and points without words; nothing if all is."""
    rows = tuple((each.plan, said) for each in bound for said in _unbound(each))
    return (Section("Wording that is not bound", rows=rows),) if rows else ()


def to_dict(found: Iterable[Redline], bound: Iterable[Bound | None]) -> dict[str, Any]:
    """Plain values. They hold the user's wording: made only where JSON of it is asked for."""
    return {
        "format": "peaceplans-wording",
        "version": 1,
        "texts": [_plain(each) for each in bound if each],
        "redlines": [
            {
                "old": list(redline.old),
                "new": list(redline.new),
                "relation": redline.relation,
                "same": redline.same,
                "whole": redline.whole,
                "pieces": [{piece.kind: piece.text} for piece in redline.pieces],
                "elsewhere": [list(pair) for pair in redline.elsewhere],
                "missing": list(redline.missing),
            }
            for redline in found
        ],
    }


def held_to_dict(bound: Bound, numbers: Sequence[str]) -> dict[str, Any]:
    """The held words of points as plain values."""
    return {
        "file": bound.file,
        "points": {number: _clauses(bound.clauses.get(number, ())) for number in numbers},
        "within": {number: bound.within[number] for number in numbers if number in bound.within},
    }


def _clauses(clauses: Iterable[Clause]) -> list[dict[str, Any]]:
    return [{"number": each.number, "line": each.line, "text": each.text} for each in clauses]


def _plain(bound: Bound) -> dict[str, Any]:
    return {
        "plan": bound.plan,
        "file": bound.file,
        "points": {number: _clauses(of) for number, of in bound.clauses.items()},
        "folded": [
            {"number": each.number, "line": each.line, "point": point}
            for each, point in bound.folded
        ],
        "within": dict(bound.within),
        "unbound_clauses": _clauses(bound.unbound_clauses),
        "repeated": _clauses(bound.repeated),
        "unbound_points": list(bound.unbound_points),
        "unnumbered": list(bound.unnumbered),
        "passed": [line for each in bound.passed for line in each.passed],
    }


def _points(redline: Redline) -> str:
    return f"{', '.join(redline.old) or '–'} → {', '.join(redline.new) or '–'}"


def _told(redline: Redline) -> str:
    """The words with their marks, then what is to be known of them."""
    said = [marked(redline.pieces)]
    if redline.whole:
        said.append("(Too long or too repetitive to be compared word by word: replaced whole.)")
    said += [f"(The words of {point} stand in {holder}.)" for point, holder in redline.elsewhere]
    if redline.missing:
        said.append(f"(No clause: {_some(redline.missing)}.)")
    elif any(piece.kind == HELD for piece in redline.pieces) and redline.relation == "unknown":
        said.append("(Whether the other text has it is not known.)")
    return "\n".join(said)


def _unbound(bound: Bound) -> Iterator[str]:
    """What is bound to nothing, a sentence for each kind, with the places in the file."""
    if not bound.clauses:
        yield f"{bound.file} has no clause with the number of a point."
    if strange := bound.unbound_clauses:
        yield f"Clauses that belong to no point: {_some(map(_place, strange))}."
    if repeated := bound.repeated:
        yield f"Numbers that were there before: {_some(map(_place, repeated))}."
    if bound.folded:
        told = (f"{clause.number} in {point}" for clause, point in bound.folded)
        yield f"Numbers that the plan does not have, read as part of the point: {_some(told)}."
    if passed := [f"line {line}" for clause in bound.passed for line in clause.passed]:
        yield f"Begin with a number that does not go on counting, taken for text: {_some(passed)}."
    if bound.unbound_points:
        yield f"Points without a clause: {_some(bound.unbound_points)}."
    if bound.unnumbered:
        yield (
            f"Points that the text does not number: {_some(bound.unnumbered)}. A line that begins"
            f" with #{bound.unnumbered[0]} binds what follows it."
        )


def _place(clause: Clause) -> str:
    """Where a clause is and how it begins."""
    words = clause.text.split(" ", FIRST_WORDS)
    begins = " ".join(words[:FIRST_WORDS])[:60] + (" …" if words[FIRST_WORDS:] else "")
    number = f"{clause.number} " if clause.number else ""
    return f"{number}in line {clause.line} (“{begins}”)"


def _some(told: Iterable[str]) -> str:
    listed = list(told)
    more = f" and {len(listed) - SHOWN} more" if listed[SHOWN:] else ""
    return ", ".join(listed[:SHOWN]) + more


def _listed(told: Iterable[str]) -> str:
    return " and ".join(told)
