"""Codes of requests; the statuses are RUMIS's (RUMIS.md)."""

from enum import StrEnum
from typing import Final


class RequestStatus(StrEnum):
    """Where a request for a device stands."""

    SUBMITTED = "submitted"
    POSTPONED = "postponed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


WAITING: Final = (RequestStatus.SUBMITTED, RequestStatus.POSTPONED, RequestStatus.CONFIRMED)
"""A request waits while it is one of these and no act serves it."""


class Reason(StrEnum):
    """Why somebody asks for a device."""

    NO_DEVICE = "no_device"
    SHARED_DEVICE = "shared_device"
    BROKEN_DEVICE = "broken_device"
    LEARNING_SUPPORT = "learning_support"
    WORK = "work"
    OTHER = "other"


class Channel(StrEnum):
    """Who told: the borrower, or somebody at the desk."""

    BORROWER = "borrower"
    DESK = "desk"
