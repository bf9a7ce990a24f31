"""Pages of pictures: the flow of points, who stands where, numbers on one axis, stances in time."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from peaceplans.model.plan import Plan
from peaceplans.site import places, told
from peaceplans.site.context import FIRST, Site
from peaceplans.site.files import files_of
from peaceplans.site.page import Page, Part, Picture, drawn, link, table
from peaceplans.site.pages.map import map_pages
from peaceplans.site.pictures.flow import flow
from peaceplans.site.pictures.heatmap import heat_map
from peaceplans.site.pictures.numberlines import number_lines
from peaceplans.site.pictures.stances import over_time

FLOWING = (FIRST, "e3-counter", "ua-us-20")
"""The texts whose points flow into one another, where the catalog has them."""
ROOM = 80_000
"""Letters of a drawing and its table that a page of both may have."""


def drawings(site: Site) -> Iterator[Page]:
    """Every picture on a page of its own, the maps, and the list of all."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group, page in _all(site):
        if group:
            found.setdefault(group, []).append((page.path, page.title))
        yield page
    if maps := list(map_pages(site)):
        found["On the map"] = [(page.path, page.title) for page in maps]
        yield from maps
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
    flowing = [site.catalog.plans[id] for id in FLOWING if id in site.catalog.plans]
    if len(flowing) > 1 and (picture := flow(site, flowing)):
        yield from _pages("From text to text", "flow.md", picture, _texts(site, flowing))
    for plan in site.plans:
        if picture := heat_map(site, plan):
            about = h.p[told.text(site, plan), f", {plan.date}. As of {site.at}."]
            yield from _pages("Who stands where", f"matrix/{plan.id}.md", picture, about)
    for id, parameter in site.catalog.parameters.items():
        if picture := number_lines(site, id):
            about = h.p["Issue: ", told.issue(site, parameter.issue), "."]
            yield from _pages("Numbers on one axis", f"numbers/{id}.md", picture, about)
    for id in site.issues:
        if picture := over_time(site, id):
            about = h.p["Issue: ", told.issue(site, id), "."]
            yield from _pages("Stances over time", f"over-time/{id}.md", picture, about)


def _texts(site: Site, plans: list[Plan]) -> h.Node:
    return h.p[told.joined((told.text(site, plan) for plan in plans), " → "), "."]


def _pages(group: str, path: str, picture: Picture, about: h.Node) -> Iterator[tuple[str, Page]]:
    """The page of a picture; where both would be heavy, its table on a second one."""
    folder = path.rpartition("/")[0]
    same = table(picture.columns, picture.rows, caption=picture.title)
    beside = len(str(picture.svg)) + len(str(same)) <= ROOM
    other = path.removesuffix(".md") + "--table.md"
    shown = h.details[h.summary["The same as a table"], same]
    after: h.Node = shown if beside else h.p[link(other, "The same as a table")]
    yield (
        group,
        Page(
            path,
            picture.title,
            [about, drawn(picture, folder), after],
            files=files_of([picture]),
            described=picture.description,
        ),
    )
    if not beside:
        lead = [about, h.p[link(path, "As a picture")], same]
        yield "", Page(other, f"{picture.title}: table", lead, described=picture.description)
