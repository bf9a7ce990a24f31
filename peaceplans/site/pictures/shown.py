"""Which pictures there are, made once for all pages, and which show a text, issue or question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

import htpy as h

from peaceplans.model.plan import Plan
from peaceplans.site.context import FIRST, Site
from peaceplans.site.page import Picture, link
from peaceplans.site.pictures.flow import flow
from peaceplans.site.pictures.heatmap import heat_map
from peaceplans.site.pictures.issuemap import issue_map
from peaceplans.site.pictures.map import maps_of
from peaceplans.site.pictures.numberlines import number_lines
from peaceplans.site.pictures.stances import over_time

FLOWING = (FIRST, "e3-counter", "ua-us-20")
"""The texts whose points flow into one another, where the catalog has them."""
FLOW = "flow.md"
MAPS = "map.md"


class Shown(NamedTuple):
    """A picture page that shows something, and what to call it there."""

    path: str
    title: str


class Pictures(NamedTuple):
    """The pictures of a site, by the id of what they show."""

    flowing: tuple[Plan, ...]
    flow: Picture | None
    by_issue: Mapping[str, Picture]
    by_point: Mapping[str, Picture]
    numbers: Mapping[str, Picture]
    over_time: Mapping[str, Picture]
    maps: Mapping[str, tuple[Picture, ...]]


_MADE: WeakKeyDictionary[Site, Pictures] = WeakKeyDictionary()


def pictures(site: Site) -> Pictures:
    """All pictures; the maps as a page shows them that holds the outlines."""
    if site not in _MADE:
        _MADE[site] = _pictures(site)
    return _MADE[site]


def _pictures(site: Site) -> Pictures:
    flowing = tuple(site.catalog.plans[id] for id in FLOWING if id in site.catalog.plans)
    return Pictures(
        flowing,
        flow(site, flowing) if len(flowing) > 1 else None,
        {plan.id: made for plan in site.plans if (made := issue_map(site, plan))},
        {plan.id: made for plan in site.plans if (made := heat_map(site, plan))},
        {id: made for id in site.catalog.parameters if (made := number_lines(site, id))},
        {id: made for id in site.issues if (made := over_time(site, id))},
        {plan.id: maps for plan in site.plans if (maps := tuple(maps_of(plan, shared=True)))},
    )


def of_text(site: Site, plan: Plan) -> Iterator[Shown]:
    """The picture pages that show a text."""
    made = pictures(site)
    if plan.id in made.by_issue:
        yield Shown(matrix_page(plan.id), "who stands where, issue by issue")
    if plan.id in made.by_point:
        yield Shown(points_page(plan.id), "who stands where, point by point")
    if plan.id in made.maps:
        yield Shown(map_page(plan.id), "what it sets on the map")
    if made.flow and plan in made.flowing:
        yield Shown(FLOW, "where its points came from and went")


def of_issue(site: Site, issue: str) -> Iterator[Shown]:
    """The picture page that shows an issue."""
    if issue in pictures(site).over_time:
        yield Shown(over_time_page(issue), "what parties said, on a line of time")


def of_parameter(site: Site, parameter: str) -> Iterator[Shown]:
    """The picture pages that show the values of a parameter."""
    made = pictures(site)
    if parameter in made.numbers:
        yield Shown(numbers_page(parameter), "texts and statements on one axis")
    known = site.catalog.parameters.get(parameter)
    if made.maps and known is not None and "place" in known.per:
        yield Shown(MAPS, "what texts set on the map")


def pictured(shown: Iterator[Shown]) -> h.Node:
    """A line with links to picture pages, nothing where there is none."""
    links = [link(path, title) for path, title in shown]
    if not links:
        return None
    return h.p(".pp-path")["In pictures: ", [[" · " if n else "", a] for n, a in enumerate(links)]]


def matrix_page(plan: str) -> str:
    """The page of who stands where on a text, issue by issue."""
    return f"matrix/{plan}.md"


def points_page(plan: str) -> str:
    """The page of who stands where on each point of a text."""
    return f"matrix/{plan}--points.md"


def numbers_page(parameter: str) -> str:
    """The page of the numbers of a parameter."""
    return f"numbers/{parameter}.md"


def over_time_page(issue: str) -> str:
    """The page of what was said on an issue, by date."""
    return f"over-time/{issue}.md"


def map_page(plan: str) -> str:
    """The page of the maps of a text."""
    return f"map/{plan}.md"
