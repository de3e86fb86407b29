"""Whom the desk serves: the people of a class with what they have, and one of them anew."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from assetmgr.agreements.models import Consent, Terms
from assetmgr.i18n.alphabet import latvian_key
from assetmgr.loans.codes import OPEN, ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.queries.overdue import on_lists
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.policy.ages import is_minor
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.waiting import WAITS

MOST: Final = 600
"""More people than a class or a staff has are not listed at the desk."""


@dataclass(frozen=True, slots=True)
class HasNow:
    """A device that an open act holds for somebody."""

    act_id: int
    tag: str
    status: ActStatus


@dataclass(frozen=True, slots=True)
class DeskPerson:
    """A person at the desk; `search` is the name as it is typed, without diacritics."""

    id: int
    key: str
    role: PersonRole
    name: str
    search: str
    class_name: str | None
    adult_on: date | None
    is_agreed: bool
    awaits: bool
    has: tuple[HasNow, ...] = ()

    @property
    def is_served(self) -> bool:
        """Whether a device was handed over."""
        return any(one.status is ActStatus.ISSUED for one in self.has)

    def lacks_consent(self, today: date) -> bool:
        """Whether a guardian has yet to agree."""
        return is_minor(self, today) and not self.is_agreed


def people_at_desk(
    session: Session, institution_id: int, *, class_name: str | None, role: PersonRole
) -> tuple[DeskPerson, ...]:
    """Those of a class (or all employees) who are there, in Latvian order; two statements."""
    criteria = [
        Person.institution_id == institution_id,
        Person.role == role,
        Person.left_on.is_(None),
        Person.forgotten_at.is_(None),
    ]
    if class_name is not None:
        criteria.append(Person.class_name == class_name)
    return _read(session, criteria)


def people_by_id(session: Session, ids: Collection[int]) -> tuple[DeskPerson, ...]:
    """These, as they are now."""
    return _read(session, [Person.id.in_(ids), Person.forgotten_at.is_(None)]) if ids else ()


def _read(session: Session, criteria: list[ColumnElement[bool]]) -> tuple[DeskPerson, ...]:
    rows = session.execute(_people().where(*criteria).limit(MOST)).all()
    held = _held(session, criteria) if rows else {}
    found = [replace(DeskPerson(*row), has=tuple(held.get(row[0], ()))) for row in rows]
    return tuple(sorted(found, key=lambda one: latvian_key(one.name)))


def _people() -> Select[*tuple[Any, ...]]:
    newest = aliased(Terms)
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
    awaits = exists().where(
        LoanRequest.person_id == Person.id,
        WAITS,
    )
    return select(
        Person.id,
        Person.key,
        Person.role,
        Person.name,
        Person.search_text,
        Person.class_name,
        Person.adult_on,
        agreed,
        awaits,
    )


def _held(session: Session, criteria: list[ColumnElement[bool]]) -> dict[int, list[HasNow]]:
    rows = session.execute(
        select(Act.person_id, Act.id, Act.asset_tag, Act.status)
        .join(Person, Person.id == Act.person_id)
        .where(*criteria, Act.status.in_(OPEN), on_lists())
        .order_by(Act.id)
    )
    found: dict[int, list[HasNow]] = defaultdict(list)
    for person_id, act_id, tag, status in rows:
        found[person_id].append(HasNow(act_id, tag, status))
    return found
