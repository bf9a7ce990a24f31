"""For each change rule an example: what two texts say between which just that happened.

The examples are YAML of plan files, cut to the part that the rule looks at; all the rest of the
two texts is equal. `explain` and the docs print them, and the tests compare them.
"""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """What the old and the new text say, and of which part of a text it is said."""

    part: str
    old: str
    new: str


Rows = dict[str, tuple[str, str]]

IN_A_COMMITMENT: Rows = {
    "party-added": ("parties: [ukraine]", "parties: [ukraine, russia]"),
    "party-removed": ("parties: [ukraine, russia]", "parties: [ukraine]"),
    "party-swapped": ("parties: [ukraine]", "parties: [russia]"),
    "party-named": ("parties: [not-named]", "parties: [ukraine]"),
    "party-unnamed": ("parties: [ukraine]", "parties: [not-named]"),
    "counterparty-named": ("", "counterparties: [russia]"),
    "counterparty-unnamed": ("counterparties: [russia]", ""),
    "counterparty-changed": ("counterparties: [russia]", "counterparties: [nato]"),
    "implied-parties-changed": ("", "implied: {counterparties: [russia]}"),
    "modality-strengthened": ("modality: process", "modality: obligation"),
    "modality-weakened": ("modality: obligation", "modality: expectation"),
    "modality-reversed": ("modality: obligation", "modality: prohibition"),
    "modality-changed": ("modality: obligation", "modality: entitlement"),
    "condition-added": ("", "condition: {after: ceasefire}"),
    "condition-removed": ("condition: {after: ceasefire}", ""),
    "condition-changed": ("condition: {after: ceasefire}", "condition: {after: ratification}"),
    "deadline-set": ("", "timing: {within: 100 days}"),
    "deadline-removed": ("timing: {within: 100 days}", ""),
    "deadline-brought-forward": ("timing: {within: 100 days}", "timing: {within: 2 weeks}"),
    "deadline-put-off": ('timing: {by: "2026-01-31"}', 'timing: {by: "2026-03-01"}'),
    "timing-changed": ("timing: {lasts: 10 years}", "timing: {lasts: permanent}"),
    "place-added": ("places: [kherson]", "places: [kherson, luhansk]"),
    "place-removed": ("places: [kherson, luhansk]", "places: [kherson]"),
    "brings-changed": ("", "brings: ceasefire"),
    "action-changed": ("", "action: recognise the election results"),
    "action-reworded": ("", "action: keep its armed forces at the number"),
    "undefined-terms-changed": ("", "unclear: [forces]"),
    "parameter-made-conditional": (
        "sets: {armed-forces-ceiling: 600000}",
        "{sets: {armed-forces-ceiling: 600000}, condition: {after: ceasefire}}",
    ),
    "parameter-made-unconditional": (
        "{sets: {armed-forces-ceiling: 600000}, condition: {after: ceasefire}}",
        "sets: {armed-forces-ceiling: 600000}",
    ),
}

