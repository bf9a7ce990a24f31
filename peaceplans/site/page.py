"""What a page is made of, before any theme lays it out.

Content is built with htpy, which escapes every text. Links name pages by their place among the
sources (`texts/us-28.md#p21`); the plugin turns them into addresses relative to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import htpy as h
from immutabledict import immutabledict
from markupsafe import Markup

from peaceplans.site.rendering import rendered

PAGE = "page:"
"""How a link to one of our pages or files begins until the plugin has placed it."""


class Part(NamedTuple):
    """A section of a page: heading, anchor, content, and the sections below it."""

    title: str
    id: str
    content: h.Node = None
    parts: tuple[Part, ...] = ()


class Page(NamedTuple):
    """A page. `path` is its place among the sources, `lead` what stands before the first section.

    `files` lie beside the page: name → content. `short` is what navigation calls it, where that
    is not the title. `described` is one sentence for search engines and link previews. A `wide`
    page has pictures or columns that need the room of the contents list.
    """

    path: str
    title: str
    lead: h.Node = None
    parts: tuple[Part, ...] = ()
    files: Mapping[str, str] = immutabledict()
    short: str | None = None
    described: str = ""
    wide: bool = False


class Picture(NamedTuple):
    """A drawing and the table that says the same; `id` names its files and anchors on the page.
    `signs` are those that it uses, in groups, with what each means.
    """

    id: str
    title: str
    description: str
    svg: h.Element
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    signs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def link(path: str, text: h.Node, **attributes: str | bool) -> h.Node:
    """A link to a page or file of ours, by its place among the sources."""
    if isinstance(text, str) and not attributes:
        return _linked(path, text)
    return h.a(href=PAGE + path, **attributes)[text]


@cache
def _linked(path: str, text: str) -> Markup:
    """Most links stand on many pages: they are made once."""
    return rendered(h.a(href=PAGE + path)[text])


def out(address: str, text: h.Node) -> h.Node:
    """A link to the world; an address that is none of the web stays text."""
    if not address.startswith(("https://", "http://")):
        return text
    return h.a(href=address, rel="external noopener")[text]


def table(
    columns: Sequence[h.Node],
    rows: Iterable[Sequence[h.Node]],
    *,
    caption: h.Node = None,
    head: bool = True,
    sortable: bool = False,
    classes: str = "",
) -> h.Element:
    """A table in a box of its own that scrolls sideways where it must, reachable by keyboard.

    With `head`, the first cell of a row is its header. `sortable` lets a script sort and filter.
    """
    name = " ".join(filter(None, ("pp-table", classes)))
    first = h.th(scope="row") if head else h.td
    body: list[h.Node] = [
        h.tr[[(first if number == 0 else h.td)[cell] for number, cell in enumerate(row)]]
        for row in rows
    ]
    return h.div(".pp-scroll", tabindex="0", role="region", aria_label=_plain(caption) or "Table")[
        h.table(class_=name, data_sortable=sortable or None)[
            caption and h.caption[caption],
            h.thead[h.tr[[h.th(scope="col")[column] for column in columns]]],
            h.tbody[body],
        ]
    ]


def facts(rows: Iterable[tuple[h.Node, h.Node]]) -> h.Element:
    """Terms and what they are, as a list of descriptions."""
    return h.dl(".pp-facts")[[h.div[h.dt[term], h.dd[told]] for term, told in rows]]


def when(so: object, node: h.Node) -> h.Node:
    """Something, or nothing where it is about nothing."""
    return node if so else None


def lines(text: str) -> h.Node:
    """A text whose line breaks are kept."""
    if "\n" not in text:
        return text
    first, *others = text.split("\n")
    return [first, [[h.br, line] for line in others]]


def figure(picture: Picture, folder: str) -> h.Node:
    """A picture and, behind a fold, its table; both are files of `folder`, too."""
    return [
        drawn(picture, folder),
        h.details[h.summary["The same as a table"], same_as_table(picture)],
    ]


def same_as_table(picture: Picture) -> h.Element:
    """What a picture shows, as a table. Search leaves both out: they repeat what other pages say,
    and would be half of its index.
    """
    same = table(picture.columns, picture.rows, caption=picture.title)
    return h.div(data_search_exclude=True)[same]


def drawn(picture: Picture, folder: str) -> h.Element:
    """A picture below its caption, which says what its signs mean, with links to its files."""
    name = f"{folder}/{picture.id}" if folder else picture.id
    return h.figure(".pp-figure", id=picture.id)[
        h.figcaption[
            h.strong[picture.title],
            " ",
            picture.description,
            [" ", picture.note] if picture.note else None,
            h.span(".pp-files")[
                " ",
                link(f"{name}.svg", "SVG", download=True),
                " ",
                link(f"{name}.csv", "CSV", download=True),
            ],
            picture.signs and _signs(picture.signs),
        ],
        h.div(
            ".pp-scroll",
            tabindex="0",
            role="region",
            aria_label=picture.title,
            data_search_exclude=True,
        )[picture.svg],
    ]


def _signs(groups: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> h.Element:
    return h.ul(".pp-signs", data_search_exclude=True)[
        [
            h.li[f"{group}: ", [[h.b[mark], f" {meaning}. "] for mark, meaning in marks]]
            for group, marks in groups
        ]
    ]


def _plain(node: h.Node) -> str:
    return rendered(node).striptags() if node else ""
