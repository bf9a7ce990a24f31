"""What all tests share: how hard Hypothesis tries, and the two plans."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

import peaceplans
from peaceplans import Alignment, Plan, PlanDiff

# Whole plans are large examples: drawing one takes longer than Hypothesis expects of anything.
LARGE = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("local", max_examples=20, deadline=None, suppress_health_check=LARGE)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=LARGE
)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


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
