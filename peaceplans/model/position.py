"""Where parties stand: dated, attributed statements and the answers that they imply."""

from __future__ import annotations

import attrs
from immutabledict import immutabledict

from peaceplans.model import terms as t
from peaceplans.values.answers import Answers

AnswerMap = immutabledict[str, Answers]
"""Cell → the set of answers that a statement speaks of."""


@attrs.frozen
class Package:
    """Answers that are fine only together with others."""

    accepts: AnswerMap
    given: AnswerMap


@attrs.frozen(kw_only=True)
class Position:
    """One statement of one or several parties (a joint one) on one issue at one date.

    `accepts`, `rejects`, `requires` and `seeks` say of cells which answers are fine, are not,
    are fine alone, or are asked for. `denies` names an entry that this one contradicts.
    `id` is made of the party, the date and the issue where the file gives none.
    """

    id: t.Slug = ""
    parties: tuple[t.PartyId, ...]
    issue: t.IssueId
    conflict: t.Slug | None = None
    about: tuple[t.About, ...] = ()
    date: t.Edtf
    public: t.Edtf | None = None
    speaker: str | None = None
    form: t.StatementForm | None = None
    stance: t.Stance
    statement: str
    accepts: AnswerMap = immutabledict()
    rejects: AnswerMap = immutabledict()
    requires: AnswerMap = immutabledict()
    seeks: AnswerMap = immutabledict()
    packages: tuple[Package, ...] = ()
    conditions: tuple[str, ...] = ()
    red_line: bool = False
    priority: str | None = None
    denies: t.Slug | None = None
    withdraws: t.Slug | None = None
    searched: t.Edtf | None = None
    evidence: t.Evidence | None = None
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None
    line: int = attrs.field(default=0, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened, with how certain it is that it did and when."""

    id: t.Slug = ""
    date: t.Edtf
    text: str
    certainty: t.Certainty
    parties: tuple[t.PartyId, ...] = ()
    issues: tuple[t.IssueId, ...] = ()
    plans: tuple[t.Slug, ...] = ()
    sources: tuple[t.SourceId, ...] = ()
    note: str | None = None
    line: int = attrs.field(default=0, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Fact:
    """A dated, attributed fact about the situation that plans and positions speak of.

    `value` and `unit` give it as a number where it is one.
    """

    id: t.Slug = ""
    date: t.Edtf
    text: str
    value: float | None = None
    unit: str | None = None
    places: tuple[t.PlaceId, ...] = ()
    issues: tuple[t.IssueId, ...] = ()
    parties: tuple[t.PartyId, ...] = ()
    according_to: str | None = None
    evidence: t.Evidence
    sources: tuple[t.SourceId, ...]
    note: str | None = None
    line: int = attrs.field(default=0, eq=False, repr=False)
