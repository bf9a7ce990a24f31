"""A parameter: a question with one kind of answer, the hinge between texts and positions."""

from __future__ import annotations

import attrs
from immutabledict import immutabledict

from peaceplans.model import terms as t
from peaceplans.values.record import Record
from peaceplans.values.scale import Scale
from peaceplans.values.setting import Value

Titles = immutabledict[str, str]
"""Named answer → how it reads in a sentence."""


@attrs.frozen(repr=False, eq=False, kw_only=True)
class Parameter(Record):
    """A question with one kind of answer, asked of texts and parties alike.

    `per` names the kinds of its keys; `of` the base of shares or the registry of members;
    `titles` how named answers read where their ids do not say it; `silence` the answer that a
    text gives by saying nothing, computed with only on request.
    """

    id: t.Slug
    issue: t.IssueId
    title: str
    question: str | None = None
    kind: t.ParameterKind
    unit: str | None = None
    bound: t.Bound | None = None
    choices: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    ordered: bool = False
    also: tuple[str, ...] = ()
    titles: Titles = immutabledict()
    of: str | None = None
    per: tuple[t.Key, ...] = ()
    silence: Value | None = None
    note: str | None = None

    @property
    def scale(self) -> Scale:
        """How its answers are written and ordered."""
        return Scale(
            self.kind, self.unit, self.bound, self.choices or self.items, self.ordered, self.also
        )
