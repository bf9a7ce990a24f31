"""All pages of a site, kind by kind, and which of them navigation lists."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from threading import active_count

from peaceplans.site.context import Site
from peaceplans.site.layout import Laid, laid
from peaceplans.site.page import Page
from peaceplans.site.pages.codebook import codebook_pages
from peaceplans.site.pages.compare import compare
from peaceplans.site.pages.comparisons import comparisons
from peaceplans.site.pages.drawings import drawings
from peaceplans.site.pages.front import front
from peaceplans.site.pages.issues import issues
from peaceplans.site.pages.knowledge import knowledge
from peaceplans.site.pages.parties import parties
from peaceplans.site.pages.python import python_reference
from peaceplans.site.pages.sequence import sequences
from peaceplans.site.pages.sources import source_pages
from peaceplans.site.pages.synopsis import synopses
from peaceplans.site.pages.texts import texts
from peaceplans.site.pages.time import time_pages
from peaceplans.site.pages.timeline import timeline_pages
from peaceplans.site.pages.whatif import what_ifs

Kind = Callable[[Site], Iterable[Page]]


def illustrated(site: Site) -> Iterator[Page]:
    """The kinds that know of pictures, which are drawn once for them all."""
    yield from texts(site)
    yield from issues(site)
    yield from drawings(site)


KINDS: tuple[Kind, ...] = (
    # The two that take longest begin first.
    illustrated,
    comparisons,
    front,
    parties,
    synopses,
    compare,
    what_ifs,
    sequences,
    timeline_pages,
    time_pages,
    knowledge,
    source_pages,
    codebook_pages,
    python_reference,
)
"""What makes pages: each function yields those of its kind."""

NAVIGATION: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Texts", ("texts/index.md", "synopsis.md", "synopsis-by-issue.md", "sequence/index.md")),
    ("Changes", ("comparisons/index.md", "compare.md", "what-if.md", "rules-of-change.md")),
    ("Issues and parties", ("issues/index.md", "parties/index.md")),
    ("Pictures", ("pictures.md", "flow.md", "map.md")),
    ("Time", ("timeline.md", "events.md", "context.md")),
    ("What is known", ("unknown.md", "coverage.md", "sources/index.md")),
    (
        "Registries",
        (
            "registry/index.md",
            "registry/issues.md",
            "registry/parameters.md",
            "registry/parties.md",
            "registry/places.md",
            "registry/triggers.md",
            "registry/terms.md",
        ),
    ),
    ("Reference", ("reference/command-line.md", "reference/python.md")),
)
"""Heading → pages below it. What is reached from these is not listed, so that pages stay small."""


def laid_out(site: Site, kinds: Sequence[Kind] = KINDS) -> list[Laid]:
    """Every page, laid out; on several processors where this program can be split in two.

    Raises ValueError if two pages would stand at one place.
    """
    # What all kinds need is made before there are several of us.
    several = min(os.cpu_count() or 1, len(kinds)) if site.numbers and site.at else 1
    if several > 1 and active_count() == 1 and "fork" in get_all_start_methods():
        pool = ProcessPoolExecutor(several, get_context("fork"), _share, (site, kinds))
        with pool:
            made = list(pool.map(_shared, range(len(kinds))))
    else:
        made = [_of_kind(site, kind) for kind in kinds]
    found = [page for pages in made for page in pages]
    taken: set[str] = set()
    for page in found:
        if page.path in taken:
            raise ValueError(f"two pages at {page.path}")
        taken.add(page.path)
    return found


def _of_kind(site: Site, kind: Kind) -> list[Laid]:
    return [laid(page) for page in kind(site)]


_begun_with: list[tuple[Site, Sequence[Kind]]] = []
"""In a process of the pool: what it was begun with."""


def _share(site: Site, kinds: Sequence[Kind]) -> None:
    _begun_with.append((site, kinds))


def _shared(number: int) -> list[Laid]:
    site, kinds = _begun_with[-1]
    return _of_kind(site, kinds[number])
