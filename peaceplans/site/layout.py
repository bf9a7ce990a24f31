"""A page as the HTML that themes put into their frame, and its contents list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import htpy as h
from markupsafe import escape

from peaceplans.site.page import PAGE, Page, Part
from peaceplans.site.rendering import rendered

LINK = re.compile(rf'(?:(?<=href=")|(?<=src=")){PAGE}([^"#]*)(#[^"]*)?(?=")')
MANY = 40
"""Headings that a contents list may have before it leaves out the lower ones."""
HARMLESS = str.maketrans({"<": "‹", ">": "›"})


class Laid(NamedTuple):
    """A page as far as no theme is needed: what it is called, its HTML with links to be placed,
    the entries of its contents list, and the files beside it.
    """

    path: str
    title: str
    described: str
    body: str
    contents: Any
    files: Mapping[str, str]


def laid(page: Page) -> Laid:
    """A page laid out; titles are made harmless for frames."""
    return Laid(
        page.path,
        titled(page.short or page.title),
        titled(page.described or page.title),
        body(page),
        contents(page.parts),
        page.files,
    )


def body(page: Page) -> str:
    """Heading, lead and sections. Links are not placed yet."""
    return rendered(h.div(".pp-page")[h.h1[page.title], page.lead, _parts(page.parts, 2)])


def _parts(parts: Iterable[Part], depth: int) -> h.Node:
    heading = (h.h2, h.h3, h.h4, h.h5, h.h6)[min(depth, 6) - 2]
    return [
        h.section[
            part.title and heading(id=part.id)[part.title],
            part.content,
            _parts(part.parts, depth + 1),
        ]
        for part in parts
    ]


def placed(html: str, address: Callable[[str], str | None], missing: Callable[[str], None]) -> str:
    """The HTML with every link to a page of ours as `address` has it; `missing` hears of others."""

    def one(match: re.Match[str]) -> str:
        path, mark = match[1], match[2] or ""
        if (found := address(path)) is None:
            missing(path)
            return "#"
        return f"{escape(found)}{mark}"

    return LINK.sub(one, html)


def linked(html: str) -> set[str]:
    """The pages and files of ours that links name."""
    return {match[1] for match in LINK.finditer(html)}


def contents(parts: Iterable[Part]) -> Any:
    """The headings as MkDocs takes them for a contents list; of many, the upper ones only."""
    parts = tuple(parts)
    if sum(1 + len(part.parts) for part in parts) > MANY:
        parts = tuple(part._replace(parts=()) for part in parts)
    return [
        {
            "name": str(escape(part.title)),
            "id": part.id,
            "level": 2,
            "children": contents(part.parts),
        }
        for part in parts
        if part.title
    ]


def titled(title: str) -> str:
    """A title for frames that strip tags and unescape: nothing in it can become one."""
    return str(escape(title.translate(HARMLESS)))
