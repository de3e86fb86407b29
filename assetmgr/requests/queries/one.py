"""Requests for a change, and what is needed to make one."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Kind
from assetmgr.institutions.models import Institution
from assetmgr.loans.policy.naming import request_number
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.waiting import WAITS


def request_or_none(session: Session, request_id: int) -> LoanRequest | None:
    """The request for a change; none where it is out of the scope."""
    return session.scalars(select(LoanRequest).where(LoanRequest.id == request_id)).one_or_none()


def requests_by_id(session: Session, ids: Collection[int]) -> Sequence[LoanRequest]:
    """Those of the requests that are within the scope, by id."""
    return session.scalars(
        select(LoanRequest).where(LoanRequest.id.in_(ids)).order_by(LoanRequest.id)
    ).all()


def waits_for(session: Session, person_id: int, kind_id: int) -> bool:
    """Whether the person waits for a device of this kind already."""
    found = session.scalars(
        select(LoanRequest.id).where(
            LoanRequest.person_id == person_id,
            LoanRequest.kind_id == kind_id,
            WAITS,
        )
    )
    return found.first() is not None


def numbers_of(session: Session, requests: Collection[LoanRequest]) -> dict[int, str]:
    """The numbers of requests as people write them ('P-RAI-45'), by id."""
    codes = codes_of(session, {one.institution_id for one in requests})
    return {one.id: request_number(codes[one.institution_id], one.number) for one in requests}


def codes_of(session: Session, institution_ids: Collection[int]) -> dict[int, str]:
    """Codes of institutions, which a borrower does not read otherwise."""
    with system_scope(session, reason="an institution's code stands in its numbers"):
        rows = session.execute(
            select(Institution.id, Institution.code).where(Institution.id.in_(institution_ids))
        )
        return {row.id: row.code for row in rows}


def kinds_by_id(session: Session, ids: Collection[int]) -> dict[int, Kind]:
    """Kinds by id."""
    return {one.id: one for one in session.scalars(select(Kind).where(Kind.id.in_(ids)))}
