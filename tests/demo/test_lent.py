"""Who has the demo's devices on loan."""

from collections import Counter
from datetime import date

import pytest

from assetmgr.demo.lent import Held, Loan, loans_of
from assetmgr.devices.codes import Status
from assetmgr.loans.codes import ActStatus, ReturnState

DAY = date(2026, 11, 22)
PUPILS = list(range(1, 401))
EMPLOYEES = [901, 902, 903]


def held(number: int, status: Status = Status.IN_USE, *, is_used: bool = True) -> Held:
    came = date(2023, 8, 14)
    since = date(2026, 10, 5) if status is not Status.IN_USE else came
    return Held(number, f"K-{number:04}", status, since, came, is_used)


def planned(chromebooks: list[Held], until: date = DAY) -> list[Loan]:
    laptops = [held(5000 + number) for number in range(5)]
    return loans_of(chromebooks, laptops, PUPILS, EMPLOYEES, until)


def test_most_used_chromebooks_are_lent_once_and_each_pupil_has_one() -> None:
    loans = planned([held(number) for number in range(300)])
    now = [one for one in loans if one.status is ActStatus.ISSUED and one.due_on]
    assert 210 <= len(now) <= 270
    assert set(Counter(one.device_id for one in now).values()) == {1}
    assert set(Counter(one.person_id for one in now).values()) == {1}
    assert now == [one for one in planned([held(n) for n in range(300)]) if one in now]


def test_loans_come_in_the_order_of_their_issue_and_none_is_of_tomorrow() -> None:
    loans = planned([held(number) for number in range(300)])
    days = [one.issued_on for one in loans]
    assert days == sorted(days)
    assert all(one.issued_on <= (one.ended_on or DAY) <= DAY for one in loans)
    assert all(one.due_on is None or one.due_on > one.issued_on for one in loans)


@pytest.mark.parametrize("until", [date(2026, 6, 3), date(2026, 7, 15), date(2026, 8, 31)])
def test_in_summer_pupils_have_brought_theirs_back_but_for_a_few(until: date) -> None:
    loans = planned([held(number) for number in range(300)], until)
    out = [one for one in loans if one.status is ActStatus.ISSUED and one.due_on]
    assert 1 <= len(out) <= 15
    assert all(one.due_on and one.due_on < until for one in out)
    back = [one for one in loans if one.due_on == date(2026, 5, 31) and one.ended_on]
    assert len(back) > 200
    assert all(date(2026, 5, 18) <= (one.ended_on or DAY) <= until for one in back)


def test_what_is_in_use_alone_is_lent_now() -> None:
    others = [held(number, status) for number, status in enumerate(Status) if status != "in_use"]
    loans = planned(others)
    assert {one.status for one in loans if one.due_on} <= {
        ActStatus.RETURNED,
        ActStatus.LOST,
        ActStatus.STOLEN,
    }
    damaged = [one for one in loans if one.state is ReturnState.DAMAGED]
    assert len(damaged) == 3


def test_employees_have_a_laptop_without_an_end() -> None:
    loans = [one for one in planned([]) if one.due_on is None]
    assert sorted(one.person_id for one in loans) == EMPLOYEES
