"""The reference municipality as plain rows, up to three different days."""

from datetime import date

import pytest

from assetmgr.demo.plan import build
from tests.reference.plan_register import PlanRegister

DAYS = (date(2024, 11, 24), date(2025, 8, 31), date(2027, 3, 1))


@pytest.fixture(scope="session", params=DAYS, ids=str)
def plan_register(request: pytest.FixtureRequest) -> PlanRegister:
    """A register over the plan, as it stands on one of the days."""
    return PlanRegister(build(request.param))