IN_A_SETTING: Rows = {
    "parameter-set": ("", "armed-forces-ceiling: 600000"),
    "parameter-unset": ("armed-forces-ceiling: 600000", ""),
    "parameter-raised": ("armed-forces-ceiling: 600000", "armed-forces-ceiling: 800000"),
    "parameter-lowered": ("armed-forces-ceiling: 800000", "armed-forces-ceiling: 600000"),
    "parameter-up": ("nato-accession: barred", "nato-accession: open"),
    "parameter-down": ("nato-accession: open", "nato-accession: no-consensus"),
    "parameter-put-off": (
        'eu-accession-date: "2027-01-01"',
        'eu-accession-date: "2030-01-01"',
    ),
    "parameter-brought-forward": (
        'eu-accession-date: "2030"',
        'eu-accession-date: "2027"',
    ),
    "parameter-changed": ("znpp-operator: russia", "znpp-operator: trilateral-company"),
    "parameter-narrowed": (
        "armed-forces-ceiling: 600000",
        "armed-forces-ceiling: {value: 600000, only: [peacetime]}",
    ),
    "parameter-widened": (
        "armed-forces-ceiling: {value: 600000, only: [peacetime]}",
        "armed-forces-ceiling: 600000",
    ),
    "parameter-bound-changed": (
        "armed-forces-ceiling: 600000",
        "armed-forces-ceiling: {value: 600000, bound: exactly}",
    ),
    "parameter-shares-shifted": (
        "znpp-power-shares: {ukraine: 50, russia: 50}",
        "znpp-power-shares: {ukraine: 80, russia: 20}",
    ),
    "parameter-shares-rewritten": (
        "znpp-company-shares: {ukraine: 33, russia: 33, united-states: 33}",
        "znpp-company-shares: {ukraine: 33.3, russia: 33.3, united-states: 33.3}",
    ),
    "parameter-places-changed": (
        "control: {kherson: ukraine}",
        "control: {luhansk: ukraine}",
    ),
    "parameter-members-added": ("guarantors: [france]", "guarantors: [france, poland]"),
    "parameter-members-removed": ("guarantors: [france, poland]", "guarantors: [france]"),
    "parameter-blank-filled": ("line-fixed-at: unspecified", "line-fixed-at: signature"),
    "parameter-left-blank": ("line-fixed-at: signature", "line-fixed-at: unspecified"),
    "parameter-raised-as-blank": ("", "eu-accession-date: unspecified"),
    "parameter-blank-gone": ("eu-accession-date: unspecified", ""),
    "parameter-unknown": ("national-guard-ceiling: unknown", "national-guard-ceiling: 60000"),
    "parameter-examples-added": (
        "guarantee-duration: unspecified",
        "guarantee-duration: {value: unspecified, examples: [10, 15]}",
    ),
    "parameter-examples-removed": (
        "guarantee-duration: {value: unspecified, examples: [10]}",
        "guarantee-duration: unspecified",
    ),
    "parameter-examples-changed": (
        "guarantee-duration: {value: unspecified, examples: [10]}",
        "guarantee-duration: {value: unspecified, examples: [15]}",
    ),
    "setting-note-changed": (
        "guarantee-duration: 10",
        "guarantee-duration: {value: 10, note: renewable}",
    ),
    "evidence-strengthened": (
        "guarantee-duration: {value: 10, evidence: single}",
        "guarantee-duration: 10",
    ),
    "evidence-weakened": (
        "guarantee-duration: 10",
        "guarantee-duration: {value: 10, evidence: relayed}",
    ),
}


def both_of(*snippets: str) -> str:
    """What all of the snippets say."""
    return f"{{{', '.join(snippets)}}}"


FIXED = (
    "commitments: [{parties: [ukraine], modality: obligation,"
    " action: keep its forces at that number, sets: {armed-forces-ceiling: 600000}}]"
)
TWO_OPTIONS = (
    "options: [{id: low, proposed_by: [russia], summary: A low number., commitments:"
    " [{parties: [ukraine], modality: obligation, action: stay below it,"
    " sets: {armed-forces-ceiling: 600000}}]},"
    " {id: high, proposed_by: [ukraine], summary: A high number., commitments:"
    " [{parties: [ukraine], modality: obligation, action: stay below it,"
    " sets: {armed-forces-ceiling: %s}}]}]"
)
ONE_OPTION = "options: [{id: low, proposed_by: [russia], summary: %s}]"
TWO_COMMITMENTS = (
    "commitments: [{parties: [ukraine], modality: obligation,"
    " action: keep its forces at that number},"
    " {parties: [russia], modality: obligation, action: open the ports%s}]"
)

IN_A_POINT: Rows = {
    "issues-changed": ("", "issues: [armed-forces-size, weapons-limits]"),
    "list-opened": ("", "open_list: true"),
    "list-closed": ("open_list: true", ""),
    "links-changed": ("", 'links: [{to: "1", kind: specifies}]'),
    "reading-depth-changed": ("", "{known: part, in_doubt: [amnesty]}"),
    "commitment-added": ("", TWO_COMMITMENTS % ""),
    "commitment-gone": (TWO_COMMITMENTS % "", ""),
    "consequence-added": ("", TWO_COMMITMENTS % ", condition: {when: breach}"),
    "consequence-gone": (TWO_COMMITMENTS % ", condition: {when: breach}", ""),
    "commitment-unknown": ("known: part", both_of(TWO_COMMITMENTS % "", "known: part")),
    "parameter-made-optional": (FIXED, both_of(FIXED, TWO_OPTIONS % 800000)),
    "parameter-made-fixed": (both_of(FIXED, TWO_OPTIONS % 800000), FIXED),
    "parameter-options-changed": (TWO_OPTIONS % 800000, TWO_OPTIONS % 700000),
    "status-changed": ("status: reopened", "status: proposed"),
    "point-agreed": ("", "{status: agreed, between: [ukraine, russia]}"),
    "point-reopened": ("status: agreed", "status: reopened"),
    "point-disputed": ("", "{status: disputed, between: [ukraine, russia]}"),
    "dispute-settled": ("status: disputed", ""),
    "option-added": ("", ONE_OPTION % "A low number."),
    "option-removed": (ONE_OPTION % "A low number.", ""),
    "option-chosen": (TWO_OPTIONS % 800000, FIXED),
    "option-left-open": (FIXED, TWO_OPTIONS % 800000),
    "option-changed": (ONE_OPTION % "A low number.", ONE_OPTION % "The lowest number."),
    "reason-changed": ("", "why: nobody understood it"),
    "record-changed": ("", "sources: [gazette]"),
    "heading-changed": ("", "heading: Armed forces"),
    "wording-changed": ("", "summary: Ukraine keeps its armed forces at one number."),
}


