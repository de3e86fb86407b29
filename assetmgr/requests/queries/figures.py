"""How many asked, waited and were served: by institution, in a span of time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest


@dataclass(frozen=True, slots=True)
class Figures:
    """Of those `asked` in the span (withdrawn ones left out): served, declined.

    `waiting`: all who wait at its end, however long ago they asked.
    """

    asked: int = 0
    served: int = 0
    declined: int = 0
    waiting: int = 0


NONE = Figures()


def figures(
    session: Session, since: datetime, until: datetime, institution_ids: Collection[int]
) -> dict[int, Figures]:
    """The figures of institutions that anybody asked in, within the scope."""
    rows = session.execute(
        select(LoanRequest.institution_id, *_columns(since, until))
        .where(LoanRequest.institution_id.in_(institution_ids), *_heard(since, until))
        .group_by(LoanRequest.institution_id)
    )
    return {row[0]: _figures(row[1:]) for row in rows}


def figures_of_all(
    session: Session, since: datetime, until: datetime, *, role: PersonRole | None = None
) -> dict[str, Figures]:
    """The figures of every institution that anybody (of a role) asked in, by code."""
    statement = (
        select(Institution.code, *_columns(since, until))
        .join(LoanRequest, LoanRequest.institution_id == Institution.id)
        .where(*_heard(since, until))
        .group_by(Institution.code)
    )
    if role is not None:
        statement = statement.join(Person, Person.id == LoanRequest.person_id).where(
            Person.role == role
        )
    with system_scope(session, reason="counts of requests name nobody"):
        return {row[0]: _figures(row[1:]) for row in session.execute(statement)}


def _columns(since: datetime, until: datetime) -> list[ColumnElement[Any]]:
    within = LoanRequest.submitted_at >= since
    served, declined = _is_served(until), _is_declined(until)
    waits = and_(~served, ~declined)
    return [
        _count(within),
        _count(and_(within, served)),
        _count(and_(within, declined)),
        _count(waits),
    ]


def _heard(since: datetime, until: datetime) -> list[ColumnElement[bool]]:
    """Asked in the span, or before it and not served then."""
    within = LoanRequest.submitted_at >= since
    return [
        LoanRequest.status != RequestStatus.WITHDRAWN,
        LoanRequest.submitted_at < until,
        or_(within, ~_is_served(until)),
    ]


def _is_served(until: datetime) -> ColumnElement[bool]:
    """What is only prepared was not handed out yet, and may be cancelled."""
    issued = exists().where(Act.id == LoanRequest.act_id, Act.issued_at.is_not(None))
    return and_(LoanRequest.served_at.is_not(None), LoanRequest.served_at < until, issued)


def _is_declined(until: datetime) -> ColumnElement[bool]:
    is_declined = LoanRequest.status == RequestStatus.DECLINED
    return and_(is_declined, func.coalesce(LoanRequest.decided_at, until) < until)


def _figures(counts: Sequence[Any]) -> Figures:
    return Figures(*(int(count) for count in counts))


def _count(criterion: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((criterion, 1), else_=0)), 0)
