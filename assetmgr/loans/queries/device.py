"""The device of an act, for a change; and one that is scanned to take its place."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.i18n.marks import N_
from assetmgr.loans.models import Act
from assetmgr.loans.queries.lendable import devices_by_code
from labels.spec import tag_from_scan


def device_of(session: Session, act: Act) -> Device:
    """The device that an act is about.

    Raises:
        Refused: it is at another institution by now.
    """
    found = session.scalars(select(Device).where(Device.id == act.device_id)).one_or_none()
    if found is None:
        raise Refused(N_("The device is at another institution by now."))
    return found


def scanned(session: Session, code: str) -> int:
    """The id of the one device with this label, tag or serial number.

    Raises:
        Refused: there is none within the scope, or more than one.
    """
    found = devices_by_code(session, tag_from_scan(code))
    if len(found) != 1:
        raise Refused(
            N_("There is no such device here. Scan its label again, or type its tag."),
            field="code",
        )
    return found[0].device.id
