"""Years of a forecast whose figures can be checked on paper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assetmgr.forecast.policy.plan import forecast
from assetmgr.forecast.policy.results import Figures, Outlook, Year
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario, ScenarioError
from assetmgr.indicators.policy.rows import Place, Told

SCENARIO = Scenario(
    "test",
    first_year=2026,
    years=4,
    life={"laptop": 5, "tablet": 2},
    price_eur={"laptop": Decimal(500), "tablet": Decimal(300)},
)
SCHOOLS = [Place("A", "", "", "school"), Place("B", "", "", "school")]
TOLD: Told = {"A": {"pupils": Decimal(100)}, "B": {"pupils": Decimal(100)}}


def devices(
    institution: str, acquired_on: date | None, count: int = 1, kind: str = "laptop", tag: str = ""
) -> DueRow:
    return DueRow(institution, kind, "pupils", acquired_on, None, None, count, tag)


def years(rows: Sequence[DueRow], scenario: Scenario = SCENARIO, told: Told = TOLD) -> list[Year]:
    return list(forecast(rows, SCHOOLS, told, scenario).years)


def test_each_device_is_due_bought_and_paid_in_its_year() -> None:
    result = years([devices("A", date(2022, 3, 1), 10), devices("B", date(2024, 3, 1), 4)])
    assert [year.total.due for year in result] == [0, 10, 0, 4]
    assert [year.total.bought for year in result] == [0, 10, 0, 4]
    assert [year.total.cost_eur for year in result] == [0, 5000, 0, 2000]
    assert result[1].by_institution == {"A": Figures(due=10, bought=10, cost=Fraction(5000))}


def test_the_past_and_the_unknown_are_due_in_the_first_year() -> None:
    first = years([devices("A", date(2010, 3, 1), 10), devices("B", None, 3)])[0]
    assert (first.total.due, first.total.unknown_age) == (13, 3)
    assert first.by_institution["B"].unknown_age == 3


def test_a_purchase_whose_life_ends_within_the_horizon_is_due_again() -> None:
    result = years([devices("A", date(2024, 3, 1), 10, kind="tablet")])
    assert [year.total.due for year in result] == [10, 0, 0, 0]
    assert [year.total.due_again for year in result] == [0, 0, 10, 0]
    assert [year.total.bought for year in result] == [10, 0, 10, 0]


def test_prices_grow_each_year_and_are_rounded_only_in_the_end() -> None:
    scenario = replace(
        SCENARIO,
        price_eur={"laptop": Decimal("333.33"), "tablet": Decimal(300)},
        price_change=Decimal("0.015"),
    )
    result = years([devices("A", date(2024, 3, 1), 7)], scenario)
    assert result[3].total.cost_eur == Decimal("2439.89")
    assert result[3].total.cost == 7 * Fraction("333.33") * Fraction("1.015") ** 3


def test_the_three_lines_of_an_indicator_part_as_devices_grow_old() -> None:
    rows = [devices("A", date(2022, 3, 1), 60), devices("B", date(2025, 3, 1), 40)]
    result = years(rows)
    assert result[0].indicators["1b"] == Outlook(Fraction(2), Fraction(2), Fraction(2))
    assert result[1].indicators["1b"] == Outlook(Fraction(2), Fraction(2), Fraction(5))


def test_a_device_due_after_september_is_gone_by_that_september_too() -> None:
    result = years([devices("A", date(2022, 12, 1), 50)])
    assert result[1].indicators["1b"].in_life_without_purchases is None


def test_carried_devices_stay_registered_and_are_past_their_life() -> None:
    rows = [devices("A", date(2021, 3, 1), 60), devices("B", date(2025, 3, 1), 40)]
    first, second = years(rows, replace(SCENARIO, cap_eur=Decimal(20_000)))[:2]
    assert first.indicators["1b"] == Outlook(Fraction(2), Fraction(200, 80), Fraction(5))
    assert second.indicators["1b"] == Outlook(Fraction(2), Fraction(2), Fraction(5))


def test_a_plan_that_leaves_a_headcount_blank_leaves_it_as_it_stands() -> None:
    planned: dict[int, Told] = {2027: {"A": {"pupils": None}}}
    result = years([devices("A", date(2025, 3, 1), 50)], replace(SCENARIO, planned=planned))
    assert [year.indicators["1b"].registered for year in result] == [4, 4, 4, 4]


def test_planned_headcounts_hold_until_a_later_year_plans_them_anew() -> None:
    planned: dict[int, Told] = {
        2027: {"A": {"pupils": Decimal(200)}},
        2029: {"A": {"pupils": Decimal(50)}},
    }
    result = years([devices("A", date(2025, 3, 1), 50)], replace(SCENARIO, planned=planned))
    ratios = [year.indicators["1b"].registered for year in result]
    assert ratios == [4, 6, 6, 3]


def test_a_headcount_that_is_not_told_leaves_the_ratio_not_applicable() -> None:
    result = years([devices("A", date(2025, 3, 1), 50)], told={})
    assert result[0].indicators["1b"] == Outlook(None, None, None)


def test_the_device_ratios_are_answered_every_year() -> None:
    assert all(list(year.indicators) == ["1a", "1b", "2a", "2b"] for year in years([]))


def test_a_kind_without_life_or_price_is_refused() -> None:
    with pytest.raises(ScenarioError, match="drone"):
        years([devices("A", None, kind="drone")])
