"""What all tests share: how hard Hypothesis tries, and the two plans."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hostile
import pytest
from hypothesis import HealthCheck, Phase, settings

import peaceplans
from peaceplans import Alignment, Plan, PlanDiff
from peaceplans.reading.write import to_yaml

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COMMON = settings(
    deadline=None,
    # Whole plans are large: drawing one takes longer than Hypothesis expects of anything, and
    # to vary a failing one so as to explain it takes minutes.
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.register_profile("local", COMMON, max_examples=12)
settings.register_profile("ci", COMMON, max_examples=50, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


def as_a_file(plan: Plan, printer: Any, cycle: bool) -> None:
    """Show a plan of a failing example as its file, to be read and tried by hand."""
    printer.text(f"\n{to_yaml(plan)}\n")


Plan._repr_pretty_ = as_a_file  # type: ignore[attr-defined]  # looked for by Hypothesis


@pytest.fixture(scope="session")
def us_28() -> Plan:
    """The 28-point draft of November 2025."""
    return peaceplans.load("us-28")


@pytest.fixture(scope="session")
def ua_us_20() -> Plan:
    """The 20-point framework of December 2025."""
    return peaceplans.load("ua-us-20")


@pytest.fixture(scope="session")
def table(us_28: Plan, ua_us_20: Plan) -> Alignment:
    """The correlation table of the two plans."""
    return peaceplans.align(us_28, ua_us_20)


@pytest.fixture(scope="session")
def real(us_28: Plan, ua_us_20: Plan) -> PlanDiff:
    """The comparison of the two plans."""
    return peaceplans.diff(us_28, ua_us_20)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the built-in data."""
    from peaceplans.site.build import build

    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    from browser import browser

    with browser() as started:
        yield started


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with one hostile draft."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "draft.yaml").write_text(hostile.draft(), encoding="utf-8")
    return folder
