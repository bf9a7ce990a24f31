"""Full-text search over what is in our words: headings, summaries, actions, conditions, statements.

The index is SQLite's FTS5 in memory, with its Porter stemmer and BM25 ranking (Robertson and
Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from peaceplans.model.plan import Commitment, Condition, Plan, Provision
from peaceplans.values.notation import moment

if TYPE_CHECKING:
    from peaceplans.catalogs.store import Catalog

FIELDS = {"heading": 6.0, "summary": 4.0, "action": 3.0, "condition": 2.0, "statement": 4.0}
"""Field → how much a word found there weighs."""

BEGIN, END = "\x02", "\x03"


@attrs.frozen
class Text:
    """One thing that can be found, with what it can be filtered by."""

    ref: str
    kind: str
    plan: str
    date: str
    fields: dict[str, str]
    parties: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    modalities: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """Something found: `ref` is a point, option, position or event; `why` gives for each field
    that matched an excerpt, with the words found between « and »; `all_words` tells whether all
    words asked for are in it.
    """

    ref: str
    kind: str
    date: str
    why: tuple[tuple[str, str], ...]
    all_words: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "ref": self.ref,
            "kind": self.kind,
            "date": self.date,
            "all_words": self.all_words,
            "why": [{"field": field, "excerpt": excerpt} for field, excerpt in self.why],
        }


def search(
    query: str,
    *,
    parties: Iterable[str] = (),
    issues: Iterable[str] = (),
    modalities: Iterable[str] = (),
    plans: Iterable[str] = (),
    parameters: Iterable[str] = (),
    start: str | None = None,
    end: str | None = None,
    catalog: Catalog | None = None,
) -> tuple[Hit, ...]:
    """Points, options, positions, events and facts with the words of a query, best first.

    Words in double quotes are a phrase. What has all words comes first; where nothing has, what
    has some of them is given. Filters narrow it; an issue stands for its parts. Raises
    ValueError for a query without a word.
    """
    from peaceplans.catalogs.loading import catalog as builtin

    known = catalog or builtin()
    terms = _terms(query)
    if not terms:
        raise ValueError("a query without a word")
    wanted = (
        ("parties", frozenset(parties)),
        ("issues", known.registry.with_parts(issues)),
        ("modalities", frozenset(modalities)),
        ("parameters", frozenset(parameters)),
    )
    ids = frozenset(plans)
    texts = [
        text
        for text in _texts(known)
        if all(not names or names & getattr(text, field) for field, names in wanted)
        and (not ids or text.plan in ids)
        and (not start or moment(text.date).latest >= moment(start).earliest)
        and (not end or moment(text.date).earliest <= moment(end).latest)
    ]
    return tuple(_found(texts, terms, all_words=True) or _found(texts, terms, all_words=False))


def _terms(query: str) -> list[str]:
    """The words and phrases of a query, each as FTS5 writes a string."""
    parts = re.findall(r'"([^"]*)"|(\S+)', query)
    told = [(phrase or word).replace('"', "") for phrase, word in parts]
    return [f'"{part}"' for part in told if re.search(r"\w", part)]


def _found(texts: list[Text], terms: list[str], *, all_words: bool) -> list[Hit]:
    database = sqlite3.connect(":memory:")
    columns = ", ".join(FIELDS)
    database.execute(
        f"CREATE VIRTUAL TABLE texts USING fts5({columns}, tokenize='porter unicode61')"
    )
    marks = ", ".join("?" for _ in FIELDS)
    database.executemany(
        f"INSERT INTO texts VALUES ({marks})",
        [[text.fields.get(field, "") for field in FIELDS] for text in texts],
    )
    excerpts = ", ".join(
        f"snippet(texts, {index}, '{BEGIN}', '{END}', '…', 24)" for index in range(len(FIELDS))
    )
    weights = ", ".join(map(str, FIELDS.values()))
    rank = f"round(bm25(texts, {weights}), 6)"
    rows = database.execute(
        f"SELECT rowid, {rank}, {excerpts} FROM texts WHERE texts MATCH ?",
        [(" AND " if all_words else " OR ").join(terms)],
    ).fetchall()
    database.close()
    ranked = sorted(rows, key=lambda row: (row[1], texts[row[0] - 1].date, texts[row[0] - 1].ref))
    return [_hit(texts[row[0] - 1], row[2:], all_words) for row in ranked]


def _hit(text: Text, excerpts: Iterable[str], all_words: bool) -> Hit:
    why = tuple(
        (field, excerpt.replace(BEGIN, "«").replace(END, "»"))
        for field, excerpt in zip(FIELDS, excerpts, strict=True)
        if BEGIN in excerpt
    )
    return Hit(text.ref, text.kind, text.date, why, all_words)


def _texts(known: Catalog) -> Iterator[Text]:
    for plan in known.plans.values():
        for point in plan.walk():
            yield from _points(plan, point)
    for entry in known.positions:
        if entry.searched is None:
            answers = (*entry.accepts, *entry.rejects, *entry.requires, *entry.seeks)
            yield Text(
                entry.id,
                "position",
                "",
                entry.date,
                {"statement": entry.statement, "condition": "; ".join(entry.conditions)},
                frozenset(entry.parties),
                frozenset({entry.issue}),
                parameters=frozenset(cell.partition("[")[0] for cell in answers),
            )
    for kind, told in (("event", known.events), ("fact", known.facts)):
        for each in told:
            fields = {"statement": each.text}
            who, about = frozenset(each.parties), frozenset(each.issues)
            yield Text(each.id, kind, "", each.date, fields, who, about)


def _points(plan: Plan, point: Provision) -> Iterator[Text]:
    places = [(point.id, point.heading or "", point.summary, point.condition, point.commitments)]
    for option in point.options:
        ref = f"{point.id}/{option.id}"
        places.append((ref, "", option.summary, option.condition, option.commitments))
    for ref, heading, summary, condition, commitments in places:
        fields = {
            "heading": heading,
            "summary": summary,
            "action": "; ".join(each.action for each in commitments),
            "condition": "; ".join(_conditions(plan, condition, commitments)),
        }
        yield Text(
            ref,
            "option" if "/" in ref else "point",
            plan.id,
            plan.date,
            fields,
            frozenset(p for each in commitments for p in (*each.parties, *each.counterparties)),
            frozenset(point.issues),
            frozenset(each.modality for each in commitments),
            frozenset(cell.partition("[")[0] for each in commitments for cell in each.sets),
        )


def _conditions(
    plan: Plan, condition: Condition | None, commitments: Iterable[Commitment]
) -> Iterator[str]:
    for each in (condition, *(commitment.condition for commitment in commitments)):
        if each is None:
            continue
        if each.text:
            yield each.text
        for happenings in (each.when, each.after, each.during, each.unless):
            for name in happenings.names if happenings else ():
                if not name.startswith("#"):
                    yield plan.registry.title("triggers", name)
