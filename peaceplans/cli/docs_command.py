"""The command `docs`: a site of pages about the catalog, in a folder or served."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from peaceplans.catalogs.loading import catalog
from peaceplans.cli.main import ANSWERED, FAILED

NEEDED = ("htpy", "material", "mkdocs")


def docs(options: argparse.Namespace) -> int:
    """Build the site into a folder, or serve it until interrupted."""
    try:
        from peaceplans.site.build import NotBuilt, build, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in NEEDED:
            raise
        print(
            f"peaceplans: {error.name} is not installed; the site needs it: "
            'python3 -m pip install ".[docs]" in the clone',
            file=sys.stderr,
        )
        return FAILED
    catalog(options.catalog)  # its faults are told as those of every command
    about = {
        "catalog": options.catalog,
        "at": options.at,
        "theme": options.theme,
        "name": options.name,
    }
    try:
        if options.action == "serve":
            print(f"http://{options.address}/ once it is built; Ctrl-C ends it", file=sys.stderr)
            serve(options.address, **about)
            return ANSWERED
        changed = build(Path(options.output), **about)
    except NotBuilt as error:
        print(f"peaceplans: {error}", file=sys.stderr)
        return FAILED
    told = f"{len(changed)} file{'' if len(changed) == 1 else 's'} written"
    print(f"{options.output}: {told if changed else 'nothing had changed'}")
    return ANSWERED
