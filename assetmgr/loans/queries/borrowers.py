"""Borrowers at the moment something is to be lent to them, and what their institution lends on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, Terms
from assetmgr.institutions.models import Institution, Site
from assetmgr.lending.models import LendingSetting
from assetmgr.lending.policy.settings import DEFAULTS
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person


@dataclass(frozen=True, slots=True)
class ToLendTo:
    """A borrower, and the guardian who agreed to the terms of now: the name, how and when."""

    id: int
    institution_id: int
    key: str
    role: PersonRole
    name: str | None
    class_name: str | None
    adult_on: date | None
    left_on: date | None
    guardian: str | None
    how: SignedHow | None
    agreed_at: datetime | None

    @property
    def called(self) -> str:
        """The name, or the key of who has none here."""
        return self.name or self.key

    @property
    def is_agreed(self) -> bool:
        """Whether a guardian agreed to the terms of now."""
        return self.agreed_at is not None


@dataclass(frozen=True, slots=True)
class Lender:
    """An institution that lends: on which terms, as it chose, and where it is."""

    institution_id: int
    code: str
    name: str
    contact_name: str | None
    contact_email: str | None
    contact_phone: str | None
    terms: Terms | None
    year_ends: tuple[int, int]
    place: str | None


def to_lend_to(session: Session, person_ids: Collection[int]) -> dict[int, ToLendTo]:
    """Borrowers within the scope by id; who is forgotten is not there."""
    statement = select(*BORROWER).join(Institution, Institution.id == Person.institution_id)
    rows = session.execute(
        with_their_consent(with_its_terms(statement)).where(
            Person.id.in_(person_ids), Person.forgotten_at.is_(None)
        )
    )
    return {row.id: ToLendTo(*row) for row in rows}


def lender(session: Session, institution_id: int) -> Lender:
    """The institution as the one that lends."""
    statement = with_its_terms(select(*LENDER).select_from(Institution))
    return lender_of(session.execute(statement.where(Institution.id == institution_id)).one())


def _place() -> Any:
    return (
        select(Site.name)
        .where(Site.institution_id == Institution.id)
        .order_by(Site.id)
        .limit(1)
        .correlate(Institution)
        .scalar_subquery()
    )


PERSON: Final = (
    Person.id,
    Person.institution_id,
    Person.key,
    Person.role,
    Person.name,
    Person.class_name,
    Person.adult_on,
    Person.left_on,
)
"""The first columns of `ToLendTo`."""
BORROWER: Final = (*PERSON, Consent.guardian_name, Consent.how, Consent.given_at)
"""The columns of `ToLendTo`."""
LENDER: Final = (
    Institution.id,
    Institution.code,
    Institution.name,
    Institution.contact_name,
    Institution.contact_email,
    Institution.contact_phone,
    Terms,
    LendingSetting.year_ends_month,
    LendingSetting.year_ends_day,
    _place(),
)
"""The columns of which `lender_of` makes a lender."""


def with_its_terms(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join to Institution what `LENDER` needs."""
    newest = aliased(Terms)
    current = (
        select(func.max(newest.id))
        .where(newest.institution_id == Institution.id)
        .correlate(Institution)
        .scalar_subquery()
    )
    return statement.outerjoin(Terms, Terms.id == current).outerjoin(
        LendingSetting, LendingSetting.institution_id == Institution.id
    )


def with_their_consent(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join to Person and Terms what `BORROWER` needs: the first consent that stands."""
    standing = aliased(Consent)
    first = (
        select(func.min(standing.id))
        .where(
            standing.person_id == Person.id,
            standing.terms_id == Terms.id,
            standing.withdrawn_at.is_(None),
        )
        .correlate(Person, Terms)
        .scalar_subquery()
    )
    return statement.outerjoin(Consent, Consent.id == first)


def lender_of(row: Row[*tuple[Any, ...]] | tuple[Any, ...]) -> Lender:
    """The lender that the last of a row's columns, `LENDER`, tell."""
    key, code, name, contact, email, phone, terms, month, day, site = row[-len(LENDER) :]
    year_ends = DEFAULTS.year_ends if month is None else (month, day)
    return Lender(key, code, name, contact, email, phone, terms, year_ends, site)
