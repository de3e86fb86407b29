"""What the register keeps of a borrower, for the borrower's own eyes."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.people.models import Guardian, PersonalCode


@dataclass(frozen=True, slots=True)
class Known:
    """Names of guardians, and whether a personal code is kept (encrypted)."""

    guardians: tuple[str, ...]
    has_code: bool


def known_of(session: Session, person_ids: Collection[int]) -> dict[int, Known]:
    """By person; the caller gives the borrower's own persons.

    How guardians are reached is theirs, and is not shown.
    """
    with system_scope(session, reason="a borrower reads what is kept of oneself"):
        names: dict[int, list[str]] = {}
        for person_id, name in session.execute(
            select(Guardian.person_id, Guardian.name)
            .where(Guardian.person_id.in_(person_ids))
            .order_by(Guardian.id)
        ):
            names.setdefault(person_id, []).append(name)
        coded = dict(
            session.execute(
                select(PersonalCode.person_id, func.count())
                .where(PersonalCode.person_id.in_(person_ids))
                .group_by(PersonalCode.person_id)
            ).all()
        )
    return {key: Known(tuple(names.get(key, ())), key in coded) for key in person_ids}
