"""Rows of a comparison: which changes are told together in one line, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from peaceplans.comparison.change import Change
from peaceplans.reports.sentences import OF_A_COMMITMENT, mark, points, sentence
from peaceplans.reports.words import Words

Row = tuple[str, str, str]
"""Sign, points on either side, sentence."""

FOLDED = ("commitment-added", "commitment-gone", "consequence-added", "consequence-gone")


def rows(changes: Iterable[Change], words: Words) -> Iterator[Row]:
    """One row for what can be said in one line."""
    for groups, sign, said in together(changes, words):
        yield sign, ", ".join(dict.fromkeys(points(group[0]) for group in groups)), said


def together(
    changes: Iterable[Change], words: Words
) -> Iterator[tuple[list[list[Change]], str, str]]:
    """What one line tells: changes grouped by where they stand, its sign and its sentence.

    The changes of one cell or commitment, cells of one parameter that changed alike, and points
    that share a sentence are told together. A value does not repeat the reason of its point.
    """
    found: dict[tuple[str, str], list[list[Change]]] = {}
    reasons: set[str] = set()
    for group in _alike(_together(changes, words)):
        why = group[0].why
        if group[0].subject.partition("[")[0] in words.registry.parameters:
            why = tuple(reason for reason in why if reason not in reasons)
        reasons.update(why)
        told = (attrs.evolve(group[0], why=why), *group[1:])
        found.setdefault((mark(told), sentence(told, words)), []).append(group)
    for (sign, said), groups in found.items():
        yield groups, sign, said


def folded(changes: list[Change]) -> list[Change]:
    """Without what other lines tell: commitments that came or went and whose every value has a
    line of its own, and debtors and creditors who only change places as a duty becomes a right.
    """
    cells = {change.subject for change in changes if change.rule.startswith("parameter-")}

    def is_told(change: Change) -> bool:
        if change.rule.startswith("counterparty-") and change.pair:
            return len({side.modality == "entitlement" for side in change.pair}) > 1
        sets = getattr(change.after or change.before, "sets", None)
        return bool(change.rule in FOLDED and sets and all(cell in cells for cell in sets))

    return [change for change in changes if not is_told(change)]


def by_issue(changes: list[Change]) -> dict[str, list[Change]]:
    """The changes under the first of their issues, under no issue last where they have none."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.issues[0] if change.issues else "", []).append(change)
    return groups


def _together(changes: Iterable[Change], words: Words) -> list[list[Change]]:
    """The changes of one cell together, and those of one commitment; every other change alone."""
    groups: dict[object, list[Change]] = {}
    for index, change in enumerate(changes):
        key: object = index
        if change.subject.partition("[")[0] in words.registry.parameters:
            key = change.subject, change.old, change.new
        elif change.pair is not None and change.rule in OF_A_COMMITMENT:
            key = id(change.pair[0]), id(change.pair[1])
        groups.setdefault(key, []).append(change)
    return list(groups.values())


def _alike(groups: list[list[Change]]) -> list[list[Change]]:
    """The cells of one parameter that changed alike at one place together."""
    alike: dict[object, list[Change]] = {}
    for index, group in enumerate(groups):
        name, keyed, _ = group[0].subject.partition("[")
        states = tuple((change.rule, change.before, change.after) for change in group)
        key: object = (name, group[0].old, group[0].new, states) if keyed else index
        alike.setdefault(key, []).extend(group)
    return list(alike.values())
