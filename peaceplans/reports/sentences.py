"""One line for every change, as an analyst would say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from peaceplans.comparison.change import Alternative, Change
from peaceplans.comparison.rules import RULES
from peaceplans.model.plan import Option
from peaceplans.reports.redline import redline
from peaceplans.reports.words import LEVEL_OR_CAP, Words, listed, spoken
from peaceplans.values.setting import Setting

MARKS = {"+": "new", "-": "gone", "~": "changed", "?": "not known"}
"""Signs at the start of a line with their meaning."""

LIMITS = {"days": {"at-most": "within", "at-least": "after", "exactly": "on the day"}}
"""Unit → what a bound of it is called; of other units they are level, cap and floor."""

ADDED = ("-added", "-set", "-split", "raised-as-blank")
GONE = ("-gone", "-dropped", "-unset", "-not-mentioned", "-removed", "-lost")


def mark(changes: Iterable[Change]) -> str:
    """The sign for one or several changes of one subject."""
    rules = [change.rule for change in changes]
    if any(change.pair is not None for change in changes):
        return "~"
    if any(rule.endswith("unknown") for rule in rules):
        return "?"
    if all(rule.endswith(GONE) for rule in rules):
        return "-"
    if all(rule.endswith(ADDED) for rule in rules):
        return "+"
    return "~"


def points(change: Change) -> str:
    """Where the change is, in the old and the new text."""
    old, new = ", ".join(change.old), ", ".join(change.new)
    return f"{old or '–'} → {new or '–'}" if old or new else ""


def sentence(changes: tuple[Change, ...], words: Words) -> str:
    """One line for the changes of one subject at one place."""
    first = changes[0]
    if first.rule == "parameter-places-changed":
        return _other_places(first, words)
    if first.pair is not None and any(change.rule in OF_A_COMMITMENT for change in changes):
        old, new = first.pair
        return f"{words.commitment(old)} → {words.commitment(new)}"
    if first.rule.startswith(("parameter-", "setting-")) or (
        first.rule in ("evidence-weakened", "evidence-strengthened")
        and first.subject.partition("[")[0] in words.registry.parameters
    ):
        return _cell(changes, words)
    if first.rule in SENTENCES:
        return _reasons(SENTENCES[first.rule](first, words), first)
    return _reasons(_field(first, words), first)


def _cell(changes: tuple[Change, ...], words: Words) -> str:
    first = changes[0]
    parameter = words.registry.parameters.get(first.subject.partition("[")[0])
    title = words.cell(*dict.fromkeys(change.subject for change in changes))
    changes = tuple(change for change in changes if change.subject == first.subject)
    told = []
    whole = [
        change
        for change in changes
        if isinstance(change.before, Setting) and isinstance(change.after, Setting)
    ]
    if whole:
        told.append(
            f"{words.state(whole[0].before, parameter)} → {words.state(whole[0].after, parameter)}"
        )
    for change in changes:
        if change in whole:
            continue
        if change.rule == "parameter-members-added":
            told.append(f"now also {words.members(_tuple(change.after), parameter)}")
        elif change.rule == "parameter-members-removed":
            told.append(f"no longer {words.members(_tuple(change.before), parameter)}")
        elif change.rule == "parameter-unknown":
            told.append(_unknown(change, words, parameter))
        elif change.rule.startswith("evidence-"):
            told.append(f"evidence {change.before} → {change.after}")
        elif change.rule == "setting-note-changed":
            told.append("the note differs")
        else:
            told.append(
                f"{words.state(change.before, parameter)} → {words.state(change.after, parameter)}"
            )
    for change in changes:
        if change.rule == "parameter-made-conditional":
            told.append("now under a condition")
        if change.rule == "parameter-made-unconditional":
            told.append("now without condition")
    differ = _differ(first.alternatives, words, parameter)
    return _reasons(f"{title}: {'; '.join(told)}{differ}", first)


def _other_places(change: Change, words: Words) -> str:
    """A value that is set for other places: `withdrawal: Russia; before in A, now in B`."""
    parameter = words.registry.parameters.get(change.subject)
    before, after = dict(change.before), dict(change.after)
    value = words.state(next(iter(after.values())), parameter)
    places = [
        words.cell(*side).removeprefix(words.cell(change.subject)).strip(" ()")
        for side in (before, after)
    ]
    return f"{words.cell(change.subject)}: {value}; before for {places[0]}, now for {places[1]}"


def _tuple(fact: Any) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else ()


def _unknown(change: Change, words: Words, parameter: Any) -> str:
    if isinstance(change.before, tuple):
        return f"not known whether still {words.members(change.before, parameter)}"
    if isinstance(change.after, tuple):
        return f"not known whether before {words.members(change.after, parameter)}"
    return f"{words.state(change.before, parameter)} → {words.state(change.after, parameter)}"


def _differ(alternatives: tuple[Alternative, ...], words: Words, parameter: Any) -> str:
    """What sources print otherwise, each side in brackets."""
    told = []
    for side in ("old", "new"):
        here = [
            each for each in alternatives if each.side == side and isinstance(each.value, Setting)
        ]
        if not here:
            continue
        names = LIMITS.get(parameter.unit if parameter else "", LEVEL_OR_CAP)
        bounds = [names.get(each.value.bound or "", "") for each in here]
        values = {str(each.value.value) for each in here}
        before = "before: " if side == "old" else ""
        if all(bounds) and len(values) == 1 and len(set(bounds)) > 1:
            told.append(f"{before}{listed(list(dict.fromkeys(bounds)), 'or')}, sources differ")
        else:
            other = dict.fromkeys(words.state(each.value, parameter) for each in here)
            told.append(f"{before}{listed(list(other), 'or')} in some sources")
    return f" ({'; '.join(told)})" if told else ""


def _reasons(text: str, change: Change) -> str:
    why = "; ".join(reason.rstrip(".") for reason in change.why)
    return f"{text} [{why}]" if why else text


def _summary(fact: Any) -> str:
    return " / ".join(fact) if isinstance(fact, tuple) else str(fact)


def _field(change: Change, words: Words) -> str:
    name = change.subject
    if isinstance(change.before, str) and isinstance(change.after, str) and change.rule in WORDINGS:
        return f"{name[:1].upper()}{name[1:]}: {redline(change.before, change.after)}"
    return f"{name[:1].upper()}{name[1:]}: {words.fact(change.before)} → {words.fact(change.after)}"


def _about(change: Change) -> str:
    return change.subject.partition(" of: ")[2]


def _party(change: Change, words: Words) -> str:
    before, after = (
        words.parties(side) if isinstance(side, tuple) else "nobody"
        for side in (change.before, change.after)
    )
    told = {
        "party-added": f"Also for {after}, before only for {before}",
        "party-removed": f"No longer for {before}, only for {after}",
        "party-swapped": f"For {after} instead of {before}",
        "party-named": f"For {after}; before, nobody was named",
        "party-unnamed": f"Nobody named any more; before, {before}",
    }[change.rule]
    return f"{told}: to {_about(change)}"


def _counterparty(change: Change, words: Words) -> str:
    before, after = (
        words.parties(side) if isinstance(side, tuple) else None
        for side in (change.before, change.after)
    )
    if before and after:
        return f"Towards {after} instead of {before}: to {_about(change)}"
    if after:
        return f"Towards {after}, before towards nobody named: to {_about(change)}"
    return f"No longer towards {before} by name: to {_about(change)}"


def _modality(change: Change, words: Words) -> str:
    how = change.rule.removeprefix("modality-")
    return f"To {_about(change)}: {change.before} → {change.after} ({how})"


def _condition(change: Change, words: Words) -> str:
    about = f"To {_about(change)}" if _about(change) else "All of the point"
    before = words.condition(change.before) if change.before else "unconditional"
    after = words.condition(change.after) if change.after else "unconditional"
    return f"{about}: {before} → {after}"


def _sides(change: Change, words: Words, say: Callable[[Any], str]) -> str:
    before = say(change.before) if change.before else "–"
    after = say(change.after) if change.after else "–"
    return f"To {_about(change)}: {before} → {after}" if _about(change) else f"{before} → {after}"


def _option(change: Change, words: Words) -> str:
    option = change.after or change.before
    assert isinstance(option, Option)
    who = f", proposed by {words.parties(option.proposed_by)}" if option.proposed_by else ""
    state = {
        "option-added": "New option",
        "option-removed": "Option gone",
        "option-changed": "Option changed",
        "option-chosen": "Option taken into the text",
        "option-left-open": "Only an option now",
    }
    return f"{state[change.rule]} {spoken(option.id)}{who}: {option.summary}"


def _status(change: Change, words: Words) -> str:
    return f"{standing(change.before, words)} → {standing(change.after, words)}"


def standing(side: Any, words: Words) -> str:
    """`agreed between Ukraine and United States`; a group of points may have several."""
    if not side:
        return "proposed"
    items = side if isinstance(side[0], tuple) else (side,)
    told = dict.fromkeys(
        f"{status} between {words.parties(between)}" if between else str(status)
        for status, *between in items
    )
    return "; ".join(told)


def _places(change: Change, words: Words) -> str:
    gained = change.rule == "place-added"
    ids = change.after if gained else change.before
    told = listed([words.title("places", id) for id in _tuple(ids)])
    return f"To {_about(change)}: {'now also' if gained else 'no longer'} in {told}"


def _commitment(prefix: str) -> Callable[[Change, Words], str]:
    def say(change: Change, words: Words) -> str:
        return f"{prefix}{words.fact(change.after or change.before)}"

    return say


def _numbers(verb: str) -> Callable[[Change, Words], str]:
    def say(change: Change, words: Words) -> str:
        old, new = (
            listed(list(side)) if isinstance(side, tuple) else str(side)
            for side in (change.before, change.after)
        )
        return verb.format(old=old, new=new)

    return say


def _unread(change: Change, words: Words) -> str:
    if change.before:
        return f"Not known whether it remains: {_summary(change.before)}"
    return f"Not known whether it was there: {_summary(change.after)}"


def _companion_unread(change: Change, words: Words) -> str:
    if change.before:
        return f"Not known whether it remains a companion document: {words.fact(change.before)}"
    return f"Not known whether it was a companion document: {words.fact(change.after)}"


OF_A_COMMITMENT = frozenset(
    rule
    for rule, about in RULES.items()
    if about.looks_at in ("parties", "modality", "action", "condition", "timing", "places")
    and about.level == "substantive"
    and not rule.startswith("parameter-")
)
"""Rules whose changes of one commitment are told together, as the whole duty before and after."""

WORDINGS = ("wording-changed", "heading-changed", "action-reworded", "note-changed")
"""Rules whose two sides are told word by word."""

SENTENCES: Mapping[str, Callable[[Change, Words], str]] = {
    "point-added": lambda c, w: f"New point: {_summary(c.after)}",
    "point-dropped": lambda c, w: f"Dropped: {_summary(c.before)}",
    "point-not-mentioned": lambda c, w: f"No longer mentioned: {_summary(c.before)}",
    "point-unknown": _unread,
    "point-renumbered": _numbers("Point {old} is now {new}"),
    "point-moved": _numbers("Point {old} now stands as {new}"),
    "point-split": _numbers("Point {old} is divided into {new}"),
    "points-merged": _numbers("Points {old} are merged into {new}"),
    "points-regrouped": _numbers("Points {old} correspond to {new} together"),
    "points-reordered": _numbers("The points stand in the order {new} of the old numbers"),
    "commitment-added": _commitment("New: "),
    "commitment-gone": _commitment("Gone: "),
    "consequence-added": _commitment("New consequence: "),
    "consequence-gone": _commitment("Consequence gone: "),
    "commitment-unknown": lambda c, w: (
        f"Not known whether it {'remains' if c.before else 'was there'}: "
        + w.fact(c.before or c.after)
    ),
    "party-added": _party,
    "party-removed": _party,
    "party-swapped": _party,
    "party-named": _party,
    "party-unnamed": _party,
    "counterparty-changed": _counterparty,
    "counterparty-named": _counterparty,
    "counterparty-unnamed": _counterparty,
    "action-changed": lambda c, w: f"Another act: to {c.before} → to {c.after}",
    "modality-strengthened": _modality,
    "modality-weakened": _modality,
    "modality-reversed": _modality,
    "modality-changed": _modality,
    "condition-added": _condition,
    "condition-removed": _condition,
    "condition-changed": _condition,
    "deadline-set": lambda c, w: _sides(c, w, w.timing),
    "deadline-removed": lambda c, w: _sides(c, w, w.timing),
    "timing-changed": lambda c, w: _sides(c, w, w.timing),
    "place-added": _places,
    "place-removed": _places,
    "option-added": _option,
    "option-removed": _option,
    "option-changed": _option,
    "option-chosen": _option,
    "option-left-open": _option,
    "status-changed": _status,
    "point-agreed": _status,
    "point-disputed": _status,
    "point-reopened": _status,
    "dispute-settled": _status,
    "record-changed": lambda c, w: "Sources, evidence, origin or notes differ",
    "companion-added": lambda c, w: f"New companion document: {w.fact(c.after)}",
    "companion-removed": lambda c, w: f"Not among the companion documents: {w.fact(c.before)}",
    "companion-unknown": _companion_unread,
    "companion-changed": lambda c, w: f"Companion document changed: {w.fact(c.after)}",
    "brings-changed": lambda c, w: (
        f"To {_about(c)}: brings about that {w.title('triggers', str(c.after))}"
        if c.after
        else f"To {_about(c)}: no longer brings about that {w.title('triggers', str(c.before))}"
    ),
    "implied-parties-changed": lambda c, w: _sides(c, w, w.fact) + " (by context)",
    "metadata-changed": lambda c, w: (
        f"{c.subject.capitalize()}: {_meta(c.before, w)} → {_meta(c.after, w)}"
    ),
}


def _meta(fact: Any, words: Words) -> str:
    if isinstance(fact, tuple) and all(isinstance(item, str) for item in fact):
        return words.parties(fact) if fact else "–"
    return words.fact(fact)
