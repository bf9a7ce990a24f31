"""The table of change rules: the single source for code, docs, command line and tests.

A rule says what kind of change it names, how much that matters by default, which field it
looks at, and which rule names the same change seen from the other side.
"""

from __future__ import annotations

from typing import NamedTuple

RULES_VERSION = 1
"""Raised whenever a rule's meaning or default level changes."""

LEVELS = {
    "substantive": "changes who owes what, to what extent, on which terms",
    "structural": "changes where and how the text is arranged or how far it is known",
    "editorial": "changes wording or provenance only",
}


class Rule(NamedTuple):
    """One kind of change. `mirror` is the rule for the swapped sides, itself if symmetric."""

    title: str
    level: str
    looks_at: str
    mirror: str


def _pair(one: str, two: str, level: str, looks_at: str, titles: tuple[str, str]) -> dict[str, Rule]:
    return {one: Rule(titles[0], level, looks_at, two), two: Rule(titles[1], level, looks_at, one)}


def _same(id: str, level: str, looks_at: str, title: str) -> dict[str, Rule]:
    return {id: Rule(title, level, looks_at, id)}


SUB, STR, ED = "substantive", "structural", "editorial"

RULES: dict[str, Rule] = {
    # structure
    **_pair("point-added", "point-not-mentioned", SUB, "point", ("a point is new", "a point is no longer mentioned")),
    "point-dropped": Rule("a point is reported as left out", SUB, "point", "point-added"),
    **_same("point-unknown", STR, "point", "the other text was not read where the point could stand"),
    **_same("point-renumbered", STR, "number", "a point stands under another number"),
    **_same("point-moved", STR, "number", "a point stands in another place"),
    **_pair("point-split", "points-merged", STR, "point", ("one point became several", "several points became one")),
    **_same("points-regrouped", STR, "point", "several points became several others"),
    **_same("points-reordered", STR, "number", "points that correspond stand in another order"),
    **_same("issues-changed", STR, "issues", "a point is filed under other issues"),
    **_pair("list-opened", "list-closed", STR, "open_list", ("a list is open now", "a list is closed now")),
    **_same("links-changed", ED, "links", "relations to other points of the text changed"),
    **_same("reading-depth-changed", STR, "known", "more or less of the point is known"),
    # commitments
    **_pair("commitment-added", "commitment-gone", SUB, "commitments", ("a commitment is new", "a commitment is gone")),
    **_pair("consequence-added", "consequence-gone", SUB, "commitments", ("a consequence is new under a trigger", "a consequence of a trigger is gone")),
    **_same("commitment-unknown", STR, "commitments", "the other text was not read where the commitment could stand"),
    **_pair("party-added", "party-removed", SUB, "parties", ("the duty falls on one more party", "the duty no longer falls on a party")),
    **_same("party-swapped", SUB, "parties", "the duty falls on another party"),
    **_pair("party-named", "party-unnamed", SUB, "parties", ("the party that bears the duty is named now", "the party that bears the duty is no longer named")),
    **_pair("counterparty-named", "counterparty-unnamed", STR, "counterparties", ("says to whom the duty is owed", "no longer says to whom the duty is owed")),
    **_same("counterparty-changed", SUB, "counterparties", "the duty is owed to others"),
    **_same("implied-parties-changed", ED, "implied", "the context implies other parties"),
    **_pair("modality-strengthened", "modality-weakened", SUB, "modality", ("binds more strongly", "binds less strongly")),
    **_same("modality-reversed", SUB, "modality", "turned into its opposite"),
    **_same("modality-changed", SUB, "modality", "binds in another way"),
    **_pair("condition-added", "condition-removed", SUB, "condition", ("hangs on a condition now", "no longer hangs on a condition")),
    **_same("condition-changed", SUB, "condition", "hangs on another condition"),
    **_pair("deadline-set", "deadline-removed", SUB, "timing", ("has a time limit now", "no longer has a time limit")),
    **_same("timing-changed", SUB, "timing", "has another time limit or duration"),
    **_pair("place-added", "place-removed", SUB, "places", ("covers one more place", "no longer covers a place")),
    **_same("brings-changed", STR, "brings", "brings about another happening"),
    **_same("action-changed", SUB, "action", "the act is another one"),
    **_same("action-reworded", ED, "action", "the act is worded otherwise"),
    **_same("undefined-terms-changed", ED, "unclear", "other terms are left undefined"),
    **_same("label-changed", ED, "id", "our label of a commitment, option or reading changed"),
    # parameters
    **_pair("parameter-set", "parameter-unset", SUB, "sets", ("is set now", "is not mentioned any more")),
    **_pair("parameter-raised", "parameter-lowered", SUB, "sets", ("is raised", "is lowered")),
    **_pair("parameter-up", "parameter-down", SUB, "sets", ("goes up on its scale", "goes down on its scale")),
    **_pair("parameter-put-off", "parameter-brought-forward", SUB, "sets", ("is put off", "is brought forward")),
    **_same("parameter-changed", SUB, "sets", "has another value"),
    **_pair("parameter-narrowed", "parameter-widened", SUB, "sets", ("applies in fewer circumstances", "applies in more circumstances")),
    **_same("parameter-bound-changed", SUB, "sets", "is meant as another kind of limit"),
    **_same("parameter-shares-shifted", SUB, "sets", "is divided otherwise"),
    **_same("parameter-shares-rewritten", ED, "sets", "the same shares are printed otherwise"),
    **_pair("parameter-members-added", "parameter-members-removed", SUB, "sets", ("has more members", "has fewer members")),
    **_pair("parameter-made-optional", "parameter-made-fixed", SUB, "sets", ("is set only by options now", "is no longer a matter of options")),
    **_same("parameter-options-changed", SUB, "sets", "has other values under the options"),
    **_pair("parameter-made-conditional", "parameter-made-unconditional", SUB, "condition", ("is set under a condition now", "is set without condition now")),
    **_pair("parameter-blank-filled", "parameter-left-blank", SUB, "sets", ("a blank is filled", "is left blank")),
    **_pair("parameter-raised-as-blank", "parameter-blank-gone", SUB, "sets", ("is raised and left blank", "a blank is no longer mentioned")),
    **_same("parameter-unknown", STR, "sets", "is not known on one side"),
    **_pair("parameter-examples-added", "parameter-examples-removed", ED, "sets", ("comes with examples", "comes without examples")),
    **_same("parameter-examples-changed", ED, "sets", "comes with other examples"),
    **_same("setting-note-changed", ED, "sets", "the note on a value changed"),
    # negotiation state
    **_same("status-changed", SUB, "status", "has another status in the negotiation"),
    **_pair("point-agreed", "point-reopened", SUB, "status", ("is agreed now", "is open again")),
    **_pair("point-disputed", "dispute-settled", SUB, "status", ("is disputed now", "is no longer disputed")),
    **_pair("option-added", "option-removed", SUB, "options", ("an option is new", "an option is gone")),
    **_same("option-changed", SUB, "options", "an option has another content"),
    **_pair("companion-added", "companion-removed", STR, "companions", ("a companion document is new", "a companion document is gone")),
    **_same("companion-changed", STR, "companions", "a companion document changed"),
    **_same("reason-changed", ED, "why", "another reason is reported"),
    # provenance
    **_same("sources-changed", ED, "sources", "rests on other sources"),
    **_pair("source-added", "source-lost", ED, "sources", ("rests on one more source", "lost a source")),
    **_pair("evidence-strengthened", "evidence-weakened", ED, "evidence", ("is established more surely", "is established less surely")),
    **_pair("reading-added", "reading-removed", ED, "readings", ("another reading is recorded", "a reading is no longer recorded")),
    **_same("reading-changed", ED, "readings", "a recorded reading changed"),
    **_same("lineage-changed", ED, "derives_from", "another origin is declared"),
    **_same("note-changed", ED, "note", "our note changed"),
    # wording
    **_same("heading-changed", ED, "heading", "the heading reads otherwise"),
    **_same("wording-changed", ED, "summary", "the summary reads otherwise"),
    **_same("metadata-changed", ED, "plan", "what is recorded about the text as a whole changed"),
    **_same("unclassified", SUB, "any", "a difference that no rule names: please report it"),
}  # fmt: skip
"""Rule id → rule, in the order in which reports list them."""
