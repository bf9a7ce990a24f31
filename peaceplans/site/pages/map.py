"""The maps: what each text sets of oblasts and their parts, and how that differs from before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h

from peaceplans.comparison.rules import UNREAD
from peaceplans.model.plan import Plan
from peaceplans.reports.rows import folded, rows
from peaceplans.reports.sentences import MARKS
from peaceplans.reports.words import Words
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.files import files_of
from peaceplans.site.page import Page, Part, Picture, figure, lines, link, table
from peaceplans.site.pictures.map import beyond, maps_of, outlines, store
from peaceplans.site.pictures.shown import MAPS, map_page, pictures

ABOUT = (
    "What each text sets of control, recognition, withdrawal and zones, place by place: "
    "first what stands in it outside options, then each option by itself. What a text "
    "does not speak of stays plain, and that is no statement of the text. A region is drawn "
    "whole, also where the text speaks of no more than a line through it. Other readings stand "
    "with the points."
)


def map_pages(site: Site) -> Iterator[Page]:
    """The newest map and the list of all, then a page for each text; none where no text sets
    anything of an oblast.
    """
    drawn = pictures(site).maps
    texts = [plan for plan in site.plans if plan.id in drawn]
    if not texts:
        return
    newest = texts[-1]
    yield Page(
        MAPS,
        "Maps",
        [
            h.p[ABOUT],
            h.p[h.a(href="#all-maps")[f"All {len(texts)} texts with a map, by date"], "."],
            store(),
        ],
        (
            Part(
                f"The newest: {newest.title}",
                places.anchor(f"text-{newest.id}"),
                [
                    _head(site, newest),
                    _figures(drawn[newest.id]),
                    h.p[
                        link(
                            map_page(newest.id),
                            "Its own page: what differs from the map before, and the sources",
                        ),
                        ".",
                    ],
                ],
            ),
            Part("All texts with a map", "all-maps", _listed(site, texts)),
            *_elsewhere(site, texts),
            _origin(),
        ),
        described="Maps of what each text sets of oblasts and their parts, with tables.",
    )
    for plan in texts:
        yield Page(
            map_page(plan.id),
            f"On the map: {plan.title}",
            [_switch(texts, plan), _head(site, plan), store(), _figures(drawn[plan.id])],
            (*_before(site, texts, plan), _reading(), _rests(site, plan)),
            files=files_of(maps_of(plan)),
            short=plan.title,
            described=f"What {plan.title} ({plan.date}) sets of oblasts and their parts, on a map.",
        )


def _figures(made: Sequence[Picture]) -> h.Node:
    """The maps; their files lie with the page of the text, wherever they are shown."""
    return [figure(picture, "map") for picture in made]


def _switch(texts: Sequence[Plan], plan: Plan) -> h.Element:
    """The maps before and after in time, and all of them: links, so that addresses stay."""
    at = texts.index(plan)
    beside: list[h.Node] = []
    if at:
        beside.append(link(map_page(texts[at - 1].id), f"← {texts[at - 1].title}", rel="prev"))
    if at + 1 < len(texts):
        beside.append(link(map_page(texts[at + 1].id), f"{texts[at + 1].title} →", rel="next"))
    return h.nav(".pp-maps", aria_label="Maps of other texts")[
        h.p[told.joined(beside, " · ")],
        h.details[
            h.summary[f"Show another of the {len(texts)} texts with a map"],
            h.ul[
                [
                    h.li[
                        told.dated(each.date),
                        " ",
                        h.strong(aria_current="page")[each.title]
                        if each is plan
                        else link(map_page(each.id), each.title),
                    ]
                    for each in texts
                ]
            ],
        ],
    ]


def _head(site: Site, plan: Plan) -> h.Node:
    """The text of a map, the points that set what is drawn, and where on the page that is."""
    drawn = pictures(site).maps[plan.id]
    numbers = dict.fromkeys(row[3] for picture in drawn for row in picture.rows)
    options = [
        h.a(href=f"#{picture.id}")[picture.title.removeprefix(f"{plan.title}: ")]
        for picture in drawn
        if len(drawn) > 1
    ]
    return [
        h.p[
            told.dated(plan.date),
            " · ",
            told.text(site, plan),
            " · points: ",
            told.joined(told.ref(site, f"{plan.id}#{number}", number) for number in numbers),
        ],
        h.p["On this page: ", told.joined(options, " · ")] if options else None,
    ]


def _before(site: Site, texts: Sequence[Plan], plan: Plan) -> Iterator[Part]:
    """What the comparison with the text of the map before tells of places."""
    at = texts.index(plan)
    earlier = [each for each in texts[:at] if each.conflict == plan.conflict]
    if not earlier:
        return
    old = earlier[-1]
    words = Words(plan.registry.over(old.registry))
    asked = {id for id, each in words.registry.parameters.items() if "place" in each.per}
    diff = site.diff(old, plan)
    changes = [each for each in diff.changes if each.subject.partition("[")[0] in asked]
    changes.sort(key=lambda each: each.rule in UNREAD)  # what is known first
    found = [
        (f"{sign} {MARKS[sign]}", points, lines(said))
        for sign, points, said in rows(folded(changes), words)
    ]
    columns = ("sign", "points, earlier → later", "what")
    yield Part(
        "What differs from the map before",
        "before",
        [
            h.p[
                "Held against ",
                link(map_page(old.id), old.title),
                f" ({old.date}), in what either text sets of places",
                [
                    ". Everything else stands in the ",
                    link(places.comparison(old.id, plan.id), "comparison of the two texts"),
                ]
                if (old, plan) in site.comparisons
                else None,
                ".",
            ],
            table(columns, found, caption=f"Changes since {old.title}", head=False)
            if found
            else h.p["The comparison finds no difference in it."],
        ],
    )


def _reading() -> Part:
    return Part(
        "How to read it",
        "reading",
        [h.p[ABOUT], h.p[link(f"{MAPS}#outlines", "Origin and licence of the outlines"), "."]],
    )


def _rests(site: Site, plan: Plan) -> Part:
    """The sources of the text; what each value rests on by itself stands with its point."""
    return Part(
        "What the text rests on",
        "sources",
        told.backed(site, plan.evidence, plan.sources, plan),
    )


def _listed(site: Site, texts: Sequence[Plan]) -> h.Element:
    drawn = pictures(site).maps
    found = [
        (
            told.dated(plan.date),
            link(map_page(plan.id), plan.title),
            str(len(drawn[plan.id])),
            told.joined(dict.fromkeys(_asked(drawn[plan.id]))),
        )
        for plan in texts
    ]
    columns = ("date", "text", "maps", "what is set of places")
    return table(columns, found, caption="Texts with a map, by date", head=False)


def _asked(made: Sequence[Picture]) -> Iterator[str]:
    for picture in made:
        yield from (row[1].partition(" (")[0] for row in picture.rows)


def _elsewhere(site: Site, texts: Sequence[Plan]) -> Iterator[Part]:
    """Texts that set such things only of places without an outline."""
    others = [
        h.li[told.text(site, plan), f": {', '.join(named)}"]
        for plan in site.plans
        if plan not in texts and (named := beyond(plan))
    ]
    if others:
        yield Part("Texts about other places", "other-places", h.ul[others])


def _origin() -> Part:
    return Part(
        "The outlines",
        "outlines",
        [
            h.p[f"Origin: {outlines()['origin']}. Simplified here; names and keys are ours."],
            h.details[h.summary["Licence of the outlines"], h.p[outlines()["licence"]]],
        ],
    )
