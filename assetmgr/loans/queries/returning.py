"""What a device at the desk is lent by: all that its return needs, in one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from assetmgr.db.prepared import read
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number
from assetmgr.people.models import Person


@dataclass(frozen=True, slots=True)
class OnLoan:
    """An act with its device, the first day of what that is now, and who has it.

    `name` is None where the reader may not know it.
    """

    act: Act
    device: Device
    since: date
    number: str
    name: str | None
    class_name: str | None


def _statement(*criteria: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Act,
            Device,
            DevicePeriod.valid_from,
            Institution.code,
            Person.name,
            Person.class_name,
        )
        .join(Device, Device.id == Act.device_id)
        .join(
            DevicePeriod,
            (DevicePeriod.device_id == Device.id) & DevicePeriod.valid_to.is_(None),
        )
        .join(Institution, Institution.id == Act.institution_id)
        .outerjoin(Person, Person.id == Act.person_id)
        .where(*criteria)
        .with_for_update(of=(Device, Act))
    )


_BY_TAG: Final = _statement(
    Act.open_device_id == Device.id,
    Device.tag_key == bindparam("key", None),
    Device.voided_at.is_(None),
)
_BY_DEVICE: Final = _statement(Act.open_device_id == bindparam("key", None))
_BY_ACT: Final = _statement(Act.id == bindparam("key", None))


def on_loan_by_tag(session: Session, tag_key: str) -> OnLoan | None:
    """The open act of the device with this tag (as it compares); both are locked until the end."""
    return _one(session, _BY_TAG, tag_key)


def on_loan_by_device(session: Session, device_id: int) -> OnLoan | None:
    """The open act of a device; both are locked until the end."""
    return _one(session, _BY_DEVICE, device_id)


def held_by_act(session: Session, act_id: int) -> OnLoan | None:
    """An act, open or ended, whose device is still here; both are locked until the end."""
    return _one(session, _BY_ACT, act_id)


def last_ended(session: Session, device_id: int) -> Act | None:
    """The newest act of a device that ended with its return."""
    return session.scalars(
        select(Act)
        .where(Act.device_id == device_id, Act.status == ActStatus.RETURNED)
        .order_by(Act.id.desc())
        .limit(1)
    ).one_or_none()


def _one(session: Session, statement: Select[*tuple[Any, ...]], key: object) -> OnLoan | None:
    found = read(session, statement, key=key)
    if not found:
        return None
    ((act, device, since, code, name, class_name),) = found
    return OnLoan(act, device, since, act_number(code, act.number), name, class_name)
