"""Sentences ready to print: what, in whose words, after whom, how sure, which version, where."""

from __future__ import annotations

from collections.abc import Iterable

from peaceplans._version import VERSION
from peaceplans.comparison.change import Change, PlanDiff
from peaceplans.comparison.rules import RULES_VERSION
from peaceplans.ledger.days import earliest, latest
from peaceplans.ledger.grid import NOTHING_FOUND
from peaceplans.model.plan import Option, Plan, Provision
from peaceplans.model.position import Position
from peaceplans.model.registry import Registry
from peaceplans.reports.answers import dated, stance
from peaceplans.reports.words import Words, listed
from peaceplans.vocabulary import EVIDENCE, SECOND_HAND

OWN_WORDS = "in our summary"
"""Whose words a statement or a change is told in: nobody is quoted."""
OUR_WORDING = ("wording-changed",)
"""Changes of what only we wrote. A heading may be that of the text."""


def citation(
    plan: Plan,
    point: Provision | None,
    *,
    version: str,
    option: Option | None = None,
    address: str | None = None,
) -> str:
    """A sentence to put in print: text, point, our summary, where it comes from, version.

    Of an option of the point its own summary, authors and sources are told.
    """
    shown = option or point
    where = f", point {point.number}" if point else ""
    place = point.number if point else ""
    if point and option:
        by = Words(plan.registry).parties(option.proposed_by)
        where += f", option {option.id}" + (f" proposed by {by}" if option.proposed_by else "")
        place += f"/{option.id}"
    said = f", in summary: {shown.summary}" if shown else "."
    after = _after(_publishers(shown.sources if shown else plan.sources, plan.registry))
    grade = _graded(shown.evidence) + _differing(shown) if shown else ""
    tail = _tail(version, address or (f"{plan.id}#{place}" if place else plan.id))
    return f"{_named(plan)}{where}{said}{after}{grade}{_known(plan)}{tail}"


def of_statement(
    entry: Position,
    words: Words,
    *,
    version: str,
    address: str,
    against: Iterable[Position] = (),
) -> str:
    """A sentence to cite an entry of the ledger by: never more than its evidence carries.

    `against` are the entries that deny or withdraw it.
    """
    who = _began(words.parties(entry.parties))
    matter = words.title("issues", entry.issue)
    # A stance without its object could be taken for one on something else.
    of = f" ({listed([*entry.about])})" if entry.about else ""
    after = _after(_publishers(entry.sources, words.registry))
    tail = _tail(version, address)
    if entry.stance == NOTHING_FOUND:
        when = f" of {entry.searched}" if entry.searched else ""
        return (
            f"{who} on {matter} ({entry.date}): a search{when} found no public position, which "
            f"says nothing about where it stands.{after}{tail}"
        )
    form = (entry.form or "").replace("-", " ")
    told = ", ".join(filter(None, (entry.speaker, form, in_print(entry.date))))
    voice = " Second hand, not in its own voice." if entry.form in SECOND_HAND else ""
    doubts = "".join(
        f" {'Denied' if other.denies == entry.id else 'Withdrawn'} by"
        f" {words.parties(other.parties)} on {dated(other.date)} ({other.id})."
        for other in against
    )
    inferred = entry.evidence == "inferred"
    # Nobody is said to have said what only we read out of a statement on something else.
    spoke = f", inferred by us from what was said ({told})," if inferred else f" ({told})"
    held = "as we infer it" if inferred else "as the data has it"
    return (
        f"{who}{spoke} on {matter}{of}, {OWN_WORDS}: {_ended(entry.statement)} "
        f"Stance, {held}: {stance(entry.stance)}.{voice}{doubts}"
        f"{after}{_graded(entry.evidence)}{_one_of_several(entry)}{tail}"
    )


def _one_of_several(entry: Position) -> str:
    """That several sources are not several witnesses, where it would look so."""
    if entry.evidence != "single" or len(entry.sources) < 2:
        return ""
    return " Of the sources named, each carries a part of its own or repeats another."


def of_statements(
    party: str, issue: str, count: int, *, at: str, version: str, address: str
) -> str:
    """A sentence to cite all entries of a party on an issue by; both are given by their titles."""
    entries = f"{count} dated entr{'y' if count == 1 else 'ies'}"
    return (
        f"{party} on {issue}: {entries} of the ledger of positions, told {OWN_WORDS}, each with its"
        " sources, or with the time of a search that found nothing; where it stands is by the"
        f" statements up to {at}.{_tail(version, address)}"
    )


def of_comparison(diff: PlanDiff, *, version: str, address: str) -> str:
    """A sentence to cite a whole comparison by."""
    old, new = diff.old, diff.new
    publishers = [name for plan in (old, new) for name in _publishers(plan.sources, plan.registry)]
    return (
        f"From {_named(old)} to {_named(new)}: {len(diff.changes)} changes, counted field by field "
        f"by rules of version {RULES_VERSION} from summaries of both texts."
        f"{_spaced(order_doubt(old, new))}{_after(publishers)}"
        f" Evidence: {old.evidence or 'not graded'} for {old.id}, {new.evidence or 'not graded'} "
        f"for {new.id}.{_known(old, named=True)}{_known(new, named=True)}{_tail(version, address)}"
    )


