"""What belongs together: groups that connections join, and what chains of them lead to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def connected(things: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The groups of things that pairs connect, directly or by way of others.

    Groups and their members are in the order of the things; every thing stands in one group.
    Raises KeyError for a pair of something that is not among the things.
    """
    above = {thing: thing for thing in things}

    def top(thing: T) -> T:
        while above[thing] != thing:
            above[thing] = above[above[thing]]
            thing = above[thing]
        return thing

    for one, two in pairs:
        above[top(two)] = top(one)
    groups: dict[T, list[T]] = {}
    for thing in above:
        groups.setdefault(top(thing), []).append(thing)
    return list(groups.values())


def reached(start: Iterable[T], leads: Mapping[T, Iterable[T]]) -> list[T]:
    """What chains lead to from some things, these themselves only where a chain comes back."""
    found: dict[T, None] = {}
    ahead = list(start)
    while ahead:
        for thing in leads.get(ahead.pop(), ()):
            if thing not in found:
                found[thing] = None
                ahead.append(thing)
    return list(found)
