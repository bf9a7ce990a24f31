"""Commands for one's own files: validate, new, schema, completion."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from peaceplans.cli.main import ANSWERED, FOUND
from peaceplans.cli.output import write
from peaceplans.reading.diagnostics import Diagnostic, Invalid
from peaceplans.reading.document import Document


def validate(options: argparse.Namespace) -> int:
    """Every fault of files and folders; with `--fix`, repair what has one right spelling."""
    from peaceplans.catalogs.builtin import data_folder

    paths = [Path(path) for path in options.paths] or [Path(data_folder())]
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(2, "no such file or folder", str(path))
    if options.fix:
        _fix(paths)
    faults = sorted(fault for path in paths for fault in check(path))
    count = sum(len(_files(path)) for path in paths)
    told = f"{count} file{'' if count == 1 else 's'} checked: " + (
        f"{len(faults)} fault{'' if len(faults) == 1 else 's'}" if faults else "no faults"
    )
    if options.format == "json":
        import json

        from attrs import asdict, fields

        shown = fields(Diagnostic)
        data = {
            "files": count,
            "faults": [asdict(f, filter=lambda field, _: field != shown.fix) for f in faults],
        }
        print(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        from peaceplans.reports.safe import in_a_log, printable

        for fault in faults:
            print(in_a_log(printable(str(fault))))
        print(told)
        if any(fault.fix for fault in faults):
            print("Some can be repaired with: peaceplans validate --fix " + " ".join(options.paths))
    return FOUND if faults else ANSWERED


def check(path: Path) -> list[Diagnostic]:
    """The faults of one file or folder, read with the built-in data below it."""
    from peaceplans.catalogs.builtin import builtin, data_folder
    from peaceplans.catalogs.cross import check_references
    from peaceplans.catalogs.folder import read_folder, statement_faults
    from peaceplans.catalogs.trees import OnDisk
    from peaceplans.model.registry import REGISTRIES
    from peaceplans.reading.document import read
    from peaceplans.reading.plans import read_plan, read_registry

    if path.is_dir():
        own = path.resolve() == Path(data_folder()).resolve()
        return read_folder(OnDisk(path), None if own else builtin())[1]
    try:
        document = read(path)
    except Invalid as error:
        return list(error.diagnostics)
    below = builtin()
    if {"positions", "events", "facts"} & set(document.data):
        return statement_faults(document, below)
    if document.data and set(document.data) <= set(REGISTRIES):
        return read_registry([document], below.registry)[1]
    plan, faults = read_plan(document, below.registry)
    if plan is not None:
        faults = [*faults, *check_references(plan, below.plans, document)]
    return faults


def _files(path: Path) -> list[Path]:
    from peaceplans.catalogs import folder as f
    from peaceplans.catalogs.trees import OnDisk

    if not path.is_dir():
        return [path]
    files = OnDisk(path).files()
    kinds = (f.registry_files, f.plan_files, f.statement_files, f.naming_files)
    return [path / file for of_kind in kinds for file in of_kind(files)]


def _fix(paths: list[Path]) -> None:
    from peaceplans.reading.fix import fixed

    faults = [fault for path in paths for fault in check(path) if fault.fix]
    for name in sorted({fault.file for fault in faults}):
        text = Path(name).read_bytes().decode("utf-8")  # with the line ends that it has
        mine = [fault for fault in faults if fault.file == name]
        repaired = fixed(text, mine)
        if repaired != text:
            write(repaired, name)
            print(f"{name}: repaired {len(mine)} place{'' if len(mine) == 1 else 's'}")


def new(options: argparse.Namespace) -> int:
    """The beginning of a plan file that validates; an existing file is never overwritten."""
    from peaceplans.reading.document import parse
    from peaceplans.reading.fix import skeleton

    title = options.title or options.id.replace("-", " ").capitalize()
    text = skeleton(options.id, title, options.date)
    _must_read(parse(text.encode(), "the new file"))
    if options.output and os.path.exists(options.output):
        raise FileExistsError(17, "exists already and is left as it is", options.output)
    write(text, options.output)
    return ANSWERED


def _must_read(document: Document) -> None:
    """Refuse an id, title or date with which the file would not validate."""
    from peaceplans.catalogs.builtin import builtin
    from peaceplans.reading.plans import read_plan

    _, faults = read_plan(document, builtin().registry)
    if faults:
        raise Invalid(faults)


def schema(options: argparse.Namespace) -> int:
    """The JSON Schema of plan files, of registry files, or of a comparison."""
    from peaceplans.catalogs.builtin import builtin
    from peaceplans.reading.schema import (
        as_text,
        plan_schema,
        registry_schema,
        statements_schema,
    )
    from peaceplans.reports.diff_schema import diff_schema, diffs_schema

    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "plan": lambda: plan_schema(builtin().registry),
        "registry": registry_schema,
        "positions": lambda: statements_schema(builtin().registry, "positions"),
        "events": lambda: statements_schema(builtin().registry, "events"),
        "facts": lambda: statements_schema(builtin().registry, "facts"),
        "diff": diff_schema,
        "diffs": diffs_schema,
    }
    write(as_text(makers[options.which]()), options.output)
    return ANSWERED


def completion(options: argparse.Namespace) -> int:
    """The completion script of a shell."""
    import shtab

    from peaceplans.cli.arguments import parser

    sys.stdout.write(shtab.complete(parser(), options.shell))
    return ANSWERED
