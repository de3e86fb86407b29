"""What is due to be forgotten: loans that ended, people who left, before a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act, LoanCase
from assetmgr.loans.policy.cases import UNSETTLED
from assetmgr.people.models import Person
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest


class DueAct(NamedTuple):
    """A loan that is due."""

    id: int
    institution_id: int
    code: str
    number: int


class DuePerson(NamedTuple):
    """A person who is due; `email` says which account goes along."""

    id: int
    institution_id: int
    key: str
    email: str | None


@dataclass(frozen=True, slots=True)
class Due:
    """How many loans, people and requests."""

    acts: int
    people: int
    requests: int


def due_acts(session: Session, until: date, limit: int) -> Sequence[DueAct]:
    """Loans that ended on that day or before; not those with a case that is open or disputed."""
    rows = session.execute(
        select(Act.id, Act.institution_id, Institution.code, Act.number)
        .join(Institution, Institution.id == Act.institution_id)
        .where(*_acts(until))
        .order_by(Act.ended_on, Act.id)
        .limit(limit)
    )
    return [DueAct(*row) for row in rows]


def due_people(session: Session, until: date, limit: int) -> Sequence[DuePerson]:
    """People who left on that day or before, of whose loans nothing is left that names them."""
    rows = session.execute(
        select(Person.id, Person.institution_id, Person.key, Person.email)
        .where(*_people(until))
        .order_by(Person.left_on, Person.id)
        .limit(limit)
    )
    return [DuePerson(*row) for row in rows]


def due_requests(session: Session, before: datetime, limit: int) -> Sequence[int]:
    """Declined and withdrawn requests that still say why, by id."""
    return session.scalars(select(LoanRequest.id).where(*_requests(before)).limit(limit)).all()


def count_due(session: Session, until: date, before: datetime) -> Due:
    """How many are due at the end of a day; people whose loans become due by then included."""
    waits = exists().where(Act.person_id == Person.id, Act.forgotten_at.is_(None), ~_is_due(until))
    return Due(
        _count(session, Act.id, *_acts(until)),
        _count(session, Person.id, *_left(until), ~waits),
        _count(session, LoanRequest.id, *_requests(before)),
    )


def _count(session: Session, key: Any, *criteria: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(key)).where(*criteria)) or 0


def _acts(until: date) -> tuple[ColumnElement[bool], ...]:
    return (Act.forgotten_at.is_(None), Act.ended_on.is_not(None), _is_due(until))


def _is_due(until: date) -> ColumnElement[bool]:
    unsettled = exists().where(LoanCase.act_id == Act.id, LoanCase.status.in_(UNSETTLED))
    return (Act.ended_on <= until) & ~unsettled


def _people(until: date) -> tuple[ColumnElement[bool], ...]:
    named = exists().where(Act.person_id == Person.id, Act.forgotten_at.is_(None))
    return (*_left(until), ~named)


def _left(until: date) -> tuple[ColumnElement[bool], ...]:
    return (Person.forgotten_at.is_(None), Person.left_on.is_not(None), Person.left_on <= until)


def _requests(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        LoanRequest.act_id.is_(None),
        LoanRequest.status.in_((RequestStatus.DECLINED, RequestStatus.WITHDRAWN)),
        func.coalesce(LoanRequest.decided_at, LoanRequest.submitted_at) < before,
        or_(LoanRequest.note.is_not(None), LoanRequest.answer.is_not(None)),
    )
