"""A comparison as a report: what matters first, then structure, then what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from peaceplans._version import VERSION
from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.rules import LEVELS, RULES, RULES_VERSION
from peaceplans.reports.report import Report, Section
from peaceplans.reports.sentences import MARKS, mark, points, sentence
from peaceplans.reports.words import Words

UNREAD = ("point-unknown", "commitment-unknown", "parameter-unknown")
FOLDED = ("commitment-added", "commitment-gone", "consequence-added", "consequence-gone")


def diff_report(diff: PlanDiff, *, version: str, command: str, everything: bool = False) -> Report:
    """The report on a comparison. `version` is that of the data, `command` reproduces it;
    `everything` also shows editorial changes.
    """
    words = Words(diff.new.registry.over(diff.old.registry))
    counts = {level: len(diff.at(level)) for level in LEVELS}
    return Report(
        title=f"{diff.old.id} → {diff.new.id}",
        paragraphs=(
            f"From {diff.old.title} ({diff.old.date}) to {diff.new.title} ({diff.new.date}).",
            _counts(counts),
        ),
        sections=tuple(_sections(diff, words, everything)),
        closing=_closing(diff, version, command),
    )


def _counts(counts: dict[str, int]) -> str:
    if not any(counts.values()):
        return "No changes."
    return ", ".join(f"{count} {level}" for level, count in counts.items()) + " changes."


def _closing(diff: PlanDiff, version: str, command: str) -> tuple[str, ...]:
    return (
        f"Compared {len(diff.old.provisions)} with {len(diff.new.provisions)} points by "
        f"{len(RULES)} rules (version {RULES_VERSION}); data {version}, peaceplans {VERSION}; "
        f"texts of {diff.old.date} and {diff.new.date}.",
        f"Again with: {command}",
    )


def _sections(diff: PlanDiff, words: Words, everything: bool) -> Iterator[Section]:
    read = [change for change in diff.changes if change.rule not in UNREAD]
    substantive = _folded(
        [c for c in read if c.level == "substantive" and RULES[c.rule].looks_at != "status"]
    )
    if substantive:
        yield Section(
            "What changed",
            (f"Signs: {_signs()}. Left of the arrow {diff.old.id}, right of it {diff.new.id}.",),
        )
        for issue, changes in _by_issue(substantive):
            title = words.title("issues", issue) if issue else "The text as a whole"
            yield Section(title, rows=tuple(_rows(changes, words)), depth=2)
    if standing := [change for change in read if RULES[change.rule].looks_at == "status"]:
        yield Section("Standing in the negotiation", rows=tuple(_rows(standing, words)))
    if unread := [change for change in diff.changes if change.rule in UNREAD]:
        text = "Parts of a text that were not read: nothing here may be called dropped or kept."
        yield Section("What is not known", (text,), rows=tuple(_rows(unread, words)))
    if structural := [change for change in read if change.level == "structural"]:
        yield Section("How it is arranged", rows=tuple(_rows(structural, words)))
    editorial = [change for change in read if change.level == "editorial"]
    if editorial and everything:
        yield Section("Wording and provenance", rows=tuple(_rows(editorial, words)))
    elif editorial:
        told = Counter(RULES[change.rule].title for change in editorial)
        listed = "; ".join(f"{title} ({count})" for title, count in told.items())
        yield Section("Wording and provenance", (f"{listed}. Shown with --all.",))


def _signs() -> str:
    return ", ".join(f"{sign} {meaning}" for sign, meaning in MARKS.items())


def _folded(changes: list[Change]) -> list[Change]:
    """Without commitments that came or went and whose every value has a line of its own."""
    cells = {change.subject for change in changes if change.rule.startswith("parameter-")}

    def told(change: Change) -> bool:
        side = change.after or change.before
        sets = getattr(side, "sets", None)
        return bool(change.rule in FOLDED and sets and all(cell in cells for cell in sets))

    return [change for change in changes if not told(change)]


def _by_issue(changes: list[Change]) -> Iterator[tuple[str, list[Change]]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.issues[0] if change.issues else "", []).append(change)
    yield from groups.items()


def _rows(changes: Iterable[Change], words: Words) -> Iterator[tuple[str, str, str]]:
    """One row for what can be said in one line: the changes of one cell, cells of one parameter
    that share both values, points that share a sentence.
    """
    lines: dict[tuple[str, str], list[str]] = {}
    for group in _alike(_of_one_cell(changes, words)):
        where = lines.setdefault((mark(group), sentence(tuple(group), words)), [])
        if points(group[0]) not in where:
            where.append(points(group[0]))
    for (sign, said), where in lines.items():
        yield sign, ", ".join(where), said


def _of_one_cell(changes: Iterable[Change], words: Words) -> list[list[Change]]:
    """The changes of one cell together; every other change alone."""
    groups: dict[object, list[Change]] = {}
    for index, change in enumerate(changes):
        is_cell = change.subject.partition("[")[0] in words.registry.parameters
        key: object = (change.subject, change.old, change.new) if is_cell else index
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
