"""Blank codes: the printings of an institution, one code, and whom to ask about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Device, Model
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.models import Institution, Room
from assetmgr.labeling.models import BlankCode

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Printing:
    """Codes that were printed together: the first's id, how many, how many of them are in use."""

    first_id: int
    printed_at: datetime
    first: str
    last: str
    count: int
    claimed: int


@dataclass(frozen=True, slots=True)
class BlankOwner:
    """Whose an unused code is, as a finder may know it."""

    name: str
    contact_email: str | None
    contact_phone: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A device that a blank code may be put on."""

    id: int
    tag: str
    model: str | None
    room: str | None
    serial_number: str | None
    inventory_number: str | None


def printings(session: Session, institution_id: int) -> tuple[Printing, ...]:
    """The printings of an institution, the newest first."""
    rows = session.execute(
        select(
            func.min(BlankCode.id),
            BlankCode.printed_at,
            func.min(BlankCode.number),
            func.max(BlankCode.number),
            func.count(BlankCode.id),
            func.count(BlankCode.device_id),
        )
        .where(BlankCode.institution_id == institution_id)
        .group_by(BlankCode.printed_at)
        .order_by(BlankCode.printed_at.desc())
    ).all()
    names = _codes(session, institution_id, {number for row in rows for number in row[2:4]})
    return tuple(
        Printing(key, at, names[first], names[last], count, claimed)
        for key, at, first, last, count, claimed in rows
    )


def blank_by_code(session: Session, code: str) -> BlankCode | None:
    """The blank code within the scope, in any case."""
    key = comparable(code)
    if key is None:
        return None
    return session.scalars(select(BlankCode).where(BlankCode.code_key == key)).one_or_none()


def unused_of(session: Session, first_id: int) -> Sequence[BlankCode]:
    """The codes that were printed together with this one and are on no device, by number."""
    first = select(BlankCode.institution_id, BlankCode.printed_at).where(BlankCode.id == first_id)
    row = session.execute(first).one_or_none()
    if row is None:
        return ()
    return session.scalars(
        select(BlankCode)
        .where(
            BlankCode.institution_id == row.institution_id,
            BlankCode.printed_at == row.printed_at,
            BlankCode.device_id.is_(None),
        )
        .order_by(BlankCode.number)
    ).all()


def blank_owner(session: Session, code: str) -> BlankOwner | None:
    """Whose an unused code is: what whoever found it may know, and nothing else."""
    key = comparable(code)
    if key is None:
        return None
    with system_scope(session, reason="a finder may know whose a label is"):
        row = session.execute(
            select(Institution.name, Institution.contact_email, Institution.contact_phone)
            .join(BlankCode, BlankCode.institution_id == Institution.id)
            .where(BlankCode.code_key == key)
        ).one_or_none()
    return BlankOwner(*row) if row else None


def candidates(session: Session, institution_id: int, text: str) -> tuple[Candidate, ...]:
    """Devices of an institution with this serial number, inventory number or tag."""
    key = comparable(text)
    if key is None:
        return ()
    rows = session.execute(
        select(
            Device.id,
            Device.asset_tag,
            Model.name,
            Room.name,
            Device.serial_number,
            Device.inventory_number,
        )
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(
            Device.institution_id == institution_id, Device.voided_at.is_(None), _has_number(key)
        )
        .order_by(Device.tag_key)
        .limit(MOST_FOUND)
    )
    return tuple(Candidate(*row) for row in rows)


def _has_number(key: str) -> ColumnElement[bool]:
    return or_(Device.tag_key == key, Device.serial_key == key, Device.inventory_key == key)


def _codes(session: Session, institution_id: int, numbers: set[int]) -> dict[int, str]:
    rows = session.execute(
        select(BlankCode.number, BlankCode.code).where(
            and_(BlankCode.institution_id == institution_id, BlankCode.number.in_(numbers))
        )
    )
    return dict(rows.all())
