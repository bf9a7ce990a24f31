"""The entries of the registries that carry no logic: parties, places, issues, triggers, sources."""

from __future__ import annotations

import attrs

from peaceplans.model import terms as t
from peaceplans.values.record import Record


@attrs.frozen(repr=False, eq=False)
class Party(Record):
    """A state, organisation, group, body or person, or a seat that texts fill (`role`).

    `negotiates` marks those whose agreement an overall settlement is being sought from: their
    positions are compared where nobody is named. `short` heads a narrow column.
    """

    id: t.Slug
    title: str
    kind: t.PartyKind
    short: str | None = None
    members: tuple[t.PartyId, ...] = ()
    negotiates: bool = False
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Place(Record):
    """A place, or a group of places (`members`) that stands for each of them as a key."""

    id: t.Slug
    title: str
    part_of: t.PlaceId | None = None
    members: tuple[t.PlaceId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Code(Record):
    """What another coding scheme calls an issue; without a `term` where it has none for it."""

    scheme: t.Slug
    term: str | None = None
    match: t.Match
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Issue(Record):
    """A matter of negotiation; it owns parameters. `codes` are its terms in other schemes."""

    id: t.Slug
    title: str
    part_of: t.IssueId | None = None
    codes: tuple[Code, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Trigger(Record):
    """A happening that conditions hang on, shared by all plans."""

    id: t.Slug
    title: str
    by: tuple[t.PartyId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Category(Record):
    """A kind of equipment, as a key of a parameter."""

    id: t.Slug
    title: str
    note: str | None = None


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Source(Record):
    """A published text that a fact rests on. `title` is None where it was not established.

    `relays` names the source that it repeats: independence counts origins.
    """

    id: t.Slug
    publisher: str
    title: str | None = None
    date: t.Edtf | None = None
    url: str | None = None
    kind: t.SourceKind
    language: str | None = None
    seen: t.Seen
    relays: t.SourceId | None = None
    note: str | None = None
