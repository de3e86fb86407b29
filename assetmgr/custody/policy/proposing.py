"""When verdicts add up to a proposal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assetmgr.custody.codes import Verdict

SPAN: Final = 14
"""Days that are looked at: two weeks, yesterday the last of them."""
LEAST: Final = 10
"""So many of them say no; the others are unknown."""
KEPT: Final = timedelta(days=60)
"""How long verdicts are kept."""
QUIET: Final = timedelta(days=30)
"""How long what somebody dismissed is not proposed again."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day's verdict on one loan."""

    verdict: Verdict
    other_device_id: int | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """A loan whose borrower is not the one who uses the device; the one other device, if it is."""

    act_id: int
    device_id: int
    other_device_id: int | None


def window(today: date) -> tuple[date, date]:
    """The first and the last day that are looked at."""
    return today - timedelta(days=SPAN), today - timedelta(days=1)


def drift(act_id: int, device_id: int, days: Iterable[Day]) -> Drift | None:
    """What the days of the window say of a loan; None: not enough, or the borrower uses it."""
    told = list(days)
    against = [one for one in told if one.verdict is Verdict.NO]
    if len(against) < LEAST or any(one.verdict is Verdict.YES for one in told):
        return None
    others = {one.other_device_id for one in against}
    return Drift(act_id, device_id, others.pop() if len(others) == 1 else None)


def swaps(drifts: Iterable[Drift]) -> list[tuple[Drift, Drift | None]]:
    """Each pair of loans whose borrowers use each other's device, and each other loan alone."""
    told = list(drifts)
    by_device: Mapping[int, Drift] = {one.device_id: one for one in told}
    found: list[tuple[Drift, Drift | None]] = []
    for one in told:
        other = by_device.get(one.other_device_id) if one.other_device_id else None
        if other is None or other.other_device_id != one.device_id:
            found.append((one, None))
        elif one.device_id < other.device_id:
            found.append((one, other))
    return found
