"""When to ask again, and how long to wait: the rules of Google's Directory API limits page.

Pure but for `sleep` and `jitter`, which are given: tests hand in their own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from sync.faults import SourceFault

MOST_TRIES = 8
LONGEST_DELAY = 60.0
LONGEST_ASKED_DELAY = 600.0
"""Google may ask for more than our own cap; beyond this the next run is the better retry."""

RATE_REASONS = frozenset({"userRateLimitExceeded", "rateLimitExceeded", "quotaExceeded"})
TOO_MANY_REQUESTS = 429
FORBIDDEN = 403
SERVER_ERRORS = range(500, 600)

Answer = TypeVar("Answer")


class PassingError(Exception):
    """A request failed in a way that may pass: `retry_after` is seconds, where Google said."""

    def __init__(self, what: str, retry_after: float | None = None) -> None:
        self.what = what
        self.retry_after = retry_after
        super().__init__(what)


def is_passing(status: int, reason: str) -> bool:
    """Say whether an HTTP answer is worth asking again: 429, 5xx, and 403 for its rate alone."""
    if status == FORBIDDEN:
        return reason in RATE_REASONS
    return status == TOO_MANY_REQUESTS or status in SERVER_ERRORS


def delay(failures: int, jitter: float, retry_after: float | None = None) -> float:
    """Return the seconds to wait after `failures` (1 or more) failed tries.

    2 ** (failures - 1) plus `jitter` (0 to 1 s), at most 60 s, as Google advises; never less
    than Google's own Retry-After.
    """
    backoff = min(2.0 ** (failures - 1) + jitter, LONGEST_DELAY)
    return max(backoff, retry_after or 0.0)


def asked_delay(header: str | None, now: datetime) -> float | None:
    """Return the seconds of a Retry-After header (a number or an HTTP date), None if unusable."""
    if not header:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)


@dataclass(frozen=True, slots=True)
class Patience:
    """Asks again while the trouble is passing; `waits` hears of each wait before it begins."""

    sleep: Callable[[float], None]
    jitter: Callable[[], float]
    waits: Callable[[str, float], None]

    def ask(self, request: Callable[[], Answer]) -> Answer:
        """Return what `request` answers; raises SourceFault after the eighth PassingError."""
        failures = 0
        while True:
            try:
                return request()
            except PassingError as trouble:
                failures += 1
                self._wait_or_give_up(trouble, failures)

    def _wait_or_give_up(self, trouble: PassingError, failures: int) -> None:
        seconds = delay(failures, self.jitter(), trouble.retry_after)
        if failures == MOST_TRIES:
            raise SourceFault("Google did not answer.", detail=trouble.what) from trouble
        if seconds > LONGEST_ASKED_DELAY:
            raise SourceFault("Google asks to come back later.", detail=trouble.what) from trouble
        self.pause(trouble.what, seconds)

    def pause(self, what: str, seconds: float) -> None:
        """Tell of a wait of `seconds`, then wait."""
        self.waits(what, seconds)
        self.sleep(seconds)
