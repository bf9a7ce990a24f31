"""How pages let themselves be cited: sentences ready to print, and addresses that stay."""

from __future__ import annotations

import htpy as h


def address(place: str) -> str:
    """A place as a reader finds it below the top of the site: `points/us-28/14.html#p14-b`."""
    page, mark, anchor = place.partition("#")
    return f"{page.removesuffix('.md')}.html{mark}{anchor}"


def cited(sentence: str) -> h.Element:
    """A sentence to cite something by, behind a fold. Search would find in it what is above it."""
    return h.details(".pp-cite", data_search_exclude=True)[
        h.summary["Cite this"], h.p[h.q[sentence]]
    ]


def here(anchor: str, what: str, *, own: bool = True) -> h.Element:
    """The sign that carries the address of something: its anchor, unless that stands elsewhere."""
    id = anchor if own else None
    return h.a(id=id, href=f"#{anchor}", aria_label=f"Address of this {what}")["¶"]
