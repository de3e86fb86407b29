"""What lending wants of somebody this morning."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, LoanCase
from assetmgr.loans.policy.cases import UNSETTLED
from assetmgr.loans.queries.overdue import overdue
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest


@dataclass(frozen=True, slots=True)
class Waiting:
    """Loans that are late, cases to decide, requests to answer, acts that wait for a guardian."""

    overdue: int = 0
    cases: int = 0
    requests: int = 0
    guardians: int = 0


def waiting(session: Session, today: date, institution_ids: Collection[int]) -> Waiting:
    """Count what waits in these institutions, in one statement; of people, within the scope."""

    def count(key: InstrumentedAttribute[int], place: Any, *told: ColumnElement[bool]) -> Any:
        return select(func.count(key)).where(place.in_(institution_ids), *told).scalar_subquery()

    row = session.execute(
        select(
            count(Act.id, Act.institution_id, *overdue(today)),
            count(
                LoanCase.id,
                LoanCase.institution_id,
                LoanCase.status.in_(UNSETTLED),
                Act.id == LoanCase.act_id,  # so that what is sensitive is counted for handlers
            ),
            count(
                LoanRequest.id,
                LoanRequest.institution_id,
                LoanRequest.status == RequestStatus.SUBMITTED,
                LoanRequest.act_id.is_(None),
            ),
            count(Act.id, Act.institution_id, Act.status == ActStatus.PREPARING),
        )
    ).one()
    return Waiting(*row)
