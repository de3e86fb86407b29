"""The list of devices due in a year says what the forecast's figures say."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import DevicePeriod, Manufacturer, Model
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.queries.kinds import kinds
from assetmgr.devices.queries.standing import counted_on
from assetmgr.forecast.models import Scenario as ScenarioRow
from assetmgr.forecast.queries import forecast_of, scenario_named
from assetmgr.forecast.queries.due import due_in
from tests.support.town import ACTOR, NOW, TODAY, Town

CASES: tuple[tuple[date | None, date | None, bool], ...] = (
    (None, None, False),
    (None, date(2029, 6, 1), False),
    (date(2010, 1, 1), None, False),
    (date(2018, 12, 31), None, False),
    (date(2019, 1, 1), None, False),
    (date(2019, 12, 31), None, False),
    (date(2020, 2, 29), None, False),
    (date(2020, 1, 1), date(2025, 12, 1), False),
    (date(2022, 5, 1), date(2027, 1, 31), False),
    (date(2022, 5, 1), date(2040, 1, 1), False),
    (date(2022, 5, 1), None, True),
    (date(2023, 12, 31), date(2026, 1, 1), True),
)
"""Acquired, AUE, and whether the model has a life of its own (two years)."""


@pytest.fixture
def fleet(town: Town, session: Session) -> Town:
    maker = Manufacturer(name="Maker", key="maker")
    session.add(maker)
    session.flush()
    short_lived = Model(manufacturer_id=maker.id, name="Two", key="two", life_years=2)
    session.add(short_lived)
    session.flush()
    facts = [
        DeviceFacts(
            asset_tag=f"D-{place}-{kind}",
            kind_id=town.kinds[kind],
            institution_id=town.institutions["ABC"],
            purpose=Purpose.PUPILS,
            status=Status.AVAILABLE,
            acquired_on=acquired_on,
            aue=aue,
            model_id=short_lived.id if own else None,
        )
        for place, (acquired_on, aue, own) in enumerate(CASES)
        for kind in ("chromebook", "laptop")
    ]
    create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    return town


def test_every_year_lists_as_many_as_the_forecast_counts(fleet: Town, session: Session) -> None:
    scenario = scenario_named(session, first_year=2025, years=8)
    for year in forecast_of(session, scenario, TODAY).years:
        listed = select(func.count()).select_from(DevicePeriod).where(
            counted_on(TODAY), due_in(session, scenario, year.year, kinds(session))
        )  # fmt: skip
        assert session.scalar(listed) == year.total.due, year.year


def test_what_is_unknown_or_past_is_due_in_the_first_year(fleet: Town, session: Session) -> None:
    scenario = scenario_named(session, first_year=2025)
    criterion = due_in(session, scenario, 2025, kinds(session))
    tags = set(session.scalars(select(DevicePeriod.asset_tag).where(criterion)))
    assert {"D-0-laptop", "D-1-laptop", "D-2-laptop", "D-10-laptop"} <= tags
    assert "D-9-laptop" not in tags


def _cap(session: Session, euro: int) -> None:
    row = session.scalars(select(ScenarioRow).where(ScenarioRow.is_default)).one()
    row.cap_eur = Decimal(euro)
    session.flush()


def test_under_a_cap_the_tag_decides_among_those_due_on_one_day(
    town: Town, session: Session
) -> None:
    """All of the town is due in 2027 and 2028; the cap pays for the laptop P-0001 alone."""
    _cap(session, 800)
    scenario = scenario_named(session, first_year=2027, years=1)
    (year,) = forecast_of(session, scenario, TODAY + timedelta(days=1), codes=["ABC"]).years
    bought = {cell.kind: cell.figures.bought for cell in year.cells}
    assert bought == {"laptop": 1}
    assert year.total.carried_over == 1


def test_a_forecast_of_one_institution_is_of_its_devices_and_ratios(
    town: Town, session: Session
) -> None:
    scenario = scenario_named(session, first_year=2027)
    found: Any = forecast_of(session, scenario, TODAY, codes=["PII"]).years[0]
    assert found.by_institution.keys() == {"PII"}
    assert found.indicators["1a"].registered == 20
    assert found.indicators["1b"].registered is None
