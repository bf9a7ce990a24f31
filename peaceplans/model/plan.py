"""A plan: its points, what each commits whom to, and how surely that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from immutabledict import immutabledict

from peaceplans.model import terms as t
from peaceplans.model.registry import Registry
from peaceplans.values.record import Record
from peaceplans.values.setting import Setting

Sets = immutabledict[str, Setting]
"""Cell (`armed-forces-ceiling`, `control[kherson]`) → what the text sets there."""


def cell(parameter: str, keys: tuple[str, ...]) -> str:
    """The cell of a parameter: `control[kherson]`, or the bare id where it has no keys."""
    return f"{parameter}[{', '.join(keys)}]" if keys else parameter


def parts(cell: str) -> tuple[str, tuple[str, ...]]:
    """Parameter and keys of a cell, the inverse of `cell`."""
    parameter, bracket, keys = cell.partition("[")
    return parameter, tuple(keys[:-1].split(", ")) if bracket else ()


def _line() -> Any:
    return attrs.field(default=0, eq=False, repr=False)


@attrs.frozen(repr=False, eq=False)
class Happenings(Record):
    """Triggers of the registry, or points of the plan (`#11`: carried out): all, or any of them."""

    names: tuple[t.Happening, ...]
    any_of: bool = False


@attrs.frozen(repr=False, eq=False)
class Condition(Record):
    """What a duty hangs on; several fields hold together.

    `when`: it sleeps until then. `after`: that must come first. `during`, `unless` as the
    words say. `text`: what no trigger names.
    """

    when: Happenings | None = None
    after: Happenings | None = None
    during: Happenings | None = None
    unless: Happenings | None = None
    text: str | None = None


@attrs.frozen(repr=False, eq=False)
class Timing(Record):
    """When a duty is due and how long it lasts; `within` counts from the condition's `after`."""

    within: str | None = None
    by: str | None = None
    from_: str | None = None
    until: str | None = None
    lasts: str | None = None
    text: str | None = None


@attrs.frozen(repr=False, eq=False)
class Implied(Record):
    """Parties that only the context names; shown, never compared."""

    parties: tuple[t.PartyId, ...] = ()
    counterparties: tuple[t.PartyId, ...] = ()


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Commitment(Record):
    """One fact: on whom it falls (`parties`), how it binds (`modality`), one `action`.

    `sets` maps cells to settings; `brings` is the trigger that performing it brings about.
    """

    id: t.Slug | None = None
    parties: tuple[t.PartyId, ...]
    counterparties: tuple[t.PartyId, ...] = ()
    implied: Implied | None = None
    modality: t.Modality
    action: str
    condition: Condition | None = None
    timing: Timing | None = None
    places: tuple[t.PlaceId, ...] = ()
    sets: Sets = immutabledict()
    brings: t.TriggerId | None = None
    unclear: tuple[str, ...] = ()
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None
    line: int = _line()

    def __repr__(self) -> str:
        who = ", ".join(self.parties) or "nobody"
        return f"<Commitment {who}: {self.modality} to {self.action!r}>"


@attrs.frozen(repr=False, eq=False)
class Reading(Record):
    """How a version differs from what stands here, with who prints it.

    `of` names the commitment concerned (None: all of them); the fields after `summary` say
    what differs, `date` when a state of another time was so. Only a `variant` may take the
    base's place.
    """

    id: t.Slug
    kind: t.ReadingKind
    date: t.Edtf | None = None
    printed_by: tuple[str, ...] = ()
    language: str | None = None
    translated_from: str | None = None
    of: t.Slug | None = None
    summary: str | None = None
    absent: bool = False
    modality: t.Modality | None = None
    action: str | None = None
    parties: tuple[t.PartyId, ...] | None = None
    condition: Condition | None = None
    sets: Sets = immutabledict()
    commitments: tuple[Commitment, ...] = ()
    evidence: t.Evidence | None = None
    note: str | None = None
    line: int = _line()

    def __repr__(self) -> str:
        return f"<Reading {self.id} ({self.kind})>"


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Option(Record):
    """One of several answers to an open point; the options of a point exclude each other."""

    id: t.Slug
    proposed_by: tuple[t.PartyId, ...]
    summary: str
    derives_from: tuple[t.PointRef, ...] = ()
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None
    condition: Condition | None = None
    commitments: tuple[Commitment, ...] = ()
    readings: tuple[Reading, ...] = ()
    line: int = _line()

    def __repr__(self) -> str:
        return f"<Option {self.id}: {self.summary}>"


