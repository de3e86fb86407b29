"""What a change of a device shows of its being there."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from assetmgr.devices.codes import Status
from assetmgr.evidence.models import Source

REPAIR: Final = frozenset({Status.NEEDS_REPAIR, Status.UNDER_REPAIR, Status.MAINTENANCE})
_UNSEEN: Final = frozenset({Status.LOST, Status.STOLEN, Status.WRITTEN_OFF})
"""What is set at a desk, with no device before one's eyes."""


def shown_by(changed: Mapping[str, Any], status: Status) -> Iterator[Source]:
    """By what a change of these columns shows that the device is there; `status` is the old one.

    A move shows it, unless it only takes the device out of its room; so does a repair that begins
    or ends.
    """
    if "institution_id" in changed or changed.get("room_id") is not None:
        yield Source.MOVE
    new = changed.get("status")
    if new in REPAIR or (status in REPAIR and new is not None and new not in _UNSEEN):
        yield Source.REPAIR
