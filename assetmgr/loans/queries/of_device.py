"""By which act a device is lent now."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number
from assetmgr.people.models import Person


@dataclass(frozen=True, slots=True)
class HeldBy:
    """The open act of a device; `borrower` is None where the scope sees no names."""

    act_id: int
    number: str
    status: ActStatus
    due_on: date | None
    borrower: str | None


def held_by(session: Session, device_id: int) -> HeldBy | None:
    """The act that holds a device, within the scope."""
    row = session.execute(
        select(Act.id, Institution.code, Act.number, Act.status, Act.due_on, Person.name)
        .join(Institution, Institution.id == Act.institution_id)
        .outerjoin(Person, Person.id == Act.person_id)
        .where(Act.open_device_id == device_id)
    ).one_or_none()
    if row is None:
        return None
    return HeldBy(row.id, act_number(row.code, row.number), row.status, row.due_on, row.name)
