"""A whole site by one call: MkDocs with a configuration of ours, and only what differs replaced."""

from __future__ import annotations

import filecmp
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.utils import CountHandler

QUIET = "NO_MKDOCS_2_WARNING"
THEMES = ("material", "mkdocs")
SHIPPED = Path(__file__).resolve().parent.parent / "_guide"
CHECKOUT = SHIPPED.parent.parent / "docs"
GUIDE = {
    "Guide": (
        "first-comparison.md",
        "your-own-plan.md",
        "first-gate.md",
        "notebook.md",
        "how-to.md",
        "guide.md",
    ),
    "Method": ("method.md", "corrections.md", "codebook.md", "parameters.md", "alignment.md"),
}
"""Heading → hand-written pages below it; the others are reached from these."""
RECORD = ".peaceplans-site"
"""Lists what a build wrote into its folder; nothing else is ever removed there."""


class NotBuilt(Exception):
    """The site cannot be built; the message says why."""


def guide() -> Path:
    """The folder of hand-written pages: what an installed package brings, or the checkout's."""
    return SHIPPED if SHIPPED.is_dir() else CHECKOUT


def configuration(
    target: Path,
    *,
    catalog: str | None,
    at: str | None,
    theme: str,
    name: str,
    earlier: Path | None = None,
) -> dict[str, Any]:
    """What MkDocs is told: nothing is fetched at view time, addresses end in `.html`."""
    ours: dict[str, Any] = {}
    if catalog is not None:
        ours["catalog"] = str(Path(catalog).resolve())
    if at is not None:
        ours["at"] = at
    if earlier is not None:
        ours["earlier"] = str(earlier.resolve())
    looks: dict[str, Any] = {"name": theme}
    if theme == "material":
        looks |= {
            "font": False,
            "features": ["navigation.indexes", "toc.follow"],
            "palette": PALETTE,
        }
    else:
        looks["highlightjs"] = False
    return {
        "site_name": name,
        "docs_dir": str(guide()),
        "nav": [{title: list(pages)} for title, pages in GUIDE.items()],
        "site_dir": str(target),
        "theme": looks,
        "use_directory_urls": False,
        "plugins": [
            *([{"offline": {}}] if theme == "material" else []),
            "search",
            {"peaceplans": ours},
        ],
    }


PALETTE = [
    {
        "media": f"(prefers-color-scheme: {scheme})",
        "scheme": name,
        "primary": "blue grey",
        "toggle": {"icon": icon, "name": f"Switch to {other} colours"},
    }
    for scheme, name, icon, other in (
        ("light", "default", "material/weather-night", "dark"),
        ("dark", "slate", "material/weather-sunny", "light"),
    )
]


def build(
    target: Path,
    *,
    catalog: str | None = None,
    at: str | None = None,
    theme: str = "material",
    name: str = "peaceplans",
) -> list[str]:
    """Build the site of a catalog into a folder; returns the files that were written or removed.

    Pages are made beside the folder first: a build that fails leaves it as it was, and a file
    whose bytes are the same is not touched. Raises NotBuilt.
    """
    if target.is_dir() and any(target.iterdir()) and not (target / RECORD).is_file():
        raise NotBuilt(f"{target} holds other files; name an empty folder, or one built before")
    os.environ.setdefault(QUIET, "1")
    with TemporaryDirectory() as folder:
        earlier = target if (target / RECORD).is_file() else None
        about = {"catalog": catalog, "at": at, "theme": theme, "name": name}
        file = written(Path(folder), earlier=earlier, **about)
        try:
            with _as_asked(), _no_warnings():
                config = load_config(str(file))
                config.plugins.on_startup(command="build", dirty=True)
                run_mkdocs(config, dirty=True)
        except (Abort, ConfigurationError, PluginError) as error:
            raise NotBuilt(f"the site cannot be built: {error}") from None
        return list(_replaced(Path(folder) / "site", target))


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Raises NotBuilt if MkDocs warns of anything, as its own strict mode does."""
    counter, log = CountHandler(), logging.getLogger("mkdocs")
    counter.setLevel(logging.WARNING)
    log.addHandler(counter)
    try:
        yield
    finally:
        log.removeHandler(counter)
    if counts := counter.get_counts():
        found = ", ".join(f"{count} {level.lower()}s" for level, count in counts)
        raise NotBuilt(f"the site cannot be built: {found}")


@contextmanager
def _as_asked() -> Iterator[None]:
    """MkDocs does not warn of what we ask for: to build only what differs."""
    builder = logging.getLogger(run_mkdocs.__module__)

    def wanted(told: logging.LogRecord) -> bool:
        return "'dirty' build" not in str(told.msg)

    builder.addFilter(wanted)
    try:
        yield
    finally:
        builder.removeFilter(wanted)


def serve(
    address: str,
    *,
    catalog: str | None = None,
    at: str | None = None,
    theme: str = "material",
    name: str = "peaceplans",
) -> None:
    """Serve the site of a catalog at `host:port` until interrupted, built anew when a file of the
    catalog's folder changes. Raises NotBuilt.
    """
    from mkdocs.commands.serve import serve as run_server

    os.environ.setdefault(QUIET, "1")
    with TemporaryDirectory() as folder:
        file = written(Path(folder), catalog=catalog, at=at, theme=theme, name=name)
        try:
            with _as_asked():
                run_server(
                    str(file),
                    build_type="dirty",
                    dev_addr=address,
                    watch=[catalog] if catalog else [],
                )
        except (Abort, ConfigurationError, PluginError) as error:
            raise NotBuilt(f"the site cannot be served: {error}") from None


def written(folder: Path, **about: Any) -> Path:
    """A configuration file of MkDocs in a folder, for a site beside it."""
    file = folder / "mkdocs.yml"
    told = configuration(folder / "site", **about)
    file.write_text(yaml.safe_dump(told), encoding="utf-8")
    return file


def _replaced(made: Path, target: Path) -> Iterator[str]:
    """Make a folder hold what another holds, file by file; yields what was changed. What was not
    written by an earlier build stays.
    """
    record = target / RECORD
    before = set(record.read_text(encoding="utf-8").splitlines()) if record.is_file() else set()
    wanted = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    target.mkdir(parents=True, exist_ok=True)
    record.write_text("".join(f"{path}\n" for path in sorted({*before, *wanted})), encoding="utf-8")
    for path in wanted:
        new, place = made / path, target / path
        if place.is_file() and (new.samefile(place) or filecmp.cmp(new, place, shallow=False)):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.part")
        shutil.copyfile(new, part)
        os.replace(part, place)
        yield path
    for path in sorted(before - set(wanted)):
        place = target / path
        if target.resolve() in place.resolve().parents and place.is_file():
            place.unlink()
            yield path
    record.write_text("".join(f"{path}\n" for path in wanted), encoding="utf-8")
