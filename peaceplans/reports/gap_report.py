"""What the stated positions leave for agreement, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from peaceplans.ledger.accord import Pair
from peaceplans.ledger.findings import GAP, KINDS, OVERLAP, ROOM, UNKNOWN, CellGap
from peaceplans.ledger.gaps import Gaps
from peaceplans.model.registry import Registry
from peaceplans.reports.answers import Telling, amount
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words, listed

CAVEAT = (
    "From public statements only: what a party would accept in private is not known, and what it"
    " has not ruled out in public it need not accept. Each question is judged by itself."
)


def gap_report(gaps: Gaps, registry: Registry, *, version: str, command: str) -> Report:
    """Findings on the cells asked about; without a name a table of all issues."""
    telling = Telling(Words(registry))
    parties = telling.words.parties(gaps.parties)
    sections = _by_issue(gaps, telling) if gaps.asked is None else _cells(gaps, telling)
    meanings = "; ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items())
    return Report(
        title="Room for agreement" + (f" on {_named(gaps, telling)}" if gaps.asked else ""),
        paragraphs=(f"Among {parties}, at {gaps.at}. {CAVEAT}", f"{meanings}."),
        sections=tuple(sections)
        or (Section(paragraphs=("None of them has stated an answer to it.",)),),
        closing=closing(
            f"{len(gaps.cells)} question{'' if len(gaps.cells) == 1 else 's'} among"
            f" {len(gaps.parties)} parties, at {gaps.at}",
            version,
            command,
        ),
    )


def _named(gaps: Gaps, telling: Telling) -> str:
    name = str(gaps.asked)
    if name in telling.words.registry.issues:
        return telling.words.title("issues", name)
    return telling.words.cell(name)


def _by_issue(gaps: Gaps, telling: Telling) -> Iterator[Section]:
    found: dict[str, list[CellGap]] = {}
    for cell in gaps.cells:
        found.setdefault(cell.parameter.issue, []).append(cell)
    rows = []
    for issue in telling.words.registry.issues:
        cells = found.get(issue, [])
        counts = Counter(cell.kind for cell in cells)
        if cells:
            shown = (str(counts[kind] or "") for kind in (OVERLAP, ROOM, GAP, UNKNOWN))
            rows.append((telling.words.title("issues", issue), *shown))
    columns = ("issue", OVERLAP, ROOM, GAP, UNKNOWN)
    if rows:
        yield Section("Questions by finding", columns=columns, rows=tuple(rows))
    for kind in (GAP, ROOM, OVERLAP):
        told = [
            (telling.words.cell(*(cell.cell for cell in group)), _finding(group[0], telling))
            for group in alike([cell for cell in gaps.cells if cell.kind == kind])
        ]
        if told:
            yield Section(kind.capitalize(), rows=tuple(told), depth=2)


def alike(cells: Sequence[CellGap]) -> list[list[CellGap]]:
    """Cells of one parameter with the same finding for the same reasons, together."""
    groups: dict[object, list[CellGap]] = {}
    for cell in cells:
        sides = tuple(
            (
                side.party,
                side.accepts,
                side.rejects,
                side.requires,
                tuple(ground.id.rpartition(":")[0] or ground.id for ground in side.grounds),
            )
            for side in cell.sides
        )
        key = cell.parameter.id, cell.kind, sides, cell.silent
        groups.setdefault(key, []).append(cell)
    return list(groups.values())


def _cells(gaps: Gaps, telling: Telling) -> Iterator[Section]:
    for group in alike(gaps.cells):
        first = group[0]
        title = telling.words.cell(*(cell.cell for cell in group))
        yield Section(
            f"{title}: {first.kind}",
            (_finding(first, telling),),
            rows=tuple(_rows(first, telling)),
        )


def _finding(cell: CellGap, telling: Telling) -> str:
    """The finding in a sentence or two."""
    words = telling.words
    told = []
    if cell.overlap is not None and cell.among == OVERLAP:
        who = "all" if not cell.silent else words.parties([side.party for side in cell.sides])
        told.append(f"Accepted by {who}: {telling.left(cell.overlap, cell.parameter)}.")
    elif cell.rest is not None and len(cell.sides) > 1:
        who = "them" if not cell.silent else words.parties([side.party for side in cell.sides])
        if any(side.requires or side.rejects for side in cell.sides):
            left = telling.left(cell.rest, cell.parameter)
            told.append(f"Rejected by none of {who}: {left}.")
        else:
            told.append(f"None of {who} has excluded an answer in so many words.")
    for each in cell.opposed:
        width = f", {amount(each.width, cell.parameter)} apart" if each.width else ""
        names = listed([words.party(party) for party in each.parties])
        told.append(f"{names[:1].upper()}{names[1:]} rule each other out{width}.")
    if cell.kind == GAP and not cell.opposed:
        told.append("Together they rule out every answer.")
    if cell.silent:
        who = words.parties(cell.silent)
        verb = "have" if len(cell.silent) > 1 else "has"
        told.append(f"{who[:1].upper()}{who[1:]} {verb} stated no answer.")
    if cell.conditional:
        who = words.parties(cell.conditional)
        told.append(f"Further answers only under conditions: {who}.")
    if cell.clashes:
        what = "; ".join(words.cell(each) for each in cell.clashes)
        told.append(f"Those conditions exclude each other: {what}.")
    if cell.beside and cell.kind != GAP:
        what = "; ".join(words.cell(each) for each in cell.beside)
        told.append(f"A gap on the same place: {what}.")
    if cell.relayed:
        told.append(f"Known through digests only: {words.parties(cell.relayed)}.")
    if cell.is_reported:
        who = words.parties([side.party for side in cell.sides if side.is_reported])
        told.append(f"Second hand only: {who}.")
    return " ".join(told)


def _rows(cell: CellGap, telling: Telling) -> Iterator[tuple[str, str]]:
    for side in cell.sides:
        told = telling.standing(side, cell.parameter)
        grounds = "; ".join(telling.ground(ground) for ground in side.grounds)
        yield telling.words.title("parties", side.party), f"{told}. {grounds}"
    for side in cell.displaced:
        told = telling.standing(side, cell.parameter)
        grounds = "; ".join(telling.ground(ground) for ground in side.grounds)
        party = telling.words.title("parties", side.party)
        yield "Before", f"{party} {told}, which it has not repeated. {grounds}"
    for flip in cell.flips:
        what = {
            "withdrawn": "Without this",
            "if true": "If this counted",
            "reading": f"By reading {flip.reading}",
        }[flip.what]
        party = telling.words.title("parties", flip.ground.party)
        yield f"→ {flip.kind}", f"{what} ({party}): {telling.ground(flip.ground)}"


def agreement_report(
    pairs: Sequence[Pair], registry: Registry, at: str, *, version: str, command: str
) -> Report:
    """Party × party: how many answers are shared, opposed, open, unknown."""
    words = Words(registry)
    rows = tuple(
        (
            words.title("parties", pair.parties[0]),
            words.title("parties", pair.parties[1]),
            str(len(pair.shared)),
            str(len(pair.opposed)),
            str(len(pair.open)),
            str(len(pair.unknown)),
        )
        for pair in pairs
    )
    return Report(
        title=f"Where stated answers meet, at {at}",
        paragraphs=(
            f"Questions that either of two parties has answered. Shared: some answer that both"
            f" accept; opposed: each answer is rejected by one of them; open: neither; unknown:"
            f" one of them has stated none. Counts, no score: questions are not of equal weight."
            f" {CAVEAT}",
        ),
        sections=(
            Section(columns=("party", "party", "shared", "opposed", "open", "unknown"), rows=rows),
        )
        if rows
        else (),
        closing=closing(f"{len(rows)} pairs of parties at {at}", version, command),
    )
