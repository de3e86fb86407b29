"""The scenario that every register begins with."""

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.models import Kind
from assetmgr.forecast.queries import scenario_named


def test_it_has_the_life_of_every_kind_and_a_price(session: Session) -> None:
    scenario = scenario_named(session, first_year=2027)
    lives = {kind.code: kind.life_years for kind in session.scalars(select(Kind))}
    assert dict(scenario.life) == lives
    assert scenario.price_eur.keys() == lives.keys()
    assert scenario.price_eur["chromebook"] == Decimal("390.00")


def test_it_has_no_cap_and_no_targets_and_spans_five_years(session: Session) -> None:
    scenario = scenario_named(session, "default", first_year=2027)
    assert (scenario.cap_eur, scenario.targets) == (None, None)
    assert (scenario.first_year, scenario.last_year) == (2027, 2031)
    assert scenario.price_change == Decimal("0.02")


def test_an_unknown_name_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="frugal"):
        scenario_named(session, "frugal", first_year=2027)
