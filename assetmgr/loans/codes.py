"""Codes of loans; those of acts, requests and returns are RUMIS's (RUMIS.md)."""

from enum import StrEnum
from typing import Final


class ActStatus(StrEnum):
    """Where a handover act stands."""

    PREPARING = "preparing"
    PREPARED = "prepared"
    ISSUED = "issued"
    RETURNED = "returned"
    LOST = "lost"
    STOLEN = "stolen"
    CANCELLED = "cancelled"


OPEN: Final = (ActStatus.PREPARING, ActStatus.PREPARED, ActStatus.ISSUED)
"""While an act is one of these no other act holds its device."""


class ReturnState(StrEnum):
    """In which state a device came back (RUMIS)."""

    WORKING = "returned_working_order"
    DAMAGED = "damaged"


class CaseKind(StrEnum):
    """What went wrong with a lent device."""

    FAULT = "fault"
    DAMAGE = "damage"
    LOSS = "loss"
    THEFT = "theft"


class CaseStatus(StrEnum):
    """Where a case stands; while it is open or disputed nothing about it is forgotten."""

    OPEN = "open"
    DECIDED = "decided"
    DISPUTED = "disputed"
    CLOSED = "closed"


class Paper(StrEnum):
    """What a file kept with an act is."""

    SIGNED_ACT = "signed_act"
    RETURN_SLIP = "return_slip"
    PHOTO_ISSUED = "photo_issued"
    PHOTO_RETURNED = "photo_returned"
    NOTICE = "notice"
    """What backs a loss or a theft: a statement, the police's paper."""
