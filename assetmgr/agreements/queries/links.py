"""What a guardian's link leads to; whoever calls it looks past every scope."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import ConsentLink
from assetmgr.institutions.models import Institution
from assetmgr.people.models import Person


@dataclass(frozen=True, slots=True)
class Linked:
    """A link with the person it is about and the institution that asks."""

    link: ConsentLink
    person: Person
    institution: Institution


def linked(session: Session, digest: str) -> Linked | None:
    """What the link with this digest is about; None: there is none, or nothing is left of whom."""
    row = session.execute(
        select(ConsentLink, Person, Institution)
        .join(Person, Person.id == ConsentLink.person_id)
        .join(Institution, Institution.id == ConsentLink.institution_id)
        .where(ConsentLink.token_hash == digest, Person.forgotten_at.is_(None))
    ).one_or_none()
    return Linked(*row) if row else None
