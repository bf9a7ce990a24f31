"""Starting fast is decided by what is imported: each library only where a command needs it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SLOW = {"cattrs", "deepdiff", "edtf", "hypothesis", "rapidfuzz", "tabulate", "yaml"}
"""Libraries that cost a multiple of what a command may take."""

STANDARD = {"dataclasses", "inspect", "json", "pathlib", "re", "typing"}
"""Parts of the standard library that cost more than importing the package may."""


def loaded(code: str) -> set[str]:
    """The modules that a Python of its own has loaded after running some code, and not before."""
    told = f"""
import sys
before = set(sys.modules)
{code}
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}\n{told}"],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    return set(done.stderr.split())


def ran(*arguments: str) -> set[str]:
    """The modules that a command loads."""
    return loaded(f"from peaceplans.cli.main import main; assert main({list(arguments)!r}) == 0")


def test_importing_the_package_loads_nothing_of_it() -> None:
    """The public names are resolved when they are used; until then there is only a version."""
    modules = loaded("import peaceplans")
    assert {name for name in modules if name.startswith("peaceplans")} == {
        "peaceplans",
        "peaceplans._version",
    }
    assert not modules & (SLOW | STANDARD | {"attr", "attrs", "immutabledict", "argparse"})


def test_every_public_name_is_there_when_it_is_used() -> None:
    """Listing the names costs nothing and using one loads what it needs."""
    modules = loaded("import peaceplans; assert 'diff' in dir(peaceplans)")
    assert "peaceplans.comparison.compare" not in modules
    modules = loaded("import peaceplans; peaceplans.diff")
    assert "peaceplans.comparison.compare" in modules


def test_the_version_is_a_constant() -> None:
    """Asking for it reads no data, no metadata and no arguments."""
    modules = ran("--version")
    assert not modules & (SLOW | {"argparse", "attr", "importlib.metadata"})


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", "us-28", "ua-us-20", "-f", "json"),
        ("list", "-f", "json"),
        ("show", "us-28#6", "-f", "json"),
        ("cite", "us-28#6"),
    ],
    ids=" ".join,
)
def test_answers_for_machines_need_no_large_library(arguments: tuple[str, ...]) -> None:
    """Built-in plans are loaded from their compiled form, and JSON is written without tables."""
    assert not ran(*arguments) & SLOW


@pytest.mark.parametrize(
    "arguments", [("diff", "us-28", "ua-us-20"), ("show", "us-28")], ids=" ".join
)
def test_reports_in_words_need_none_to_read_the_plans(arguments: tuple[str, ...]) -> None:
    """What reads and checks plan files stays out, whatever lays out the answer."""
    assert not ran(*arguments) & (SLOW - {"tabulate"})


def test_one_plan_is_loaded_without_the_other() -> None:
    """A comparison decodes the plans that it compares, and showing one only that."""
    code = """
import peaceplans
catalog = peaceplans.catalog()
catalog.plans["us-28"]
assert set(catalog.plans._made) == {"us-28"}
"""
    assert "peaceplans.catalogs.builtin" in loaded(code)
