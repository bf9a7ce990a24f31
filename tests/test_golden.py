"""Whole reports, word for word: what a reader sees changes only when somebody meant it to."""

from __future__ import annotations

import golden
import pytest

import peaceplans


@pytest.mark.parametrize("name", golden.REPORTS)
def test_a_report_reads_as_it_should(name: str) -> None:
    """The report is that of its file, to the letter."""
    assert golden.printed(golden.REPORTS[name]) == golden.expected(name), (
        "if this is what it should say: python tests/golden.py --write"
    )


def test_every_file_is_of_a_report() -> None:
    """No file is left of a report that nobody compares any more."""
    assert {file.name for file in golden.FOLDER.iterdir()} == set(golden.REPORTS)


@pytest.mark.parametrize("name", golden.REPORTS)
def test_a_file_says_nothing_that_moves_with_every_edit(name: str) -> None:
    """Neither the digest of the data nor the version, so that edits touch what they change."""
    text = golden.expected(name)
    assert "DATA" in text
    assert "VERSION" in text
    assert peaceplans.catalog().version not in text
    assert not any(pattern.search(text) for pattern, _ in golden.MOVING)
