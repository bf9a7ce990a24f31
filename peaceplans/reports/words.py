"""Values, conditions and commitments in the words that an analyst would use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import (
    Commitment,
    Condition,
    Happenings,
    Implementation,
    Implied,
    Link,
    Timing,
)
from peaceplans.model.registry import Registry
from peaceplans.values.setting import (
    NO_LIMIT,
    UNKNOWN,
    UNSPECIFIED,
    Between,
    Moment,
    Setting,
    Shares,
)

CURRENCIES = {"usd": "USD", "eur": "EUR"}
BARE_UNITS = frozenset({"personnel", "pieces"})
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
BOUNDS = {
    "at-most": "at most ",
    "at-least": "at least ",
    "about": "about ",
    "exactly": "",
    "target": "target of ",
}
LEVEL_OR_CAP = {"exactly": "level", "at-most": "cap", "at-least": "floor", "about": "rough figure"}

PROPER = frozenset({"Europe", "European", "American", "Russia's", "Ukraine's"})
"""First words of roles that keep their capital inside a sentence."""

ARTICLE = ("United ", "European Union", "Peace Council", "World Bank", "Contact Group")
"""Names that take an article inside a sentence."""

KEYS = {"place": "places", "party": "parties", "category": "categories"}
"""What a parameter may be answered per, and the registry of these."""

NAMED = {
    UNSPECIFIED: "left blank",
    UNKNOWN: "not read",
    NO_LIMIT: "no limit",
    "silent": "not mentioned",
}

MODALS = {
    "obligation": ("must", "must"),
    "prohibition": ("must not", "must not"),
    "process": ("is to", "are to"),
    "expectation": ("is expected to", "are expected to"),
    "permission": ("may", "may"),
    "entitlement": ("is entitled to", "are entitled to"),
    "forfeiture": ("would", "would"),
}


class Words:
    """Says things of plans with the titles of a registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def parties(self, ids: Iterable[str]) -> str:
        """Parties as they stand in a sentence, `nobody` where there are none."""
        return listed([self.party(id) for id in ids]) or "nobody"

    def party(self, id: str) -> str:
        """A party as it stands in a sentence: *the United States*, *all parties*, *Ukraine*."""
        title = self.title("parties", id)
        known = self.registry.parties.get(id)
        if known is None:
            return title
        if known.kind == "role" and title.split()[0] not in PROPER:
            return title[:1].lower() + title[1:]
        return f"the {title}" if title.startswith(ARTICLE) else title

    def plural(self, ids: tuple[str, ...]) -> bool:
        """Whether the parties take a plural verb: several, or a role such as *guarantors*."""
        if len(ids) != 1:
            return True
        party = self.registry.parties.get(ids[0])
        return (
            party is not None
            and party.kind in ("role", "body")
            and party.title.partition(" on ")[0].endswith("s")
        )

    def title(self, registry: str, id: str) -> str:
        """The title of an entry."""
        return self.registry.title(registry, id)

    def issues(self, ids: Iterable[str]) -> str:
        """Issues by their titles."""
        return ", ".join(self.title("issues", id) for id in ids)

    def cell(self, *names: str) -> str:
        """A parameter by its title, with the keys of its cells: `Control of territory (Kherson
        oblast)`. Several cells must be of one parameter.
        """
        id = names[0].partition("[")[0]
        parameter = self.registry.parameters.get(id)
        title = parameter.title if parameter else spoken(id)
        per = parameter.per if parameter else ()
        keys = [name.rstrip("]").partition("[")[2].split(", ") for name in names]
        told = [
            listed(
                list(
                    dict.fromkeys(self.title(KEYS[kind], key[at]) for key in keys if len(key) > at)
                )
            )
            for at, kind in enumerate(per)
        ]
        return f"{title} ({'; '.join(told)})" if any(told) else title

    def state(self, state: Any, parameter: Parameter | None) -> str:
        """What a text says in a cell: a setting, options, or that it says nothing."""
        if isinstance(state, Setting):
            return self.setting(state, parameter)
        if isinstance(state, Mapping):
            return "; ".join(
                f"{self.setting(setting, parameter)} (option {place})"
                for place, setting in state.items()
            )
        if isinstance(state, tuple):
            return self.members(state, parameter)
        return NAMED.get(str(state), spoken(str(state))) if state is not None else "–"

    def setting(self, setting: Setting, parameter: Parameter | None) -> str:
        """A setting with its bound, unit, qualifiers and examples."""
        text = self.value(setting.value, parameter, setting.unit)
        bound = setting.bound
        if bound == "exactly" and parameter and parameter.bound not in (None, "exactly"):
            text = f"exactly {text}"
        elif bound and not (parameter and bound == parameter.bound == "target"):
            text = BOUNDS.get(bound, "") + text
        elif bound == "target":
            text = f"target of {text}"
        if setting.only:
            text += " in " + listed([spoken(name) for name in setting.only])
        if setting.examples:
            unit = setting.unit or (parameter.unit if parameter else None)
            examples = [self.value(example, parameter, None) for example in setting.examples]
            tail = f" {unit}" if unit and unit not in CURRENCIES else ""
            text += f" (examples: {listed(examples, 'or')}{tail})"
        if setting.evidence == "single":
            text += " (one source)"
        elif setting.evidence in ("relayed", "inferred"):
            text += f" ({setting.evidence})"
        return text

    def value(self, value: Any, parameter: Parameter | None, unit: str | None = None) -> str:
        """One value in words."""
        if isinstance(value, bool):
            return "provided for" if value else "not provided for"
        if isinstance(value, str):
            return NAMED.get(value) or self.named(value, parameter)
        if isinstance(value, (int, float)):
            return number(value, unit)
        if isinstance(value, Between):
            return f"{number(value.low, unit)} to {number(value.high, unit)}"
        if isinstance(value, Shares):
            return ", ".join(f"{self.sharer(name)} {share:g}%" for name, share in value.printed)
        if isinstance(value, Moment):
            return value.text
        if isinstance(value, tuple):
            return self.members(value, parameter)
        return str(value)

    def sharer(self, id: str) -> str:
        """A party with a share; `rest` is assigned to nobody."""
        return "not assigned" if id == "rest" else self.title("parties", id)

    def named(self, value: str, parameter: Parameter | None = None) -> str:
        """A named answer as it reads in a sentence; parties and places by their titles."""
        if parameter is not None and value in parameter.titles:
            return parameter.titles[value]
        for registry in ("parties", "places"):
            if value in getattr(self.registry, registry):
                return self.title(registry, value)
        return spoken(value)

    def members(self, ids: Iterable[str], parameter: Parameter | None) -> str:
        """Members by their titles; `none` for an empty set."""
        registry = parameter.of if parameter and parameter.of else None
        if registry in ("parties", "places", "triggers"):
            return listed([self.title(str(registry), id) for id in ids]) or "none"
        return listed([self.named(id, parameter) for id in ids]) or "none"

    def commitment(self, commitment: Commitment) -> str:
        """A commitment as a sentence: who, how it binds, what, on which condition, when."""
        who = self.parties(commitment.parties)
        nobody = commitment.parties == ("not-named",)
        if commitment.modality == "purpose":
            text = f"The aim is to {commitment.action}"
        elif commitment.modality == "declaration":
            text = f"Declaration{'' if nobody else f' by {who}'}: {commitment.action}"
        elif nobody and commitment.modality == "forfeiture":
            text = f"the consequence is to {commitment.action}"
        else:
            modal = MODALS[commitment.modality][self.plural(commitment.parties)]
            text = f"{'somebody not named' if nobody else who} {modal} {commitment.action}"
        if commitment.condition:
            text += ", " + self.condition(commitment.condition)
        if commitment.timing:
            text += f" ({self.timing(commitment.timing)})"
        if commitment.evidence == "single":
            text += " (one source)"
        return text[:1].upper() + text[1:]

    def condition(self, condition: Condition) -> str:
        """A condition as a clause."""
        told = [
            f"{word} {self.happenings(happenings)}"
            for word, happenings in (
                ("if", condition.when),
                ("after", condition.after),
                ("during the time when", condition.during),
                ("unless", condition.unless),
            )
            if happenings
        ]
        if condition.text:
            told.append(f"on condition: {condition.text}")
        return ", ".join(told)

    def happenings(self, happenings: Happenings) -> str:
        """Happenings by their titles, points by their numbers."""
        told = [
            f"point {name[1:]} is carried out"
            if name.startswith("#")
            else self.title("triggers", name)
            for name in happenings.names
        ]
        return listed(told, "or" if happenings.any_of else "and")

    def timing(self, timing: Timing) -> str:
        """A timing as a phrase."""
        told = [
            f"{word} {value}".strip()
            for word, value in (
                ("within", timing.within),
                ("by", timing.by),
                ("from", timing.from_),
                ("until", timing.until),
                ("lasting:", timing.lasts),
                ("", timing.text),
            )
            if value
        ]
        return (
            ", ".join(told)
            .replace("within immediately", "immediately")
            .replace("lasting: permanent", "permanently")
        )

    def performance(self, entry: Implementation) -> str:
        """What became of a provision after signature, with who says so."""
        when = f", {entry.date}" if entry.date else ""
        who = f" by {self.parties(entry.by)}" if entry.by else ""
        says = f" (according to {entry.according_to})" if entry.according_to else ""
        return f"{entry.status.replace('-', ' ')}{who}{when}: {entry.summary}{says}"

    def fact(self, fact: Any, parameter: Parameter | None = None) -> str:
        """Any side of a change in words."""
        if fact is None:
            return "–"
        if isinstance(fact, Condition):
            return self.condition(fact)
        if isinstance(fact, Timing):
            return self.timing(fact)
        if isinstance(fact, Commitment):
            return self.commitment(fact)
        if isinstance(fact, Link):
            return f"{fact.kind} {fact.to}"
        if isinstance(fact, Implied):
            towards = (
                f", towards {self.parties(fact.counterparties)}" if fact.counterparties else ""
            )
            return (self.parties(fact.parties) if fact.parties else "–") + towards
        if isinstance(fact, bool):
            return "yes" if fact else "no"
        if isinstance(fact, str) and parameter is None:
            return fact
        if isinstance(fact, (Setting, Mapping, str)):
            return self.state(fact, parameter)
        if isinstance(fact, tuple):
            return listed([self.fact(item, parameter) for item in fact])
        if hasattr(fact, "summary") and fact.summary:
            return str(fact.summary)
        if hasattr(fact, "title"):
            return str(fact.title)
        return str(fact)


def number(value: float, unit: str | None) -> str:
    """A number with thousands separators and its unit: `USD 100 billion`, `600,000`, `100 days`."""
    if unit in CURRENCIES:
        for size, word in SCALES:
            if value >= size and value % (size / 1000) == 0:
                return f"{CURRENCIES[unit]} {value / size:g} {word}"
        return f"{CURRENCIES[unit]} {value:,}"
    return f"{value:,}" if unit in BARE_UNITS or not unit else f"{value:,} {unit}"


NAMES = {
    name.casefold(): name
    for name in (
        "Article", "Donbas", "Duma", "EU", "European", "I", "IAEA", "NATO", "OSCE", "Russia",
        "START", "UN", "US", "Ukraine", "Ukrainian", "World",
    )
}  # fmt: skip
"""Names and abbreviations inside ids, as they are written."""


def spoken(id: str) -> str:
    """An id as words: `us-mediated` is *US mediated*."""
    return " ".join(NAMES.get(word, word) for word in id.split("-"))


def listed(items: list[str], word: str = "and") -> str:
    """`a, b and c`."""
    return (
        " ".join(filter(None, [", ".join(items[:-1]), word if items[1:] else "", items[-1]]))
        if items
        else ""
    )
