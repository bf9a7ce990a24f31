"""Who stands where on a text: its points by parties, a sign and a short word in each cell.

What all drawings are made of stands here too: the frame, texts, links, and cutting to a width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import htpy as h

from peaceplans.ledger.grid import Matrix, MatrixCell, Row
from peaceplans.model.plan import Plan
from peaceplans.reports.answers import Telling, dated, stance
from peaceplans.reports.matrix_report import LEGEND, PUT_FORWARD, SIGNS, short, sign
from peaceplans.reports.words import Words
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import PAGE, Picture

WORDS = {
    "A": "accepts",
    "C": "conditions",
    "O": "open",
    "R": "rejects",
    "U": "unclear",
    "P": "put forward",
    "G": "agreed",
    "D": "drafter",
    "a": "accepted",
    "c": "accepted if",
    "r": "rejected",
    "m": "mixed",
}
"""Letter of a sign → the short word under it."""

SHADES = {**dict.fromkeys("AGa", "good"), **dict.fromkeys("Rr", "bad")} | dict.fromkeys(
    "CcmOU", "mixed"
)
"""Letter of a sign → its shade, which says nothing that the letter does not."""

NO_ENTRY = "·"
NO_STANCE = ("i", "–", "?", NO_ENTRY)
"""Signs that tell of no stance on the point: they stand without a box."""

NO_ROOM = (
    "The page of a point says to what each answer was given. What is put forward, agreed or"
    " drafted is so as the text is known."
)
"""What a sign has no room for."""

LABELS, WIDTH, HEIGHT, HEAD = 250, 70, 32, 34


def heat_map(site: Site, plan: Plan) -> Picture | None:
    """Point by party; None where nobody has said anything to be shown."""
    matrix = site.matrix(plan)
    if nothing_said(matrix):
        return None
    words = Words(plan.registry)
    id = places.anchor(f"who-stands-where-{plan.id}")
    title = f"Who stands where on {plan.title}"
    description = (
        f"A row for each point, a column for each party, by the statements up to {matrix.at}."
    )
    size = LABELS + WIDTH * len(matrix.parties) + 10, HEAD + HEIGHT * len(matrix.rows) + 10
    content = [*heads(matrix, words, "point")]
    for number, row in enumerate(matrix.rows):
        content += _row(matrix, row, number)
    rows = (
        (_named(row), *(_told(matrix, row, party, words) for party in matrix.parties))
        for row in matrix.rows
    )
    return Picture(
        id,
        title,
        description,
        drawing(id, title, f"{description} {LEGEND} {NO_ROOM}", size, content),
        ("point", *(words.title("parties", party) for party in matrix.parties)),
        tuple(rows),
        NO_ROOM,
        SIGNS,
    )


def nothing_said(matrix: Matrix) -> bool:
    """Whether there is nothing in a matrix that a picture could show."""
    return all(sign(cell) in (NO_ENTRY, "?") for cell in matrix.cells.values())


def heads(matrix: Matrix, words: Words, rows: str) -> Iterator[h.Node]:
    """What stands above the columns: what `rows` are, then the parties."""
    yield text(8, HEAD - 12, rows, "ppd-head")
    for number, party in enumerate(matrix.parties):
        x = LABELS + number * WIDTH + WIDTH // 2
        head = cut(short(words, party), 10)
        yield h.Element("g")[
            named(words.title("parties", party)), text(x, HEAD - 12, head, "ppd-head", "middle")
        ]


def _row(matrix: Matrix, row: Row, number: int) -> Iterator[h.Node]:
    y = HEAD + number * HEIGHT
    plan = matrix.plan
    where = places.text(plan.id) if row.point is None else places.point(plan, row.place)
    yield linked(where, _named(row), text(8, y + 20, cut(_named(row), 31)))
    bare = []
    for place, party in enumerate(matrix.parties):
        x = LABELS + place * WIDTH
        shown = sign(matrix[row.place, party])
        if shown in NO_STANCE:
            bare.append((str(x + WIDTH // 2), shown))
        else:
            yield box(shown, shown, x, y)
    if bare:  # one text for all, each sign at a place of its own
        at = " ".join(x for x, _ in bare)
        yield h.Element("text")(".ppd-soft", x=at, y=y + 20, text_anchor="middle")[
            "".join(shown for _, shown in bare)
        ]


def box(shown: str, letters: str, x: int, y: int) -> h.Node:
    """A sign in a box: letters, below them the short word for the sign."""
    letter = shown.strip("(")[:1]
    shade = "plain" if shown.startswith("(") else SHADES.get(letter, "plain")
    void = " ppd-void" if shown.startswith("(") else ""
    middle = x + WIDTH // 2
    # A stance on the issue is none on the point, whatever its letter.
    word = "on the issue" if shown.startswith("(") else WORDS.get(letter, "")
    across, down = WIDTH - 2, HEIGHT - 2
    return [
        path(f"M{x + 1} {y + 1}h{across}v{down}h-{across}z", f"ppd-{shade}{void}"),
        text(middle, y + 14, letters, "ppd-letter"),
        text(middle, y + 26, word, "ppd-word"),
    ]


def _named(row: Row) -> str:
    return f"{row.place} {row.heading}" if row.point is not None else "the text as a whole"


def _told(matrix: Matrix, row: Row, party: str, words: Words) -> str:
    """A cell of the table: the sign, what it says, by what, since when, by which sources."""
    cell = matrix[row.place, party]
    shown = sign(cell)
    if shown == NO_ENTRY:
        return shown
    said = "spoke on the issue" if shown == "i" else stance(cell.stance)
    if shown == "–":
        said = "searched, nothing found"
    basis = "" if cell.basis in ("none", *PUT_FORWARD) else f", {cell.basis}"
    when, ids = _sources(matrix, row, cell)
    backed = f": {Telling(words).sources(ids, most=2)}" if ids else ""
    return f"{shown} {said}{basis}{f', {when}' if when else ''}{backed}"


def _sources(matrix: Matrix, row: Row, cell: MatrixCell) -> tuple[str, tuple[str, ...]]:
    """The newest date and the sources that a cell rests on."""
    plan = matrix.plan
    of_text = (row.point.sources if row.point else ()) or plan.sources
    entry = next(iter(cell.inferred), None) if cell.basis == "inferred" else None
    if cell.basis == "stated":
        entry = cell.newest
    elif cell.basis == "carried over" or (cell.basis == "none" and cell.carried is not None):
        entry = cell.carried
    elif cell.basis == "none" and cell.stance != "unknown":
        entry = cell.silent
    if entry is not None:
        return dated(entry.searched or entry.date), entry.sources
    if cell.basis in PUT_FORWARD:
        return dated(plan.public or plan.date), of_text
    if cell.basis == "computed":
        grounds = [ground for verdict in cell.verdicts for ground in verdict.grounds]
        ids = [id for ground in grounds if ground.entry for id in ground.entry.sources]
        newest = max((ground.date for ground in grounds), default="")
        return dated(newest), tuple(dict.fromkeys(ids))
    return "", ()


def drawing(
    id: str, title: str, description: str, size: tuple[int, int], content: h.Node
) -> h.Element:
    """The frame of a drawing, named and described for those who do not see it."""
    width, height = size
    return h.Element("svg")(
        ".pp-drawing",
        {"viewBox": f"0 0 {width} {height}"},
        width=width,
        height=height,
        role="group",
        aria_labelledby=f"{id}-title {id}-desc",
    )[
        h.Element("title")(id=f"{id}-title")[title],
        h.Element("desc")(id=f"{id}-desc")[description],
        h.Element("rect")(".ppd-ground", width=width, height=height),
        content,
    ]


def named(told: str) -> h.Element:
    """What a mark says where a pointer rests on it."""
    return h.Element("title")[told]


def linked(place: str, told: str, content: h.Node) -> h.Element:
    """Marks that stand for something with a place among our pages."""
    return h.Element("a")(href=PAGE + place)[named(told), content]


def text(x: int, y: int, told: str, classes: str = "", anchor: str = "start") -> h.Element:
    """A text at a place of the drawing."""
    to = None if anchor == "start" else anchor
    return h.Element("text")(x=x, y=y, class_=classes or None, text_anchor=to)[told]


def path(d: str, classes: str) -> h.Element:
    """A line or shape."""
    return h.Element("path")(d=d, class_=classes)


def cut(told: str, most: int) -> str:
    """A text on one line, cut to a number of signs."""
    line = " ".join(told.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def legend(x: int, y: int, lines: Iterable[str]) -> h.Node:
    """Lines that explain a drawing, under it."""
    return [text(x, y + 17 * number, line, "ppd-soft") for number, line in enumerate(lines)]