@attrs.frozen(repr=False, eq=False)
class Link(Record):
    """A relation between two points of one plan that the text implies and does not state."""

    to: str
    kind: t.LinkKind
    evidence: t.Evidence | None = None
    note: str | None = None


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Implementation(Record):
    """What became of a provision after signature: a dated, attributed finding, no part of the text.

    `by` are those whose conduct it is, `according_to` who says so.
    """

    status: t.Performance
    date: t.Edtf | None = None
    by: tuple[t.PartyId, ...] = ()
    according_to: str | None = None
    summary: str
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Provision(Record):
    """A point or sub-point. `issues`, `status`, `sources` and `evidence` are effective ones:
    where the file states none, those of the point above hold.

    `id` is plan and number (`us-28#21.d`). `known` says how much of the point was read, None
    as the plan; `in_doubt` which parameters the unread part may set, None for all of its issues.
    """

    number: t.PointNumber
    numbered: t.Numbered | None = None
    heading: str | None = None
    summary: str
    issues: tuple[t.IssueId, ...] = ()
    status: t.PointStatus | None = None
    between: tuple[t.PartyId, ...] = ()
    why: str | None = None
    derives_from: tuple[t.PointRef, ...] = ()
    known: t.Known | None = None
    in_doubt: tuple[t.ParameterId, ...] | None = None
    open_list: bool = False
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None
    unclear: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    condition: Condition | None = None
    commitments: tuple[Commitment, ...] = ()
    options: tuple[Option, ...] = ()
    readings: tuple[Reading, ...] = ()
    implementation: tuple[Implementation, ...] = ()
    provisions: tuple[Provision, ...] = ()
    id: str = ""
    line: int = _line()

    def walk(self) -> Iterator[Provision]:
        """The point itself and every point below it, depth first."""
        yield self
        for provision in self.provisions:
            yield from provision.walk()

    def __repr__(self) -> str:
        return f"<Provision {self.id or self.number}: {self.heading or self.summary}>"

    def _repr_html_(self) -> str:
        from html import escape

        head = f" <strong>{escape(self.heading)}</strong>" if self.heading else ""
        below = "".join(f"<li>{p._repr_html_()}</li>" for p in self.provisions)
        return f"<code>{escape(self.id or self.number)}</code>{head} {escape(self.summary)}" + (
            f"<ul>{below}</ul>" if below else ""
        )


@attrs.frozen(repr=False, eq=False)
class StatusDate(Record):
    """A dated status of the plan."""

    date: t.Edtf
    status: t.PlanStatus
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Identifier(Record):
    """What another collection calls this text, or the peace process that it belongs to."""

    scheme: t.Slug
    id: str
    of: t.IdentifierOf
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Count(Record):
    """How many points the text has, and who says so."""

    points: int
    by: str
    date: t.Edtf | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Edition(Record):
    """A family of wordings of one text."""

    id: t.Slug
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Companion(Record):
    """A document that goes with the plan; `specifies` names the points that it fills in."""

    id: t.Slug
    title: str
    parties: tuple[t.PartyId, ...] = ()
    status: t.CompanionStatus | None = None
    specifies: tuple[str, ...] = ()
    plan: t.Slug | None = None
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False)
class Omission(Record):
    """A declared drop: a point elsewhere that this text left out, with the reported reason."""

    from_: t.PointRef
    why: str | None = None
    moved_to: str | None = None
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Plan(Record):
    """One text of a plan, as far as it is known.

    `date` is the text's own, `public` when it became known (both EDTF), `known_from` how: copies,
    an oral account, a published text. `told_by` names the parties by whose account it is known,
    where no text is public: for others it is second hand. `known` has no default: a fragment
    read as a whole would invent silences. `signatories` is `"unspecified"` where the text leaves
    them open, None where nothing is known of it.
    `conflict` names another war than the one that the positions are about; such a text is compared
    like any other, and nobody's positions on the one are held against the other.
    `define` holds what the file itself defines, `registry` all that the plan was read with.
    """

    define: Registry | None = None
    id: t.Slug
    title: str
    date: t.Edtf
    public: t.Edtf | None = None
    status: t.PlanStatus
    history: tuple[StatusDate, ...] = ()
    drafters: tuple[t.PartyId, ...] = ()
    proposed_by: tuple[t.PartyId, ...] = ()
    signatories: tuple[t.PartyId, ...] | str | None = None
    known: t.Known
    conflict: t.Slug | None = None
    known_from: str | None = None
    told_by: tuple[t.PartyId, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    counts: tuple[Count, ...] = ()
    editions: tuple[Edition, ...] = ()
    base: t.Base | None = None
    companions: tuple[Companion, ...] = ()
    omits: tuple[Omission, ...] = ()
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None
    terms: tuple[Provision, ...] = ()
    provisions: tuple[Provision, ...]
    file: str = attrs.field(default="", eq=False, repr=False)
    registry: Registry = attrs.field(factory=Registry, eq=False, repr=False)

    def walk(self) -> Iterator[Provision]:
        """Every numbered point depth first, then the clauses in no numbered point."""
        for provision in (*self.provisions, *self.terms):
            yield from provision.walk()

    def __getitem__(self, number: str) -> Provision:
        """The point with that number. Raises KeyError, naming the nearest numbers."""
        for provision in self.walk():
            if provision.number == number:
                return provision
        from difflib import get_close_matches

        near = get_close_matches(number, [p.number for p in self.walk()], n=3, cutoff=0.5)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        raise KeyError(f"{self.id} has no point {number}{hint}")

    def __repr__(self) -> str:
        return f"<Plan {self.id}: {self.title}, {self.date}, {len(self.provisions)} points>"

    def _repr_html_(self) -> str:
        from html import escape

        points = "".join(f"<li>{provision._repr_html_()}</li>" for provision in self.provisions)
        return (
            f"<p><strong>{escape(self.title)}</strong> ({escape(self.id)}, "
            f"{escape(self.date)}, {escape(self.status)})</p><ul>{points}</ul>"
        )
