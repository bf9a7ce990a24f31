"""What a comparison means for the parties, as sections beneath the comparison."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.impact import (
    FARTHER,
    NEARER,
    NEWLY,
    NO_ANSWER,
    NO_LONGER,
    NOW,
    NOW_IF,
    RELEASED,
    STILL,
    UNAFFECTED,
    Effect,
    Effects,
)
from peaceplans.model.registry import Registry
from peaceplans.reports.answers import Telling, amount
from peaceplans.reports.report import Section
from peaceplans.reports.words import Words

ORDER = (NOW, NOW_IF, NEARER, RELEASED, NO_LONGER, FARTHER, NEWLY, STILL, UNAFFECTED, NO_ANSWER)


def effects_sections(found: Effects, registry: Registry) -> Iterator[Section]:
    """Red lines, the summary, then what each change means for each party that spoke of it."""
    telling = Telling(Words(registry))
    words = telling.words
    intro = (
        f"By the statements up to {found.at}, from public statements only. {found.in_words}"
        " substantive changes are in words alone; no position is computed on them."
    )
    lines = [effect for effect in found.effects if effect.red_line]
    if lines:
        red = tuple(
            (
                words.title("parties", effect.party),
                f"red line {effect.red_line}",
                f"{words.cell(effect.cell)}"
                + (f" ({effect.option})" if effect.option else "")
                + ": "
                + "; ".join(telling.ground(ground) for ground in effect.lines),
            )
            for effect in lines
        )
        yield Section("Red lines", rows=red)
    counts = found.summary()
    shown = [party for party in found.parties if counts[party]]
    kinds = [told for kind in ORDER for told in (kind, f"{kind} (by its own text)")]
    moved = tuple(
        (words.title("parties", party), _counted(counts[party], kinds)) for party in shown
    )
    yield Section("For whom what moved", (intro,), rows=moved)
    for party in shown:
        rows = tuple(
            (kind, _effect(group, telling))
            for kind in ORDER
            if kind not in (UNAFFECTED, NO_ANSWER)
            for group in _alike(
                [
                    effect
                    for effect in found.effects
                    if (effect.party, effect.what, effect.own_text) == (party, kind, False)
                ]
            )
        )
        if rows:
            yield Section(words.title("parties", party), rows=rows, depth=2)


def _counted(counts: dict[str, int], kinds: list[str]) -> str:
    return ", ".join(f"{kind}: {counts[kind]}" for kind in kinds if counts[kind])


def _alike(effects: list[Effect]) -> list[list[Effect]]:
    """Effects on cells of one parameter that are alike in everything but the place."""
    groups: dict[object, list[Effect]] = {}
    for effect in effects:
        name = effect.cell.partition("[")[0]
        key = (
            name,
            effect.option,
            effect.by,
            effect.before.kind,
            effect.after.kind,
            effect.change.rule,
        )
        groups.setdefault(key, []).append(effect)
    return list(groups.values())


def _effect(group: list[Effect], telling: Telling) -> str:
    first = group[0]
    parameter = telling.parameter(first.cell)
    by = f" by {amount(first.by, parameter)}" if first.by else ""
    option = f" ({first.option})" if first.option else ""
    cells = telling.words.cell(*(effect.cell for effect in group))
    before, after = telling.verdict(first.before), telling.verdict(first.after)
    grounds = {g.id: g for v in (first.before, first.after) for g in v.grounds}
    rests = "; ".join(telling.ground(ground) for ground in grounds.values())
    return f"{cells}{option}{by}: before {before}, after {after}. {rests}"
