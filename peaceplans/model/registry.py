"""What plans refer to by id: parties, places, issues, parameters, triggers, sources."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from immutabledict import immutabledict

from peaceplans.model import terms as t
from peaceplans.values.scale import Scale
from peaceplans.values.setting import Value


@attrs.frozen
class Party:
    """A state, organisation, group, body or person, or a seat that texts fill (`role`)."""

    id: t.Slug
    title: str
    kind: t.PartyKind
    members: tuple[t.PartyId, ...] = ()
    note: str | None = None


@attrs.frozen
class Place:
    """A place, or a group of places (`members`) that stands for each of them as a key."""

    id: t.Slug
    title: str
    part_of: t.PlaceId | None = None
    members: tuple[t.PlaceId, ...] = ()
    note: str | None = None


@attrs.frozen
class Issue:
    """A matter of negotiation; it owns parameters."""

    id: t.Slug
    title: str
    part_of: t.IssueId | None = None
    note: str | None = None


@attrs.frozen
class Trigger:
    """A happening that conditions hang on, shared by all plans."""

    id: t.Slug
    title: str
    by: tuple[t.PartyId, ...] = ()
    note: str | None = None


@attrs.frozen
class Category:
    """A kind of equipment, as a key of a parameter."""

    id: t.Slug
    title: str
    note: str | None = None


@attrs.frozen(kw_only=True)
class Parameter:
    """A question with one kind of answer, asked of texts and parties alike.

    `per` names the kinds of its keys; `of` the base of shares or the registry of members; `silence` the answer that a text gives by
    saying nothing, computed with only on request.
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


@attrs.frozen(kw_only=True)
class Source:
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


@attrs.frozen(repr=False)
class Registry:
    """All that plans refer to, each registry a mapping by id."""

    parties: Mapping[str, Party] = immutabledict()
    places: Mapping[str, Place] = immutabledict()
    issues: Mapping[str, Issue] = immutabledict()
    parameters: Mapping[str, Parameter] = immutabledict()
    triggers: Mapping[str, Trigger] = immutabledict()
    categories: Mapping[str, Category] = immutabledict()
    sources: Mapping[str, Source] = immutabledict()

    def over(self, below: Registry) -> Registry:
        """Laid over another: what this registry does not define itself comes from below."""
        return Registry(
            **{
                name: immutabledict({**getattr(below, name), **getattr(self, name)})
                if getattr(self, name)
                else getattr(below, name)
                for name in REGISTRIES
            }
        )

    def title(self, registry: str, id: str) -> str:
        """The title of an entry; its id in words where the registry has no such entry."""
        entry = getattr(self, registry).get(id)
        return str(entry.title) if entry else id.replace("-", " ")

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(getattr(self, name))} {name}" for name in REGISTRIES)
        return f"<Registry {sizes}>"


REGISTRIES = (
    "parties",
    "places",
    "issues",
    "parameters",
    "triggers",
    "categories",
    "sources",
)
"""The registries by name; each is a top-level key of a registry file and of `define`."""
