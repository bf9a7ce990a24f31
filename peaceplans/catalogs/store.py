"""A catalog: plans by id and the registries that they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

import attrs

from peaceplans.values.record import Record

if TYPE_CHECKING:
    from peaceplans.model.entries import Category, Issue, Party, Place, Source, Trigger
    from peaceplans.model.parameter import Parameter
    from peaceplans.model.plan import Plan
    from peaceplans.model.position import Event, Fact, Position
    from peaceplans.model.registry import Registry


T = TypeVar("T")


class Lazy(Mapping[str, T]):
    """A read-only mapping whose values are made when they are first asked for."""

    def __init__(self, names: tuple[str, ...], make: Callable[[str], T]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<{len(self)}: {', '.join(self._names)}>"


class LazyList(Sequence[T]):
    """A read-only sequence that is made when it is first looked into."""

    def __init__(self, make: Callable[[], tuple[T, ...]]) -> None:
        self._make = make
        self._made: tuple[T, ...] | None = None

    @property
    def _all(self) -> tuple[T, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        return self._all == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return f"<{len(self)} entries>"


@attrs.frozen(repr=False, eq=False)
class Catalog(Record):
    """Plans by id in order of their date, and the registries. `version` is the data's.

    `positions`, `events` and `facts` are in order of date. `kept` is where those who compute
    something from the whole of it keep that, as it never changes.
    """

    plans: Mapping[str, Plan]
    registry: Registry
    version: str
    positions: Sequence[Position] = ()
    events: Sequence[Event] = ()
    facts: Sequence[Fact] = ()
    kept: dict[Any, Any] = attrs.field(factory=dict, init=False, eq=False)

    @property
    def parties(self) -> Mapping[str, Party]:
        """Parties by id."""
        return self.registry.parties

    @property
    def places(self) -> Mapping[str, Place]:
        """Places and groups of places by id."""
        return self.registry.places

    @property
    def issues(self) -> Mapping[str, Issue]:
        """Issues by id."""
        return self.registry.issues

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Parameters by id."""
        return self.registry.parameters

    @property
    def triggers(self) -> Mapping[str, Trigger]:
        """Triggers by id."""
        return self.registry.triggers

    @property
    def categories(self) -> Mapping[str, Category]:
        """Categories of equipment by id."""
        return self.registry.categories

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return self.registry.sources

    def __repr__(self) -> str:
        return f"<Catalog {self.version}: {', '.join(self.plans)}>"
