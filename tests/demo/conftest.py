"""One plan for all tests that only read it."""

from datetime import date

import pytest

from assetmgr.demo.plan import build
from assetmgr.demo.rows import Plan

LAST = date(2026, 11, 21)


@pytest.fixture(scope="session")
def plan() -> Plan:
    return build(LAST)
