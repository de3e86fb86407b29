"""Acts for a change: one, or the open one of a device."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import OPEN
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number


def act_or_none(session: Session, act_id: int) -> Act | None:
    """The act for a change; none where it is out of the scope."""
    return session.scalars(select(Act).where(Act.id == act_id)).one_or_none()


def open_act_of(session: Session, device_id: int) -> Act | None:
    """The open act that holds a device, within the scope."""
    return session.scalars(select(Act).where(Act.open_device_id == device_id)).one_or_none()


def exchanged(act: Any, old: Any) -> ColumnElement[bool]:
    """Whether `act` is half of a swap: somebody took over the device of `old` at the same moment.

    `act` supersedes `old`; both are `Act` or an alias of it.
    """
    other = aliased(Act)
    return exists().where(
        other.device_id == old.device_id,
        other.supersedes_id.is_not(None),
        other.issued_at == act.issued_at,
        other.id != act.id,
    )


def with_devices(session: Session, act_ids: Collection[int]) -> Sequence[tuple[Act, Device, str]]:
    """Open acts with the devices they hold and their numbers ('A-RAI-123'), by id."""
    rows = session.execute(
        select(Act, Device, Institution.code)
        .join(Device, Device.id == Act.device_id)
        .join(Institution, Institution.id == Act.institution_id)
        .where(Act.id.in_(act_ids), Act.status.in_(OPEN))
        .order_by(Act.id)
    )
    return [(act, device, act_number(code, act.number)) for act, device, code in rows]


def number_of(session: Session, act: Act) -> str:
    """The act's number as people write it."""
    code = session.scalars(
        select(Institution.code).where(Institution.id == act.institution_id)
    ).one()
    return act_number(code, act.number)


def corrected_ids(session: Session, act: Act) -> list[int]:
    """The acts that this one corrects, the newest first: of the same device, a swap has another."""
    found: list[int] = []
    before = act.supersedes_id
    while before is not None:
        row = session.execute(
            select(Act.id, Act.supersedes_id).where(
                Act.id == before, Act.device_id == act.device_id
            )
        ).one_or_none()
        if row is None:
            break
        found.append(row.id)
        before = row.supersedes_id
    return found


def is_corrected(session: Session, act: Act) -> bool:
    """Whether another act of the same device took its place: then nothing came back by it."""
    if act.superseded_at is None:
        return False
    after = select(Act.id).where(Act.supersedes_id == act.id, Act.device_id == act.device_id)
    return session.scalar(after) is not None
