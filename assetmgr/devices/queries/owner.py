"""Whose a labelled device is: what a stranger who found it may know, and nothing else."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Device
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.models import Institution


@dataclass(frozen=True, slots=True)
class Owner:
    """An institution and how to reach it; `device_id` is for those who may see the device."""

    device_id: int
    name: str
    contact_email: str | None
    contact_phone: str | None


def owner_of(session: Session, tag: str) -> Owner | None:
    """The institution that has the device with this tag, whatever became of the device.

    A tag that a wrong entry freed belongs to the device that has it now.
    """
    key = comparable(tag)
    if key is None:
        return None
    with system_scope(session, reason="a finder may know whose a device is"):
        row = session.execute(
            select(
                Device.id,
                Institution.name,
                Institution.contact_email,
                Institution.contact_phone,
            )
            .join(Device, Device.institution_id == Institution.id)
            .where(Device.tag_key == key)
            .order_by(Device.voided_at.is_not(None), Device.id.desc())
            .limit(1)
        ).one_or_none()
    return Owner(*row) if row else None
