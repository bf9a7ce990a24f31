"""An entry of the ledger in full: the statement, its answers, sources, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import htpy as h

from peaceplans.model.position import AnswerMap, Position
from peaceplans.reports.answers import Telling, stance
from peaceplans.reports.answers import dated as day_in_words
from peaceplans.reports.citation import of_statement
from peaceplans.site import citing, places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Part, facts, lines, link

ACTS = ("accepts", "rejects", "requires", "seeks")
"""What an entry may say of answers, in the order in which it is told."""


def form(entry: Position) -> str:
    """Speaker and form of an entry."""
    return ", ".join(filter(None, (entry.speaker, (entry.form or "").replace("-", " "))))


def backed(site: Site, entry: Position) -> h.Node:
    """What an entry rests on; said so where it has no source."""
    return [
        told.backed(site, entry.evidence, entry.sources),
        None if entry.sources else h.p(".pp-backed")["no source"],
    ]


def entry_in_full(site: Site, id: str, entry: Position, entries: Mapping[str, Position]) -> Part:
    """An entry on the page of a party; a joint one with its first party only."""
    title = ", ".join(filter(None, (day_in_words(entry.date), form(entry))))
    if entry.parties[0] != id:
        return Part(
            title,
            places.anchor(entry.id),
            h.p[
                f"Joint statement ({stance(entry.stance)}), told in full with ",
                link(
                    places.entry(entry.id, entry.parties[0], entry.issue),
                    site.words.title("parties", entry.parties[0]),
                ),
                f": {entry.statement}",
            ],
        )
    return Part(
        title,
        places.anchor(entry.id),
        [
            h.p(".pp-said")[entry.statement],
            facts(_facts(site, entry, entries)),
            backed(site, entry),
            _citation(site, entry, entries),
        ],
    )


def _citation(site: Site, entry: Position, entries: Mapping[str, Position]) -> h.Node:
    against = [each for each in entries.values() if entry.id in (each.denies, each.withdraws)]
    place = places.entry(entry.id, entry.parties[0], entry.issue)
    version = site.catalog.version
    address = citing.address(place)
    return citing.cited(
        of_statement(entry, site.words, version=version, address=address, against=against)
    )


def _facts(
    site: Site, entry: Position, entries: Mapping[str, Position]
) -> Iterator[tuple[h.Node, h.Node]]:
    telling = Telling(site.words)
    yield "Date", told.dated(entry.date)
    if entry.public:
        yield "Known since", told.dated(entry.public)
    if len(entry.parties) > 1:
        yield "Joint statement of", told.joined(told.party(site, each) for each in entry.parties)
    if entry.speaker:
        yield "Speaker", entry.speaker
    if entry.form:
        yield "Form", entry.form.replace("-", " ")
    yield "Stance", stance(entry.stance)
    if entry.conflict:
        yield "About another war", entry.conflict
    if entry.about:
        yield "About", told.joined(told.ref(site, each) for each in entry.about)
    for act in ACTS:
        if said := tuple(_answers(site, getattr(entry, act), telling)):
            yield act.capitalize(), h.ul[(h.li[each] for each in said)]
    for package in entry.packages:
        yield (
            "Accepts only together",
            [
                h.ul[(h.li[each] for each in _answers(site, package.accepts, telling))],
                "given",
                h.ul[(h.li[each] for each in _answers(site, package.given, telling))],
            ],
        )
    if entry.conditions:
        yield "Conditions", h.ul[(h.li[each] for each in entry.conditions)]
    if entry.red_line:
        yield "Red line", "declared as one"
    if entry.priority:
        yield "Priority", entry.priority
    for term, name in (("Denies", entry.denies), ("Withdraws", entry.withdraws)):
        if name:
            yield term, _named(site, name, entries)
    for term, field in (("Denied by", "denies"), ("Withdrawn by", "withdraws")):
        if by := [each for each in entries.values() if getattr(each, field) == entry.id]:
            yield term, told.joined((_named(site, each.id, entries) for each in by), "; ")
    if entry.searched:
        yield "Searched", told.dated(entry.searched)
    if entry.note:
        yield "Note", lines(entry.note.strip())
    here = citing.here(places.anchor(entry.id), "entry", own=False)
    yield "Entry", [here, " ", h.code[entry.id]]


def _named(site: Site, name: str, entries: Mapping[str, Position]) -> h.Node:
    """Another entry, by party and date, linked where the ledger has it."""
    other = entries.get(name)
    if other is None:
        return name
    return [f"{site.words.parties(other.parties)}, ", told.entry(site, other)]


def _answers(site: Site, answers: AnswerMap, telling: Telling) -> Iterator[h.Node]:
    """Cells of one parameter with one set of answers together, each parameter linked."""
    groups: dict[tuple[str, str], list[str]] = {}
    for cell, each in answers.items():
        said = telling.answers(each, telling.parameter(cell)) or "no answer"
        groups.setdefault((cell.partition("[")[0], said), []).append(cell)
    for (name, said), cells in groups.items():
        parameter = telling.parameter(name)
        told_cells: h.Node = telling.words.cell(*cells)
        if parameter.issue in site.catalog.issues:
            told_cells = link(places.parameter(name, parameter.issue), told_cells)
        yield [told_cells, ": ", h.strong[said]]
