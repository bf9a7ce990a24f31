"""Which numbers at the beginning of lines number clauses, and which are running text.

A number begins a clause if it goes on counting. Lists are told apart by the style of their
numbers (`1.` or `1)` or `(a)`, in a heading or not, how far indented), and several may be open,
one inside the other:

1. the next number of an open list always counts;
2. 1, a or i of a style that is not open begins a list inside the present clause; a list with
   another beginning is only believed at the very start of a file that has no 1 in this style;
3. a higher number counts if the number that would have been next does not come later, and either
   its line does not go on with the line before it, or the list goes on after it;
4. a number that was there already counts, as a repetition, if its line does not go on with the
   line before it and it is the last one, or 1 again.

Everything else is text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from peaceplans.wording.marks import NUMBER, Mark, Style, values

PATH = "1.1"
"""The form of a level that was reached by a number of several parts, such as `21.d`."""


class Level(NamedTuple):
    """A list that is open, with its last number."""

    style: Style
    kind: str
    value: int
    label: str


class Counter:
    """The lists that are open. `last` has the last line on which a style has a value."""

    def __init__(self, last: Mapping[tuple[Style, str, int], int]) -> None:
        self.open: list[Level] = []
        self.last = last
        self._apart = True

    def leave(self) -> None:
        """What follows stands apart from every number: only the first list may go on there."""
        del self.open[1:]
        self._apart = True

    def take(self, mark: Mark, at: int, *, free: bool) -> str | None:
        """The whole number of the clause that a mark begins, None if it is text.

        `free` says that line `at` does not go on with what the line before it says.
        """
        if mark.stated:
            return self._stated(mark)
        found = self._part(mark, free) if mark.labels[1:] else self._single(mark, at, free)
        if found is None or (self._apart and found[0] > 0):
            return None
        depth, levels = found
        self.open[depth:] = levels
        self._apart = False
        return ".".join(level.label for level in self.open)

    def _stated(self, mark: Mark) -> str:
        levels = _levels(mark.labels)
        if levels and levels[0].kind == NUMBER:
            self.open = levels
            self._apart = False
        return ".".join(mark.labels)

    def _single(self, mark: Mark, at: int, free: bool) -> tuple[int, list[Level]] | None:
        style, (label,) = mark.style, mark.labels
        readings = [Level(style, kind, value, label) for kind, value in values(label)]
        depths = range(len(self.open) - 1, -1, -1)
        for same in (_same_list, _like_list):
            for depth in depths:
                for level in readings:
                    if same(self.open[depth], level) and level.value == self.open[depth].value + 1:
                        return depth, [level]
        for level in readings:
            is_open = any(_same_list(each, level) for each in self.open)
            if not is_open and self._begins(level):
                return len(self.open), [level]
        for depth in depths:
            before = self.open[depth]
            for level in readings:
                if _same_list(before, level) and self._jumps(before, level, at, free):
                    return depth, [level]
        return None

    def _begins(self, level: Level) -> bool:
        if self.open:
            return level.value == 1
        first = level.style, level.kind, 1
        return level.kind == NUMBER and (level.value == 1 or first not in self.last)

    def _jumps(self, before: Level, level: Level, at: int, free: bool) -> bool:
        """Whether a number that is not the next one goes on counting, or begins again."""
        if level.value <= before.value:
            return free and level.value in (before.value, 1)
        return not self._later(before, at) and (free or self._later(level, at))

    def _later(self, level: Level, at: int) -> bool:
        """Whether the number after this one comes after line `at`."""
        return self.last.get((level.style, level.kind, level.value + 1), -1) > at

    def _part(self, mark: Mark, free: bool) -> tuple[int, list[Level]] | None:
        """A number that names its whole place. With letters in it, it is no decimal fraction."""
        levels = _levels(mark.labels)
        if not levels:
            return None
        depth = 0
        for old, new in zip(self.open, levels, strict=False):
            if old.label != new.label:
                break
            depth += 1
        rest = levels[depth:]
        loose = (free or depth > 0) and any(level.kind != NUMBER for level in levels)
        if not rest:
            return (depth - 1, levels[-1:]) if free and depth == len(self.open) else None
        if not self.open:
            return (0, levels) if free and (loose or levels[-1].value == 1) else None
        if depth < len(self.open):
            before = self.open[depth]
            counts = [value for kind, value in values(rest[0].label) if kind == before.kind]
            if not counts or counts[0] <= before.value:
                return None
            if counts[0] > before.value + 1 and not (free or loose):
                return None
            rest[0] = rest[0]._replace(kind=before.kind, value=counts[0])
        elif rest[0].value != 1 and not loose:
            return None
        if any(level.value != 1 for level in rest[1:]) and not loose:
            return None
        return depth, rest


def _levels(labels: tuple[str, ...]) -> list[Level]:
    """A level for each label; of a letter that may be a Roman number the Roman one if it is i."""
    found = []
    for label in labels:
        readings = sorted(values(label), key=lambda reading: (reading[1] != 1, reading[0]))
        if not readings:
            return []
        found.append(Level(Style(PATH), *readings[0], label))
    return found


def _same_list(one: Level, two: Level) -> bool:
    return (one.style, one.kind) == (two.style, two.kind)


def _like_list(one: Level, two: Level) -> bool:
    """The same list if indentation and bold print are not to be relied on."""
    form = one.style.form
    return one.kind == two.kind and form in (two.style.form, PATH)
