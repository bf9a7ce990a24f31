"""A comparison as a report: in brief, what changed by issue, what is not known, arrangement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from peaceplans._version import VERSION
from peaceplans.alignment import Link
from peaceplans.comparison.change import PlanDiff
from peaceplans.comparison.rules import LEVELS, RULES, RULES_VERSION, UNREAD
from peaceplans.reports.brief import brief
from peaceplans.reports.report import Report, Section
from peaceplans.reports.rows import by_issue, folded, rows
from peaceplans.reports.sentences import MARKS, points
from peaceplans.reports.words import Words


@attrs.frozen
class Show:
    """What a reader wants to see: editorial changes too (`everything`), only counts (`stat`),
    every change with its rule and values (`fields`), why points were matched (`matching`).
    """

    everything: bool = False
    stat: bool = False
    fields: bool = False
    matching: bool = False


def _written_on(diff: PlanDiff) -> Iterator[str]:
    """That the one text was drafted on another edition of the other than the one compared."""
    for text, base in ((diff.old, diff.new), (diff.new, diff.old)):
        id_, _, edition = (text.base or "").partition("@")
        if edition and id_ == base.id:
            yield (
                f"{text.id} was drafted on {id_} as edition {edition} has it: what differs from"
                f" other copies of {id_} may be the wording of that edition already."
            )


def diff_report(diff: PlanDiff, *, version: str, command: str, show: Show | None = None) -> Report:
    """The report on a comparison. `version` is that of the data, `command` reproduces it."""
    show = show or Show()
    words = Words(diff.new.registry.over(diff.old.registry))
    counts = ", ".join(f"{len(diff.at(level))} {level}" for level in LEVELS)
    return Report(
        title=_title(diff),
        paragraphs=(
            f"From {diff.old.title} ({diff.old.date}) to {diff.new.title} ({diff.new.date}).",
            *dict.fromkeys(
                f"{p.id}: {p.known_from.strip()}" for p in (diff.old, diff.new) if p.known_from
            ),
            *_written_on(diff),
            f"Counted field by field: {counts} changes." if diff.changes else "No changes.",
        ),
        sections=tuple(_asked(diff, words, show)),
        closing=(
            f"Compared {len(diff.old.provisions)} with {len(diff.new.provisions)} points by "
            f"{len(RULES)} rules (version {RULES_VERSION}); data {version}, peaceplans {VERSION}; "
            f"texts of {diff.old.date} and {diff.new.date}.",
            f"Again with: {command}",
        ),
    )


def _title(diff: PlanDiff) -> str:
    """Both texts by their ids; two states of one text by their files."""
    if diff.old.id != diff.new.id:
        return f"{diff.old.id} → {diff.new.id}"
    return f"{diff.new.id}: {diff.old.file or 'before'} → {diff.new.file or 'after'}"


def sides(diff: PlanDiff) -> tuple[str, str]:
    """What the two sides are called in a column or a sentence."""
    same = diff.old.id == diff.new.id
    return ("before", "after") if same else (diff.old.id, diff.new.id)


def _asked(diff: PlanDiff, words: Words, show: Show) -> Iterator[Section]:
    if show.stat:
        yield _statistics(diff, words)
    elif show.fields:
        yield _fields(diff, words)
    else:
        yield from _sections(diff, words, show.everything)
    if show.matching:
        yield _matching("How the points correspond", diff, diff.alignment.links)
    elif unsure := [link for link in diff.alignment.links if link.confidence == "uncertain"]:
        yield _matching("Matched without certainty", diff, unsure)


def _statistics(diff: PlanDiff, words: Words) -> Section:
    """Counts by issue and level; a change counts under the first of its issues."""
    counts = Counter((c.issues[0] if c.issues else "", c.level) for c in diff.changes)
    issues = [issue for issue in words.registry.issues if any((issue, x) in counts for x in LEVELS)]
    rows_ = [
        (words.title("issues", issue), *(str(counts[issue, level] or "") for level in LEVELS))
        for issue in issues
    ]
    if any(not issue for issue, _ in counts):
        whole = ("The text as a whole", *(str(counts["", level] or "") for level in LEVELS))
        rows_.append(whole)
    rows_.append(("All", *(str(len(diff.at(level))) for level in LEVELS)))
    return Section("Changes by issue", columns=("issue", *LEVELS), rows=tuple(rows_))


def _fields(diff: PlanDiff, words: Words) -> Section:
    """Every change with its rule, place and both values."""
    told = []
    for change in diff.changes:
        parameter = words.registry.parameters.get(change.subject.partition("[")[0])
        told.append(
            (
                change.rule,
                points(change),
                change.subject,
                words.fact(change.before, parameter),
                words.fact(change.after, parameter),
            )
        )
    columns = ("rule", "points", "what", *sides(diff))
    return Section("Every change", columns=columns, rows=tuple(told))


def _matching(title: str, diff: PlanDiff, links: Iterable[Link]) -> Section:
    """Links of the correlation table: what corresponds, why it was matched, how surely."""
    told = [
        (
            ", ".join(link.old) or "–",
            ", ".join(link.new) or "–",
            link.relation,
            link.confidence,
            link.why,
        )
        for link in links
    ]
    columns = (*sides(diff), "relation", "how surely", "why")
    return Section(title, columns=columns, rows=tuple(told))


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
        left, right = sides(diff)
        text = f"Signs: {signs}. Left of the arrow {left}, right of it {right}."
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
