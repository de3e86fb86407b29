"""Chromebook activity: the published autumn, and a plausible life after it."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from assetmgr.demo.plan import build
from assetmgr.demo.rows import Plan
from assetmgr.demo.usage import Activity, usage, usage_since


@pytest.fixture(scope="module")
def rows(plan: Plan) -> list[Activity]:
    return list(usage(plan))


@pytest.fixture(scope="module")
def weeks(rows: list[Activity]) -> dict[tuple[int, int], int]:
    """Active Chromebooks by ISO year and week."""
    tags = defaultdict(set)
    for tag, on, _ in rows:
        tags[on.isocalendar()[:2]].add(tag)
    return {week: len(found) for week, found in tags.items()}


def test_the_published_autumn_comes_out(weeks: dict[tuple[int, int], int]) -> None:
    autumn = [weeks[2024, week] for week in range(36, 48)]
    assert sum(autumn) == 12 * 793
    assert max(weeks[2024, week] for week in range(19, 48)) == 1039


def test_school_holidays_are_quiet(weeks: dict[tuple[int, int], int]) -> None:
    assert max(weeks[2025, week] for week in (1, 28, 30, 32)) < 100
    assert weeks[2025, 43] < weeks[2025, 42] / 3


def test_ordinary_weeks_stay_plausible(weeks: dict[tuple[int, int], int]) -> None:
    ordinary = [weeks[2026, week] for week in (3, 6, 15, 18, 39, 45)]
    assert min(ordinary) > 800
    assert max(ordinary) < 1100


def test_days_run_from_may_2024_to_the_end_of_the_plan(plan: Plan, rows: list[Activity]) -> None:
    days = {on for _, on, _ in rows}
    assert min(days) == date(2024, 5, 6)
    assert plan.until - timedelta(days=1) <= max(days) <= plan.until
    assert all(milliseconds > 0 for *_, milliseconds in rows)


def test_no_chromebook_has_two_rows_for_a_day(rows: list[Activity]) -> None:
    assert len({(tag, on) for tag, on, _ in rows}) == len(rows)


def test_a_shorter_plan_gives_the_beginning_of_the_same_usage(rows: list[Activity]) -> None:
    until = date(2025, 3, 12)
    assert list(usage(build(until))) == [row for row in rows if row[1] <= until]


def test_usage_since_a_day_gives_the_end_of_the_same_usage(
    plan: Plan, rows: list[Activity]
) -> None:
    monday = date(2026, 11, 2)
    assert list(usage_since(plan, date(2026, 11, 6))) == [row for row in rows if row[1] >= monday]


def test_only_chromebooks_that_count_on_sunday_are_active(plan: Plan, rows: list[Activity]) -> None:
    gone = {
        device.asset_tag: on
        for device in plan.devices
        for on, columns in device.changes
        if columns.get("status") in {"lost", "stolen", "written_off", "permanently_damaged"}
    }
    for tag, on, _ in rows:
        sunday = on + timedelta(days=6 - on.weekday())
        assert tag not in gone or sunday < gone[tag], (tag, on)


def test_usage_keeps_to_every_school(plan: Plan, rows: list[Activity]) -> None:
    home = {device.asset_tag: device.institution for device in plan.devices}
    week = {tag for tag, on, _ in rows if date(2024, 9, 16) <= on <= date(2024, 9, 22)}
    schools = {home[tag] for tag in week}
    assert len(schools) == 10
    assert "CSSK" not in schools
