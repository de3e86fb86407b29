"""Spares that stand in for devices in repair, and what has become of those."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.acts import LENDABLE
from assetmgr.loans.policy.naming import act_number
from assetmgr.people.models import Person


@dataclass(frozen=True, slots=True)
class StandIn:
    """A spare on loan, and the device whose repair it waits for."""

    act_id: int
    number: str
    spare_tag: str
    issued_on: date | None
    due_on: date | None
    name: str | None
    class_name: str | None
    awaited_id: int
    awaited_tag: str
    awaited_status: Status

    @property
    def is_ready(self) -> bool:
        """Whether the repaired device can be given back."""
        return self.awaited_status in LENDABLE


def stand_ins(session: Session, institution_id: int) -> list[StandIn]:
    """The spares of an institution that stand in; those whose device is ready come first."""
    rows = session.execute(
        select(Act.replaces_id, Act.id, Institution.code, Act.number, Act.asset_tag, Act.issued_on,
               Act.due_on, Person.name, Person.class_name)
        .join(Institution, Institution.id == Act.institution_id)
        .join(Person, Person.id == Act.person_id)
        .where(
            Act.institution_id == institution_id,
            Act.replaces_id.is_not(None),
            Act.status == ActStatus.ISSUED,
        )
        .order_by(Act.issued_on, Act.id)
    ).all()  # fmt: skip
    awaited = _awaited(session, [row.replaces_id for row in rows if row.replaces_id])
    found = [_stand_in(row, awaited[row.replaces_id]) for row in rows if row.replaces_id in awaited]
    return sorted(found, key=lambda one: not one.is_ready)


def _stand_in(row: Any, awaited: tuple[int, str, Status]) -> StandIn:
    told: list[Any] = [row.id, act_number(row.code, row.number), *row[4:], *awaited]
    return StandIn(*told)


def _awaited(session: Session, act_ids: Collection[int]) -> dict[int, tuple[int, str, Status]]:
    """The devices of acts, as they are now."""
    rows = session.execute(
        select(Act.id, Device.id, Device.asset_tag, Device.status)
        .join(Device, Device.id == Act.device_id)
        .where(Act.id.in_(act_ids))
    )
    return {act_id: (key, tag, status) for act_id, key, tag, status in rows}
