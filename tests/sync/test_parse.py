"""Google's texts into dates and moments, odd ones included."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.faults import SourceFault
from sync.parse import parse_device, parse_moment, parse_update_end
from sync.refusals import read_refusal


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-06-01", date(2031, 6, 1)),
        ("2031-06", date(2031, 6, 30)),
        ("2028-02", date(2028, 2, 29)),
        ("2031-06-01T00:00:00.000Z", date(2031, 6, 1)),
        ("1938038400000", None),
        ("2031-13", None),
        ("", None),
    ],
)
def test_the_end_of_updates_is_read_in_each_form(text: str, day: date | None) -> None:
    assert parse_update_end(text) == day


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001
def test_a_moment_with_an_offset_is_read_as_utc(local: datetime, hours: int) -> None:
    offset = timezone(timedelta(hours=hours))
    moment = parse_moment(local.replace(tzinfo=offset).isoformat())
    assert moment == local.replace(tzinfo=UTC) - timedelta(hours=hours)
    assert moment is not None
    assert moment.tzinfo is UTC


@pytest.mark.parametrize("text", ["", "never", "1970-01-01T00:00:00.000Z"])
def test_never_synced_is_no_moment(text: str) -> None:
    assert parse_moment(text) is None


def test_a_day_told_twice_is_kept_once() -> None:
    ranges = [("2024-11-22", 7), ("2024-11-21", 5), ("2024-11-22", 3), ("yesterday", 9)]
    device = parse_device(
        {
            "deviceId": "g1",
            "activeTimeRanges": [{"date": day, "activeTime": ms} for day, ms in ranges],
        }
    )
    assert device.activity == {date(2024, 11, 21): 5, date(2024, 11, 22): 7}


def test_an_untold_time_is_no_use() -> None:
    device = parse_device(
        {
            "deviceId": "g1",
            "activeTimeRanges": [{"date": "2024-11-22", "activeTime": 7}, {"date": "2024-11-21"}],
        }
    )
    assert device.activity == {date(2024, 11, 21): 0, date(2024, 11, 22): 7}


def test_a_device_without_id_is_a_fault() -> None:
    with pytest.raises(SourceFault, match="without an id"):
        parse_device({"serialNumber": "S1"})


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"error": "x"}', b'{"error": null}'])
def test_an_error_that_is_not_googles_is_read_as_its_status(body: bytes) -> None:
    assert str(read_refusal(502, body)) == "502"


def test_an_error_without_a_list_of_errors_gives_its_status_word() -> None:
    body = b'{"error": {"status": "PERMISSION_DENIED", "message": "no"}}'
    assert str(read_refusal(403, body)) == "403 PERMISSION_DENIED no"
