"""All pages of a site, kind by kind, and which of them navigation lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from peaceplans.site.context import Site
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

KINDS: tuple[Callable[[Site], Iterable[Page]], ...] = (
    front,
    texts,
    issues,
    parties,
    comparisons,
    synopses,
    compare,
    sequences,
    time_pages,
    knowledge,
    source_pages,
    codebook_pages,
    drawings,
    python_reference,
)
"""What makes pages: each function yields those of its kind."""

NAVIGATION: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Texts", ("texts/index.md", "synopsis.md", "synopsis-by-issue.md", "sequence/index.md")),
    ("Changes", ("comparisons/index.md", "compare.md", "rules-of-change.md")),
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
    ("Reference", ("reference/python.md",)),
)
"""Heading → pages below it. What is reached from these is not listed, so that pages stay small."""


def pages(site: Site) -> Iterator[Page]:
    """Every page. Raises ValueError if two would stand at one place."""
    taken: set[str] = set()
    for kind in KINDS:
        for page in kind(site):
            if page.path in taken:
                raise ValueError(f"two pages at {page.path}")
            taken.add(page.path)
            yield page
