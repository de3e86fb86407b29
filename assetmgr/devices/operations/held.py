"""Devices that somebody holds by a right of their own, as features know that devices do not."""

from collections.abc import Sequence
from typing import Final, Protocol

from sqlalchemy.orm import Session

HELD: Final = frozenset({"status", "institution_id"})
"""What is not changed past whoever holds a device."""


class Keeper(Protocol):
    """Raises Refused where one of the devices is held."""

    def __call__(self, session: Session, device_ids: Sequence[int]) -> None: ...


_KEEPERS: Final[list[Keeper]] = []


def keeps(keeper: Keeper) -> Keeper:
    """Have `keeper` asked before the status or the owner of devices changes, a batch at a time."""
    _KEEPERS.append(keeper)
    return keeper


def ensure_free(session: Session, device_ids: Sequence[int]) -> None:
    """Check that nobody holds the devices.

    Raises:
        Refused: one is held; the sentence says by what.
    """
    for keeper in _KEEPERS if device_ids else ():
        keeper(session, device_ids)
