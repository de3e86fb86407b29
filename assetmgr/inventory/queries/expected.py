"""The devices that a new stocktake expects, as rows of its list."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.evidence.queries import not_seen_since
from assetmgr.institutions.models import Room, Site
from assetmgr.inventory.policy.scope import NO_ROOM, Scope


def expected_rows(
    session: Session, institution_id: int, scope: Scope, now: datetime
) -> list[dict[str, Any]]:
    """The institution's devices that count and fit the scope, by tag, as columns of a line."""
    rows = session.execute(
        select(
            Device.id.label("device_id"), Device.institution_id, Device.asset_tag, Device.tag_key,
            Device.inventory_number, Device.serial_number, Device.kind_id,
            (Manufacturer.name + " " + Model.name).label("model"), Device.room_id,
            Site.name.label("site"), Room.name.label("room"), Device.status,
        )
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .outerjoin(Site, Site.id == Room.site_id)
        .where(Device.institution_id == institution_id, *fitting(scope, now))
        .order_by(Device.tag_key)
    )  # fmt: skip
    return [{**row, **_texts(row)} for row in rows.mappings()]


def _texts(row: Any) -> dict[str, str]:
    return {name: (row[name] or "")[:200] for name in ("model", "site", "room")}


def fitting(scope: Scope, now: datetime) -> list[ColumnElement[bool]]:
    """What a device must fulfil to be expected by a stocktake of its institution."""
    criteria: list[ColumnElement[bool]] = [
        Device.voided_at.is_(None),
        Device.status.not_in(sorted(NOT_COUNTED)),
    ]
    if scope.site_id is not None:
        rooms = select(Room.id).where(Room.site_id == scope.site_id)
        criteria.append(Device.room_id.in_(rooms))
    if scope.room_ids:
        criteria.append(func.coalesce(Device.room_id, NO_ROOM).in_(scope.room_ids))
    if scope.kinds:
        criteria.append(Device.kind_id.in_(select(Kind.id).where(Kind.code.in_(scope.kinds))))
    if scope.doubtful_days is not None:
        criteria.append(not_seen_since(now - timedelta(days=scope.doubtful_days)))
    return criteria
