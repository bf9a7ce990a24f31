"""What positions imply: the laws that hold for every ledger."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from peaceplans import Setting, catalog
from peaceplans.impact import MIRROR, NEARER, NO_ANSWER, meaning
from peaceplans.ledger.days import DAY, came, day_of, ends
from peaceplans.ledger.findings import GAP, OVERLAP, ROOM, judged
from peaceplans.ledger.grounds import Ledger, Standing
from peaceplans.ledger.stands import stand_of
from peaceplans.ledger.verdicts import ACCEPTED, REJECTED, Judge, Verdict
from peaceplans.model.position import Position
from peaceplans.testing import answers, positions, settings
from peaceplans.testing.ledgers import CELLS, DAYS, PARTIES
from peaceplans.testing.values import DATES
from peaceplans.values.answers import Answers
from peaceplans.values.notation import moment
from peaceplans.values.notation import setting as read_setting
from peaceplans.values.room import OfList, OnLine, apart, exactly, left

REGISTRY = catalog().registry
DATE = st.sampled_from(["2025-11-19", "2025-11-20", "2025-12-31", "2026-01-10", "2026-12-31"])
CELL = st.sampled_from(CELLS)
PARTY = st.sampled_from(PARTIES)


def ledger(entries: tuple[Position, ...]) -> Ledger:
    """A ledger of entries alone, without any plan."""
    return Ledger(entries, {}, REGISTRY)


def nothing(_: str) -> str:
    """A text that sets nothing else."""
    return "silent"


def shown(standing: Standing) -> tuple[Any, ...]:
    """What a standing says and whose statements say it."""
    return standing.party, standing.cell, [ground.id for ground in standing.grounds]


def everywhere(one: Ledger, at: str) -> list[tuple[Any, ...]]:
    """Every standing of a ledger at a date."""
    return [shown(one.standing(p, c, at)) for p, c in product(PARTIES, CELLS)]


@given(positions(), DATE)
def test_entries_dated_after_the_query_change_nothing(
    entries: tuple[Position, ...], at: str
) -> None:
    """What has not come by a day is as if it were not there, and so are its denials."""
    come = tuple(entry for entry in entries if came(entry.date, at))
    assert everywhere(ledger(entries), at) == everywhere(ledger(come), at)


@given(positions(), DATE)
def test_no_gap_without_a_rejection(entries: tuple[Position, ...], at: str) -> None:
    """Where nobody rules anything out there is room, whatever they accept."""
    whole = ledger(entries)
    for cell in CELLS:
        standings = [whole.standing(party, cell, at) for party in PARTIES]
        finding = judged(REGISTRY.parameters[cell], cell, standings)
        if GAP in (finding.kind, finding.among) or finding.opposed:
            assert any(side.rejects or side.requires for side in finding.sides)


@given(positions(), DATE, CELL)
def test_adding_a_party_never_turns_a_gap_into_overlap(
    entries: tuple[Position, ...], at: str, cell: str
) -> None:
    """More parties rule out more: a gap stays one, and overlap is never gained."""
    whole = ledger(entries)
    parameter = REGISTRY.parameters[cell]
    two = judged(parameter, cell, [whole.standing(p, cell, at) for p in PARTIES[:2]])
    three = judged(parameter, cell, [whole.standing(p, cell, at) for p in PARTIES])
    if two.kind == GAP:
        assert three.kind == GAP
    if two.kind == ROOM:
        assert three.kind != OVERLAP


@given(st.data(), positions(most=4), DATE, CELL, PARTY)
def test_distance_is_zero_exactly_where_it_is_accepted(
    data: st.DataObject, entries: tuple[Position, ...], at: str, cell: str, party: str
) -> None:
    """Zero means accepted, and accepted means zero; a rejection is some way off or nowhere."""
    setting = data.draw(settings(REGISTRY.parameters[cell], REGISTRY))
    verdict = Judge(ledger(entries), at).on_setting(party, cell, setting, nothing)
    assert (verdict.distance == 0) == (verdict.kind == ACCEPTED)
    if verdict.distance is not None and verdict.kind == REJECTED:
        assert verdict.distance > 0


@given(st.data(), positions(cells=("armed-forces-ceiling",)), DATE, PARTY)
def test_an_entry_on_other_cells_changes_no_verdict(
    data: st.DataObject, entries: tuple[Position, ...], at: str, party: str
) -> None:
    """Statements on the plant say nothing of the forces."""
    others = data.draw(positions(cells=("znpp-operator", "guarantors")))
    others = tuple(
        Position(**{**fields(entry), "id": f"other-{entry.id}", "denies": None}) for entry in others
    )
    setting = data.draw(settings(REGISTRY.parameters["armed-forces-ceiling"], REGISTRY))
    verdicts = [
        Judge(ledger(told), at).on_setting(party, "armed-forces-ceiling", setting, nothing)
        for told in (entries, (*entries, *others))
    ]
    assert verdicts[0] == verdicts[1]


def fields(entry: Position) -> dict[str, Any]:
    """The fields of an entry that can be given."""
    return {name: getattr(entry, name) for name in entry.__slots__ if name != "__weakref__"}


@given(positions(), DATE)
def test_a_denied_entry_counts_for_nothing_and_is_shown(
    entries: tuple[Position, ...], at: str
) -> None:
    """Out of every computation, and in sight."""
    whole = ledger(entries)
    denied = whole.silenced(at)
    for cell, party in product(CELLS, PARTIES):
        assert not denied & {ground.id for ground in whole.standing(party, cell, at).grounds}
    for entry in entries:
        if entry.id in denied and came(entry.date, at):
            stand = stand_of(whole, entry.parties[0], entry.issue, at)
            assert stand is not None
            assert entry in stand.denied
            assert entry not in (stand.current, stand.reported)


@given(positions(), DATE, CELL, PARTY)
def test_second_hand_never_supersedes_the_own_voice(
    entries: tuple[Position, ...], at: str, cell: str, party: str
) -> None:
    """Once a party has spoken for itself, no account by others answers for it."""
    whole = ledger(entries)
    silenced = whole.silenced(at)
    own = [
        ground
        for ground in whole.grounds(party, cell)
        if ground.kind == "own voice" and came(ground.date, at) and ground.id not in silenced
    ]
    standing = whole.standing(party, cell, at)
    assert bool(own) == bool(standing.grounds and not standing.is_reported)


@given(st.data(), CELL)
def test_nearer_and_farther_mirror(data: st.DataObject, cell: str) -> None:
    """What a change means turns into its mirror when the sides are swapped."""
    entries = data.draw(positions(cells=(cell,), most=3))
    judge = Judge(ledger(entries), "2026-12-31")
    two = [data.draw(settings(REGISTRY.parameters[cell], REGISTRY)) for _ in range(2)]
    for party in PARTIES:
        old, new = (judge.on_setting(party, cell, each, nothing) for each in two)
        (there, by), (back, again) = meaning(old, new), meaning(new, old)
        assert back in MIRROR[there]
        assert by == again
        assert (by is not None) == (there in (NEARER, "farther"))
        assert meaning(old, old)[0] in ("unaffected", NO_ANSWER, "still rejected")


def test_unread_makes_it_unknown() -> None:
    """A text that was not read there leaves every effect open."""
    for kind in ("accepted", "rejected", "not stated", "unknown"):
        unread, read = Verdict("ukraine", "x", "unknown"), Verdict("ukraine", "x", kind)
        assert meaning(unread, read) == meaning(read, unread) == (NO_ANSWER, None)


SETS = CELL.flatmap(
    lambda cell: st.tuples(
        st.just(cell),
        st.lists(answers(REGISTRY.parameters[cell], REGISTRY).filter(bool), max_size=3),
        st.lists(answers(REGISTRY.parameters[cell], REGISTRY).filter(bool), max_size=3),
    )
)


@given(st.data(), SETS)
def test_what_is_left_is_all_that_is_left(
    data: st.DataObject, sets: tuple[str, list[Answers], list[Answers]]
) -> None:
    """A value that all require and none rejects proves that something is left."""
    cell, required, rejected = sets
    required = [Answers.of(each.shape) for each in required]
    rejected = [Answers.of(each.shape) for each in rejected]
    scale = REGISTRY.parameters[cell].scale
    setting = data.draw(settings(REGISTRY.parameters[cell], REGISTRY, qualified=False))
    assume(setting.unit in (None, scale.unit) and not setting.is_blank and not setting.is_unknown)
    low = getattr(setting.value, "low", setting.value)
    below = isinstance(low, (int, float)) and low < 0
    assume(not below and exactly(scale, setting) is not None)
    held = all(each.holds(scale, setting) for each in required)
    refused = any(not _apart_from(scale, each, setting) for each in rejected)
    if held and not refused:
        assert left(scale, required, rejected) is not None


def _apart_from(scale: Any, rejected: Answers, setting: Setting) -> bool:
    """Whether no answer that the setting may stand for lies in a rejected set."""
    own = exactly(scale, setting)
    assert own is not None
    return not own.meet(Answers.of(rejected.shape, own.only))


@given(SETS)
def test_what_is_left_is_required_and_not_rejected(
    sets: tuple[str, list[Answers], list[Answers]],
) -> None:
    """Points inside what is left lie in every required set and in no rejected one."""
    cell, required, rejected = sets
    required = [Answers.of(each.shape) for each in required]
    rejected = [Answers.of(each.shape) for each in rejected]
    parameter = REGISTRY.parameters[cell]
    found = left(parameter.scale, required, rejected)
    if found is None:
        return
    values: list[Any] = []
    if isinstance(found.rest, OfList):
        values = list(found.rest.allowed)
    elif isinstance(found.rest, OnLine):
        for span in found.rest.spans:
            middle = (max(span.low, 0) + min(span.high, 10**15)) / 2
            if span.low <= middle <= span.high and middle not in (span.low, span.high):
                values.append(middle)
    for value in values:
        setting = Setting(value, parameter.bound, parameter.unit if value != "no-limit" else None)
        assert all(each.holds(parameter.scale, setting) for each in required)
        assert not any(each.holds(parameter.scale, setting) for each in rejected)


@given(SETS)
def test_sets_that_meet_are_not_apart(sets: tuple[str, list[Answers], list[Answers]]) -> None:
    """The width of a gap is nothing where two sets have an answer in common."""
    cell, some, others = sets
    scale = REGISTRY.parameters[cell].scale
    for one, two in product(some, others):
        if one.meet(two):
            assert not apart(scale, one, two)
        assert apart(scale, one, two) == apart(scale, two, one)


@pytest.mark.parametrize("date", [*DATES, *DAYS])
def test_days_are_those_of_the_edtf_library(date: str) -> None:
    """The short way to read plain days and intervals gives what the library gives."""
    read = moment(date)
    assert ends(date) == (read.earliest, read.latest)


@pytest.mark.parametrize("text", ["yesterday", "2026-13", "2026-02-30", ""])
def test_no_date_is_refused(text: str) -> None:
    """A question is asked at a date or not at all."""
    with pytest.raises(ValueError, match="no date"):
        day_of(text)
    assert DAY.fullmatch(text) is None or text == "2026-02-30"


@pytest.mark.parametrize(
    ("raw", "kind", "distance"),
    [
        (600000, REJECTED, 250000),
        (850000, ACCEPTED, 0),
        (900000, "not stated", None),
        ("no-limit", REJECTED, None),
        ("unspecified", "not stated", None),
    ],
)
def test_verdicts_by_example(raw: object, kind: str, distance: int | None) -> None:
    """Accepts 850,000, rejects less than 700,000 and no limit at all."""
    cell = "armed-forces-ceiling"
    scale = REGISTRY.parameters[cell].scale

    def told(*spelt: object) -> Answers:
        from peaceplans.values.answer_notation import answers as read_answers

        return read_answers(scale, list(spelt) if len(spelt) > 1 else spelt[0])

    entry = Position(
        id="e",
        parties=("ukraine",),
        issue="armed-forces-size",
        date="2026-01-01",
        form="speech",
        stance="rejects",
        statement="…",
        accepts={cell: told({"exactly": 850000})},  # type: ignore[arg-type]
        rejects={cell: told({"at-most": 700000}, "no-limit")},  # type: ignore[arg-type]
    )
    judge = Judge(ledger((entry,)), "2026-01-01")
    verdict = judge.on_setting("ukraine", cell, read_setting(scale, raw), nothing)
    assert (verdict.kind, verdict.distance) == (kind, distance)
