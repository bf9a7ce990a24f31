"""What makes a page too large moves to pages of its own, and its addresses stay on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import htpy as h
from markupsafe import Markup

from peaceplans.site.layout import body
from peaceplans.site.page import PAGE, Page, Part, link
from peaceplans.site.rendering import rendered

ID = re.compile(r' id="([^"]+)"')
FURTHER = "further"
"""How pages and anchors of sections begin that moved from the end of a part."""


def fitted(
    page: Page, aside: Mapping[str, str], *, largest: int, split: str = "", most: int = 0
) -> Iterator[Page]:
    """The page and those beside it. While it has more than `largest` bytes, the parts that `aside`
    names move in that order; its values end the names of their pages. If more than `most` bytes
    are left then, the last sections of the part `split` follow.
    """
    page = page._replace(lead=rendered(page.lead), parts=tuple(map(_settled, page.parts)))
    for id, name in aside.items():
        part = next((part for part in page.parts if part.id == id), None)
        if part is None or _size(page) <= largest:
            continue
        new = _beside(page, name, part)
        yield new
        page = _with(page, part, part._replace(content=_left(part, new), parts=()))
    part = next((part for part in page.parts if part.id == split), None)
    if part is None or _size(page) <= most:
        yield page
        return
    kept, *others = _packed(part, most - _size(_with(page, part, part._replace(parts=()))), most)
    stubs = []
    for number, group in enumerate(others, 1):
        name = f"{FURTHER}-{number}"
        rest = Part(
            " to ".join(dict.fromkeys((group[0].title, group[-1].title))), name, None, group
        )
        new = _beside(page, name, rest)
        yield new
        stubs.append(rest._replace(content=_left(rest, new), parts=()))
    yield _with(page, part, part._replace(parts=(*kept, *stubs)))


def _packed(part: Part, room: int, most: int) -> list[tuple[Part, ...]]:
    """The sections of a part in order: those that there is room for, then as many as a page has."""
    groups: list[tuple[Part, ...]] = [()]
    for each in part.parts:
        size = _size(Page("", "", None, (each,)))
        if size > room:
            groups.append(())
            room = most
        groups[-1] = (*groups[-1], each)
        room -= size
    return groups


def _beside(page: Page, name: str, part: Part) -> Page:
    """A part as a page of its own; the signs of addresses lead to where these are."""
    moved = _moved(part, page)
    return Page(
        f"{page.path.removesuffix('.md')}--{name}.md",
        f"{page.title}: {part.title}",
        [h.p(".pp-path")["Part of ", link(page.path, page.title), "."], moved.content],
        moved.parts,
        described=f"{part.title}. {page.described}",
    )


def _moved(part: Part, page: Page) -> Part:
    content = str(rendered(part.content)).replace('href="#', f'href="{PAGE}{page.path}#')
    return part._replace(
        content=Markup(content), parts=tuple(_moved(each, page) for each in part.parts)
    )


def _left(part: Part, new: Page) -> h.Node:
    """What stays of a part: its addresses, and where they are told."""
    anchors = [h.span(id=id) for id in _ids(part)]
    return [anchors, h.p["On a page of its own: ", link(new.path, part.title), "."]]


def _ids(part: Part) -> Iterator[str]:
    yield from (Markup(id).unescape() for id in ID.findall(rendered(part.content)))
    for each in part.parts:
        yield from _ids(each)


def _settled(part: Part) -> Part:
    """A part that can be measured and then moved: what is not rendered yet is read only once."""
    return part._replace(content=rendered(part.content), parts=tuple(map(_settled, part.parts)))


def _with(page: Page, part: Part, other: Part) -> Page:
    return page._replace(parts=tuple(other if each is part else each for each in page.parts))


def _size(page: Page) -> int:
    return len(body(page).encode())
