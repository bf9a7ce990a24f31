"""A comparison as a report: in brief, what changed by issue, what is not known, arrangement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from peaceplans._version import VERSION
from peaceplans.comparison.change import PlanDiff
from peaceplans.comparison.rules import LEVELS, RULES, RULES_VERSION
from peaceplans.reports.brief import brief
from peaceplans.reports.report import Report, Section
from peaceplans.reports.rows import by_issue, folded, rows
from peaceplans.reports.sentences import MARKS
from peaceplans.reports.words import Words

UNREAD = ("point-unknown", "commitment-unknown", "parameter-unknown")


def diff_report(diff: PlanDiff, *, version: str, command: str, everything: bool = False) -> Report:
    """The report on a comparison. `version` is that of the data, `command` reproduces it;
    `everything` also shows editorial changes.
    """
    words = Words(diff.new.registry.over(diff.old.registry))
    counts = ", ".join(f"{len(diff.at(level))} {level}" for level in LEVELS)
    return Report(
        title=f"{diff.old.id} → {diff.new.id}",
        paragraphs=(
            f"From {diff.old.title} ({diff.old.date}) to {diff.new.title} ({diff.new.date}).",
            f"{counts} changes." if diff.changes else "No changes.",
        ),
        sections=tuple(_sections(diff, words, everything)),
        closing=(
            f"Compared {len(diff.old.provisions)} with {len(diff.new.provisions)} points by "
            f"{len(RULES)} rules (version {RULES_VERSION}); data {version}, peaceplans {VERSION}; "
            f"texts of {diff.old.date} and {diff.new.date}.",
            f"Again with: {command}",
        ),
    )


def _sections(diff: PlanDiff, words: Words, everything: bool) -> Iterator[Section]:
    if told := tuple(brief(diff, words)):
        yield Section("In brief", rows=told)
    read = [change for change in diff.changes if change.rule not in UNREAD]
    standing = [change for change in read if RULES[change.rule].looks_at == "status"]
    substantive = folded(
        [change for change in read if change.level == "substantive" and change not in standing]
    )
    if substantive:
        signs = ", ".join(f"{sign} {meaning}" for sign, meaning in MARKS.items())
        text = f"Signs: {signs}. Left of the arrow {diff.old.id}, right of it {diff.new.id}."
        yield Section("What changed", (text,))
        for issue, changes in by_issue(substantive).items():
            title = words.title("issues", issue) if issue else "The text as a whole"
            yield Section(title, rows=tuple(rows(changes, words)), depth=2)
    if standing:
        yield Section("Standing in the negotiation", rows=tuple(rows(standing, words)))
    if unread := [change for change in diff.changes if change.rule in UNREAD]:
        text = "Parts of a text that were not read: nothing here may be called dropped or kept."
        yield Section("What is not known", (text,), rows=tuple(rows(unread, words)))
    if structural := [change for change in read if change.level == "structural"]:
        yield Section("How it is arranged", rows=tuple(rows(structural, words)))
    editorial = [change for change in read if change.level == "editorial"]
    if editorial and everything:
        yield Section("Wording and provenance", rows=tuple(rows(editorial, words)))
    elif editorial:
        kinds = Counter(RULES[change.rule].title for change in editorial)
        listed = "; ".join(f"{title} ({count})" for title, count in kinds.items())
        yield Section("Wording and provenance", (f"{listed}. Shown with --all.",))
