"""The plugin for MkDocs: a catalog's pages among those that somebody wrote."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, is_error_template, write_file

from peaceplans.catalogs.loading import NotFound, catalog
from peaceplans.plugin.command_line import command_line
from peaceplans.plugin.earlier import Earlier, digest, frame, record
from peaceplans.reading.diagnostics import Invalid
from peaceplans.site.context import Site
from peaceplans.site.everything import KINDS, NAVIGATION, laid_out
from peaceplans.site.files import asset
from peaceplans.site.layout import Laid, linked, placed
from peaceplans.site.strictly import Scripts, slim

log = logging.getLogger("mkdocs.plugins.peaceplans")

SHEETS = ("site.css", "drawings.css", "map.css")
SCRIPTS = ("tables.js",)
OF_PAGES = ("iframe-worker.js", "compare.js", "whatif.js")
OWN = "assets/peaceplans"
SHIM = OF_PAGES[0]
ELSEWHERE = "https://unpkg.com/iframe-worker/shim"
"""Where Material would fetch what its search needs in pages opened as files."""
FRONT = "index.md"
SOURCE_MAPS = (".js.map", ".css.map")
"""A megabyte that only those who work on the theme could want."""


class Options(base.Config):  # type: ignore[no-untyped-call]  # MkDocs' own hook
    """`catalog`: a folder of your own plans laid over the built-in ones; `at`: the date of every
    answer on positions, by default the newest entry's; `earlier`: the folder of an earlier build,
    whose pages are taken where they would come out the same.
    """

    catalog = option.Optional(option.Type(str))
    at = option.Optional(option.Type(str))
    earlier = option.Optional(option.Type(str))


class OfOurs(File):
    """The place of a page of ours. `kept` is the file that an earlier build made of it, where
    that is still the same: MkDocs then passes over it.
    """

    kept: bytes | None = None

    def is_modified(self) -> bool:
        """Whether it has to be laid out."""
        return self.kept is None


class PeaceplansPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Adds the pages of a catalog to a site."""

    def __init__(self) -> None:
        self._pages: dict[str, Laid] = {}
        self._of: dict[str, str] = {}
        self._scripts = Scripts()
        self._files: Files | None = None
        self._dirty = False
        self._earlier = Earlier(None)
        self._date = ""

    def on_startup(self, *, dirty: bool, **_: Any) -> None:
        """Whether what was built before may stay. MkDocs keeps plugins that have this method."""
        self._dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Our style sheets and scripts."""
        config.extra_css[:0] = [f"{OWN}/{name}" for name in SHEETS]
        config.extra_javascript.extend(f"{OWN}/{name}" for name in SCRIPTS)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Search begins anew: Material's adds to what it last found where not all is built, which
        would name pages twice that we put in from the earlier index.
        """
        for plugin in config.plugins.values():
            if hasattr(plugin, "search_index_prev"):
                plugin.search_index_prev = None

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The generated pages and what lies beside them; a page that somebody wrote comes first."""
        self._pages, self._scripts, self._files = {}, Scripts(), files
        for page in self._made(config):
            if files.get_file_from_path(page.path) is not None:
                continue
            self._pages[page.path] = page
            files.append(
                OfOurs.generated(config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            )
            folder = page.path.rpartition("/")[0]
            for name, content in page.files.items():
                path = f"{folder}/{name}" if folder else name
                files.append(File.generated(config, path, content=content))
        for file in list(files):
            if file.src_uri.endswith(SOURCE_MAPS):
                files.remove(file)
        for name in (*SHEETS, *SCRIPTS, *OF_PAGES):
            files.append(File.generated(config, f"{OWN}/{name}", content=asset(name)))
        return files

    def _made(self, config: MkDocsConfig) -> list[Laid]:
        folder = self.config.catalog
        if folder is not None:
            folder = str(Path(config.config_file_path or ".").parent / folder)
        try:
            site = Site(catalog(folder), name=config.site_name, at=self.config.at)
            self._date = site.at
            return laid_out(site, (*KINDS, command_line))
        except Invalid as error:
            for diagnostic in error.diagnostics:
                log.error(str(diagnostic))
            raise PluginError(f"{folder} cannot be read") from None
        except (NotFound, ValueError) as error:
            raise PluginError(str(error)) from None

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """The main pages in the navigation, all others with their titles."""
        for page in self._pages.values():
            Page(page.title, self._file(page), config).update_date = self._date
        added: list[Any] = []
        for title, paths in NAVIGATION:
            found = [files.get_file_from_path(path) for path in paths if path in self._pages]
            listed = [file.page for file in found if file is not None and file.page is not None]
            section = Section(title, list(listed))
            for each in listed:
                each.parent = section
                nav.pages.append(each)
            if listed:
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
        self._keep(config, frame(config, [str(nav)]))
        return nav

    def _file(self, page: Laid) -> OfOurs:
        file = self._files.get_file_from_path(page.path) if self._files else None
        assert isinstance(file, OfOurs)
        return file

    def _keep(self, config: MkDocsConfig, around: str | None) -> None:
        """Find the pages that an earlier build made of the same."""
        before = Path(self.config.earlier or config.site_dir) if self._dirty else None
        self._earlier, self._of = Earlier(before), {}
        for page in self._pages.values() if around is not None else ():
            file = self._file(page)
            gone = sorted(path for path in linked(page.body) if self._address(path) is None)
            told = (page.title, page.described, page.body, repr((page.contents, page.wide)))
            self._of[file.dest_uri] = of = digest(around or "", *told, *gone)
            file.kept = self._earlier.kept(file.dest_uri, of)

    def _address(self, path: str) -> str | None:
        file = self._files.get_file_from_path(path) if self._files else None
        return None if file is None else file.url

    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Our content in place of what Markdown made of nothing."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None:
            return html
        page.toc = get_toc(ours.contents)
        page.meta["description"] = ours.described
        if ours.wide:
            page.meta["hide"] = ["toc"]

        def address(path: str) -> str | None:
            found = self._address(path)
            return None if found is None else get_relative_url(found, page.url)

        def missing(path: str) -> None:
            log.warning("%s links to %s, which is not there", page.file.src_uri, path)

        return placed(ours.body, address, missing)

    @event_priority(-100)
    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """No inline script, as a strict policy lets none run, and nothing from elsewhere."""
        base = get_relative_url(".", page.url).rstrip("/")
        return self._strict(output, "" if base == "." else f"{base}/")

    @event_priority(-100)
    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """The same for pages of the theme, of which the one for what is not found may be shown at
        any address.
        """
        if not template_name.endswith(".html"):
            return output
        top = urlsplit(config.site_url or "/").path.rstrip("/") + "/"
        return self._strict(output, top if is_error_template(template_name) else "")

    def _strict(self, output: str, top: str) -> str:
        return slim(self._scripts.moved(output.replace(ELSEWHERE, f"{top}{OWN}/{SHIM}"), top))

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """The scripts that were inline, and what could be kept from an earlier build."""
        top = Path(config.site_dir)
        for name, code in self._scripts.files.items():
            write_file(code.encode(), str(top / name))
        kept = [file for file in map(self._file, self._pages.values()) if file.kept is not None]
        self._earlier.put(top, {file.dest_uri: file.kept or b"" for file in kept})
        if self._files is not None:
            order = [file.page.url for file in self._files.documentation_pages() if file.page]
            self._earlier.searched(top, [file.page.url for file in kept if file.page], order)
        record(top, self._of)