def of_change(diff: PlanDiff, change: Change, said: str, *, version: str, address: str) -> str:
    """A sentence to cite a change by. `said` tells it in one line.

    Sources and grade are those of the points concerned; of both texts where it is about none.
    """
    whole = not change.old and not change.new
    named, publishers, grades = [], list[str](), list[str]()
    for plan, numbers in ((diff.old, change.old), (diff.new, change.new)):
        concerned = [plan] if whole else [_at(plan, number) for number in numbers]
        points = f", point{'s' if len(numbers) > 1 else ''} {listed([*numbers])}" if numbers else ""
        named.append(_named(plan) + points)
        for each in concerned:
            publishers += _publishers(each.sources, plan.registry)
        if concerned:
            found = dict.fromkeys(each.evidence or "not graded" for each in concerned)
            grades.append(f"{listed([*found])} for {plan.id}")
    # A summary that reads otherwise is no change of what the text says.
    ours = " That is wording of ours, not of the texts." if change.rule in OUR_WORDING else ""
    return (
        f"From {named[0]} to {named[1]}, {OWN_WORDS}: {_ended(said)}{ours} "
        f"Rule {change.rule} ({change.level}), version {RULES_VERSION}.{_matched(diff, change)}"
        f"{_spaced(order_doubt(diff.old, diff.new))}"
        f"{_after(publishers)} Evidence: {listed(grades)}."
        f"{_known(diff.old, named=True)}{_known(diff.new, named=True)}{_tail(version, address)}"
    )


def order_doubt(old: Plan, new: Plan) -> str:
    """That two texts may have come the other way round, where their dates leave that open."""
    if latest(old.date) <= earliest(new.date):
        return ""
    return "By their dates it is not certain which of the two texts is the earlier."


def _differing(shown: Provision | Option) -> str:
    """That others print it differently: alike in two texts is not alike in all."""
    count = sum(each.kind == "variant" for each in shown.readings)
    if not count:
        return ""
    return f" Sources differ: {count} other reading{'s stand' if count > 1 else ' stands'} there."


def _at(plan: Plan, place: str) -> Provision | Option:
    """The point or option of a text at a place such as `14/zone`."""
    number, _, id = place.partition("/")
    point = plan[number]
    return next((option for option in point.options if option.id == id), point)


def _matched(diff: PlanDiff, change: Change) -> str:
    """That the points concerned are held for the same by content alone, and how surely."""
    if not change.old or not change.new:
        return ""
    old, new = ({place.partition("/")[0] for place in side} for side in (change.old, change.new))
    for link in diff.alignment.links:
        if not old.isdisjoint(link.old) and not new.isdisjoint(link.new):
            if link.confidence == "declared":
                return ""
            return f" The points are matched by content ({link.confidence})."
    return ""


def _named(plan: Plan) -> str:
    """A text by its title and date, and whose it is as far as that is known."""
    words, day = Words(plan.registry), in_print(plan.date)
    if plan.proposed_by:
        return f"{plan.title} ({day}, proposed by {words.parties(plan.proposed_by)})"
    if plan.drafters:
        return f"{plan.title} ({day}, drafters: {words.parties(plan.drafters)})"
    return f"{plan.title} ({day})"


def in_print(date: str) -> str:
    """A date in print: what is approximate or uncertain is said in words."""
    told = []
    for part in dated(date).split("/"):
        about = "about " if part.endswith(("~", "%")) else ""
        told.append(
            f"{about}{part.rstrip('~?%')}{' (uncertain)' if part.endswith(('?', '%')) else ''}"
        )
    return " to ".join(told)


def _known(plan: Plan, *, named: bool = False) -> str:
    """From what a text is known."""
    told = f" {plan.id}:" if named else ""
    return f"{told} {plan.known_from.strip()}" if plan.known_from else ""


def _publishers(ids: Iterable[str], registry: Registry) -> list[str]:
    """Sources by their publishers; where that was not established, by their titles."""
    sources = [registry.sources[id] for id in ids if id in registry.sources]
    return [
        each.title if each.publisher == "not established" and each.title else each.publisher
        for each in sources
    ]


def _after(publishers: Iterable[str]) -> str:
    names = list(dict.fromkeys(publishers))
    return f" After {listed(names)}." if names else ""


def _graded(grade: str | None) -> str:
    """A grade of evidence with what it means."""
    if not grade:
        return ""
    meaning = EVIDENCE.get(grade, "").partition(";")[0]
    return f" Evidence: {grade} ({meaning})." if meaning else f" Evidence: {grade}."


def _spaced(text: str) -> str:
    return f" {text}" if text else ""


def _began(text: str) -> str:
    """A text that begins as a sentence does: *The United States*."""
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    """A text on one line that ends as a sentence does."""
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _tail(version: str, address: str) -> str:
    return f" peaceplans {VERSION}, data {version}, {address}."
