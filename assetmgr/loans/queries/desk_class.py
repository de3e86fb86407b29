"""A class that is served in advance: what can be lent, and the acts that wait."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device, Kind, Manufacturer, Model
from assetmgr.institutions.models import Institution, Room
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.acts import LENDABLE
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.overdue import on_lists
from assetmgr.people.models import Person

MOST: Final = 600
_WAITING: Final = (ActStatus.PREPARING, ActStatus.PREPARED)


@dataclass(frozen=True, slots=True)
class Choice:
    """A device that can be lent now."""

    id: int
    tag: str
    model: str
    room: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that is prepared, or a draft that waits for a guardian."""

    act_id: int
    number: str
    status: ActStatus
    tag: str
    person_id: int
    name: str
    has_left: bool

    @property
    def is_ready(self) -> bool:
        """Whether its device can be handed over."""
        return self.status is ActStatus.PREPARED and not self.has_left


def lendable_devices(
    session: Session,
    institution_id: int,
    *,
    kind_id: int | None = None,
    room_id: int | None = None,
    limit: int = MOST,
) -> tuple[Choice, ...]:
    """What an institution can lend now, by tag; assistive devices are given one by one."""
    statement = _choices().where(Device.institution_id == institution_id)
    if kind_id is not None:
        statement = statement.where(Device.kind_id == kind_id)
    if room_id is not None:
        statement = statement.where(Device.room_id == room_id)
    rows = session.execute(statement.order_by(Device.tag_key).limit(limit))
    return tuple(_choice(row) for row in rows)


def _choices() -> Select[*tuple[Any, ...]]:
    return (
        select(Device.id, Device.asset_tag, Manufacturer.name, Model.name, Room.name)
        .join(Kind, Kind.id == Device.kind_id)
        .outerjoin(Model, Model.id == Device.model_id)
        .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(
            Device.voided_at.is_(None),
            Device.status.in_(sorted(LENDABLE)),
            Device.purpose != Purpose.ASSISTIVE,
            Kind.code != "assistive",
        )
    )


def _choice(row: Any) -> Choice:
    device_id, tag, maker, model, room = row
    return Choice(device_id, tag, " ".join(part for part in (maker, model) if part), room)


@dataclass(frozen=True, slots=True)
class Part:
    """A kind or a room of which devices can be lent, and how many."""

    id: int
    name: str
    name_en: str


def lendable_kinds(session: Session, institution_id: int) -> tuple[Part, ...]:
    """The kinds of which an institution can lend something now."""
    rows = session.execute(
        select(Kind.id, Kind.name_lv, Kind.name_en)
        .join(Device, Device.kind_id == Kind.id)
        .where(*_here(institution_id), Kind.code != "assistive")
        .distinct()
    )
    return tuple(sorted((Part(*row) for row in rows), key=_name))


def lendable_rooms(session: Session, institution_id: int) -> tuple[Part, ...]:
    """The rooms in which something stands that can be lent now."""
    rows = session.execute(
        select(Room.id, Room.name, Room.name)
        .join(Device, Device.room_id == Room.id)
        .where(*_here(institution_id))
        .distinct()
    )
    return tuple(sorted((Part(*row) for row in rows), key=_name))


def _here(institution_id: int) -> tuple[Any, ...]:
    return (
        Device.institution_id == institution_id,
        Device.voided_at.is_(None),
        Device.status.in_(sorted(LENDABLE)),
        Device.purpose != Purpose.ASSISTIVE,
    )


def _name(part: Part) -> str:
    return part.name


def devices_by_tags(session: Session, keys: Collection[str]) -> dict[str, int]:
    """Devices within the scope by the tag or the serial number they are known by (as compared)."""
    rows = session.execute(
        select(Device.id, Device.tag_key, Device.serial_key).where(
            Device.voided_at.is_(None),
            or_(Device.tag_key.in_(keys), Device.serial_key.in_(keys)),
        )
    ).all()
    by_serial = {serial: device_id for device_id, _, serial in rows if serial}
    return by_serial | {tag: device_id for device_id, tag, _ in rows}


def waiting_acts(session: Session, institution_id: int, class_name: str) -> tuple[Waiting, ...]:
    """The prepared acts and the drafts of a class, by the number."""
    rows = session.execute(
        select(
            Act.id,
            Institution.code,
            Act.number,
            Act.status,
            Act.asset_tag,
            Person.id,
            Person.name,
            Person.key,
            Person.left_on,
        )
        .join(Person, Person.id == Act.person_id)
        .join(Institution, Institution.id == Act.institution_id)
        .where(
            Person.institution_id == institution_id,
            Person.class_name == class_name,
            Act.status.in_(_WAITING),
            on_lists(),
        )
        .order_by(Act.number)
    )
    return tuple(
        Waiting(
            act_id,
            act_number(code, number),
            status,
            tag,
            person_id,
            name or key,
            left_on is not None,
        )
        for act_id, code, number, status, tag, person_id, name, key, left_on in rows
    )
