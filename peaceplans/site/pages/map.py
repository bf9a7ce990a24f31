"""The maps: what each text sets of oblasts and their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import htpy as h

from peaceplans.model.plan import Plan
from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.files import files_of
from peaceplans.site.page import Page, Part, Picture, figure, link
from peaceplans.site.pictures.map import beyond, maps, maps_of, outlines, store

PATH = "map.md"
ROOM = 80_000
"""How much HTML of maps a page takes; what stands around them comes on top."""


def map_pages(site: Site) -> Iterator[Page]:
    """All maps below each other, on a further page where one would get too long; no page where
    no text sets anything of an oblast.
    """
    drawn = {plan.id: found for plan in site.plans if (found := tuple(maps_of(plan, shared=True)))}
    if not drawn:
        return
    texts = [plan for plan in site.plans if plan.id in drawn]
    files = files_of(maps(site))
    pages = _paged({plan.id: len(_html(_section(site, plan, drawn[plan.id]))) for plan in texts})
    where = {plan: path for path, plans in pages.items() for plan in plans}
    ends = (*_elsewhere(site, drawn), _origin())
    for number, (path, plans) in enumerate(pages.items(), 1):
        mine = {picture.id for plan in plans for picture in drawn[plan]}
        yield Page(
            path,
            "Maps" if number == 1 else f"Maps, continued ({number})",
            [
                _lead() if number == 1 else h.p[link(PATH, "All maps and what they show")],
                h.ul[
                    (
                        _listed(where[plan.id], plan, drawn[plan.id])
                        for plan in texts
                        if number == 1 or plan.id in plans
                    )
                ],
                store(),
            ],
            (
                *(_section(site, site.catalog.plans[plan], drawn[plan]) for plan in plans),
                *(ends if number == len(pages) else ()),
            ),
            files={name: held for name, held in files.items() if name.rpartition(".")[0] in mine},
            described="Maps of what each text sets of oblasts and their parts, with tables.",
        )


def _paged(sizes: Mapping[str, int]) -> dict[str, list[str]]:
    """Page → the texts on it, in order, as many as the room allows."""
    pages: dict[str, list[str]] = {PATH: []}
    path, taken = PATH, len(str(store()))
    for plan, size in sizes.items():
        if pages[path] and taken + size > ROOM:
            path, taken = f"map-{len(pages) + 1}.md", len(str(store()))
            pages[path] = []
        pages[path].append(plan)
        taken += size
    return pages


def _html(part: Part) -> str:
    return str(h.fragment[part.content])


def _section(site: Site, plan: Plan, pictures: tuple[Picture, ...]) -> Part:
    content: list[h.Node] = [
        h.p[
            told.dated(plan.date),
            " · ",
            told.text(site, plan),
            " · points: ",
            _points(site, plan.id, pictures),
        ],
        [figure(picture, "") for picture in pictures],
    ]
    return Part(plan.title, places.anchor(f"text-{plan.id}"), content)


def _lead() -> h.Node:
    return h.p[
        "What each text sets of control, recognition, withdrawal and zones, place by place: "
        "first what stands in it outside options, then each option by itself. What a text "
        "does not speak of stays plain, and that is no statement of the text. Other "
        "readings stand with the points."
    ]


def _listed(path: str, plan: Plan, pictures: tuple[Picture, ...]) -> h.Element:
    several = [
        [" · ", link(f"{path}#{picture.id}", _brief(plan, picture))]
        for picture in pictures
        if len(pictures) > 1
    ]
    mark = places.anchor(f"text-{plan.id}")
    return h.li[told.dated(plan.date), " ", link(f"{path}#{mark}", plan.title), several]


def _brief(plan: Plan, picture: Picture) -> str:
    return picture.title.removeprefix(f"{plan.title}: ")


def _points(site: Site, plan: str, pictures: tuple[Picture, ...]) -> h.Node:
    numbers = dict.fromkeys(row[3] for picture in pictures for row in picture.rows)
    return told.joined(told.ref(site, f"{plan}#{number}", number) for number in numbers)


def _elsewhere(site: Site, drawn: dict[str, tuple[Picture, ...]]) -> Iterator[Part]:
    """Texts that set such things only of places without an outline."""
    others = [
        h.li[told.text(site, plan), f": {', '.join(named)}"]
        for plan in site.plans
        if plan.id not in drawn and (named := beyond(plan))
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
