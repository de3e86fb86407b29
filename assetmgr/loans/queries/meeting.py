"""A device and a borrower meet at the desk: all that an act needs, in one statement."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import CONSTANT
from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.loans.queries.borrowers import (
    BORROWER,
    LENDER,
    Lender,
    ToLendTo,
    lender_of,
    with_its_terms,
)
from assetmgr.loans.queries.lendable import COLUMNS, Lent, lent_of, with_its_kind
from assetmgr.people.models import Person
from assetmgr.requests.codes import WAITING
from assetmgr.requests.models import LoanRequest


@dataclass(frozen=True, slots=True)
class Meeting:
    """A device and a borrower of the institution that owns it; `awaits`: a request of theirs."""

    lent: Lent
    borrower: ToLendTo
    awaits: bool
    lender: Lender


def _statement(criterion: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    awaits = exists().where(
        LoanRequest.person_id == Person.id,
        LoanRequest.act_id.is_(None),
        LoanRequest.status.in_(WAITING),
    )
    statement = select(*COLUMNS, *BORROWER, awaits, *LENDER).select_from(Device)
    return (
        with_its_terms(
            with_its_kind(statement)
            .join(Person, Person.institution_id == Device.institution_id)
            .join(Institution, Institution.id == Device.institution_id)
        )
        .where(
            criterion,
            Device.voided_at.is_(None),
            Person.id == bindparam("person"),
            Person.forgotten_at.is_(None),
        )
        .with_for_update(of=Device)
        .execution_options(populate_existing=True, **{CONSTANT: True})
    )


_BY_ID: Final = _statement(Device.id == bindparam("device"))
_BY_TAG: Final = _statement(Device.tag_key == bindparam("device"))


def meeting(session: Session, device_id: int, person_id: int) -> Meeting | None:
    """Read both, and lock the device until the end; None unless they are of one institution."""
    return _meeting(session, _BY_ID, device_id, person_id)


def meeting_by_tag(session: Session, tag_key: str, person_id: int) -> Meeting | None:
    """As `meeting`, of the device with this tag (as it compares)."""
    return _meeting(session, _BY_TAG, tag_key, person_id)


def _meeting(
    session: Session, statement: Select[*tuple[Any, ...]], device: object, person_id: int
) -> Meeting | None:
    row = session.execute(statement, {"device": device, "person": person_id}).one_or_none()
    if row is None:
        return None
    rest = row[len(COLUMNS) :]
    borrower = ToLendTo(*rest[: len(BORROWER)])
    return Meeting(lent_of(row), borrower, rest[len(BORROWER)], lender_of(row))
