"""What an earlier build left, so that only pages that differ are laid out again.

A page is the same if its content, the frame around it and its file are: all three by digest. What
a frame is made of is known only for themes and plugins as they come; with others, and with a
theme's own changes, every page is made.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import write_file
from mkdocs.utils.yaml import yaml_load

from peaceplans._version import VERSION
from peaceplans.site.strictly import FOLDER

RECORD = ".peaceplans-pages"
"""Beside the pages: what each was made of."""
KNOWN = {"search", "material/search", "offline", "material/offline", "peaceplans"}
"""Plugins of which it is known what they do to a page."""
FRAMES = ("mkdocs", "mkdocs-material", "jinja2")
LAID_BY = (
    ("peaceplans.plugin", "mkdocs.py"),
    ("peaceplans.site", "layout.py"),
    ("peaceplans.site", "strictly.py"),
)
"""The modules that put a page into its frame: who works on them is shown what they do now."""
PLACES = ("docs_dir", "site_dir", "plugins")
"""Settings that say where a site is made, or that are looked at apart."""
INDEX, SCRIPT = "search/search_index.json", "search/search_index.js"
INLINE = re.compile(rf'src="[./]*({FOLDER}/[0-9a-f]+\.js)"')


class Made(NamedTuple):
    """A page that an earlier build made: digests of what went into it, and of its file."""

    of: str
    file: str


def digest(*parts: str | bytes) -> str:
    """A name for a sequence of texts."""
    made = blake2b(digest_size=8)
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(content).to_bytes(8, "big") + content)
    return made.hexdigest()


def frame(config: MkDocsConfig, navigation: Iterable[str]) -> str | None:
    """What stands around every page, by digest; None where it is not known."""
    file = Path(config.config_file_path or "")
    if config.theme.custom_dir or config.hooks or set(config.plugins) - KNOWN or not file.is_file():
        return None
    with file.open("rb") as stream:
        told = yaml_load(stream)
    settings = {key: value for key, value in told.items() if key not in PLACES}
    plugins = sorted(set(config.plugins))
    ours = [files(package).joinpath(name).read_bytes() for package, name in LAID_BY]
    parts = [VERSION, *(_version(name) for name in FRAMES), *plugins, *navigation, *ours]
    return digest(json.dumps(settings, sort_keys=True, default=repr), *parts)


def _version(name: str) -> str:
    try:
        return version(name)
    except ModuleNotFoundError:
        return ""


class Earlier:
    """The folder of an earlier build, or none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._made: dict[str, Made] = {}
        self._index: Mapping[str, Any] = {}
        if folder is not None and (folder / RECORD).is_file():
            try:
                told = json.loads((folder / RECORD).read_text(encoding="utf-8"))
                self._made = {path: Made(*made) for path, made in told.items()}
                if (folder / INDEX).is_file():
                    self._index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
            except (ValueError, TypeError, AttributeError):
                self._made = {}  # not what we wrote: everything is made
        if "index" in self._index:
            self._made = {}  # one that was worked out beforehand cannot be put together

    def kept(self, address: str, of: str) -> bytes | None:
        """The file at an address, if it was made of the same and nobody has changed it since, nor
        taken away a script that it loads.
        """
        if self._folder is None or address not in self._made or self._made[address].of != of:
            return None
        try:
            content = (self._folder / address).read_bytes()
        except OSError:
            return None
        if digest(content) != self._made[address].file:
            return None
        scripts = INLINE.findall(content.decode())
        return content if all((self._folder / name).is_file() for name in scripts) else None

    def put(self, top: Path, pages: Mapping[str, bytes]) -> None:
        """Write pages that are kept into a new site, with the scripts that they load."""
        for address, content in pages.items():
            _link_or_write(self._folder, top, address, content)
            for name in INLINE.findall(content.decode()):
                if self._folder is not None and not (top / name).is_file():
                    write_file((self._folder / name).read_bytes(), str(top / name))

    def searched(self, top: Path, kept: Iterable[str], order: Iterable[str]) -> None:
        """Make the index of a new site whole: what it says of kept pages is what it said before,
        all in the order that a build of everything has.
        """
        if not (top / INDEX).is_file() or not (again := set(kept)):
            return
        index = json.loads((top / INDEX).read_text(encoding="utf-8"))
        of: dict[str, list[Any]] = {}
        for entry in self._index.get("docs", ()):
            if (page := entry["location"].partition("#")[0]) in again:
                of.setdefault(page, []).append(entry)
        for entry in index["docs"]:
            of.setdefault(entry["location"].partition("#")[0], []).append(entry)
        index["docs"] = [entry for page in order for entry in of.get(page, ())]
        told = json.dumps(index, separators=(",", ":"))
        write_file(told.encode(), str(top / INDEX))
        if (top / SCRIPT).is_file():
            write_file(f"var __index = {told}".encode(), str(top / SCRIPT))


def _link_or_write(before: Path | None, top: Path, address: str, content: bytes) -> None:
    """Put a file that is the same into a new site, at best without writing it again."""
    (top / address).parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link((before or top) / address, top / address)
    except FileExistsError:
        pass  # the new site is made where the earlier one is
    except OSError:
        write_file(content, str(top / address))


def record(top: Path, made: Mapping[str, str]) -> None:
    """Write what each page of a site was made of: address → digest."""
    told = {
        address: Made(of, digest((top / address).read_bytes()))
        for address, of in sorted(made.items())
    }
    write_file(json.dumps(told, indent=0).encode(), str(top / RECORD))
