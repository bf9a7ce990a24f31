"""The command `apply`: an old plan and a saved comparison give the new plan."""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
from typing import Any

from peaceplans.catalogs.loading import catalog, load
from peaceplans.cli.main import ANSWERED, FAILED, FOUND
from peaceplans.cli.output import write
from peaceplans.reading.diagnostics import Invalid
from peaceplans.reading.document import MAX_BYTES

STANDARD_INPUT = "-"
MOST_DIGITS = 400


def apply(options: argparse.Namespace) -> int:
    """The file of the new plan; 1 if the patch is one of another text than the old one."""
    from peaceplans.patching import BaseMismatch
    from peaceplans.patching import apply as applied
    from peaceplans.reading.write import to_yaml

    known = catalog(options.catalog)
    old = load(options.old, within=known)
    try:
        patch = parsed(_bytes(options.patch), options.patch)
        new = applied(old, patch, within=known)
    except BaseMismatch as refused:
        _say(*refused.places, f"peaceplans: {options.patch} was not made of this {old.id}")
        return FOUND
    except Invalid:
        raise  # its faults are told as those of a file
    except ValueError as fault:
        _say(f"peaceplans: {fault}")
        return FAILED
    write(to_yaml(new), options.output)
    return ANSWERED


def parsed(raw: bytes, name: str) -> Any:
    """What the bytes of a file of JSON say. Raises ValueError that names the file, and the place
    where there is one.
    """
    if len(raw) > MAX_BYTES:
        raise ValueError(f"{name}: larger than {MAX_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig")
        return json.loads(
            text, object_pairs_hook=_mapping, parse_int=_whole, parse_constant=_no_number
        )
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise ValueError(f"{name}:{line}:1: bytes that are not UTF-8") from None
    except json.JSONDecodeError as fault:
        raise ValueError(f"{name}:{fault.lineno}:{fault.colno}: {fault.msg}") from None
    except RecursionError:
        raise ValueError(f"{name}: nested too deep") from None
    except ValueError as fault:
        raise ValueError(f"{name}: {fault}") from None


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for key, value in pairs:
        if key in told:
            raise ValueError(f"the key {key!r} stands twice in one mapping")
        told[key] = value
    return told


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _bytes(path: str) -> bytes:
    """What a file or the standard input holds, and no more of it than is looked at.

    Raises OSError if it cannot be read, ValueError if it is no file.
    """
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise ValueError(f"{path}: not a regular file; {STANDARD_INPUT} reads standard input")
    with open(path, "rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _say(*messages: str) -> None:
    """Say something on the error stream; what a file holds can command nothing there."""
    from peaceplans.reports.safe import in_a_log, printable

    for message in messages:
        print(in_a_log(printable(message)), file=sys.stderr)
