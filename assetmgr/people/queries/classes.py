"""Classes and how many are in each."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.policy.classes import class_key


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many of a role are in a class now; a class of None: of no class."""

    role: PersonRole
    class_name: str | None
    count: int


def classes(session: Session, institution_id: int) -> tuple[ClassCount, ...]:
    """The classes of an institution within the scope, 1.a first; employees after them."""
    rows = session.execute(
        select(Person.role, Person.class_name, func.count(Person.id))
        .where(
            Person.institution_id == institution_id,
            Person.left_on.is_(None),
            Person.forgotten_at.is_(None),
        )
        .group_by(Person.role, Person.class_name)
    )
    found = (ClassCount(role, name, count) for role, name, count in rows)
    return tuple(
        sorted(found, key=lambda one: (one.role is PersonRole.EMPLOYEE, class_key(one.class_name)))
    )


def class_counts(session: Session, institution_id: int) -> tuple[ClassCount, ...]:
    """As `classes`, for the municipality, which sees nobody in them."""
    with system_scope(session, reason="counts name nobody"):
        return classes(session, institution_id)
