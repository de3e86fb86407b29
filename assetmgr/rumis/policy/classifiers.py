"""RUMIS's classifier codes for what we know by others (RUMIS.md, 'Classifier codes')."""

from typing import Final

from assetmgr.devices.codes import Funding, Purpose, Status

SUBTYPES: Final = {"chromebook": "chromebook_laptop", "laptop": "windows_laptop"}
"""Kinds that RUMIS has a subtype for; no other device goes there."""
ACQUISITIONS: Final = {
    Funding.MUNICIPAL: "municipality",
    Funding.STATE: "ministry",
    Funding.EU: "ministry",
    Funding.RECOVERY_FUND: "ministry",
    Funding.GIFT: "gift",
    Funding.INSTITUTION: "educational_institution",
}
TARGETS: Final = {
    Purpose.PUPILS: "learner",
    Purpose.TEACHERS: "employee",
    Purpose.ADMINISTRATION: "employee",
}
SERVICED: Final = frozenset({Status.MAINTENANCE, Status.UNDER_REPAIR})


def acquisition(funding: Funding | None) -> str:
    """Who acquired it; blank where it is not known."""
    return ACQUISITIONS[funding] if funding else ""


def location(status: Status, *, is_lent: bool, has_room: bool) -> str:
    """Where a resource is."""
    if is_lent:
        return "user"
    if status in SERVICED:
        return "service"
    return "classroom" if has_room else "warehouse"
