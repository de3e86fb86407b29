"""Purchases towards targets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assetmgr.forecast.policy.plan import forecast
from assetmgr.forecast.policy.results import Year
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Aim, Scenario, ScenarioError
from assetmgr.indicators.policy.rows import Place, Told
from tests.forecast.aims import programme_aims

SCHOOLS = [Place(code, "", "", "school") for code in "ABC"]
TOLD: Told = {code: {"pupils": Decimal(100)} for code in "ABC"}
SCENARIO = Scenario(
    "targets",
    first_year=2026,
    years=3,
    life={"laptop": 8, "chromebook": 8},
    price_eur={"laptop": Decimal(500), "chromebook": Decimal(400)},
    targets=(
        Aim("1b", 2026, Decimal("2.5"), "chromebook"),
        Aim("1b", 2028, Decimal(2), "chromebook"),
    ),
)


def laptops(institution: str, count: int, acquired_on: date = date(2025, 3, 1)) -> DueRow:
    return DueRow(institution, "laptop", "pupils", acquired_on, None, None, count)


FLEET = [laptops("A", 40), laptops("B", 20)]


def years(scenario: Scenario, rows: list[DueRow] = FLEET, told: Told = TOLD) -> tuple[Year, ...]:
    return forecast(rows, SCHOOLS, told, scenario).years


def bought_at(year: Year) -> dict[str, int]:
    return {code: one.bought for code, one in year.by_institution.items() if one.bought}


def test_without_a_cap_each_target_is_reached_in_the_year_it_is_tested() -> None:
    first, second, third = years(SCENARIO)
    assert bought_at(first) == {"B": 20, "C": 40}
    assert bought_at(second) == {}
    assert bought_at(third) == {"A": 10, "B": 10, "C": 10}
    assert third.indicators["1b"].in_life_with_plan == 2
    assert third.indicators["1b"].registered == 2
    assert third.indicators["1b"].in_life_without_purchases == 5


def test_they_are_counted_among_what_is_bought_and_apart() -> None:
    first = years(SCENARIO)[0]
    assert (first.total.due, first.total.bought, first.total.towards_targets) == (0, 60, 60)
    assert first.total.cost_eur == 24_000


def test_under_a_cap_one_without_any_goes_first_and_then_the_worst() -> None:
    first = years(replace(SCENARIO, cap_eur=Decimal(400 * 19)))[0]
    assert bought_at(first) == {"C": 19}
    first = years(replace(SCENARIO, cap_eur=Decimal(400 * 22)))[0]
    assert bought_at(first) == {"B": 1, "C": 21}


def test_a_small_school_without_any_goes_before_a_big_one_with_few() -> None:
    told: Told = {"B": {"pupils": Decimal(1000)}, "C": {"pupils": Decimal(5)}}
    first = years(replace(SCENARIO, cap_eur=Decimal(400)), told=told)[0]
    assert bought_at(first) == {"C": 1}


def test_replacement_goes_before_targets() -> None:
    rows = [laptops("A", 40, date(2018, 3, 1))]
    first = years(replace(SCENARIO, cap_eur=Decimal(40 * 500 + 400)), rows)[0]
    assert first.total.bought == 41
    assert first.total.towards_targets == 1


def test_nothing_goes_towards_targets_while_a_replacement_is_carried() -> None:
    rows = [laptops("A", 40, date(2018, 3, 1))]
    first = years(replace(SCENARIO, cap_eur=Decimal(40 * 500 - 1)), rows)[0]
    assert (first.total.bought, first.total.carried_over) == (39, 1)
    assert first.total.towards_targets == 0


def test_one_whose_headcount_is_not_told_gets_nothing() -> None:
    first = years(SCENARIO, told={"A": {"pupils": Decimal(100)}})[0]
    assert bought_at(first) == {}


def test_what_was_bought_towards_a_target_is_due_again_too() -> None:
    short_lived = replace(SCENARIO, life={"laptop": 8, "chromebook": 2})
    assert years(short_lived)[2].total.due_again == 60


@pytest.mark.parametrize(
    ("aim", "named"),
    [
        (Aim("3b", 2026, Decimal(2), "laptop"), "3b"),
        (Aim("1a", 2026, Decimal(2), "laptop"), "laptop"),
    ],
)
def test_a_target_that_no_purchase_can_serve_is_refused(aim: Aim, named: str) -> None:
    with pytest.raises(ScenarioError, match=named):
        years(replace(SCENARIO, targets=(aim,)))


def test_a_target_of_no_people_per_device_is_refused() -> None:
    with pytest.raises(ScenarioError, match="1b"):
        replace(SCENARIO, targets=(Aim("1b", 2026, Decimal(0), "laptop"),))


def test_the_programmes_aims_hold_from_the_september_they_are_tested_on() -> None:
    scenario = replace(SCENARIO, targets=programme_aims())
    assert {aim.indicator: aim.value for aim in scenario.aims_in(2027)} == {
        "1a": Decimal(10),
        "1b": Decimal("2.5"),
        "2a": Decimal("1.5"),
        "2b": Decimal("1.8"),
    }
    assert {aim.value for aim in scenario.aims_in(2028) if aim.indicator == "2b"} == {Decimal(1)}
    assert scenario.aims_in(2025) == ()


def test_a_fraction_of_a_headcount_still_needs_a_whole_device() -> None:
    told: Told = {"A": {"pupils": Decimal("100.5")}}
    first = years(SCENARIO, told=told)[0]
    assert bought_at(first) == {"A": 1}
    assert first.indicators["1b"].registered == Fraction("100.5") / 41
