"""The sequence of a plan, and a package held against the stated positions, in words."""

from __future__ import annotations

from collections.abc import Iterator

from peaceplans.ledger.packages import WhatIf
from peaceplans.reports.answers import Telling
from peaceplans.reports.report import Report, Section, closing
from peaceplans.reports.words import Words, listed
from peaceplans.sequencing import Sequence, Step


def sequence_report(found: Sequence, *, version: str, command: str) -> Report:
    """What must happen before what: stages, circles, steps without an actor."""
    words = Words(found.plan.registry)
    return Report(
        title=f"What comes before what in {found.plan.id}",
        paragraphs=(
            "From the conditions of the text, what performing a step brings about, and points that"
            " depend on others. Steps without a condition that nothing waits for are left out.",
        ),
        sections=tuple(_sections(found, words)),
        closing=closing(
            f"{len(found.steps)} steps, {len(found.order)} orders between two, "
            f"{len(found.circles)} circle{'' if len(found.circles) == 1 else 's'}",
            version,
            command,
        ),
    )


def _sections(found: Sequence, words: Words) -> Iterator[Section]:
    names = {step.id: _step(step, words) for step in found.steps}
    for circle in found.circles:
        possible = any(before.inferred for before in circle)
        rows = tuple(
            (
                names[before.first],
                f"comes before: {names[before.then]}"
                + (f" (not a clause: {before.why})" if before.inferred else ""),
            )
            for before in circle
        )
        title = "Possible circle" if possible else "Circle"
        told = (
            "It closes only with a link that is a reading of the text, not a clause of it."
            if possible
            else "Each of these must come before itself."
        )
        yield Section(title, (told,), rows=rows)
    after: dict[str, list[str]] = {}
    either = {before.then for before in found.order if before.any_of}
    for before in found.order:
        after.setdefault(before.then, []).append(before.first)
    for number, stage in enumerate(found.stages, 1):
        rows = tuple(
            (
                names[step.id],
                "after "
                + listed(
                    [names[id_] for id_ in after[step.id]], "or" if step.id in either else "and"
                )
                if step.id in after
                else "waits for nothing here",
            )
            for step in stage
            if step.kind != "point"
        )
        if rows:
            yield Section(f"Stage {number}", rows=rows, depth=2)
    if found.actorless:
        rows = tuple((step.place, step.text) for step in found.actorless)
        yield Section("Steps without an actor named", rows=rows)


def _step(step: Step, words: Words) -> str:
    if step.kind == "happening":
        return step.text
    if step.kind == "point":
        return f"{step.place} ({step.text})"
    who = words.parties(step.parties) if step.parties else "nobody named"
    if step.prohibited:
        return f"{step.place}, {who}: from then on not to {step.text}"
    return f"{step.place}, {who}: {step.text}"


def graph_text(found: Sequence) -> str:
    """The order as a graph in the DOT language, for Graphviz and its readers."""
    import json

    words = Words(found.plan.registry)
    lines = [f"digraph {json.dumps(found.plan.id)} {{", "  rankdir=LR;"]
    for step in found.steps:
        shape = {"happening": "ellipse", "commitment": "box", "point": "folder"}[step.kind]
        label = json.dumps(_step(step, words), ensure_ascii=False)
        lines.append(f"  {json.dumps(step.id)} [label={label}, shape={shape}];")
    for before in found.order:
        style = " [style=dashed]" if before.inferred else ""
        lines.append(f"  {json.dumps(before.first)} -> {json.dumps(before.then)}{style};")
    return "\n".join([*lines, "}"]) + "\n"


def what_if_report(found: WhatIf, *, version: str, command: str) -> Report:
    """A package: what it meets, violates and leaves open for each party."""
    telling = Telling(Words(found.registry))
    words = telling.words
    asked = found.registry.parameters
    chosen = tuple(
        (words.cell(cell), words.setting(value, asked[cell.partition("[")[0]]))
        for cell, value in found.chosen.items()
    )
    sections = [Section("The package", rows=chosen)]
    warnings = [
        f"{one} and {two} are options of one point and exclude each other."
        for one, two in found.exclusions
    ] + [f"{words.cell(cell)} is chosen twice; the last counts." for cell in found.clashes]
    if warnings:
        sections.append(Section("What excludes what", tuple(warnings)))
    spoke = [p for p in found.parties if any(found.verdicts[p, c].grounds for c in found.chosen)]
    counts = tuple(
        (
            words.title("parties", party),
            str(len(found.meets(party))),
            str(len(found.violates(party))),
            str(len(found.open(party))),
        )
        for party in spoke
    )
    if counts:
        columns = ("party", "meets", "violates", "open")
        sections.append(Section("Held against stated positions", columns=columns, rows=counts))
    for party in spoke:
        rows = tuple(
            (
                words.cell(cell),
                telling.verdict(verdict)
                + (
                    ". " + "; ".join(telling.ground(g) for g in verdict.grounds)
                    if verdict.grounds
                    else ""
                ),
            )
            for cell in found.chosen
            for verdict in [found.verdicts[party, cell]]
        )
        sections.append(Section(words.title("parties", party), rows=rows, depth=2))
    if found.own:
        cells = "; ".join(words.cell(cell) for cell in found.own)
        told = f"Asked by one text only, so that no statement is held against it: {cells}."
        sections.append(Section("Not held against anything", (told,)))
    silent = [p for p in found.parties if p not in spoke]
    if silent and len(found.own) < len(found.chosen):
        told = f"Nothing stated on any of it: {words.parties(silent)}."
        sections.append(Section("Silent", (told,)))
    if found.nearest:
        near = tuple(
            (n.plan, str(len(n.same)), str(len(n.other)), str(len(n.open))) for n in found.nearest
        )
        columns = ("text", "same answer", "another", "none")
        sections.append(Section("Existing texts", columns=columns, rows=near))
    return Report(
        title=f"What if, by the statements up to {found.at}",
        paragraphs=("Verdicts on public statements. No weights: questions are only counted.",),
        sections=tuple(sections),
        closing=closing(
            f"{len(found.chosen)} answers, {len(found.parties)} parties", version, command
        ),
    )
