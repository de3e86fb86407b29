"""Laptops and Chromebooks with their acts, as RUMIS would have them; no borrower, no name."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.audit.models import AuditEntry
from assetmgr.days import LocalDay
from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number
from assetmgr.rumis.policy import classifiers
from assetmgr.rumis.policy.rows import OurAct, Ours

_CHANGED: Final = {
    "device": ("changed", "corrected"),
    "act": ("extended", "undone", "return undone", "correction undone", "found", "loss undone"),
}
"""What the audit trail calls changes that no day of the device or the act tells."""


def ours(
    session: Session, place: int | None = None, changed_on: LocalDay | None = None
) -> list[Ours]:
    """All devices within the scope, or those of an institution, by tag.

    `changed_on`: only those that came or changed on that day, and those with an act issued, ended
    or changed on it. What is assistive is left out: it would tell of its borrower's health.
    """
    wanted = _wanted(place, changed_on)
    statement = (
        select(
            Device.id,
            Device.institution_id,
            Device.asset_tag,
            Device.serial_number,
            Device.inventory_number,
            Device.status,
            Device.funding,
            Device.purpose,
            Device.room_id,
            Device.price_eur,
            Device.entered_on,
            Kind.code,
            Manufacturer.name.label("maker"),
            Model.name.label("model"),
        )
        .join(Kind, Kind.id == Device.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .where(*wanted)
        .order_by(Device.tag_key)
    )
    devices = session.execute(statement).all()
    among = select(Device.id).join(Kind, Kind.id == Device.kind_id).where(*wanted)
    acts = _acts(session, place, among if changed_on else None) if devices else {}
    return [_ours(one, acts.get(one.id, ())) for one in devices]


def _wanted(place: int | None, changed_on: LocalDay | None) -> list[ColumnElement[bool]]:
    wanted = [
        Kind.code.in_(classifiers.SUBTYPES),
        Device.voided_at.is_(None),
        Device.purpose != Purpose.ASSISTIVE,
    ]
    if place is not None:
        wanted.append(Device.institution_id == place)
    if changed_on is not None:
        touched = select(Act.device_id).where(_touched(place, changed_on))
        changed = _noted("device", place, changed_on)
        wanted.append(
            or_(
                Device.entered_on == changed_on.day,
                Device.id.in_(touched),
                Device.id.in_(changed),
            )
        )
    return wanted


def _touched(place: int | None, on: LocalDay) -> ColumnElement[bool]:
    noted = Act.id.in_(_noted("act", place, on))
    told = or_(Act.issued_on == on.day, Act.ended_on == on.day, noted)
    return told if place is None else and_(Act.institution_id == place, told)


def _noted(subject: str, place: int | None, on: LocalDay) -> Select[Any]:
    """The ids of what changed on a day, as the audit trail has it."""
    noted = select(AuditEntry.subject_id).where(
        AuditEntry.subject_type == subject,
        AuditEntry.action.in_(_CHANGED[subject]),
        AuditEntry.at >= on.begins,
        AuditEntry.at < on.ends,
    )
    return noted if place is None else noted.where(AuditEntry.institution_id == place)


def _ours(one: Any, acts: tuple[OurAct, ...]) -> Ours:
    is_lent = any(act.status == "issued" for act in acts)
    return Ours(
        device_id=one.id,
        institution_id=one.institution_id,
        asset_tag=one.asset_tag,
        subtype=classifiers.SUBTYPES[one.code],
        manufacturer=one.maker or "",
        model=one.model or "",
        serial_number=one.serial_number,
        inventory_number=one.inventory_number,
        status=one.status.value,
        acquisition=classifiers.acquisition(one.funding),
        purpose="issued_individually" if is_lent else "institution_learning_process",
        target=classifiers.TARGETS.get(one.purpose, "all"),
        location=classifiers.location(
            one.status, is_lent=is_lent, has_room=one.room_id is not None
        ),
        value_eur=one.price_eur,
        entered_on=one.entered_on,
        acts=acts,
    )


def _acts(
    session: Session, place: int | None, device_ids: Select[int] | None
) -> Mapping[int, tuple[OurAct, ...]]:
    """The acts by device, the oldest first; of an act and its correction the correction alone."""
    later = aliased(Act)
    corrected = exists().where(later.supersedes_id == Act.id, later.device_id == Act.device_id)
    statement = (
        select(
            Act.device_id,
            Act.id,
            Institution.code,
            Act.number,
            Act.rumis_number,
            Act.status,
            Act.issued_on,
            Act.due_on,
            Act.ended_on,
        )
        .join(Institution, Institution.id == Act.institution_id)
        .where(Act.sensitive.is_(False), Act.issued_on.is_not(None), ~corrected)
        .order_by(Act.id)
    )
    if place is not None:
        statement = statement.where(Act.institution_id == place)
    if device_ids is not None:
        statement = statement.where(Act.device_id.in_(device_ids))
    found: dict[int, list[OurAct]] = defaultdict(list)
    for device_id, act_id, code, number, rumis, status, *days in session.execute(statement):
        told = OurAct(act_id, act_number(code, number), rumis, status.value, *days)
        found[device_id].append(told)
    return {device_id: tuple(acts) for device_id, acts in found.items()}
