"""A device and a borrower meet at the desk: all that an act needs, in one statement."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from assetmgr.db.fresh import fresh_id
from assetmgr.db.prepared import read_plain
from assetmgr.devices.models import Device
from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act
from assetmgr.loans.queries.borrowers import (
    BORROWER,
    LENDER,
    Lender,
    ToLendTo,
    lender_of,
    with_its_terms,
    with_their_consent,
)
from assetmgr.loans.queries.lendable import COLUMNS, Lent, lent_of, with_its_kind
from assetmgr.numbering.codes import Series
from assetmgr.numbering.models import NumberSeries
from assetmgr.people.models import Person
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.waiting import WAITS


@dataclass(frozen=True, slots=True)
class Awaited:
    """A request that waits, as it was read."""

    id: int
    version: int
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Numbered:
    """The last number that was given to an act, and the id of the next one where it is known."""

    last: int
    act_id: int | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A device and a borrower of the institution that owns it; no session knows the device.

    `awaited`: their request for a device of this kind that waits. `numbered`: until the end
    nobody else is given a number.
    """

    lent: Lent
    borrower: ToLendTo
    awaited: Awaited | None
    lender: Lender
    numbered: Numbered


_AWAITED: Final = (LoanRequest.id, LoanRequest.version, LoanRequest.sensitive)
_NUMBERED: Final = (NumberSeries.last, fresh_id(Act))


def _statement(criterion: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    waits = (LoanRequest.person_id == Person.id) & (LoanRequest.kind_id == Device.kind_id) & WAITS
    columns = (*COLUMNS, *BORROWER, *_AWAITED, *_NUMBERED, *LENDER)
    statement = select(*columns).select_from(Device)
    numbers = (NumberSeries.institution_id == Device.institution_id) & (
        NumberSeries.series == Series.ACT
    )
    statement = (
        with_its_kind(statement)
        .join(Person, Person.institution_id == Device.institution_id)
        .join(Institution, Institution.id == Device.institution_id)
        .join(NumberSeries, numbers)
        .outerjoin(LoanRequest, waits)
    )
    return (
        with_their_consent(with_its_terms(statement))
        .where(
            criterion,
            Device.voided_at.is_(None),
            Person.id == bindparam("person", None),
            Person.forgotten_at.is_(None),
        )
        .with_for_update(of=(Device, NumberSeries))
    )


_BY_ID: Final = _statement(Device.id == bindparam("device", None))
_BY_TAG: Final = _statement(Device.tag_key == bindparam("device", None))


def meeting(session: Session, device_id: int, person_id: int) -> Meeting | None:
    """Read both, and lock the device and the institution's number of acts until the end.

    None unless they are of one institution, which made an act before.
    """
    return _meeting(session, _BY_ID, device_id, person_id)


def meeting_by_tag(session: Session, tag_key: str, person_id: int) -> Meeting | None:
    """As `meeting`, of the device with this tag (as it compares)."""
    return _meeting(session, _BY_TAG, tag_key, person_id)


def _meeting(
    session: Session, statement: Select[*tuple[Any, ...]], device: object, person_id: int
) -> Meeting | None:
    found = read_plain(session, statement, device=device, person=person_id)
    if not found:
        return None
    (row,) = found
    rest = row[len(COLUMNS) :]
    borrower = ToLendTo(*rest[: len(BORROWER)])
    request_id, version, sensitive, last, act_id = rest[len(BORROWER) : -len(LENDER)]
    awaited = None if request_id is None else Awaited(request_id, version, sensitive)
    return Meeting(lent_of(row), borrower, awaited, lender_of(row), Numbered(last, act_id))
