"""Laptops and Chromebooks with their acts, as RUMIS would have them; no borrower, no name."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number
from assetmgr.rumis.policy import classifiers
from assetmgr.rumis.policy.rows import OurAct, Ours


def ours(session: Session, place: int | None = None, changed_on: date | None = None) -> list[Ours]:
    """All devices within the scope, or those of an institution, by tag.

    `changed_on`: only those entered on that day, and those with an act issued or ended on it. What
    is assistive is left out: it would tell of its borrower's health.
    """
    acts = _acts(session, place)
    statement = (
        select(Device, Kind.code, Manufacturer.name, Model.name)
        .join(Kind, Kind.id == Device.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .where(
            Kind.code.in_(classifiers.SUBTYPES),
            Device.voided_at.is_(None),
            Device.purpose != Purpose.ASSISTIVE,
        )
        .order_by(Device.tag_key)
    )
    if place is not None:
        statement = statement.where(Device.institution_id == place)
    if changed_on is not None:
        touched = select(Act.device_id).where(
            or_(Act.issued_on == changed_on, Act.ended_on == changed_on)
        )
        statement = statement.where(or_(Device.entered_on == changed_on, Device.id.in_(touched)))
    return [
        _ours(device, kind, maker or "", model or "", acts.get(device.id, ()))
        for device, kind, maker, model in session.execute(statement)
    ]


def _ours(device: Device, kind: str, maker: str, model: str, acts: tuple[OurAct, ...]) -> Ours:
    is_lent = any(act.status == "issued" for act in acts)
    return Ours(
        device_id=device.id,
        institution_id=device.institution_id,
        asset_tag=device.asset_tag,
        subtype=classifiers.SUBTYPES[kind],
        manufacturer=maker,
        model=model,
        serial_number=device.serial_number,
        inventory_number=device.inventory_number,
        status=device.status.value,
        acquisition=classifiers.acquisition(device.funding),
        purpose="issued_individually" if is_lent else "institution_learning_process",
        target=classifiers.TARGETS.get(device.purpose, "all"),
        location=classifiers.location(
            device.status, is_lent=is_lent, has_room=device.room_id is not None
        ),
        value_eur=device.price_eur,
        entered_on=device.entered_on,
        acts=acts,
    )


def _acts(session: Session, place: int | None) -> Mapping[int, tuple[OurAct, ...]]:
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
        .where(Act.sensitive.is_(False), Act.issued_on.is_not(None))
        .order_by(Act.id)
    )
    if place is not None:
        statement = statement.where(Act.institution_id == place)
    found: dict[int, list[OurAct]] = defaultdict(list)
    for device_id, act_id, code, number, rumis, status, *days in session.execute(statement):
        told = OurAct(act_id, act_number(code, number), rumis, status.value, *days)
        found[device_id].append(told)
    return {device_id: tuple(acts) for device_id, acts in found.items()}
