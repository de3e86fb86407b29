"""Who agreed to what, and who has yet to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased, undefer

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, ConsentLink, Terms
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person


@dataclass(frozen=True, slots=True)
class Standing:
    """A person and what is known of a guardian's agreement to the terms that hold.

    `email`: of the first guardian who has one. `asked_at`: when the last link that can still be
    used was made. `earlier`: the newest version to which a guardian agreed before.
    """

    person: Person
    guardian: str | None
    email: str | None
    agreed_at: datetime | None
    how: SignedHow | None
    earlier: int | None
    asked_at: datetime | None

    @property
    def is_agreed(self) -> bool:
        """Whether a guardian agreed to what holds now."""
        return self.agreed_at is not None


def standings(
    session: Session, institution_id: int, now: datetime, *, class_name: str | None = None
) -> list[Standing]:
    """The pupils of a class, or of all classes, who are there; by class and name."""
    criteria = [
        Person.institution_id == institution_id,
        Person.role == PersonRole.PUPIL,
        Person.left_on.is_(None),
        Person.forgotten_at.is_(None),
    ]
    if class_name is not None:
        criteria.append(Person.class_name == class_name)
    return _read(session, now, *criteria)


def standing_of(session: Session, person_id: int, now: datetime) -> Standing | None:
    """One person's; None to strangers, and of whom nothing is left."""
    found = _read(session, now, Person.id == person_id, Person.forgotten_at.is_(None))
    return found[0] if found else None


def _read(session: Session, now: datetime, *criteria: ColumnElement[bool]) -> list[Standing]:
    statement = _statement(now).where(*criteria).order_by(Person.class_name, Person.search_text)
    found: dict[int, Standing] = {}
    for person, guardian, email, agreed_at, how, earlier, asked_at in session.execute(statement):
        found.setdefault(
            person.id, Standing(person, guardian, email, agreed_at, how, earlier, asked_at)
        )
    return list(found.values())


def _statement(now: datetime) -> Select[*tuple[Any, ...]]:
    newest, first, reached = aliased(Terms), aliased(Guardian), aliased(Guardian)
    before, agreed_to, link = aliased(Consent), aliased(Terms), aliased(ConsentLink)
    current = (
        select(func.max(newest.id))
        .where(newest.institution_id == Person.institution_id)
        .scalar_subquery()
    )
    name = _first(select(first.name).where(first.person_id == Person.id).order_by(first.id))
    email = _first(
        select(reached.email)
        .where(reached.person_id == Person.id, reached.email.is_not(None))
        .order_by(reached.id)
    )
    earlier = (
        select(func.max(agreed_to.version))
        .join(before, before.terms_id == agreed_to.id)
        .where(before.person_id == Person.id, before.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    asked_at = (
        select(func.max(link.made_at))
        .where(link.person_id == Person.id, link.used_at.is_(None), link.expires_at > now)
        .scalar_subquery()
    )
    return select(Person, name, email, Consent.given_at, Consent.how, earlier, asked_at).outerjoin(
        Consent,
        (Consent.person_id == Person.id)
        & (Consent.terms_id == current)
        & Consent.withdrawn_at.is_(None),
    )


def _first(statement: Select[*tuple[Any, ...]]) -> ColumnElement[Any]:
    return statement.limit(1).scalar_subquery()


def consents_of(session: Session, person_id: int) -> Sequence[tuple[Consent, Terms]]:
    """All that was ever agreed to for a person, the newest first, with the terms."""
    rows = session.execute(
        select(Consent, Terms)
        .join(Terms, Terms.id == Consent.terms_id)
        .where(Consent.person_id == person_id)
        .order_by(Consent.id.desc())
    )
    return [(consent, terms) for consent, terms in rows]


def consent_or_none(session: Session, consent_id: int) -> Consent | None:
    """An agreement with its file; None to strangers."""
    return session.scalars(
        select(Consent).where(Consent.id == consent_id).options(undefer(Consent.content))
    ).one_or_none()


def standing_consent(session: Session, person_id: int, terms_id: int) -> Consent | None:
    """The agreement to these terms that was not withdrawn."""
    return session.scalars(
        select(Consent)
        .where(
            Consent.person_id == person_id,
            Consent.terms_id == terms_id,
            Consent.withdrawn_at.is_(None),
        )
        .order_by(Consent.id)
        .limit(1)
    ).one_or_none()


def standing_consents(session: Session, person_id: int) -> Sequence[Consent]:
    """All agreements for a person, to whichever terms, that were not withdrawn."""
    return session.scalars(
        select(Consent).where(Consent.person_id == person_id, Consent.withdrawn_at.is_(None))
    ).all()
