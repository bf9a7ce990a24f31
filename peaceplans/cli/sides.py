"""What is compared: texts, files, folders, standard input, revisions of git."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from peaceplans.catalogs.builtin import builtin
from peaceplans.catalogs.errors import NotFound
from peaceplans.catalogs.loading import catalog, laid_over, load, read_alone, tree
from peaceplans.catalogs.store import Catalog
from peaceplans.catalogs.versions import Side, Versions, versions
from peaceplans.model.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from peaceplans.catalogs.revisions import Revision

STANDARD_INPUT = "-"
PLANS = "plans"
"""The folder that is looked into where none is named."""


def compared_texts(options: argparse.Namespace) -> tuple[list[Versions], Catalog]:
    """The pairs of texts that a comparison asks for, and the catalog of the later side.

    Raises NotFound for what is not there, Invalid for what cannot be read.
    """
    if options.base and options.since:
        raise NotFound("--base and --since exclude each other")
    if "" in (options.base, options.since):
        raise NotFound("--base or --since is empty: name a revision")
    if options.base or options.since:
        return _since(options)
    if len(options.texts) != 2:
        raise NotFound(
            f"two texts or folders are compared, {len(options.texts) or 'none'} given: "
            "peaceplans diff OLD NEW, or --base REVISION"
        )
    old, new = options.texts
    if old == new == STANDARD_INPUT:
        raise NotFound("only one of the two texts can be standard input")
    if is_folder(old) or is_folder(new):
        for ref, other in ((old, new), (new, old)):
            if not is_folder(ref):
                raise NotFound(f"{other} is a folder and {ref} is none")
        before, after = side(old), side(new)
        return _some(list(versions(before, after)), options), after.catalog
    known = catalog(options.catalog)
    return [Versions(one(old, known), one(new, known))], known


def is_folder(ref: str) -> bool:
    """Whether a reference is to a folder, on disk or in a revision."""
    if ref == STANDARD_INPUT or ref in builtin().plans or os.path.isfile(ref):
        return False
    if os.path.isdir(ref):
        return True
    return ":" in ref and not ref.endswith((".yaml", ".yml"))


def side(ref: str) -> Side:
    """A folder with the catalog of its plans."""
    found = tree(ref)
    return Side(found, laid_over(found))


def one(ref: str, known: Catalog) -> Plan:
    """One text; `-` is standard input."""
    if ref != STANDARD_INPUT:
        return load(ref, within=known)
    from peaceplans.reading.document import MAX_BYTES, parse

    return read_alone(parse(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"), known)


def _since(options: argparse.Namespace) -> tuple[list[Versions], Catalog]:
    """Folders and files as they are now, each against what it was in a revision."""
    from pathlib import Path

    from peaceplans.catalogs.revisions import fork_point, revision
    from peaceplans.catalogs.trees import committed

    places = [Path(place) for place in options.texts or [options.catalog or PLANS]]
    for place in places:
        if not place.exists():
            named = "" if options.texts else "; name the folder that holds your plans"
            raise NotFound(f"no file or folder {place}{named}")
    at = places[0] if places[0].is_dir() else places[0].parent
    base = revision(options.base, at) if options.base else fork_point(options.since, at)
    found: list[Versions] = []
    known = catalog(options.catalog)
    for place in places:
        if place.is_dir():
            before, after = committed(base, place), side(str(place))
            found += versions(Side(before, laid_over(before)), after)
            known = after.catalog
        else:
            now = load(place, within=known)
            found.append(Versions(_before(base, place, known), now))
    return _some(found, options), known


def _before(base: Revision, file: Path, known: Catalog) -> Plan | None:
    """A file as the revision has it, None where it has none."""
    from peaceplans.catalogs.revisions import within
    from peaceplans.reading.document import parse

    path = within(base, file)
    if path not in base.files(path.as_posix()):
        return None
    return read_alone(parse(base.read(path), f"{base.name}:{path}"), known)


def _some(found: list[Versions], options: argparse.Namespace) -> list[Versions]:
    if not found and not options.allow_empty:
        raise NotFound("there is no plan on either side; --allow-empty lets that pass")
    named_twice = {(each.id, each.file): each for each in found}
    return list(named_twice.values())
