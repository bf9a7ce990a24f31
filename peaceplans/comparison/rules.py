"""The table of change rules: the single source for code, docs, command line and tests.

A rule says what kind of change it names, how much that matters by default, which field it
looks at, and which rule names the same change seen from the other side.
"""

from __future__ import annotations

from typing import NamedTuple

RULES_VERSION = 1
"""Raised whenever a rule's meaning or default level changes."""

KNOWN_VERSIONS = (1,)
"""The versions of the rules that this program can still apply: who asks for one by its number
gets it, or is told that it is gone, and never another one in silence."""

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


SUB, STR, ED = LEVELS

# id, default level, field that it looks at, what happened
_TABLE = (
    # structure
    ("point-added", SUB, "point", "a point is new"),
    ("point-not-mentioned", SUB, "point", "a point is no longer mentioned"),
    ("point-dropped", SUB, "point", "a point is reported as left out"),
    ("point-unknown", STR, "point", "the other text was not read where the point could stand"),
    ("point-renumbered", STR, "number", "a point stands under another number"),
    ("point-moved", STR, "number", "a point stands in another place"),
    ("point-split", STR, "point", "one point became several"),
    ("points-merged", STR, "point", "several points became one"),
    ("points-regrouped", STR, "point", "several points became several others"),
    ("points-reordered", STR, "number", "points that correspond stand in another order"),
    ("issues-changed", STR, "issues", "a point is filed under other issues"),
    ("list-opened", STR, "open_list", "a list is open now"),
    ("list-closed", STR, "open_list", "a list is closed now"),
    ("links-changed", ED, "links", "relations to other points of the text changed"),
    ("reading-depth-changed", ED, "known", "more or less of the point is known"),
    # commitments
    ("commitment-added", SUB, "commitments", "a commitment is new"),
    ("commitment-gone", SUB, "commitments", "a commitment is gone"),
    ("consequence-added", SUB, "commitments", "a consequence is new under a trigger"),
    ("consequence-gone", SUB, "commitments", "a consequence of a trigger is gone"),
    (
        "commitment-unknown",
        STR,
        "commitments",
        "the other text was not read where the commitment could stand",
    ),
    ("party-added", SUB, "parties", "the duty falls on one more party"),
    ("party-removed", SUB, "parties", "the duty no longer falls on a party"),
    ("party-swapped", SUB, "parties", "the duty falls on another party"),
    ("party-named", SUB, "parties", "the party that bears the duty is named now"),
    ("party-unnamed", SUB, "parties", "the party that bears the duty is no longer named"),
    ("counterparty-named", ED, "counterparties", "says to whom the duty is owed"),
    ("counterparty-unnamed", ED, "counterparties", "no longer says to whom the duty is owed"),
    ("counterparty-changed", SUB, "counterparties", "the duty is owed to others"),
    ("implied-parties-changed", ED, "implied", "the context implies other parties"),
    ("modality-strengthened", SUB, "modality", "binds more strongly"),
    ("modality-weakened", SUB, "modality", "binds less strongly"),
    ("modality-reversed", SUB, "modality", "turned into its opposite"),
    ("modality-changed", SUB, "modality", "binds in another way"),
    ("condition-added", SUB, "condition", "hangs on a condition now"),
    ("condition-removed", SUB, "condition", "no longer hangs on a condition"),
    ("condition-changed", SUB, "condition", "hangs on another condition"),
    ("deadline-set", SUB, "timing", "has a time limit now"),
    ("deadline-removed", SUB, "timing", "no longer has a time limit"),
    ("deadline-brought-forward", SUB, "timing", "is due earlier"),
    ("deadline-put-off", SUB, "timing", "is due later"),
    ("timing-changed", SUB, "timing", "has another time limit or duration"),
    ("place-added", SUB, "places", "covers one more place"),
    ("place-removed", SUB, "places", "no longer covers a place"),
    ("brings-changed", STR, "brings", "brings about another happening"),
    ("action-changed", SUB, "action", "the act is another one"),
    ("action-reworded", ED, "action", "the act is worded otherwise"),
    ("undefined-terms-changed", ED, "unclear", "other terms are left undefined"),
    ("label-changed", ED, "id", "our label of a commitment, option or reading changed"),
    # parameters
    ("parameter-set", SUB, "sets", "is set now"),
    ("parameter-unset", SUB, "sets", "is not mentioned any more"),
    ("parameter-raised", SUB, "sets", "is raised"),
    ("parameter-lowered", SUB, "sets", "is lowered"),
    ("parameter-up", SUB, "sets", "goes up on its scale"),
    ("parameter-down", SUB, "sets", "goes down on its scale"),
    ("parameter-put-off", SUB, "sets", "is put off"),
    ("parameter-brought-forward", SUB, "sets", "is brought forward"),
    ("parameter-changed", SUB, "sets", "has another value"),
    ("parameter-places-changed", SUB, "sets", "is set for other places"),
    ("parameter-narrowed", SUB, "sets", "applies in fewer circumstances"),
    ("parameter-widened", SUB, "sets", "applies in more circumstances"),
    ("parameter-bound-changed", SUB, "sets", "is meant as another kind of limit"),
    ("parameter-shares-shifted", SUB, "sets", "is divided otherwise"),
    ("parameter-shares-rewritten", ED, "sets", "the same shares are printed otherwise"),
    ("parameter-members-added", SUB, "sets", "has more members"),
    ("parameter-members-removed", SUB, "sets", "has fewer members"),
    ("parameter-made-optional", SUB, "sets", "is set only by options now"),
    ("parameter-made-fixed", SUB, "sets", "is no longer a matter of options"),
    ("parameter-options-changed", SUB, "sets", "has other values under the options"),
    ("parameter-made-conditional", SUB, "condition", "is set under a condition now"),
    ("parameter-made-unconditional", SUB, "condition", "is set without condition now"),
    ("parameter-blank-filled", SUB, "sets", "a blank is filled"),
    ("parameter-left-blank", SUB, "sets", "is left blank"),
    ("parameter-raised-as-blank", SUB, "sets", "is raised and left blank"),
    ("parameter-blank-gone", SUB, "sets", "a blank is no longer mentioned"),
    ("parameter-unknown", STR, "sets", "is not known on one side"),
    ("parameter-examples-added", ED, "sets", "comes with examples"),
    ("parameter-examples-removed", ED, "sets", "comes without examples"),
    ("parameter-examples-changed", ED, "sets", "comes with other examples"),
    ("setting-note-changed", ED, "sets", "the note on a value changed"),
    # negotiation state
    ("status-changed", SUB, "status", "has another status in the negotiation"),
    ("point-agreed", SUB, "status", "is agreed now"),
    ("point-reopened", SUB, "status", "is open again"),
    ("point-disputed", SUB, "status", "is disputed now"),
    ("dispute-settled", SUB, "status", "is no longer disputed"),
    ("option-added", SUB, "options", "an option is new"),
    ("option-removed", SUB, "options", "an option is gone"),
    ("option-chosen", SUB, "options", "what an option said is the text now"),
    ("option-left-open", SUB, "options", "what the text said is only an option now"),
    ("option-changed", SUB, "options", "an option has another content"),
    ("companion-added", STR, "companions", "a companion document is new"),
    ("companion-removed", STR, "companions", "a companion document is gone"),
    ("companion-changed", STR, "companions", "a companion document changed"),
    ("companion-unknown", STR, "companions", "not known whether a companion document is there"),
    ("reason-changed", ED, "why", "another reason is reported"),
    # provenance
    ("record-changed", ED, "sources", "rests on its own sources, with notes of its own"),
    ("sources-changed", ED, "sources", "rests on other sources"),
    ("source-added", ED, "sources", "rests on one more source"),
    ("source-lost", ED, "sources", "lost a source"),
    ("evidence-strengthened", ED, "evidence", "is established more surely"),
    ("evidence-weakened", ED, "evidence", "is established less surely"),
    ("reading-added", ED, "readings", "another reading is recorded"),
    ("reading-removed", ED, "readings", "a reading is no longer recorded"),
    ("reading-changed", ED, "readings", "a recorded reading changed"),
    ("lineage-changed", ED, "derives_from", "another origin is declared"),
    ("note-changed", ED, "note", "our note changed"),
    (
        "implementation-changed",
        ED,
        "implementation",
        "what is recorded of its implementation changed",
    ),
    # wording and the rest
    ("heading-changed", ED, "heading", "the heading reads otherwise"),
    ("wording-changed", ED, "summary", "the summary reads otherwise"),
    ("metadata-changed", ED, "plan", "what is recorded about the text as a whole changed"),
    ("unclassified", SUB, "any", "a difference that no rule names: please report it"),
)

