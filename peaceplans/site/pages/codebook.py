"""The codebook: the registries that texts and statements are coded by, and the rules of change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import htpy as h

from peaceplans.model.parameter import Parameter
from peaceplans.model.plan import Condition, Happenings, Plan
from peaceplans.reports.words import NAMED
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.page import Page, Part, facts, lines, link, table
from peaceplans.site.pages.rules import rules, terms
from peaceplans.site.rendering import rendered
from peaceplans.vocabulary import BOUND, KEY, PARAMETER_KIND, PARTY_KIND, VOCABULARIES

ROOM = 80_000
"""How many characters of parameters one page has room for; of more, each issue has its own."""

Row = tuple[h.Node, h.Node]


def codebook_pages(site: Site) -> Iterator[Page]:
    """The registries with their closed vocabularies, then the rules of change."""
    yield _index(site)
    yield _issues(site)
    yield from _parameters(site)
    yield _parties(site)
    yield _places(site)
    yield _triggers(site)
    yield terms()
    yield rules(site)


def _index(site: Site) -> Page:
    known = site.catalog
    rows = [
        ("issues", "Issues", len(known.issues), "the matters of negotiation"),
        ("parameters", "Parameters", len(known.parameters), "the questions asked of every text"),
        ("parties", "Parties", len(known.parties), "states, organisations, groups, persons, seats"),
        ("places", "Places", len(known.places), "places and groups of places"),
        ("triggers", "Triggers", len(known.triggers), "happenings that conditions hang on"),
        ("terms", "Terms", len(VOCABULARIES), "the closed vocabularies with their meaning"),
    ]
    categories = [(each.title, each.id, each.note or "") for each in known.categories.values()]
    return Page(
        "registry/index.md",
        "Codebook",
        [
            h.p[
                "What texts and statements are coded by. Every entry has an id that stays, a title "
                "and, where needed, a note on what it covers."
            ],
            table(
                ("registry", "entries", "what it holds"),
                [(link(f"registry/{id}.md", t), str(number), what) for id, t, number, what in rows],
                caption="The registries",
            ),
            h.p[
                "How two texts are compared stands in the ",
                link("rules-of-change.md", "rules of change"),
                "; what the data rests on, in the ",
                link("sources/index.md", "sources"),
                ".",
            ],
        ],
        (
            (
                Part(
                    "Categories of equipment",
                    "categories",
                    table(("title", "id", "note"), categories, caption="Categories of equipment"),
                ),
            )
            if categories
            else ()
        ),
        short="Codebook",
        described="Issues, parameters, parties, places, triggers and terms of the data.",
    )


def _page(name: str, title: str, lead: str, content: Sequence[h.Node]) -> Page:
    return Page(
        f"registry/{name}.md",
        title,
        [h.p[link("registry/index.md", "Codebook"), f". {lead}"], content],
        short=title,
        described=lead,
    )


def _entry(id: str, title: h.Node, rows: Iterable[Row], note: str | None) -> h.Element:
    """An entry of a registry: title, id, facts, note; its anchor is its id."""
    noted: list[Row] = [("Note", lines(note.strip()))] if note else []
    return h.section(".pp-entry", id=places.anchor(id))[
        h.p(".pp-said")[h.strong[title], " ", h.code[id]],
        (rows or noted) and facts([*rows, *noted]),
    ]


# Issues and parameters


def _issues(site: Site) -> Page:
    below: dict[str, list[str]] = {}
    asked: dict[str, list[Parameter]] = {}
    for issue in site.catalog.issues.values():
        if issue.part_of:
            below.setdefault(issue.part_of, []).append(issue.id)
    for parameter in site.catalog.parameters.values():
        asked.setdefault(parameter.issue, []).append(parameter)
    made = []
    for issue in site.catalog.issues.values():
        rows: list[Row] = []
        if issue.part_of:
            rows.append(("Part of", told.issue(site, issue.part_of)))
        if issue.id in below:
            rows.append(("Its parts", told.joined(told.issue(site, id) for id in below[issue.id])))
        if issue.id in asked:
            rows.append(
                (
                    "Parameters",
                    told.joined(
                        link(places.parameter(p.id, p.issue), p.title) for p in asked[issue.id]
                    ),
                )
            )
        for code in issue.codes:
            term = f"{code.term} ({code.match})" if code.term else "has no term for it"
            rows.append((f"In {code.scheme}", f"{term}. {code.note or ''}".rstrip()))
        made.append(_entry(issue.id, told.issue(site, issue.id), rows, issue.note))
    lead = "The matters of negotiation, with their parameters and their terms in other schemes."
    return _page("issues", "Issues", lead, made)


def _parameters(site: Site) -> Iterator[Page]:
    used: dict[str, list[Plan]] = {}
    for plan in site.plans:
        for id in _set_by(plan):
            used.setdefault(id, []).append(plan)
    groups: dict[str, list[Parameter]] = {}
    for parameter in site.catalog.parameters.values():
        groups.setdefault(parameter.issue, []).append(parameter)
    whole = {
        issue: [_parameter(site, each, used.get(each.id, ())) for each in held]
        for issue, held in sorted(groups.items(), key=lambda g: _place(site, g[0]))
    }
    sizes = [
        len(rendered(_parameter(site, p, used.get(p.id, ())))) for g in groups.values() for p in g
    ]
    split = sum(sizes) > ROOM
    lead = (
        "The questions asked of texts and statements alike: each with its kind of answer, the "
        "answers in words, what silence means, and which texts set it."
    )
    title = site.words.title
    yield Page(
        "registry/parameters.md",
        "Parameters",
        [
            h.p[link("registry/index.md", "Codebook"), f". {lead}"],
            h.p[
                "Beside its own answers, any parameter may be ",
                f"{', '.join(dict.fromkeys(NAMED.values()))}. What a text does not mention is "
                "silence: it is no answer, and where the registry says which answer silence stands "
                "for, that is computed with only on request.",
            ],
        ],
        tuple(
            Part(
                title("issues", issue),
                places.anchor(f"issue-{issue}"),
                h.ul[
                    [  # a list: a generator would be read when the loop has gone on
                        h.li[
                            link(f"registry/parameters/{issue}.md#{places.anchor(p.id)}", p.title),
                            p.question and f": {p.question}",
                        ]
                        for p in groups[issue]
                    ]
                ]
                if split
                else made,
            )
            for issue, made in whole.items()
        ),
        short="Parameters",
        described=lead,
    )
    for issue, made in whole.items() if split else ():
        yield Page(
            f"registry/parameters/{issue}.md",
            f"Parameters: {title('issues', issue)}",
            [
                h.p[
                    link("registry/parameters.md", "All parameters"),
                    ". Issue: ",
                    told.issue(site, issue),
                    ".",
                ],
                made,
            ],
            short=title("issues", issue),
            described=f"The questions on the issue {title('issues', issue)}.",
        )


def _place(site: Site, issue: str) -> int:
    return site.issues.index(issue) if issue in site.issues else len(site.issues)


def _set_by(plan: Plan) -> set[str]:
    """The parameters that a text sets, in a commitment of a point or option."""
    return {
        cell.partition("[")[0]
        for point in plan.walk()
        for commitments in (point.commitments, *(option.commitments for option in point.options))
        for commitment in commitments
        for cell in commitment.sets
    }


def _parameter(site: Site, parameter: Parameter, plans: Sequence[Plan]) -> h.Element:
    words = site.words
    rows: list[Row] = []
    if parameter.question:
        rows.append(("Question", parameter.question))
    rows.append(("Answer", f"{parameter.kind}: {PARAMETER_KIND.get(parameter.kind, '')}"))
    if parameter.unit:
        rows.append(("Unit", parameter.unit))
    if parameter.bound:
        rows.append(("Bound", f"{parameter.bound}: {BOUND.get(parameter.bound, '')}"))
    if parameter.of:
        rows.append(("Of", parameter.of))
    if parameter.per:
        rows.append(("Keys", "; ".join(f"{key}: {KEY.get(key, '')}" for key in parameter.per)))
    if named := parameter.choices or parameter.items:
        order = "Answers, in their order" if parameter.ordered else "Answers"
        rows.append((order, _named(site, named, parameter)))
    if parameter.also:
        rows.append(
            (
                "Off the line" if parameter.ordered else "Also",
                _named(site, parameter.also, parameter),
            )
        )
    rows.append(
        (
            "Silence",
            "stands for no answer"
            if parameter.silence is None
            else f"stands for {words.value(parameter.silence, parameter, parameter.unit)}, "
            "computed with only on request",
        )
    )
    rows.append(
        ("Set by", told.joined(told.text(site, plan) for plan in plans) if plans else "no text")
    )
    title = link(places.parameter(parameter.id, parameter.issue), parameter.title)
    return _entry(parameter.id, title, rows, parameter.note)


def _named(site: Site, answers: Iterable[str], parameter: Parameter) -> h.Node:
    """Named answers as they are read, with their ids."""
    return told.joined(
        ([site.words.named(each, parameter), " (", h.code[each], ")"] for each in answers), "; "
    )


# Parties, places, triggers


def _parties(site: Site) -> Page:
    parts: dict[str, list[h.Node]] = {kind: [] for kind in PARTY_KIND}
    for party in site.catalog.parties.values():
        rows: list[Row] = []
        if party.short:
            rows.append(("Short", party.short))
        if party.members:
            rows.append(("Members", told.joined(told.party(site, id) for id in party.members)))
        if party.negotiates:
            rows.append(("Settlement", "its agreement to an overall settlement is sought"))
        entry = _entry(party.id, told.party(site, party.id), rows, party.note)
        parts.setdefault(party.kind, []).append(entry)
    lead = "Who texts and statements name: by kind, with the members of groups."
    made = {kind: held for kind, held in parts.items() if held}
    page = _page("parties", "Parties", lead, [])
    return page._replace(
        parts=tuple(
            Part(_capital(PARTY_KIND.get(kind, kind)), places.anchor(f"kind-{kind}"), held)
            for kind, held in made.items()
        )
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _places(site: Site) -> Page:
    def named(id: str) -> h.Node:
        return link(f"registry/places.md#{places.anchor(id)}", site.words.title("places", id))

    made = []
    for place in site.catalog.places.values():
        rows: list[Row] = []
        if place.part_of:
            rows.append(("Part of", named(place.part_of)))
        if place.members:
            rows.append(("Stands for each of", told.joined(named(id) for id in place.members)))
        made.append(_entry(place.id, place.title, rows, place.note))
    lead = "Places, and groups of places that stand for each of their members."
    return _page("places", "Places", lead, made)


def _triggers(site: Site) -> Page:
    brought: dict[str, dict[str, h.Node]] = {}
    awaited: dict[str, dict[str, h.Node]] = {}
    for plan in site.plans:
        for point in plan.walk():
            ref = f"{plan.id}#{point.number}"
            made_of = (point.commitments, *(option.commitments for option in point.options))
            commitments = [commitment for each in made_of for commitment in each]
            conditions = (
                point.condition,
                *(option.condition for option in point.options),
                *(commitment.condition for commitment in commitments),
            )
            for commitment in commitments:
                if commitment.brings:
                    brought.setdefault(commitment.brings, {})[ref] = told.ref(site, ref)
            for condition in conditions:
                for name in _happenings(condition):
                    awaited.setdefault(name, {})[ref] = told.ref(site, ref)
    made = []
    for trigger in site.catalog.triggers.values():
        rows: list[Row] = []
        if trigger.by:
            rows.append(("By", told.joined(told.party(site, id) for id in trigger.by)))
        for term, found in (("Brought about by", brought), ("A condition in", awaited)):
            if trigger.id in found:
                rows.append((term, told.joined(found[trigger.id].values())))
        made.append(_entry(trigger.id, trigger.title, rows, trigger.note))
    lead = (
        "Happenings that conditions hang on, shared by all texts, with the points that name them."
    )
    return _page("triggers", "Triggers", lead, made)


def _happenings(condition: Condition | None) -> Iterator[str]:
    if condition is not None:
        parts: tuple[Happenings | None, ...] = (
            condition.when,
            condition.after,
            condition.during,
            condition.unless,
        )
        for each in parts:
            yield from each.names if each else ()
