"""What a scan means, whoever else scanned the same device."""

from assetmgr.devices.codes import NOT_COUNTED, Status
from assetmgr.inventory.codes import Outcome


def of_expected(expected_room: int | None, scanned_room: int | None) -> Outcome:
    """A scan of an expected device: elsewhere where both rooms are known and differ."""
    is_there = None in {expected_room, scanned_room} or expected_room == scanned_room
    return Outcome.FOUND if is_there else Outcome.ELSEWHERE


def of_own(status: Status) -> Outcome:
    """A scan of the institution's own device that is not expected, by the device's status."""
    return Outcome.WRITTEN_OFF if status in NOT_COUNTED else Outcome.UNLISTED


def of_strange(owner: str | None) -> Outcome:
    """A scan of a code that is none of the institution's; `owner` is whose device it is."""
    return Outcome.FOREIGN if owner else Outcome.UNKNOWN
