"""Pages of pictures: the flow of points, who stands where, numbers on one axis, stances in time."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from peaceplans.site import places, told
from peaceplans.site.context import Site
from peaceplans.site.files import files_of
from peaceplans.site.page import Page, Part, Picture, drawn, link, same_as_table
from peaceplans.site.pages.map import map_pages
from peaceplans.site.pictures import shown
from peaceplans.site.rendering import rendered

ROOM = 80_000
"""Letters of a drawing and its table that a page of both may have."""
BY_ISSUE = "Who stands where, issue by issue"
BY_POINT = "Who stands where, point by point"


def drawings(site: Site) -> Iterator[Page]:
    """Every picture on a page of its own, the maps, and the list of all."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group, page in (*_all(site), *(("On the map", page) for page in map_pages(site))):
        if group:
            found.setdefault(group, []).append((page.path, page.title))
        yield page
    yield Page(
        "pictures.md",
        "Pictures",
        h.p["Each stands beside a table that says the same, and can be saved as SVG and CSV."],
        tuple(
            Part(
                group,
                places.anchor(group),
                h.ul[[h.li[link(path, title)] for path, title in listed]],
            )
            for group, listed in found.items()
        ),
        described="All pictures of the site.",
    )


def _all(site: Site) -> Iterator[tuple[str, Page]]:
    made = shown.pictures(site)
    if made.flow:
        texts = h.p[told.joined((told.text(site, plan) for plan in made.flowing), " → "), "."]
        yield from _pages("From text to text", shown.FLOW, made.flow, texts)
    yield from _who_stands_where(site, made)
    for id, picture in made.numbers.items():
        about = h.p["Issue: ", told.issue(site, site.catalog.parameters[id].issue), "."]
        yield from _pages("Numbers on one axis", shown.numbers_page(id), picture, about)
    for id, picture in made.over_time.items():
        about = h.p["Issue: ", told.issue(site, id), "."]
        yield from _pages("Stances over time", shown.over_time_page(id), picture, about)


def _who_stands_where(site: Site, made: shown.Pictures) -> Iterator[tuple[str, Page]]:
    for plan in site.plans:
        here, there = shown.matrix_page(plan.id), shown.points_page(plan.id)
        dated: h.Node = [told.text(site, plan), f", {plan.date}. As of {site.at}. "]
        if picture := made.by_issue.get(plan.id):
            each = link(there, "Point by point, with the statements behind each sign")
            yield from _pages(BY_ISSUE, here, picture, h.p[dated, each, "."])
        if picture := made.by_point.get(plan.id):
            back: h.Node = [link(here, "Issue by issue"), "."] if plan.id in made.by_issue else None
            yield from _pages(BY_POINT, there, picture, h.p[dated, back])


def _pages(group: str, path: str, picture: Picture, about: h.Node) -> Iterator[tuple[str, Page]]:
    """The page of a picture; where both would be heavy, its table on a second one."""
    folder = path.rpartition("/")[0]
    same = same_as_table(picture)
    beside = len(rendered(picture.svg)) + len(rendered(same)) <= ROOM
    other = path.removesuffix(".md") + "--table.md"
    folded = h.details[h.summary["The same as a table"], same]
    after: h.Node = folded if beside else h.p[link(other, "The same as a table")]
    yield (
        group,
        Page(
            path,
            picture.title,
            [about, drawn(picture, folder), after],
            files=files_of([picture]),
            described=picture.description,
            wide=True,
        ),
    )
    if not beside:
        lead = [about, h.p[link(path, "As a picture")], same]
        yield "", Page(other, f"{picture.title}: table", lead, described=picture.description)
