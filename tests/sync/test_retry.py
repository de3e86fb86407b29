"""The retry policy, without any network."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.retry import asked_delay, delay, is_passing

NOW = datetime(2024, 11, 23, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_rate_limits_and_server_errors_pass(status: int) -> None:
    assert is_passing(status, "")


@pytest.mark.parametrize("reason", ["userRateLimitExceeded", "rateLimitExceeded", "quotaExceeded"])
def test_403_passes_for_its_rate(reason: str) -> None:
    assert is_passing(403, reason)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(400, "rateLimitExceeded"), (401, ""), (403, "forbidden"), (403, ""), (404, "")],
)
def test_refusals_do_not_pass(status: int, reason: str) -> None:
    assert not is_passing(status, reason)


@given(st.integers(1, 8), st.floats(0, 1))
def test_a_delay_doubles_with_jitter_up_to_a_minute(failures: int, jitter: float) -> None:
    assert delay(failures, jitter) == min(2 ** (failures - 1) + jitter, 60)


@given(st.integers(1, 8), st.floats(0, 1), st.floats(0, 600))
def test_a_delay_is_never_less_than_asked(failures: int, jitter: float, asked: float) -> None:
    assert delay(failures, jitter, asked) == max(delay(failures, jitter), asked)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Sat, 23 Nov 2024 00:30:45 GMT", 45.0),
        ("Sat, 23 Nov 2024 00:30:45 -0000", 45.0),
        ("Sat, 23 Nov 2024 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(
    header: str | None, seconds: float | None
) -> None:
    assert asked_delay(header, NOW) == seconds
