"""A page as the HTML that themes put into their frame, and its contents list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import htpy as h
from markupsafe import escape

from peaceplans.site.page import PAGE, Page, Part
from peaceplans.site.rendering import rendered
from peaceplans.vocabulary import EVIDENCE

LINK = re.compile(rf'(?:(?<=href=")|(?<=src=")){PAGE}([^"#]*)(#[^"]*)?(?=")')
GRADE = re.compile(r'class="pp-grade [^"]*">([a-z-]+)<')
ABOUT = re.compile(r">[^<]*[0-9]{4}(?:-[0-9]{2}){0,2}~")
SPAN = re.compile(r">[^<]*[0-9]{4}(?:-[0-9]{2}){0,2}~?/[0-9]{4}")
NAMED = re.compile(rf'="{PAGE}([^"#]*)')
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
    wide: bool


def laid(page: Page) -> Laid:
    """A page laid out; titles are made harmless for frames."""
    return Laid(
        page.path,
        titled(page.short or page.title),
        titled(page.described or page.title),
        body(page),
        contents(page.parts),
        page.files,
        page.wide,
    )


def body(page: Page) -> str:
    """Heading, lead and sections, then what signs on the page mean. Links are not placed yet."""
    width = ".pp-page.pp-wide" if page.wide else ".pp-page"
    content = rendered([page.lead, _parts(page.parts, 2)])
    signs = tuple(_signs(content))
    key = h.p(".pp-note")["On this page: ", "; ".join(signs), "."] if signs else None
    return rendered(h.div(width)[h.h1[page.title], content, key])


def _signs(html: str) -> Iterator[str]:
    """The grades of evidence and the ways to write a date that a page has, with their meaning."""
    grades = set(GRADE.findall(html))
    yield from (f"“{grade}”: {EVIDENCE[grade]}" for grade in EVIDENCE if grade in grades)
    if ABOUT.search(html):
        yield "~ after a date: about that date"
    if SPAN.search(html):
        yield "/ between two dates: from the one to the other, or a day between them"


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
    return set(NAMED.findall(html))


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
