"""What tests/test_docs.py does not see: the notebook, the tutorial of the gate, the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import peaceplans
from peaceplans.cli.arguments import parser
from peaceplans.cli.commands import COMMANDS
from peaceplans.plugin.command_line import command_line
from peaceplans.site import layout
from peaceplans.site.context import Site
from tools import doc_tables, notebook

DOCS = Path(__file__).parent.parent / "docs"
OF_A_RUN = ("execution", "collapsed", "scrolled", "vscode", "widgets", "/home/", "/Users/", "/tmp/")

every_notebook = pytest.mark.parametrize("path", notebook.PAGES, ids=lambda path: path.name)


def text_of(site: Site) -> str:
    """The page of commands as its HTML."""
    (page,) = command_line(site)
    return str(layout.body(page))


@pytest.fixture(scope="module")
def site() -> Site:
    """The built-in catalog."""
    return Site(peaceplans.catalog())


def test_notebooks_show_what_their_cells_print() -> None:
    """Each cell, run after those before it, prints what is kept, and the page shows the same."""
    stale = [path.name for path, _ in notebook.outdated()]
    assert not stale, f"run python tools/notebook.py for {', '.join(stale)}"


@every_notebook
def test_a_notebook_keeps_nothing_of_its_run(path: Path) -> None:
    """The form is nbformat 4; counts, times and machines are not in it, nor names of folders."""
    text = path.read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text)
    assert (held["nbformat"], held["nbformat_minor"]) == (4, 5)
    assert held["metadata"]["language_info"] == {"name": "python"}
    ids = [cell["id"] for cell in held["cells"]]
    assert len(ids) == len(set(ids))
    for cell in held["cells"]:
        assert cell["metadata"] == {}
        assert cell.get("execution_count") is None
    told = text.replace('"execution_count": null', "")
    assert [word for word in OF_A_RUN if word in told] == []


@every_notebook
def test_a_notebook_is_told_by_its_page(path: Path) -> None:
    """Every cell of words and every line of code is on the page."""
    page = notebook.PAGES[path].read_text(encoding="utf-8")
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        lines = notebook.code_of(cell).splitlines()
        assert [line for line in lines if line not in page] == []


@pytest.mark.parametrize("code", ["1 + 1", "x = 1\nx", "'text'"])
def test_a_cell_that_shows_a_value_is_refused(code: str) -> None:
    """Programs show a bare value each in their own way."""
    with pytest.raises(ValueError, match="not printed"):
        list(notebook.statements(code))


def test_what_a_cell_prints_stands_after_its_line() -> None:
    """A page is a session at the prompt, and the notebook keeps the whole answer of a cell."""
    held: dict[str, Any] = {
        "cells": [
            {"cell_type": "markdown", "source": ["# Title"]},
            {"cell_type": "code", "source": ["for x in (1, 2):\n", "    print(x)\n", "print(x)"]},
        ]
    }
    page = notebook.page_of(held, "a.ipynb")
    assert ">>> for x in (1, 2):\n...     print(x)\n1\n2\n>>> print(x)\n2\n" in page
    assert held["cells"][1]["outputs"][0]["text"] == ["1\n", "2\n", "2\n"]


def test_the_tutorial_has_the_workflow_that_is_tested() -> None:
    """The gate of the tutorial is the one whose very steps tests/test_recipes.py runs."""
    found = [
        yaml.load(block, Loader=yaml.BaseLoader)
        for page in ("first-gate.md", "gate.md")
        for block in re.findall(
            r"^```yaml\n(# \.github/workflows/plans\.yml\n.*?)^```$",
            (DOCS / page).read_text(encoding="utf-8"),
            re.MULTILINE | re.DOTALL,
        )
    ]
    assert len(found) == 2
    assert found[0] == found[1]


def test_the_page_of_commands_has_every_command_and_option(site: Site) -> None:
    """What a parser takes is on the page, with its help, and every example as it is tested."""
    page = text_of(site)
    (commands,) = (a.choices for a in parser()._actions if isinstance(a.choices, dict))
    assert list(commands) == list(COMMANDS)
    for name, command in commands.items():
        assert f'id="{name}"' in page
        part = page.partition(f'id="{name}"')[2].partition("<h2")[0]
        plain = layout_text(part)
        for action in command._actions:
            if "--help" not in action.option_strings:
                assert all(option in plain for option in action.option_strings)
                assert (action.help or "") in plain
        assert all(f"peaceplans {example}" in plain for example in COMMANDS[name].examples)


def layout_text(html: str) -> str:
    """The text of HTML."""
    from html import unescape

    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_page_of_commands_tells_every_exit_code(site: Site) -> None:
    """The four codes with their meaning."""
    told = layout_text(text_of(site).partition('id="exit-codes"')[2].partition("<h2")[0])
    for code, meaning in (
        ("0", "answered"),
        ("1", "found (faults, what a gate stops, a patch of another text)"),
        ("2", "could not answer"),
        ("130", "interrupted"),
    ):
        assert f"{code}{meaning}" in re.sub(r"\s*\n\s*", "", told)


@pytest.mark.parametrize("columns", ["20", "300"])
def test_the_page_of_commands_is_the_same_everywhere(
    site: Site, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """Neither the terminal nor its colours change a byte."""
    before = text_of(site)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("PEACEPLANS_FAIL_ON", "structural")
    assert text_of(site) == before


def test_every_command_has_an_anchor_of_its_own(site: Site) -> None:
    """An address of a command leads to it and to nothing else."""
    (page,) = command_line(site)
    anchors = [part.id for part in page.parts]
    assert len(anchors) == len(set(anchors))
    assert set(COMMANDS) < set(anchors)


@pytest.mark.parametrize(
    ("log", "told"),
    [
        ("", "No fact has been corrected yet."),
        ("| 2027-01-31 | us-28#6 |\n", "| date | fact |\n|---|---|\n| 2027-01-31 | us-28#6 |"),
    ],
)
def test_the_page_of_corrections_has_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: str, told: str
) -> None:
    """The rows of the log, and where there is none a sentence in place of an empty table."""
    head = "# Corrections\n\n## Log\n\n| date | fact |\n|---|---|\n"
    (tmp_path / "CORRECTIONS.md").write_text(head + log, encoding="utf-8")
    monkeypatch.setattr(doc_tables, "DOCS", tmp_path / "docs")
    assert doc_tables.made("corrections").strip() == told
