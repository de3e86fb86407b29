"""Who stands where in the queue: by need, then by time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assetmgr.requests.codes import Reason

WEIGHTS: Final[Mapping[Reason, int]] = {
    Reason.NO_DEVICE: 0,
    Reason.BROKEN_DEVICE: 1,
    Reason.SHARED_DEVICE: 2,
}
"""Who has no device goes before whose device broke, and they before who shares one."""
OTHERS: Final = 3
"""The weight of every other reason."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides on a place; `is_helped`: the family has social support."""

    id: int
    reason: Reason
    submitted_at: datetime
    is_helped: bool


def place_key(one: Standing, *, support_first: bool) -> tuple[bool, int, datetime, int]:
    """Sorts the queue: `requests.queries.queue` says the same to the database."""
    last = not (support_first and one.is_helped)
    return last, WEIGHTS.get(one.reason, OTHERS), one.submitted_at, one.id
