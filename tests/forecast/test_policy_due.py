from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.devices.policy.life import ends_on, is_in_life
from assetmgr.forecast.policy.due import due_year
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario, ScenarioError

SCENARIO = Scenario(
    "test", 2027, 5, life={"chromebook": 6, "laptop": 5}, price_eur={"chromebook": Decimal(400)}
)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def chromebook(acquired_on: date | None, aue: date | None = None) -> DueRow:
    return DueRow("A", "chromebook", "pupils", acquired_on, aue, None, 1)


def test_a_device_is_due_in_the_year_its_life_ends() -> None:
    assert due_year(chromebook(date(2023, 1, 1)), SCENARIO) == 2029
    assert due_year(chromebook(date(2023, 12, 31)), SCENARIO) == 2029


def test_a_model_has_a_life_of_its_own() -> None:
    assert due_year(replace(chromebook(date(2023, 1, 1)), life_years=8), SCENARIO) == 2031


def test_an_aue_that_comes_first_is_when_it_is_due() -> None:
    assert due_year(chromebook(date(2024, 8, 1), aue=date(2028, 6, 1)), SCENARIO) == 2028


def test_an_aue_in_december_is_of_that_year() -> None:
    assert due_year(chromebook(date(2024, 8, 1), aue=date(2028, 12, 1)), SCENARIO) == 2028


def test_an_aue_that_comes_later_changes_nothing() -> None:
    assert due_year(chromebook(date(2023, 8, 1), aue=date(2033, 6, 1)), SCENARIO) == 2029


def test_what_fell_before_the_first_year_is_due_in_it() -> None:
    assert due_year(chromebook(date(2015, 8, 1)), SCENARIO) == 2027


@pytest.mark.parametrize("aue", [None, date(2030, 6, 1)])
def test_an_unknown_age_is_due_in_the_first_year(aue: date | None) -> None:
    assert due_year(chromebook(None, aue), SCENARIO) == 2027


def test_a_leap_day_is_due_on_the_first_of_march() -> None:
    assert ends_on(date(2024, 2, 29), 5, None) == date(2029, 3, 1)


@given(DAYS, st.integers(1, 12), st.none() | DAYS)
def test_a_device_is_in_life_before_the_year_it_is_due_and_out_of_it_after(
    acquired_on: date, life: int, aue: date | None
) -> None:
    year = ends_on(acquired_on, life, aue).year
    if aue is None or aue >= acquired_on:
        assert is_in_life(date(year - 1, 12, 31), acquired_on, life, aue)
    assert not is_in_life(date(year + 1, 1, 1), acquired_on, life, aue)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"years": 0}, "years"),
        ({"life": {"laptop": 0}}, "laptop"),
        ({"price_eur": {"laptop": Decimal(-1)}}, "laptop"),
        ({"price_eur": {"laptop": Decimal("NaN")}}, "laptop"),
        ({"price_change": Decimal(-1)}, "price change"),
        ({"cap_eur": Decimal(-1)}, "cap"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_by_name(change: dict[str, object], named: str) -> None:
    with pytest.raises(ScenarioError, match=named):
        replace(SCENARIO, **change)  # type: ignore[arg-type]


def test_a_kind_without_a_price_is_named() -> None:
    with pytest.raises(ScenarioError, match="laptop"):
        SCENARIO.check_kinds(["chromebook", "laptop"])
