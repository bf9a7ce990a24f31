"""Where parties stood, says who; how they moved; the dated list; what the ledger covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peaceplans.ledger.chronicle import Moment
from peaceplans.ledger.coverage import STATES, Coverage
from peaceplans.ledger.grounds import Standing
from peaceplans.ledger.stands import Shift, Stand, Stands, answered
from peaceplans.model.position import Position
from peaceplans.model.registry import Registry
from peaceplans.reports.answers import Telling, stance
from peaceplans.reports.matrix_report import ABREAST, short
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words


def stands_report(stands: Stands, registry: Registry, *, version: str, command: str) -> Report:
    """Where each party stood on each issue, with the statements behind it."""
    telling = Telling(Words(registry))
    sections = [
        Section(
            f"{telling.words.title('parties', stand.party)} on "
            f"{telling.words.title('issues', stand.issue)}",
            rows=tuple(_stand(stand, telling)),
        )
        for stand in stands
    ]
    return Report(
        title=f"Positions at {stands.at}",
        paragraphs=() if sections else (f"No entry up to {stands.at}.",),
        sections=tuple(sections),
        closing=closing(
            f"{_counted(len(stands), 'position')}, by the statements up to {stands.at}",
            version,
            command,
        ),
    )


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _stand(stand: Stand, telling: Telling) -> Iterator[tuple[str, str]]:
    yield "Stance", stance(stand.stance)
    for label, entry in (("Own voice", stand.current), ("Reported", stand.reported)):
        if entry is not None:
            yield label, _told(entry, telling)
    for entry in stand.inferred:
        yield "Inferred", _told(entry, telling)
    for standing in alike(stand.answers):
        yield "Answer", answer_in_words(standing, telling)
    for entry in stand.silent:
        yield "Searched", f"{entry.searched}: {entry.statement}"
    for entry in stand.denied:
        yield "Not counted", f"denied or withdrawn: {_told(entry, telling)}"
    for entry in stand.earlier:
        yield "Earlier", _told(entry, telling)


def _told(entry: Position, telling: Telling) -> str:
    red = "Declared red line. " if entry.red_line else ""
    conditions = f" On condition: {'; '.join(entry.conditions)}." if entry.conditions else ""
    return f"{stance(entry.stance)}: {entry.statement}{conditions} {red}{telling.entry(entry)}"


def alike(standings: Sequence[Standing]) -> list[tuple[Standing, ...]]:
    """Cells of one parameter on which the same grounds say the same, together."""
    groups: dict[object, list[Standing]] = {}
    for standing in standings:
        name = standing.cell.partition("[")[0]
        sets = standing.accepts, standing.rejects, standing.requires
        grounds = tuple(ground.id.rpartition(":")[0] or ground.id for ground in standing.grounds)
        groups.setdefault((name, sets, grounds, len(standing.packages)), []).append(standing)
    return [tuple(group) for group in groups.values()]


def answer_in_words(group: tuple[Standing, ...], telling: Telling) -> str:
    """What a party says of one cell, or of several alike, and what that rests on."""
    first = group[0]
    parameter = telling.parameter(first.cell)
    cells = telling.words.cell(*(standing.cell for standing in group))
    grounds = "; ".join(telling.ground(ground) for ground in first.grounds)
    second = " (second hand only)" if first.is_reported else ""
    return f"{cells}: {telling.standing(first, parameter)}{second}. {grounds}"


def shifts_report(
    shifts: Sequence[Shift],
    registry: Registry,
    days: tuple[str, str],
    *,
    version: str,
    command: str,
) -> Report:
    """Which party moved on which issue between two dates, and how."""
    telling = Telling(Words(registry))
    sections = []
    for party in dict.fromkeys(shift.party for shift in shifts):
        rows = [
            (telling.words.title("issues", same[0].issue), same[0].how, _moved(same, telling))
            for same in _moves([shift for shift in shifts if shift.party == party])
        ]
        sections.append(Section(telling.words.title("parties", party), rows=tuple(rows)))
    return Report(
        title=f"Moves from {days[0]} to {days[1]}",
        paragraphs=() if sections else ("No party stated anything else than before.",),
        sections=tuple(sections),
        closing=closing(
            f"{_counted(len(shifts), 'move')} between {days[0]} and {days[1]}", version, command
        ),
    )


def _moves(shifts: list[Shift]) -> list[list[Shift]]:
    """Moves on cells of one parameter that are alike in everything but the place, together."""
    groups: dict[object, list[Shift]] = {}
    for shift in shifts:
        told = shift.to_dict()
        name = (shift.cell or "").partition("[")[0]
        sides = tuple(tuple(id_.rpartition(":")[0] or id_ for id_ in told[s]) for s in SIDES)
        sets = tuple(
            answered(Standing(shift.party, shift.cell, side))
            for side in (shift.before, shift.after)
            if shift.cell and isinstance(side, tuple)
        )
        groups.setdefault((shift.issue, name, shift.how, sides, sets), []).append(shift)
    return list(groups.values())


SIDES = ("before", "after")


def _moved(same: list[Shift], telling: Telling) -> str:
    shift = same[0]
    if shift.cell is None:
        before, after = shift.before, shift.after
        assert isinstance(after, Position)
        old = f"{stance(before.stance)} → " if isinstance(before, Position) else ""
        return f"Stance: {old}{stance(after.stance)}. {after.statement} {telling.entry(after)}"
    parameter = telling.parameter(shift.cell)

    def told(grounds: object) -> str:
        if not isinstance(grounds, tuple) or not grounds:
            return "nothing stated"
        standing = Standing(shift.party, shift.cell or "", grounds)
        return telling.standing(standing, parameter)

    assert isinstance(shift.after, tuple)
    rests = "; ".join(telling.ground(ground) for ground in shift.after)
    name = telling.words.cell(*(each.cell for each in same if each.cell))
    return f"{name}: {told(shift.before)} → {told(shift.after)}. {rests}"


def timeline_report(
    moments: Sequence[Moment], registry: Registry, *, version: str, command: str
) -> Report:
    """Plans, statements and events by date."""
    telling = Telling(Words(registry))
    rows = tuple(_moment(moment, telling) for moment in moments)
    return Report(
        title="Timeline",
        paragraphs=(
            "Dates as sure as the sources have them (~ about, / between). Certainty of events: A"
            " two or more independent publishers, B one, C2 unrelated digests agree, C1 one"
            " digest; of statements their evidence; of plans how much of them was read.",
        ),
        sections=(Section(columns=("date", "what", ""), rows=rows),) if rows else (),
        closing=closing(f"{len(rows)} plans, statements and events", version, command),
    )


READ = {"all": "read in full", "part": "read in part"}


def _moment(moment: Moment, telling: Telling) -> tuple[str, str, str]:
    who = ", ".join(telling.words.title("parties", party) for party in moment.parties)
    about = f"{who}: " if who and moment.kind == "statement" else ""
    denied = " Denied, and not counted." if moment.denied else ""
    sources = f" {telling.sources(moment.sources, most=4)}" if moment.sources else ""
    return (
        moment.date,
        moment.kind,
        f"{about}{moment.text}{denied} ({READ.get(moment.certainty, moment.certainty)}:"
        f"{sources or ' –'})",
    )


SIGNS = {
    "filled": "+",
    "single-sourced": "1",
    "inferred only": "*",
    "silent": "–",
    "not researched": "·",
}


def coverage_report(
    coverages: Sequence[Coverage], registry: Registry, *, version: str, command: str
) -> Report:
    """What the ledger holds for each issue and party, one table for each period."""
    words = Words(registry)
    legend = "; ".join(f"{SIGNS[state]} {state}: {meaning}" for state, meaning in STATES.items())
    sections = []
    total = 0
    for covered in coverages:
        states = {(cell.issue, cell.party): cell.state for cell in covered.cells}
        total += len(covered.cells)
        for start in range(0, len(covered.parties), ABREAST):
            parties = covered.parties[start : start + ABREAST]
            rows = tuple(
                (words.title("issues", i), *(SIGNS[states[i, p]] for p in parties))
                for i in covered.issues
            )
            columns = ("issue", *(short(words, party) for party in parties))
            title = f"{covered.start} to {covered.end}"
            sections.append(Section(title, columns=columns, rows=rows))
    return Report(
        title="What the ledger of positions covers",
        paragraphs=(f"{legend}.",),
        sections=tuple(sections),
        closing=closing(f"{total} pairs of issue and party", version, command),
    )
