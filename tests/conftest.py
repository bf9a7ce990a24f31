"""What all tests share: how hard Hypothesis tries, and the two plans."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

import peaceplans
from peaceplans import Alignment, Plan, PlanDiff
from peaceplans.reading.write import to_yaml

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
