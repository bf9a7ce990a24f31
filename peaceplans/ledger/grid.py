"""The matrix: every provision of a text by every party, with what each answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from peaceplans.ledger.days import came, latest
from peaceplans.ledger.grounds import DRAFTED, PROPOSED, Ledger, proponents
from peaceplans.ledger.verdicts import NOT_STATED, Judge, Verdict
from peaceplans.model.plan import Commitment, Plan, Provision
from peaceplans.model.position import Position
from peaceplans.text_cells import TextAnswers
from peaceplans.values.setting import UNKNOWN, Setting
from peaceplans.vocabulary import SECOND_HAND

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog

NOTHING_FOUND = "no-public-position"

BASES = {
    "stated": "the party spoke about this very point, a point above it or the text, on its issue",
    "proposed": "the party put the text or option forward",
    "agreed": "the point is recorded as agreed with the party",
    "drafted": "the party is reported as a drafter of the text",
    "computed": "its stated answers, compared with what the point sets",
    "inferred": "a label that we infer; the party has said nothing to the point",
    "carried over": "its newest stance on the issue, where the point sets no answer to it",
    "none": "nothing known",
}
"""What an answer of the matrix can rest on, strongest first."""


class Row(NamedTuple):
    """A provision, or an option of one: `place` is its number (`14/zone`).

    The first row, `text`, is the text as a whole, with every issue that no provision has.
    """

    place: str
    heading: str
    issues: tuple[str, ...]
    sets: Mapping[str, Setting]
    point: Provision | None
    option: str = ""


@attrs.frozen
class MatrixCell:
    """What one party says of one provision.

    `basis` is the strongest there is; `stance` what it amounts to: a stance of the vocabulary,
    `proposed`, a verdict, `mixed` where verdicts differ, `unknown` where the point was not read,
    or None. `stated` are the entries about the point (newest first), `inferred` labels of ours
    on it, `verdicts` the computed answers, all kept whatever the basis. `carried` is the entry
    carried over, `silent` the one that tells of a search without result. `said_of` is what the
    statement that counts is about where that is more than this row: a point above it, or `text`.
    """

    row: str
    party: str
    basis: str
    stance: str | None
    stated: tuple[Position, ...] = ()
    denied: tuple[Position, ...] = ()
    inferred: tuple[Position, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    carried: Position | None = None
    silent: Position | None = None
    said_of: str | None = None

    @property
    def newest(self) -> Position | None:
        """The statement that counts: the newest in own voice, else the newest second-hand one."""
        own = [entry for entry in self.stated if entry.form not in SECOND_HAND]
        return next(iter(own or self.stated), None)

    @property
    def contradicted(self) -> bool:
        """Whether a stated stance and a computed verdict point in opposite directions."""
        kinds = {verdict.kind for verdict in self.verdicts}
        newest = self.newest
        if newest is None or self.basis != "stated":
            return False
        return (newest.stance == "accepts" and "rejected" in kinds) or (
            newest.stance == "rejects" and kinds == {"accepted"}
        )


@attrs.frozen
class Matrix:
    """Provision × party at a date: `cells` by row and party."""

    plan: Plan
    at: str
    rows: tuple[Row, ...]
    parties: tuple[str, ...]
    cells: Mapping[tuple[str, str], MatrixCell]

    def __getitem__(self, key: tuple[str, str]) -> MatrixCell:
        return self.cells[key]

    def to_dict(self) -> dict[str, Any]:
        """Plain values: one item for each cell of the matrix."""
        return {
            "format": "peaceplans-matrix",
            "version": 1,
            "plan": self.plan.id,
            "at": self.at,
            "parties": list(self.parties),
            "cells": [_plain(cell, row) for row in self.rows for cell in self._of(row)],
        }

    def _of(self, row: Row) -> list[MatrixCell]:
        return [self.cells[row.place, party] for party in self.parties]


def matrix(
    plan: Plan,
    *,
    at: str | None = None,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    catalog: Catalog | None = None,
) -> Matrix:
    """Who stands where on each provision of a plan, at a date (by default the newest entry's).

    `parties` and `issues` narrow it. Raises ValueError for what is no date.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    known = catalog or builtin()
    ledger = Ledger.of(known, plan.conflict)
    day = ledger.at(at)
    judge = Judge(ledger, day)
    chosen = tuple(parties) or ledger.parties
    wanted = frozenset(issues)
    rows = tuple(
        row
        for row in (_whole(plan, ledger), *_rows(plan))
        if not wanted or wanted & _with_wholes(row.issues, ledger)
    )
    text = TextAnswers(plan)
    about = _about(ledger, plan.id, day)
    cells = {
        (row.place, party): _cell(row, party, judge, text, about, plan)
        for row in rows
        for party in chosen
    }
    return Matrix(plan, day, rows, chosen, cells)


def _with_wholes(issues: Iterable[str], ledger: Ledger) -> set[str]:
    """Issues with those that they are part of."""
    found: set[str] = set()
    for issue in issues:
        entry = ledger.registry.issues.get(issue)
        while entry is not None and entry.id not in found:
            found.add(entry.id)
            entry = ledger.registry.issues.get(entry.part_of) if entry.part_of else None
    return found | set(issues)


TEXT = "text"


def _whole(plan: Plan, ledger: Ledger) -> Row:
    """The row of the text itself, with the issues on which no provision could be spoken of."""
    issues = {issue for point in plan.walk() for issue in point.issues}
    others = tuple(issue for issue in ledger.registry.issues if issue not in issues)
    return Row(TEXT, plan.title, others, {}, None)


def _rows(plan: Plan) -> Iterator[Row]:
    for point in plan.walk():
        if point.status == "removed":
            continue
        heading = point.heading or point.summary
        if point.commitments or point.known == "none" or not point.provisions:
            sets = _sets(point.commitments)
            yield Row(point.number, heading, point.issues, sets, point)
        for option in point.options:
            if option.commitments or option.proposed_by:
                place = f"{point.number}/{option.id}"
                sets = _sets(option.commitments)
                yield Row(place, option.summary, point.issues, sets, point, option.id)


def _sets(commitments: Iterable[Commitment]) -> dict[str, Setting]:
    return {cell: value for c in commitments for cell, value in c.sets.items()}


def _about(ledger: Ledger, plan: str, at: str) -> dict[str, list[Position]]:
    """Entries about a plan by the place that they are about (`""` for the plan itself), newest
    first.
    """
    found: dict[str, list[Position]] = {}
    for entry in reversed(ledger.positions):
        if not came(entry.date, at):
            continue
        for reference in entry.about:
            id_, _, place = reference.partition("#")
            if id_ == plan:
                found.setdefault(place, []).append(entry)
    return found


def _cell(
    row: Row,
    party: str,
    judge: Judge,
    text: TextAnswers,
    about: Mapping[str, list[Position]],
    plan: Plan,
) -> MatrixCell:
    silenced = judge.ledger.silenced(judge.at)
    concerning = [e for e in _stated(row, about) if party in e.parties]
    counting = [e for e in concerning if e.id not in silenced]
    stated = tuple(e for e in counting if e.evidence != "inferred")
    inferred = tuple(e for e in counting if e.evidence == "inferred")
    denied = tuple(e for e in concerning if e.id in silenced)
    verdicts = tuple(_verdicts(row, party, judge, text))
    on_issue = [
        entry
        for issue in (row.issues if row.point is not None else ())
        for entry in judge.ledger.entries(party, issue, judge.at)
        if not entry.about and entry.id not in silenced and entry.evidence != "inferred"
    ]
    on_issue.sort(key=lambda entry: (latest(entry.date), entry.id), reverse=True)
    spoken = [e for e in on_issue if e.stance != NOTHING_FOUND]
    own = [e for e in spoken if e.form not in SECOND_HAND]
    cell = MatrixCell(
        row.place,
        party,
        "none",
        None,
        stated,
        denied,
        inferred,
        verdicts,
        next(iter(own or spoken), None),
        next((e for e in on_issue if e.stance == NOTHING_FOUND), None),
    )
    said = said_of(cell.newest, plan.id, row.place) if cell.newest else None
    return attrs.evolve(cell, said_of=said, **_basis(cell, row, party, plan))


def said_of(entry: Position, plan: str, place: str) -> str | None:
    """What of a text an entry is about where that is more than the point or option at a place:
    the nearest point above it, or `text`. None where it is about that place itself. An option
    inherits nothing from its point.
    """
    about = {ref.partition("#")[2] for ref in entry.about if ref.partition("#")[0] == plan}
    if place in about or (place == "text" and "" in about):
        return None
    above = (each for each in about if each and place.startswith(f"{each}."))
    return "text" if "/" in place else max(above, key=len, default="text")


def _stated(row: Row, about: Mapping[str, list[Position]]) -> list[Position]:
    """Entries about the row: about that place itself, then about what it is part of (a point
    above it, the plan) on one of its issues. An option inherits nothing from its point.
    """
    found = _newest_first(about.get(row.place, ()))
    above = [""]
    if not row.option and row.point is not None:
        number = row.place
        while "." in number:
            number = number.rpartition(".")[0]
            above.append(number)
    over = [e for place in above for e in about.get(place, ()) if e.issue in row.issues]
    # What is said of this very point comes before what is said of more.
    return list({entry.id: entry for entry in (*found, *_newest_first(over))}.values())


def _newest_first(entries: Iterable[Position]) -> list[Position]:
    return sorted(entries, key=lambda entry: (latest(entry.date), entry.id), reverse=True)


def _verdicts(row: Row, party: str, judge: Judge, text: TextAnswers) -> Iterator[Verdict]:
    for cell, setting in row.sets.items():
        if cell.partition("[")[0] not in judge.parameters:
            continue
        # A value that holds for the whole text is judged as such; one of an option, or one that
        # options override, by itself.
        found = {} if row.option else judge.on_cell(party, cell, text)
        yield found.get("") or judge.on_setting(party, cell, setting, judge.look(text, row.place))


def _basis(cell: MatrixCell, row: Row, party: str, plan: Plan) -> dict[str, Any]:
    """The strongest basis of a cell and the stance that follows from it."""
    if row.point is not None and row.point.known == "none":
        return {"basis": "none", "stance": UNKNOWN}
    newest = cell.newest
    if newest is not None and newest.stance != NOTHING_FOUND:
        return {"basis": "stated", "stance": newest.stance}
    if kind := _put_forward(row, party, plan):
        return {"basis": kind, "stance": kind}
    kinds = {verdict.kind for verdict in cell.verdicts} - {NOT_STATED, UNKNOWN}
    if kinds:
        return {"basis": "computed", "stance": kinds.pop() if len(kinds) == 1 else "mixed"}
    if cell.inferred:
        return {"basis": "inferred", "stance": cell.inferred[0].stance}
    if cell.carried is not None and row.point is not None:
        # A stance on an issue has no direction towards an answer that the point gives to it.
        asked = plan.registry.parameters  # those that the text defines itself among them
        issues = {asked[name.partition("[")[0]].issue for name in row.sets}
        if cell.carried.issue not in issues:
            return {"basis": "carried over", "stance": cell.carried.stance}
    return {"basis": "none", "stance": NOTHING_FOUND if cell.silent else None}


def _put_forward(row: Row, party: str, plan: Plan) -> str | None:
    """How the party stands behind the row by its own act, if it does."""
    if row.point is None:
        if party in plan.proposed_by:
            return PROPOSED
        return DRAFTED if party in plan.drafters and not plan.proposed_by else None
    if row.option:
        option = next(o for o in row.point.options if o.id == row.option)
        return PROPOSED if party in option.proposed_by else None
    return dict(proponents(plan, row.point)).get(party)


def _plain(cell: MatrixCell, row: Row) -> dict[str, Any]:
    behind = {
        "stated": cell.newest,
        "inferred": next(iter(cell.inferred), None),
        "carried over": cell.carried,
    }.get(cell.basis)
    told: dict[str, Any] = {
        "point": row.place,
        "party": cell.party,
        "basis": cell.basis,
        "stance": cell.stance,
        **cited(behind),
        "grounds": list(dict.fromkeys(g.id for verdict in cell.verdicts for g in verdict.grounds)),
        "on_the_issue": cell.carried.id if cell.carried else None,
        "said_of": cell.said_of if cell.basis == "stated" else None,
        "stated": [e.id for e in cell.stated],
        "denied": [e.id for e in cell.denied],
        "inferred": [e.id for e in cell.inferred],
        "verdicts": [told_verdict(verdict) for verdict in cell.verdicts],
        "contradicted": cell.contradicted,
    }
    if cell.silent is not None:
        told["searched"] = cell.silent.searched
    return told


def told_entry(entry: Position | None) -> dict[str, Any] | None:
    """What is cited of an entry: who said it when, in which form, and where it is found."""
    if entry is None:
        return None
    return {
        "id": entry.id,
        "date": entry.date,
        "speaker": entry.speaker,
        "form": entry.form,
        "stance": entry.stance,
        "statement": entry.statement,
        "evidence": entry.evidence,
        "sources": list(entry.sources),
    }


def cited(entry: Position | None) -> dict[str, Any]:
    """The statement that counts, as columns of a table: who said it when and where."""
    told = told_entry(entry) or {}
    names = ("id", "date", "speaker", "form", "statement", "evidence", "sources")
    return {("entry" if name == "id" else name): told.get(name) for name in names}


def told_verdict(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain values."""
    told: dict[str, Any] = {
        "cell": verdict.cell,
        "verdict": verdict.kind,
        "distance": verdict.distance,
        "grounds": [ground.id for ground in verdict.grounds],
        "reported": verdict.is_reported,
    }
    if verdict.given:
        told["given"] = {given.cell: given.state for given in verdict.given}
    if verdict.altering:
        told["altering"] = [
            {"point": a.place, "reading": a.reading, "verdict": a.verdict} for a in verdict.altering
        ]
    if verdict.silence:
        told["silence"] = True
    if verdict.qualified:
        told["qualified"] = list(verdict.qualified)
    return told
