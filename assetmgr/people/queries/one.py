"""One person, within the scope."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.secrets import Cipher
from assetmgr.people.models import Guardian, Person, PersonalCode, SocialSupport
from assetmgr.people.policy.keys import bare


def person_or_none(session: Session, person_id: int) -> Person | None:
    """The person with this id, forgotten or not; None to strangers."""
    return session.scalars(select(Person).where(Person.id == person_id)).one_or_none()


def by_key(session: Session, key: str) -> Person | None:
    """The person whose key this is, whatever its case and hyphens."""
    return session.scalars(select(Person).where(Person.key == bare(key))).one_or_none()


def guardians(session: Session, person_id: int) -> Sequence[Guardian]:
    """Who answers for a person, in the order they were told."""
    return session.scalars(
        select(Guardian).where(Guardian.person_id == person_id).order_by(Guardian.id)
    ).all()


def personal_code(session: Session, person_id: int) -> PersonalCode | None:
    """The encrypted personal code of a person."""
    return session.scalars(
        select(PersonalCode).where(PersonalCode.person_id == person_id)
    ).one_or_none()


def by_personal_code(session: Session, digits: str, cipher: Cipher) -> Person | None:
    """Who has exactly this personal code (eleven digits); of several institutions, the first."""
    return session.scalars(
        select(Person)
        .join(PersonalCode, PersonalCode.person_id == Person.id)
        .where(PersonalCode.digest.in_(cipher.digests(digits)))
        .order_by(Person.id)
        .limit(1)
    ).one_or_none()


def social_support(session: Session, person_id: int) -> SocialSupport | None:
    """The note of social support; only a named handler's scope finds one."""
    return session.scalars(
        select(SocialSupport).where(SocialSupport.person_id == person_id)
    ).one_or_none()
