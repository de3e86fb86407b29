"""What holds for every forecast."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from assetmgr.forecast.policy.plan import forecast
from assetmgr.forecast.policy.results import Figures, Forecast
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.indicators.policy.rows import Place, Told
from tests.forecast.aims import programme_aims

PLACES = [
    Place("A", "", "", "school"),
    Place("B", "", "", "school"),
    Place("P", "", "", "preschool"),
]
KINDS = ("chromebook", "laptop", "tablet")
TOLD: Told = {
    code: {"pupils": Decimal(90), "pupils_5_6": Decimal(30), "teacher_fte": Decimal("7.25")}
    for code in "ABP"
}

DAYS = st.dates(date(2014, 1, 1), date(2032, 12, 31))
ROWS = st.lists(
    st.builds(
        DueRow,
        institution=st.sampled_from("ABP"),
        kind=st.sampled_from(KINDS),
        purpose=st.sampled_from(["pupils", "teachers"]),
        acquired_on=st.none() | DAYS,
        aue=st.none() | DAYS,
        life_years=st.none() | st.integers(1, 10),
        count=st.integers(1, 6),
        tag=st.sampled_from(["", "T-1", "T-2"]),
    ),
    max_size=12,
)
SCENARIOS = st.builds(
    Scenario,
    name=st.just("any"),
    first_year=st.just(2027),
    years=st.integers(1, 6),
    life=st.fixed_dictionaries({kind: st.integers(1, 8) for kind in KINDS}),
    price_eur=st.fixed_dictionaries({kind: st.decimals(0, 900, places=2) for kind in KINDS}),
    price_change=st.decimals("-0.2", "0.3", places=3),
    cap_eur=st.none() | st.decimals(0, 9000, places=2),
    targets=st.none() | st.just(programme_aims()),
)


def run(rows: Sequence[DueRow], scenario: Scenario) -> Forecast:
    return forecast(rows, PLACES, TOLD, scenario)


@given(ROWS, SCENARIOS)
def test_totals_are_sums_over_institutions_and_over_kinds(
    rows: list[DueRow], scenario: Scenario
) -> None:
    for year in run(rows, scenario).years:
        assert sum(year.by_institution.values(), Figures()) == year.total
        assert sum(year.by_kind.values(), Figures()) == year.total


@given(ROWS, SCENARIOS)
def test_a_rounded_total_is_off_its_rounded_parts_by_half_a_cent_each_at_most(
    rows: list[DueRow], scenario: Scenario
) -> None:
    for year in run(rows, scenario).years:
        parts = [one.cost_eur for one in year.by_institution.values()]
        assert abs(sum(parts) - year.total.cost_eur) <= Decimal("0.005") * (len(parts) + 1)


@given(ROWS, SCENARIOS)
def test_how_devices_are_grouped_does_not_matter(rows: list[DueRow], scenario: Scenario) -> None:
    singles = [replace(row, count=1) for row in rows for _ in range(row.count)]
    assert run(singles, scenario) == run(rows, scenario)


@given(ROWS, SCENARIOS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    rows: list[DueRow], scenario: Scenario, random: Random
) -> None:
    shuffled = random.sample(rows, len(rows))
    assert run(shuffled, scenario) == run(rows, scenario)


@given(ROWS, SCENARIOS)
def test_every_due_device_is_bought_or_carried_exactly_once(
    rows: list[DueRow], scenario: Scenario
) -> None:
    carried = 0
    for total in (year.total for year in run(rows, scenario).years):
        waiting = carried + total.due + total.due_again
        carried = total.carried_over
        assert total.bought - total.towards_targets + carried == waiting


@given(ROWS, SCENARIOS)
def test_a_cap_is_never_passed_and_without_one_nothing_is_carried(
    rows: list[DueRow], scenario: Scenario
) -> None:
    for total in (year.total for year in run(rows, scenario).years):
        if scenario.cap_eur is None:
            assert total.carried_over == total.carried_over_eur == 0
        else:
            assert total.cost <= Fraction(scenario.cap_eur)


@given(ROWS, SCENARIOS)
def test_unknown_ages_are_due_in_the_first_year_and_in_no_other(
    rows: list[DueRow], scenario: Scenario
) -> None:
    unknown = sum(row.count for row in rows if row.acquired_on is None)
    totals = [year.total for year in run(rows, scenario).years]
    assert [total.unknown_age for total in totals] == [unknown] + [0] * (len(totals) - 1)
    assert totals[0].unknown_age <= totals[0].due


@given(ROWS, SCENARIOS)
def test_what_is_due_again_was_bought_a_life_before(rows: list[DueRow], scenario: Scenario) -> None:
    years = run(rows, scenario).years
    for kind in KINDS:
        life = scenario.life[kind]
        bought = [year.by_kind.get(kind, Figures()).bought for year in years]
        again = [year.by_kind.get(kind, Figures()).due_again for year in years]
        assert again == ([0] * life + bought)[: len(years)]


@given(ROWS, SCENARIOS)
def test_the_plan_never_looks_worse_than_without_purchases_nor_better_than_registered(
    rows: list[DueRow], scenario: Scenario
) -> None:
    for year in run(rows, scenario).years:
        for outlook in year.indicators.values():
            registered, plan, bare = (
                outlook.registered,
                outlook.in_life_with_plan,
                outlook.in_life_without_purchases,
            )
            assert plan is None or (registered is not None and registered <= plan)
            assert bare is None or (plan is not None and plan <= bare)


@given(ROWS, SCENARIOS)
def test_with_no_cap_the_targets_of_the_year_are_met(
    rows: list[DueRow], scenario: Scenario
) -> None:
    scenario = replace(scenario, cap_eur=None, targets=programme_aims())
    for year in run(rows, scenario).years:
        for aim in scenario.aims_in(year.year):
            value = year.indicators[aim.indicator].in_life_with_plan
            assert value is not None
            assert value <= Fraction(aim.value)
