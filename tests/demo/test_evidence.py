"""When the demo's devices were last seen."""

from datetime import date

import pytest

from assetmgr.demo.operations.devices import Stays
from assetmgr.demo.operations.evidence import _last_spring, _stocktake
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.policy.timeline import State, Timeline, begin, change

STATE = State(1, None, 1, Purpose.PUPILS, Status.IN_USE)
BEGUN = date(2020, 9, 1)


def stays(timeline: Timeline, count: int) -> dict[str, Stays]:
    return {f"K-{n:04}": Stays(n, timeline) for n in range(count)}


@pytest.mark.parametrize(
    ("until", "spring"),
    [
        (date(2026, 11, 21), date(2026, 4, 13)),
        (date(2026, 5, 1), date(2025, 4, 14)),
        (date(2026, 5, 13), date(2026, 4, 13)),
    ],
)
def test_the_last_stocktake_is_of_a_spring_that_is_over(until: date, spring: date) -> None:
    assert _last_spring(until) == spring


def test_a_stocktake_finds_most_devices_and_always_the_same_ones() -> None:
    devices = stays(begin(BEGUN, STATE), 500)
    found = list(_stocktake(devices, date(2026, 4, 13)))
    assert 440 <= len(found) < 500
    assert found == list(_stocktake(devices, date(2026, 4, 13)))
    assert all(date(2026, 4, 13) <= at.date() < date(2026, 5, 13) for _, _, at in found)


def test_a_stocktake_finds_nothing_that_does_not_count() -> None:
    gone = change(begin(BEGUN, STATE), date(2024, 6, 3), {"status": Status.WRITTEN_OFF})
    assert list(_stocktake(stays(gone, 50), date(2026, 4, 13))) == []
