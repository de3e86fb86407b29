"""The institutions a borrower borrows from, which the borrower's scope does not read."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.institutions.models import Institution
from assetmgr.lending.models import LendingSetting
from assetmgr.lending.policy.settings import DEFAULTS


@dataclass(frozen=True, slots=True)
class School:
    """An institution, how to reach it, and whether it can be asked for devices."""

    id: int
    code: str
    name: str
    contact_name: str | None
    contact_email: str | None
    contact_phone: str | None
    takes_requests: bool


def schools(session: Session, ids: Collection[int]) -> dict[int, School]:
    """The institutions by id; the caller gives those of the borrower's own persons."""
    with system_scope(session, reason="a borrower reads how the own school is called"):
        rows = session.execute(
            select(
                Institution.id,
                Institution.code,
                Institution.name,
                Institution.contact_name,
                Institution.contact_email,
                Institution.contact_phone,
                LendingSetting.takes_requests,
            )
            .outerjoin(LendingSetting, LendingSetting.institution_id == Institution.id)
            .where(Institution.id.in_(ids))
        ).all()
    return {
        row.id: School(*row[:-1], DEFAULTS.takes_requests if row[-1] is None else row[-1])
        for row in rows
    }