ONE_WAY = {
    "point-dropped": "that a point was left out is reported of the later text alone: from the"
    " other side the point is new, whatever is reported",
}
"""Rules whose mirror is not mirrored by them, and why not."""

# Rules that name the same change seen from the other side; every other rule is its own mirror.
_MIRRORS = {
    "point-added": "point-not-mentioned",
    "point-dropped": "point-added",
    "point-split": "points-merged",
    "list-opened": "list-closed",
    "commitment-added": "commitment-gone",
    "consequence-added": "consequence-gone",
    "party-added": "party-removed",
    "party-named": "party-unnamed",
    "counterparty-named": "counterparty-unnamed",
    "modality-strengthened": "modality-weakened",
    "condition-added": "condition-removed",
    "deadline-set": "deadline-removed",
    "deadline-brought-forward": "deadline-put-off",
    "place-added": "place-removed",
    "parameter-set": "parameter-unset",
    "parameter-raised": "parameter-lowered",
    "parameter-up": "parameter-down",
    "parameter-put-off": "parameter-brought-forward",
    "parameter-narrowed": "parameter-widened",
    "parameter-members-added": "parameter-members-removed",
    "parameter-made-optional": "parameter-made-fixed",
    "parameter-made-conditional": "parameter-made-unconditional",
    "parameter-blank-filled": "parameter-left-blank",
    "parameter-raised-as-blank": "parameter-blank-gone",
    "parameter-examples-added": "parameter-examples-removed",
    "point-agreed": "point-reopened",
    "point-disputed": "dispute-settled",
    "option-added": "option-removed",
    "option-chosen": "option-left-open",
    "companion-added": "companion-removed",
    "source-added": "source-lost",
    "evidence-strengthened": "evidence-weakened",
    "reading-added": "reading-removed",
}
_BOTH_WAYS = {
    **{there: here for here, there in _MIRRORS.items() if here not in ONE_WAY},
    **_MIRRORS,
}

RULES: dict[str, Rule] = {
    id_: Rule(title, level, looks_at, _BOTH_WAYS.get(id_, id_))
    for id_, level, looks_at, title in _TABLE
}
"""Rule id → rule, in the order in which reports list them."""

UNREAD = tuple(id_ for id_ in RULES if id_.endswith("-unknown"))
"""Rules about what was not read on one side: nothing here may be called gone, new or kept."""
