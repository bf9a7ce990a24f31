"""From documents to positions and events: read, name, check; all faults at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from peaceplans.model.position import Event, Fact, Position
from peaceplans.model.registry import Registry
from peaceplans.reading.diagnostics import Diagnostic
from peaceplans.reading.document import Document
from peaceplans.reading.faults import described, short, unknown_key
from peaceplans.reading.plans import own_registry
from peaceplans.vocabulary import SECOND_HAND

T = TypeVar("T", Position, Event, Fact)

Placed = tuple[Document, int, T]
"""An entry with the document and the place in its list from which it was read."""


def read_positions(
    document: Document, below: Registry
) -> tuple[list[Placed[Position]], list[Diagnostic]]:
    """The positions under `positions`, in the order of the file, with every fault.

    Read with the registry `below` and what the document defines itself. A position with a
    fault of its shape is left out. What positions of several files owe each other is checked
    by `between_positions`.
    """
    placed, faults = _read(document, below, "positions", Position)
    for _, index, position in placed:
        faults += _position_faults(document, index, position, below)
    return placed, sorted(faults)


def read_events(
    document: Document, below: Registry
) -> tuple[list[Placed[Event]], list[Diagnostic]]:
    """The events under `events`, in the order of the file, with every fault."""
    placed, faults = _read(document, below, "events", Event)
    for _, index, event in placed:
        if not event.sources and event.certainty != "blank":
            message = "an event without source"
            faults.append(
                document.fault(("events", index), "no-source", message, expected="sources")
            )
    return placed, sorted(faults)


def read_facts(document: Document, below: Registry) -> tuple[list[Placed[Fact]], list[Diagnostic]]:
    """The facts under `facts`, in the order of the file, with every fault."""
    placed, faults = _read(document, below, "facts", Fact)
    return placed, sorted(faults)


def _read(
    document: Document, below: Registry, key: str, cls: type[T]
) -> tuple[list[Placed[T]], list[Diagnostic]]:
    _, reader, faults = own_registry(document, below)
    entries = document.data.get(key)
    for name in document.data:
        if name not in (key, "define"):
            faults.append(unknown_key(document, (name,), f"a file of {key}", ("define", key)))
    if key not in document.data:
        message = f"a file of {key} without {key}"
        faults.append(document.fault((), "missing-key", message, expected=f"the key {key}"))
    elif not isinstance(entries, list):
        told = f"a list of {key}"
        faults.append(document.fault((key,), "wrong-type", described(entries), expected=told))
    placed: list[Placed[T]] = []
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        built, more = reader.structure(document, (key, index), entry, cls)
        faults += more
        if built is not None:
            placed.append((document, index, built if built.id else _named(built)))
    return placed, faults


def _named(entry: Any) -> Any:
    """The entry with an id made of what it is about where the file gives it none."""
    date = "".join(c if c.isalnum() else "-" for c in entry.date.lower()).strip("-")
    date = "-".join(part for part in date.split("-") if part)
    if not isinstance(entry, Position):
        return attrs.evolve(entry, id=f"{type(entry).__name__.lower()}-{date}")
    return attrs.evolve(entry, id=f"{'-'.join(entry.parties)}-{date}-{entry.issue}")


SILENT = "no-public-position"

NEEDS: tuple[tuple[str, str, str, Callable[[Position], bool]], ...] = (
    (
        "no-source",
        "a position without source",
        "sources",
        lambda p: p.stance != SILENT and not p.sources,
    ),
    (
        "no-evidence",
        "a position without evidence",
        "evidence",
        lambda p: p.stance != SILENT and p.evidence is None,
    ),
    (
        "no-form",
        "a position without its form",
        "form, such as speech or reported-by-press",
        lambda p: p.stance != SILENT and p.form is None,
    ),
    (
        "no-interval",
        "silence without the interval that was searched",
        "searched, such as 2025-11-20/2026-01-31",
        lambda p: p.stance == SILENT and p.searched is None,
    ),
    (
        "silence-with-answers",
        "silence that accepts, rejects, requires or seeks",
        "another stance, or no answers",
        lambda p: (
            p.stance == SILENT
            and bool(p.accepts or p.rejects or p.requires or p.seeks or p.packages or p.red_line)
        ),
    ),
    (
        "undeclared-red-line",
        "a red line that the party did not declare itself",
        "a red line in the party's own voice, not inferred",
        lambda p: p.red_line and (p.form in SECOND_HAND or p.evidence == "inferred"),
    ),
    (
        "inferred-answers",
        "an inferred label that accepts, rejects or requires",
        "answers only where they were stated",
        lambda p: (
            p.evidence == "inferred"
            and bool(p.accepts or p.rejects or p.requires or p.seeks or p.packages)
        ),
    ),
    (
        "red-line-without-refusal",
        "a red line that accepts",
        "the stance rejects, or requires",
        lambda p: p.red_line and p.stance == "accepts",
    ),
)
"""Rule, what is wrong, what is expected, and where it is so."""


def _position_faults(
    document: Document, index: int, position: Position, below: Registry
) -> Iterator[Diagnostic]:
    path = ("positions", index)
    for rule, message, expected, wrong in NEEDS:
        if wrong(position):
            yield document.fault(path, rule, message, expected=expected)
    if position.evidence == "corroborated" and _origins(position.sources, below) < 2:
        yield document.fault(
            (*path, "evidence"),
            "not-corroborated",
            "corroborated by sources of one origin",
            expected="two origins, or the evidence single",
        )
    for one, two in (("accepts", "rejects"), ("requires", "rejects"), ("accepts", "requires")):
        first: Mapping[str, Any] = getattr(position, one)
        second: Mapping[str, Any] = getattr(position, two)
        for cell in first:
            if cell not in second:
                continue
            apart = not first[cell].meet(second[cell])
            if apart == (two == "requires"):
                yield document.fault(
                    (*path, one, *_steps(cell)),
                    "contradiction",
                    f"{one} and {two} contradict each other on {cell}",
                    expected="answers that do not",
                    key=True,
                )


def _steps(cell: str) -> tuple[str, ...]:
    return (cell.partition("[")[0],)


def _origins(sources: Iterable[str], below: Registry) -> int:
    """How many independent origins the sources have: a relay counts as what it repeats."""
    return len({_origin(source, below) for source in sources})


def _origin(source: str, below: Registry) -> str:
    seen = {source}
    while (entry := below.sources.get(source)) and entry.relays and entry.relays not in seen:
        source = entry.relays
        seen.add(source)
    return source


def between(placed: list[Placed[T]], key: str, below: Iterable[str]) -> Iterator[Diagnostic]:
    """Ids that stand twice, and references of one entry to another that lead nowhere.

    `below` are the ids of entries that the file is laid over.
    """
    known: dict[str, T | None] = dict.fromkeys(below)
    known |= {entry.id: entry for _, _, entry in placed}
    seen: dict[str, Document] = {}
    for document, index, entry in placed:
        if entry.id in seen:
            written = document.written((key, index, "id"))
            path = (key, index, "id") if written else (key, index)
            yield document.fault(
                path,
                "duplicate-id",
                f"{entry.id!r} a second time; the first is in {seen[entry.id].file}",
                expected="an id of its own",
            )
        seen.setdefault(entry.id, document)
        for field in ("denies", "withdraws"):
            name = getattr(entry, field, None)
            if name is not None and name not in known:
                yield document.fault(
                    (key, index, field),
                    "dangling-reference",
                    f"no position is called {short(name)}",
                    expected="the id of a position",
                    word=name,
                    among=known,
                )
            elif name is not None and (other := known[name]) and other.date > entry.date:
                yield document.fault(
                    (key, index, field),
                    "date-order",
                    f"{name} is of a later date",
                    expected="a position that was taken before",
                )
