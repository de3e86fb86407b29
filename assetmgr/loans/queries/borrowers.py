"""Borrowers at the moment something is to be lent to them, and what their institution lends on."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from assetmgr.agreements.models import Consent, Terms
from assetmgr.institutions.models import Institution, Site
from assetmgr.lending.models import LendingSetting
from assetmgr.lending.policy.settings import Settings
from assetmgr.lending.queries.settings import settings_from
from assetmgr.people.models import Guardian, Person


@dataclass(frozen=True, slots=True)
class ToLendTo:
    """A borrower, the first guardian's name, and whether a guardian agreed to the terms of now."""

    person: Person
    guardian: str | None
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class Lender:
    """An institution that lends: on which terms, as it chose, and where it is."""

    institution: Institution
    terms: Terms | None
    settings: Settings
    place: str | None


def to_lend_to(session: Session, person_ids: Collection[int]) -> dict[int, ToLendTo]:
    """Borrowers within the scope by id; who is forgotten is not there."""
    rows = session.execute(
        select(*BORROWER).where(Person.id.in_(person_ids), Person.forgotten_at.is_(None))
    )
    return {person.id: ToLendTo(person, name, is_agreed) for person, name, is_agreed in rows}


def lender(session: Session, institution_id: int) -> Lender:
    """The institution as the one that lends."""
    statement = with_its_terms(select(*LENDER).select_from(Institution))
    return lender_of(session.execute(statement.where(Institution.id == institution_id)).one())


def _borrower() -> tuple[Any, ...]:
    first, newest = aliased(Guardian), aliased(Terms)
    guardian = (
        select(first.name)
        .where(first.person_id == Person.id)
        .order_by(first.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
    current = (
        select(func.max(newest.id))
        .where(newest.institution_id == Person.institution_id)
        .correlate(Person)
        .scalar_subquery()
    )
    agreed = exists().where(
        Consent.person_id == Person.id,
        Consent.terms_id == current,
        Consent.withdrawn_at.is_(None),
    )
    return Person, guardian, agreed


def _place() -> Any:
    return (
        select(Site.name)
        .where(Site.institution_id == Institution.id)
        .order_by(Site.id)
        .limit(1)
        .correlate(Institution)
        .scalar_subquery()
    )


BORROWER: Final = _borrower()
"""The columns of `ToLendTo`."""
LENDER: Final = (Institution, Terms, LendingSetting, _place())
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


def lender_of(row: Row[*tuple[Any, ...]] | tuple[Any, ...]) -> Lender:
    """The lender that the last of a row's columns, `LENDER`, tell."""
    institution, terms, setting, site = row[-len(LENDER) :]
    return Lender(institution, terms, settings_from(setting), site)
