"""Where a device was, and what was done to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Via
from assetmgr.audit.models import AuditEntry
from assetmgr.db.scope import system_scope
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import DevicePeriod, Kind, Manufacturer, Model
from assetmgr.institutions.models import Institution, Room

ENTRIES: Final = 50
_SUBJECT: Final = "device"


@dataclass(frozen=True, slots=True)
class Stay:
    """From `since` up to, not including, `until` (None: still), these facts held."""

    since: date
    until: date | None
    institution_id: int
    room_id: int | None
    institution: str
    room: str | None
    kind_lv: str
    kind_en: str
    purpose: Purpose
    status: Status


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: who, when, through what, and the columns before and after."""

    id: int
    at: datetime
    who: str
    via: Via
    action: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What ids in entries stand for."""

    institutions: Mapping[int, str]
    rooms: Mapping[int, str]
    models: Mapping[int, str]


def stays(session: Session, device_id: int) -> tuple[Stay, ...]:
    """The whole past of a device that the caller may see now, newest first.

    The owner sees its periods at former institutions too, with their names and rooms.
    """
    with system_scope(session, reason="an owner sees where its device was"):
        rows: Any = session.execute(
            select(
                DevicePeriod.valid_from, DevicePeriod.valid_to, DevicePeriod.institution_id,
                DevicePeriod.room_id, Institution.short_name, Room.name, Kind.name_lv,
                Kind.name_en, DevicePeriod.purpose, DevicePeriod.status,
            )
            .join(Institution, Institution.id == DevicePeriod.institution_id)
            .join(Kind, Kind.id == DevicePeriod.kind_id)
            .outerjoin(Room, Room.id == DevicePeriod.room_id)
            .where(DevicePeriod.device_id == device_id)
            .order_by(DevicePeriod.valid_from.desc())
        ).all()  # fmt: skip
    return tuple(Stay(*row) for row in rows)


def entries(session: Session, device_id: int, limit: int = ENTRIES) -> tuple[Entry, ...]:
    """The newest entries on a device, newest first; a former owner's stay with that owner."""
    rows = session.execute(
        select(
            AuditEntry.id, AuditEntry.at, AuditEntry.actor_name, AuditEntry.via,
            AuditEntry.action, AuditEntry.before, AuditEntry.after,
        )
        .where(AuditEntry.subject_type == _SUBJECT, AuditEntry.subject_id == device_id)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(
        Entry(key, at, who, via, action, before or {}, after or {})
        for key, at, who, via, action, before, after in rows
    )


def names_in(session: Session, told: Iterable[Entry]) -> Names:
    """The names for the institutions, rooms and models that the entries mention."""
    changes = [*told]
    with system_scope(session, reason="an owner sees where its device was"):
        rooms = session.execute(
            select(Room.id, Room.name).where(Room.id.in_(_ids(changes, "room_id")))
        )
        places = session.execute(
            select(Institution.id, Institution.short_name).where(
                Institution.id.in_(_ids(changes, "institution_id"))
            )
        )
        models = session.execute(
            select(Model.id, Manufacturer.name + " " + Model.name)
            .join(Manufacturer, Manufacturer.id == Model.manufacturer_id)
            .where(Model.id.in_(_ids(changes, "model_id")))
        )
        return Names(dict(places.all()), dict(rooms.all()), dict(models.all()))


def _ids(changes: list[Entry], name: str) -> set[int]:
    told = (side.get(name) for entry in changes for side in (entry.before, entry.after))
    return {key for key in told if key is not None}