def _on(matter: str, number: str, *origins: str, below: str = "") -> str:
    """A point on forces or ports, with the old points that it comes from and one below it."""
    summary = {"forces": "Ukraine keeps its armed forces at a number.", "ports": "Ports open."}
    said = [f"number: '{number}'", f"summary: {summary[matter]}"]
    if origins:
        derived = ", ".join(f"'old-text#{origin}'" for origin in origins)
        said.append(f"derives_from: [{derived}]")
    if below:
        said.append(f"provisions: [{below}]")
    return both_of(*said)


def _of(*points: str) -> str:
    """A text of these points."""
    return f"provisions: [{', '.join(points)}]"


ONE = _of(_on("forces", "1"))
BOTH = _of(_on("forces", "1"), _on("ports", "2"))
ANNEX = "companions: [{id: annex, title: Annex, parties: [%s]}]"

OF_THE_TEXT: Rows = {
    "point-added": (ONE, BOTH),
    "point-not-mentioned": (BOTH, ONE),
    "point-dropped": (BOTH, both_of(ONE, "omits: [{from: 'old-text#2', why: nobody wanted it}]")),
    "point-unknown": (BOTH, both_of(ONE, "known: part")),
    "point-renumbered": (ONE, _of(_on("forces", "2"))),
    "point-moved": (BOTH, _of(_on("forces", "1", below=_on("ports", "1.a")))),
    "point-split": (ONE, _of(_on("forces", "1", "1"), _on("forces", "2", "1"))),
    "points-merged": (BOTH, _of(_on("forces", "1", "1", "2"))),
    "points-regrouped": (BOTH, _of(_on("forces", "1", "1", "2"), _on("ports", "2", "2"))),
    "points-reordered": (BOTH, _of(_on("ports", "1"), _on("forces", "2"))),
    "companion-added": (ONE, both_of(ONE, ANNEX % "")),
    "companion-removed": (both_of(ONE, ANNEX % ""), ONE),
    "companion-unknown": (both_of(ONE, ANNEX % ""), both_of(ONE, "known: part")),
    "companion-changed": (both_of(ONE, ANNEX % ""), both_of(ONE, ANNEX % "ukraine")),
    "metadata-changed": (ONE, both_of(ONE, "signatories: [ukraine]")),
}

READING = "readings: [{id: level, kind: variant, printed_by: [%s]}]"

OF_ONE_TEXT: Rows = {
    "label-changed": ("", "numbered: ours"),
    "note-changed": ("", "note: as the Herald has it"),
    "implementation-changed": (
        "implementation: [{status: disputed, summary: Both sides tell it otherwise.}]",
        "implementation: [{status: performed, summary: It was done.}]",
    ),
    "lineage-changed": ("", 'derives_from: ["us-28#6"]'),
    "sources-changed": ("sources: [herald, gazette]", "sources: [gazette, herald]"),
    "source-added": ("sources: [gazette]", "sources: [gazette, herald]"),
    "source-lost": ("sources: [herald, gazette]", "sources: [gazette]"),
    "reading-added": ("", READING % "herald"),
    "reading-removed": (READING % "herald", ""),
    "reading-changed": (READING % "herald", READING % "gazette"),
}

EXAMPLES: dict[str, Example] = {
    rule: Example(part, old, new)
    for part, rows in {
        "commitment": IN_A_COMMITMENT,
        "setting": IN_A_SETTING,
        "point": IN_A_POINT,
        "text": OF_THE_TEXT,
        "record of a point": OF_ONE_TEXT,
    }.items()
    for rule, (old, new) in rows.items()
}
"""Rule id → an example of it. The record of a point differs between versions of one text, all
else between two texts."""
