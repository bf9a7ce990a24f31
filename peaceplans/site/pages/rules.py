"""The closed vocabularies with their meaning, and the rules that name changes."""

from __future__ import annotations

from collections.abc import Mapping

import htpy as h

from peaceplans.comparison.examples import EXAMPLES
from peaceplans.comparison.rules import LEVELS, ONE_WAY, RULES, RULES_VERSION, Rule
from peaceplans.ledger.coverage import STATES
from peaceplans.reports.words import NAMED
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, lines, link, table
from peaceplans.vocabulary import (
    ABOUT,
    DAY,
    EDITION,
    EDTF_DATE,
    FINGERPRINT,
    FORCE,
    HAPPENING,
    NUMBER,
    POINT,
    SLUG,
    VOCABULARIES,
    Form,
)

FORMS: tuple[Form, ...] = (
    EDTF_DATE,
    SLUG,
    NUMBER,
    POINT,
    EDITION,
    ABOUT,
    HAPPENING,
    DAY,
    FINGERPRINT,
)
"""Texts with a form of their own."""

Row = tuple[h.Node, h.Node]


def terms() -> Page:
    """The vocabularies, each term with its meaning, and the forms of texts."""
    forms = [(form.name, form.meaning, h.code[form.pattern]) for form in FORMS]
    parts = [
        *((str(v.name), ("term", "meaning"), _meanings(v)) for v in VOCABULARIES),
        ("state of coverage", ("term", "meaning"), _meanings(STATES)),
        ("level of change", ("term", "meaning"), _meanings(LEVELS)),
        ("answers of any parameter", ("value", "how it is told"), _meanings(NAMED)),
    ]
    lead = "The closed vocabularies: the terms that the data is written in, with their meaning."
    force = ", ".join(f"{name} {number}" for name, number in FORCE.items())
    return Page(
        "registry/terms.md",
        "Terms",
        h.p[link("registry/index.md", "Codebook"), f". {lead}"],
        (
            *(
                Part(
                    f"{name[:1].upper()}{name[1:]}",
                    places.anchor(name),
                    [
                        table(columns, rows, caption=f"Terms: {name}"),
                        name == "modality"
                        and h.p[
                            f"Binding force, by which a change is told as stronger or weaker: "
                            f"{force}. The others are of another nature."
                        ],
                    ],
                )
                for name, columns, rows in parts
            ),
            Part(
                "Forms of texts",
                "forms",
                table(("form", "meaning", "pattern"), forms, caption="Forms of texts"),
            ),
        ),
        short="Terms",
        described=lead,
    )


def _meanings(terms: Mapping[str, str]) -> list[tuple[h.Node, h.Node]]:
    return [(h.code[term], meaning) for term, meaning in terms.items()]


def rules(site: Site) -> Page:
    """Every rule by its level, with an example and how often the comparisons found it."""
    found: dict[str, dict[str, int]] = {}
    for old, new in site.comparisons:
        for change in site.diff(old, new).changes:
            counts = found.setdefault(change.rule, {})
            counts[f"{old.id} {new.id}"] = counts.get(f"{old.id} {new.id}", 0) + 1
    return Page(
        "rules-of-change.md",
        "Rules of change",
        [
            h.p[
                f"Every change between two texts is named by one of {len(RULES)} rules, version "
                f"{RULES_VERSION}. A rule has a level, which says how much such a change matters "
                "by default; it says nothing of whether the change is good or bad."
            ],
            facts(LEVELS.items()),
        ],
        tuple(
            Part(
                f"{level[:1].upper()}{level[1:]}",
                places.anchor(f"level-{level}"),
                h.p[f"{meaning[:1].upper()}{meaning[1:]}."],
                tuple(
                    Part(_title(rule), places.anchor(id), _rule(site, id, rule, found.get(id, {})))
                    for id, rule in RULES.items()
                    if rule.level == level
                ),
            )
            for level, meaning in LEVELS.items()
        ),
        described="Every rule that names a change between two texts, with level and example.",
    )


def _title(rule: Rule) -> str:
    return f"{rule.title[:1].upper()}{rule.title[1:]}"


def _rule(site: Site, id: str, rule: Rule, found: Mapping[str, int]) -> h.Node:
    other: h.Node = "the same rule"
    if rule.mirror != id:
        other = link(places.rule(rule.mirror), RULES[rule.mirror].title)
    rows: list[Row] = [
        ("Name of the rule", h.code[id]),
        ("Looks at", rule.looks_at),
        ("From the other side", other),
    ]
    if id in ONE_WAY:
        rows.append(("Not mirrored", ONE_WAY[id]))
    if id in EXAMPLES:
        part, old, new = EXAMPLES[id]
        rows.append((f"Before, in a {part}", h.code[lines(old)] if old else "nothing of it"))
        rows.append(("After", h.code[lines(new)] if new else "nothing of it"))
    if found:
        pair = max(found, key=lambda name: found[name])
        old_id, _, new_id = pair.partition(" ")
        plans = site.catalog.plans
        titles = f"{plans[old_id].title} → {plans[new_id].title}"
        most = link(places.comparison(old_id, new_id), titles)
        total = f"{sum(found.values())} times in {len(found)} comparisons"
        rows.append(("Found here", [total, ", most often in ", most, f" ({found[pair]})"]))
    else:
        rows.append(("Found here", "in no comparison"))
    return facts(rows)
