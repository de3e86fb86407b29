"""The codes of this feature (DOMAIN.md, 'Words' and 'Device status'; RUMIS's where it has them)."""

from enum import StrEnum
from typing import Final


class Purpose(StrEnum):
    """Whom a device serves; ratios are per purpose."""

    PUPILS = "pupils"
    TEACHERS = "teachers"
    ADMINISTRATION = "administration"
    OPEN_ACCESS = "open_access"
    SHARED_POOL = "shared_pool"
    ASSISTIVE = "assistive"
    INFRASTRUCTURE = "infrastructure"


class Funding(StrEnum):
    """Who paid for a device."""

    MUNICIPAL = "municipal"
    STATE = "state"
    EU = "eu"
    RECOVERY_FUND = "recovery_fund"
    GIFT = "gift"
    INSTITUTION = "institution"


class Status(StrEnum):
    """RUMIS's codes plus `written_off`."""

    NEW = "new"
    AVAILABLE = "available"
    RESERVED = "reserved"
    IN_USE = "in_use"
    IN_RESERVE = "in_reserve"
    MAINTENANCE = "maintenance"
    NEEDS_REPAIR = "needs_repair"
    UNDER_REPAIR = "under_repair"
    DAMAGED = "damaged"
    PERMANENTLY_DAMAGED = "permanently_damaged"
    LOST = "lost"
    STOLEN = "stolen"
    WRITTEN_OFF = "written_off"


NOT_COUNTED: Final = frozenset(
    {Status.PERMANENTLY_DAMAGED, Status.LOST, Status.STOLEN, Status.WRITTEN_OFF}
)
"""A device in one of these leaves every count (DOMAIN.md, 'A device counts unless')."""
