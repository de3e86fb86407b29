"""What a yearly cap buys and what it leaves."""

from datetime import date
from decimal import Decimal

from assetmgr.forecast.policy.plan import forecast
from assetmgr.forecast.policy.results import Year
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario


def years(rows: list[DueRow], cap: int, change: str = "0", last: int = 3) -> tuple[Year, ...]:
    scenario = Scenario(
        "capped",
        first_year=2026,
        years=last,
        life={"laptop": 5, "camera": 5},
        price_eur={"laptop": Decimal(500), "camera": Decimal(100)},
        price_change=Decimal(change),
        cap_eur=Decimal(cap),
    )
    return forecast(rows, [], {}, scenario).years


def device(
    institution: str, acquired_on: date | None, tag: str, kind: str = "laptop", count: int = 1
) -> DueRow:
    return DueRow(institution, kind, "pupils", acquired_on, None, None, count, tag)


def bought_in(year: Year) -> list[tuple[str, str, int]]:
    return [
        (cell.institution, cell.kind, cell.figures.bought)
        for cell in year.cells
        if cell.figures.bought
    ]


OLD, NEW = date(2019, 3, 1), date(2021, 3, 1)


def test_the_oldest_due_goes_first_whoever_has_it() -> None:
    rows = [device("A", NEW, "P-1"), device("B", OLD, "P-2")]
    first, second, _ = years(rows, cap=500)
    assert bought_in(first) == [("B", "laptop", 1)]
    assert bought_in(second) == [("A", "laptop", 1)]


def test_of_one_day_the_first_institution_goes_first() -> None:
    first, *_ = years([device("B", OLD, "P-1"), device("A", OLD, "P-2")], cap=500)
    assert bought_in(first) == [("A", "laptop", 1)]


def test_of_one_institution_and_day_the_first_tag_goes_first() -> None:
    rows = [device("A", OLD, "P-2"), device("A", OLD, "P-1", kind="camera")]
    first, *_ = years(rows, cap=500)
    assert bought_in(first) == [("A", "camera", 1)]


def test_buying_stops_at_the_first_device_that_does_not_fit() -> None:
    rows = [
        device("A", OLD, "C-1", kind="camera"),
        device("A", OLD, "P-1"),
        device("A", OLD, "Z-1", kind="camera"),
    ]
    first, second, _ = years(rows, cap=550)
    assert bought_in(first) == [("A", "camera", 1)]
    assert first.total.carried_over == 2
    assert bought_in(second) == [("A", "laptop", 1)]


def test_only_whole_devices_of_a_group_are_bought() -> None:
    first, second, third = years([device("A", OLD, "", count=5)], cap=1250)
    assert [year.total.bought for year in (first, second, third)] == [2, 2, 1]
    assert [year.total.carried_over for year in (first, second, third)] == [3, 1, 0]


def test_carried_devices_cost_the_later_years_price() -> None:
    first, second, _ = years([device("A", OLD, "", count=2)], cap=550, change="0.1")
    assert first.total.cost_eur == 500
    assert first.total.carried_over_eur == 550
    assert second.total.cost_eur == 550


def test_a_cap_that_prices_outgrow_buys_nothing_more() -> None:
    _, second, third = years([device("A", OLD, "", count=2)], cap=500, change="0.1")
    assert (second.total.bought, second.total.carried_over) == (0, 1)
    assert third.total.carried_over_eur == Decimal("665.50")


def test_what_is_left_of_a_cap_is_not_saved() -> None:
    rows = [device("A", OLD, "P-1"), device("A", date(2022, 3, 1), "", count=2)]
    _, second, _ = years(rows, cap=900)
    assert second.total.bought == 1


def test_an_unknown_age_waits_behind_what_was_due_before_the_first_year() -> None:
    rows = [device("A", None, "P-1"), device("B", OLD, "P-2"), device("C", NEW, "P-3")]
    first, second, third = years(rows, cap=500)
    bought = [bought_in(year)[0][0] for year in (first, second, third)]
    assert bought == ["B", "A", "C"]


def test_a_late_replacement_is_due_again_later() -> None:
    rows = [device("A", OLD, "", count=2)]
    result = years(rows, cap=500, last=7)
    assert [year.total.due_again for year in result] == [0, 0, 0, 0, 0, 1, 1]
