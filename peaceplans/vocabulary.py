"""The closed vocabularies: each one table that code, schema, docs and help read.

A vocabulary maps its terms to their meaning. What else a table needs to know about a term
(the force of a modality, whether a form is second hand) stands beside it here, so that adding
a term is adding a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Vocabulary(Mapping[str, str]):
    """A closed list of terms with their meanings; `name` is what messages call it."""

    def __init__(self, name: str, terms: dict[str, str]) -> None:
        self.name = name
        self._terms = terms

    def __getitem__(self, term: str) -> str:
        return self._terms[term]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __hash__(self) -> int:
        return hash(self.name)  # an annotation's metadata must be hashable

    def __repr__(self) -> str:
        return f"Vocabulary({self.name}: {', '.join(self._terms)})"


class Ref:
    """Marks a text field as the id of an entry in a registry (`parties`, `places` …)."""

    def __init__(self, registry: str) -> None:
        self.registry = registry

    def __repr__(self) -> str:
        return f"Ref({self.registry})"


class Form:
    """Marks a text field as having a form of its own: an EDTF date, a point number, a slug.

    `pattern` is the regular expression of the whole text.
    """

    def __init__(self, name: str, pattern: str, meaning: str) -> None:
        self.name = name
        self.pattern = pattern
        self.meaning = meaning

    def matches(self, text: str) -> bool:
        """Whether the whole text has this form."""
        import re

        return re.fullmatch(self.pattern, text) is not None

    def __repr__(self) -> str:
        return f"Form({self.name})"


MODALITY = Vocabulary(
    "modality",
    {
        "obligation": "must do what the action says, refraining included",
        "prohibition": "must not do the act that the action names",
        "process": "must negotiate, discuss or settle later; no outcome is owed",
        "expectation": "is expected to; voiced, not promised",
        "purpose": "an aim or target that binds nobody; its parties are empty",
        "permission": "may",
        "entitlement": "is to receive, or keeps a right; the debtor perhaps unnamed",
        "declaration": "states a recognition, legal force, status or entry into force",
        "forfeiture": "loses a benefit when the trigger happens",
    },
)

# Binding force, by which `strengthened` and `weakened` are told; modalities without one are
# of another nature and only ever `changed`.
FORCE = {"obligation": 3, "prohibition": 3, "process": 2, "expectation": 1, "purpose": 0}

# Pairs that turn one into its opposite when the act is the same.
REVERSED = frozenset(
    {frozenset({"obligation", "prohibition"}), frozenset({"permission", "prohibition"})}
)

EVIDENCE = Vocabulary(
    "evidence",
    {
        "corroborated": "alike in two or more separately published texts",
        "single": "in one text only",
        "relayed": "only through digests of outlets that were not read",
        "inferred": "our reading, printed by nobody; compared only on request",
    },
)

PLAN_STATUS = Vocabulary(
    "plan status",
    {
        "reported": "known from reports about it",
        "leaked": "its text became public without being released",
        "disclosed": "set out publicly by a drafter",
        "proposed": "formally put forward",
        "agreed": "agreed, not yet signed",
        "signed": "signed",
        "in-force": "in force",
        "superseded": "overtaken by a later text",
        "rejected": "turned down",
        "lapsed": "no longer pursued or in force",
    },
)

POINT_STATUS = Vocabulary(
    "point status",
    {
        "proposed": "put forward (the default)",
        "agreed": "agreed, between those named in `between` where it is given",
        "disputed": "no consensus, between those named in `between` where it is given",
        "reopened": "agreed before and open again",
        "removed": "taken out of the draft; kept as history",
    },
)

PERFORMANCE = Vocabulary(
    "performance",
    {
        "performed": "done as the text has it",
        "performed-in-part": "done in part",
        "breached": "not done, or done against the text",
        "disputed": "the parties or sources contradict each other on it",
        "unknown": "nothing established",
    },
)

MATCH = Vocabulary(
    "match",
    {
        "exact": "the same matter",
        "close": "nearly the same matter",
        "broader": "the other term covers more",
        "narrower": "the other term covers less",
        "none": "the scheme has no term for it",
    },
)

IDENTIFIER_OF = Vocabulary(
    "identified",
    {
        "agreement": "this very text",
        "process": "the peace process that it belongs to",
    },
)

COMPANION_STATUS = Vocabulary(
    "companion status",
    {
        **PLAN_STATUS,
        "draft": "being drafted",
        "conditional": "to be made only if a condition is met",
        "to-be-concluded": "called for by the text",
    },
)

KNOWN = Vocabulary(
    "known",
    {"all": "read in full", "part": "read in part", "none": "not read"},
)

NUMBERED = Vocabulary("numbered", {"ours": "the text itself prints no number here"})

READING_KIND = Vocabulary(
    "kind of reading",
    {
        "variant": "another wording of this very text",
        "earlier": "a reported former state of it",
        "later": "what it has become since, as reported, without a new text",
        "gloss": "what somebody says that it means",
        "slip": "an evident error, kept so that nobody loads it",
    },
)

LINK_KIND = Vocabulary(
    "kind of link",
    {
        "specifies": "says more exactly what the other point says",
        "undoes": "takes back what the other point gives",
        "protects": "guards what the other point sets",
        "overlaps": "covers some of the same ground",
        "conflicts": "cannot hold together with it, read literally",
        "depends": "takes effect only with it",
    },
)

PARTY_KIND = Vocabulary(
    "kind of party",
    {
        "state": "a state",
        "organisation": "an international organisation",
        "group": "a group of states without legal personality",
        "body": "a body set up by a text",
        "person": "a person by name",
        "role": "a seat that a text fills or leaves empty",
    },
)

SOURCE_KIND = Vocabulary(
    "kind of source",
    {
        "leaked-text": "the text as published without release",
        "translated-text": "the text in translation",
        "official-text": "a text released by a party",
        "official-statement": "a statement by an authority",
        "agency-list": "a news agency's list of the points",
        "digest": "a paraphrase of the text, not the text",
        "press-report": "a press report",
        "analysis": "a press or expert analysis",
        "commentary": "a comment by a participant in the debate",
        "repost": "an anonymous or unattributed copy",
        "reference-work": "a work of reference",
        "treaty-text": "an adopted text",
    },
)

SEEN = Vocabulary(
    "seen",
    {
        "read": "read in full",
        "part": "read in part",
        "cited": "seen only as cited by another source",
    },
)

BOUND = Vocabulary(
    "bound",
    {
        "at-most": "a ceiling",
        "at-least": "a floor",
        "exactly": "neither more nor less",
        "about": "roughly",
        "target": "aimed at",
        "unclear": "the text does not say, or sources differ",
    },
)

PARAMETER_KIND = Vocabulary(
    "kind of parameter",
    {
        "quantity": "a number with a unit",
        "date": "a date",
        "choice": "one of named answers",
        "yes-no": "whether the text provides it",
        "members": "a set of named members",
        "shares": "shares of a whole, in per cent",
    },
)

KEY = Vocabulary(
    "kind of key",
    {
        "party": "answered by or for each party",
        "place": "answered for each place",
        "category": "answered for each category",
    },
)

# Kind of key → the registry whose ids are the keys.
KEYS_FROM = {"party": "parties", "place": "places", "category": "categories"}

STANCE = Vocabulary(
    "stance",
    {
        "accepts": "agrees",
        "accepts-with-conditions": "agrees if conditions are met",
        "open": "willing to discuss",
        "rejects": "refuses",
        "unclear": "spoke without taking a side",
        "no-public-position": "nothing found in the interval searched",
    },
)

FORM = Vocabulary(
    "form",
    {
        "official-text": "an official text",
        "vote": "a vote",
        "speech": "a speech",
        "parliament": "a statement in parliament",
        "interview": "an interview",
        "press-remarks": "remarks to the press",
        "spokesperson": "a spokesperson's statement",
        "post": "a post on a public channel",
        "reported-by-officials": "reported by officials of the same party",
        "reported-by-press": "reported by the press from unnamed people",
        "reported-by-counterpart": "reported by another party",
    },
)

CERTAINTY = Vocabulary(
    "certainty",
    {
        "A": "two or more independent publishers, at least one read in its own text",
        "B": "one publisher or one official document, read in its own text",
        "C2": "two or more unrelated digests agree; the outlets that they name were not read",
        "C1": "one digest or one compiler only",
        "blank": "searched, and nothing found",
    },
)

SECOND_HAND = frozenset({"reported-by-officials", "reported-by-press", "reported-by-counterpart"})

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_NUMBER = rf"{_SLUG}(\.{_SLUG})*"

# Only the characters of EDTF: the rest of its grammar is left to the EDTF library, years of more
# than four digits and exponents excepted, which no calendar of ours holds.
EDTF_DATE = Form(
    "EDTF date",
    r"[0-9X:TZ+.,/~?%\[\]{}-]{4,60}",
    'a date such as "2025-11-20", "2025-11", "2025-11-22~"',
)
SLUG = Form("id", _SLUG, "lower-case letters and digits with single dashes, such as us-28")
NUMBER = Form(
    "point number", _NUMBER, 'a quoted number such as "21.d": dots between levels, lower case'
)
POINT = Form(
    "point of another plan",
    f"{_SLUG}#{_NUMBER}(/{_SLUG})?",
    'a plan id, "#" and a number, such as "us-28#21.d"',
)
EDITION = Form(
    "base", f"{_SLUG}(@{_SLUG})?", 'a plan id, perhaps with an edition, such as "us-28@reuters"'
)
ABOUT = Form(
    "plan or point",
    f"{_SLUG}(#{_NUMBER}(/{_SLUG})?)?",
    'a plan id, perhaps with a point or option, such as "us-28#6" or "ua-us-20#12/ukraine"',
)
HAPPENING = Form(
    "happening",
    f"{_SLUG}|#{_NUMBER}",
    'a trigger of the registry, or a point of this plan as "#11"',
)
DAY = Form("day", r"\d{4}-\d{2}-\d{2}", 'a day such as "2027-01-31"')
FINGERPRINT = Form("fingerprint", "[0-9a-f]{16}", "sixteen hex digits, as a comparison prints them")

VOCABULARIES: tuple[Vocabulary, ...] = (
    MODALITY,
    EVIDENCE,
    PLAN_STATUS,
    POINT_STATUS,
    PERFORMANCE,
    MATCH,
    IDENTIFIER_OF,
    COMPANION_STATUS,
    KNOWN,
    NUMBERED,
    READING_KIND,
    LINK_KIND,
    PARTY_KIND,
    SOURCE_KIND,
    SEEN,
    BOUND,
    PARAMETER_KIND,
    KEY,
    STANCE,
    FORM,
    CERTAINTY,
)
