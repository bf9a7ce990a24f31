"""How pages say things: entries by title with their links, sources, dates, reports as sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import htpy as h

from peaceplans.model.entries import Source
from peaceplans.model.plan import Plan
from peaceplans.model.position import Position
from peaceplans.reports.report import Report, Section
from peaceplans.site import places
from peaceplans.site.context import Site
from peaceplans.site.page import Part, lines, link, out, table

POINT = re.compile(r"\b([a-z0-9-]+)#([a-z0-9.-]*[a-z0-9])(?:/([a-z0-9-]+))?")
"""How reports name a point of a text, and an option of it."""


def joined(nodes: Iterable[h.Node], between: str = ", ") -> h.Node:
    """Nodes one after another with something between them."""
    made: list[h.Node] = []
    for node in nodes:
        made += [between, node] if made else [node]
    return made[0] if len(made) == 1 else made


def issue(site: Site, id: str) -> h.Node:
    """An issue by its title, linked."""
    known = id in site.catalog.issues
    return link(places.issue(id), site.words.title("issues", id)) if known else id


def party(site: Site, id: str) -> h.Node:
    """A party by its title, linked."""
    known = id in site.catalog.parties
    return link(places.party(id), site.words.title("parties", id)) if known else id


def text(site: Site, plan: Plan) -> h.Node:
    """A text by its title, linked where it has a page."""
    known = plan.id in site.catalog.plans
    return link(places.text(plan.id), plan.title) if known else plan.title


def ref(site: Site, point_ref: str, told: h.Node = None) -> h.Node:
    """A point or text that `us-28#21.d` names, linked where the catalog has it; called as told,
    or by the title of the text.
    """
    plan, _, number = point_ref.partition("#")
    point, _, option = number.partition("/")
    if point not in site.numbers.get(plan, ()):
        return told or point_ref
    if told is None:
        told = site.catalog.plans[plan].title
        told += (f", point {point}" if point else "") + (f", option {option}" if option else "")
    return link(places.ref(point_ref), told)


def sources(site: Site, ids: Iterable[str], plan: Plan | None = None) -> h.Node:
    """Sources by publisher and date, each with a link to its entry among the sources."""
    registry = plan.registry if plan is not None else site.catalog.registry
    made: list[h.Node] = []
    for id in ids:
        source = registry.sources.get(id)
        if source is None:
            made.append(id)
        else:
            named = f"{publisher(source)}{f' {source.date}' if source.date else ''}"
            shared = id in site.catalog.sources
            made.append(link(places.source(id), named) if shared else out(source.url or "", named))
    return joined(made, "; ")


def publisher(source: Source) -> str:
    """Who published a source, so called that it is understood where the data does not know it."""
    unknown = source.publisher == "not established"
    return "publisher not established" if unknown else source.publisher


def backed(
    site: Site, evidence: str | None, ids: Iterable[str], plan: Plan | None = None
) -> h.Node:
    """What a fact rests on: grade of evidence and sources, as a small line."""
    ids = tuple(ids)
    if not evidence and not ids:
        return None
    sign = grade(evidence) if evidence else None
    return h.p(".pp-backed")[sign, sign and ids and " · ", sources(site, ids, plan)]


def grade(evidence: str) -> h.Element:
    """A grade of evidence as a sign; what it means stands at the end of the page."""
    return h.span(f".pp-grade.pp-{places.anchor(evidence)}")[evidence]


def grounds(site: Site, plan: Plan) -> h.Node:
    """How well a text as a whole is known, with how many sources: they stand on its page."""
    count = len(plan.sources)
    if not count:
        return [plan.evidence and f"{plan.evidence}, ", "no source"]
    said = f"{count} source{'' if count == 1 else 's'}"
    known = plan.id in site.catalog.plans
    grade = plan.evidence and f"{plan.evidence}, "
    return [grade, link(f"{places.text(plan.id)}#sources", said) if known else said]


def titled(site: Site, text: str) -> str:
    """A text in which points are called by the title of their text, not its id."""

    def one(match: re.Match[str]) -> str:
        plan = site.catalog.plans.get(match[1])
        if plan is None:
            return match[0]
        option = f", option {match[3]}" if match[3] else ""
        return f"{plan.title}, point {match[2]}{option}"

    return POINT.sub(one, text)


def dated(date: str) -> h.Element:
    """A date as the data writes it (EDTF), for machines too where it is a day."""
    return h.time(datetime=date)[date] if len(date) == 10 and date[4] == "-" else h.span[date]


def entry(site: Site, position: Position) -> h.Node:
    """A statement in one line: date, who, by which form, linked to where it is told in full."""
    form = (position.form or "").replace("-", " ")
    who = ", ".join(filter(None, (position.speaker, form)))
    told = f"{position.date}{', ' if who else ''}{who}"
    if position.parties[0] not in site.catalog.parties:
        return told
    return link(places.entry(position.id, position.parties[0], position.issue), told)


def sections(report: Report, prefix: str = "") -> tuple[Part, ...]:
    """A report as sections of a page."""
    return tuple(_parts(report.sections, prefix))


def _parts(found: Iterable[Section], prefix: str) -> Iterator[Part]:
    for number, section in enumerate(found, 1):
        title = section.title
        yield Part(title, places.anchor(f"{prefix}{title or number}"), content(section))


def content(section: Section) -> h.Node:
    """What stands below the heading of a section of a report."""
    columns = section.columns
    made: list[h.Node] = [h.p[lines(paragraph.strip())] for paragraph in section.paragraphs]
    if section.rows:
        rows = [[lines(cell.strip()) for cell in row] for row in section.rows]
        if columns:
            made.append(table(columns, rows, caption=section.title or None))
        elif len(section.rows[0]) == 1:
            made.append(h.ul[(h.li[row[0]] for row in rows)])
        else:
            made.append(
                h.div(
                    ".pp-scroll", tabindex="0", role="region", aria_label=section.title or "Rows"
                )[
                    h.table(".pp-table.pp-plain")[
                        h.tbody[(h.tr[(h.td[cell] for cell in row)] for row in rows)]
                    ]
                ]
            )
    return made
