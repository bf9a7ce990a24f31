"""The plugin for MkDocs: a catalog's pages among those that somebody wrote."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as Placed
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, write_file

from peaceplans.catalogs.loading import NotFound, catalog
from peaceplans.reading.diagnostics import Invalid
from peaceplans.site import layout
from peaceplans.site.context import Site
from peaceplans.site.everything import NAVIGATION, pages
from peaceplans.site.files import asset
from peaceplans.site.page import Page
from peaceplans.site.strictly import Scripts, slim

log = logging.getLogger("mkdocs.plugins.peaceplans")

SHEETS = ("site.css", "drawings.css", "map.css")
SCRIPTS = ("tables.js",)
OF_PAGES = ("iframe-worker.js", "compare.js")
OWN = "assets/peaceplans"
SHIM = OF_PAGES[0]
ELSEWHERE = "https://unpkg.com/iframe-worker/shim"
"""Where Material would fetch what its search needs in pages opened as files."""
FRONT = "index.md"


class Options(base.Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook
    """`catalog`: a folder of your own plans laid over the built-in ones; `at`: the date of every
    answer on positions, by default the newest entry's.
    """

    catalog = option.Optional(option.Type(str))
    at = option.Optional(option.Type(str))


class PeaceplansPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Adds the pages of a catalog to a site."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self._scripts = Scripts()
        self._files: Files | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our style sheets and scripts."""
        config.extra_css[:0] = [f"{OWN}/{name}" for name in SHEETS]
        config.extra_javascript.extend(f"{OWN}/{name}" for name in SCRIPTS)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The generated pages and what lies beside them; a page that somebody wrote comes first."""
        self._pages = {}
        for page in self._made(config):
            if files.get_file_from_path(page.path) is not None:
                continue
            self._pages[page.path] = page
            file = File.generated(
                config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV
            )
            files.append(file)
            folder = page.path.rpartition("/")[0]
            for name, content in page.files.items():
                path = f"{folder}/{name}" if folder else name
                files.append(File.generated(config, path, content=content))
        for name in (*SHEETS, *SCRIPTS, *OF_PAGES):
            files.append(File.generated(config, f"{OWN}/{name}", content=asset(name)))
        return files

    def _made(self, config: MkDocsConfig) -> Iterator[Page]:
        folder = self.config.catalog
        if folder is not None:
            folder = str(Path(config.config_file_path or ".").parent / folder)
        try:
            yield from pages(Site(catalog(folder), name=config.site_name, at=self.config.at))
        except Invalid as error:
            for diagnostic in error.diagnostics:
                log.error(str(diagnostic))
            raise PluginError(f"{folder} cannot be read") from None
        except (NotFound, ValueError) as error:
            raise PluginError(str(error)) from None

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """The main pages in the navigation, all others with their titles."""
        self._files = files
        for page in self._pages.values():
            file = files.get_file_from_path(page.path)
            assert file is not None
            Placed(layout.titled(page.short or page.title), file, config)
        added: list[Any] = []
        for title, paths in NAVIGATION:
            found = [files.get_file_from_path(path) for path in paths if path in self._pages]
            placed = [file.page for file in found if file is not None and file.page is not None]
            section = Section(title, list(placed))
            for each in placed:
                each.parent = section
                nav.pages.append(each)
            if placed:
                added.append(section)
        front = files.get_file_from_path(FRONT) if FRONT in self._pages else None
        if front is not None and front.page is not None:
            nav.items.insert(0, front.page)
            nav.pages.insert(0, front.page)
            nav.homepage = front.page
            added_at = 1
        else:
            added_at = min(1, len(nav.items))
        nav.items[added_at:added_at] = added
        return nav

    def on_page_content(self, html: str, page: Placed, **_: Any) -> str:
        """Our content in place of what Markdown made of nothing."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None:
            return html
        page.toc = get_toc(layout.contents(ours.parts))
        page.meta["description"] = layout.titled(ours.described or ours.title)

        def address(path: str) -> str | None:
            file = self._files.get_file_from_path(path) if self._files else None
            return None if file is None else get_relative_url(file.url, page.url)

        def missing(path: str) -> None:
            log.warning("%s links to %s, which is not there", page.file.src_uri, path)

        return layout.placed(layout.body(ours), address, missing)

    @event_priority(-100)
    def on_post_page(self, output: str, page: Placed, **_: Any) -> str:
        """No inline script, as a strict policy lets none run, and nothing from elsewhere."""
        base = get_relative_url(".", page.url).rstrip("/")
        top = "" if base == "." else f"{base}/"
        return slim(self._scripts.moved(output.replace(ELSEWHERE, f"{top}{OWN}/{SHIM}"), top))

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """The scripts that were inline."""
        for name, code in self._scripts.files.items():
            write_file(code.encode(), str(Path(config.site_dir) / name))
