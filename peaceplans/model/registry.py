"""All that plans refer to by id, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
from immutabledict import immutabledict

from peaceplans.values.record import Record

if TYPE_CHECKING:
    from peaceplans.model.entries import Category, Issue, Party, Place, Source, Trigger
    from peaceplans.model.parameter import Parameter


@attrs.frozen(repr=False, eq=False)
class Registry(Record):
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
        if below is self:
            return self
        return Registry(
            **{name: _laid(getattr(self, name), getattr(below, name)) for name in REGISTRIES}
        )

    def with_parts(self, issues: Iterable[str]) -> frozenset[str]:
        """Issues with all that are part of them."""
        found = set(issues)
        while more := {i for i, entry in self.issues.items() if entry.part_of in found} - found:
            found |= more
        return frozenset(found)

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


def _laid(mine: Mapping[str, Any], below: Mapping[str, Any]) -> Mapping[str, Any]:
    return below if not mine or mine is below else immutabledict({**below, **mine})
