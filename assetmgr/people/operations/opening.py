"""Opening one person with a reason, for those who otherwise see counts alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.db.errors import Refused
from assetmgr.db.scope import system_scope
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.people.operations.deeds import Reach
from assetmgr.people.operations.trail import note
from assetmgr.people.queries.one import guardians

SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as plain values; neither personal code nor social support."""

    id: int
    key: str
    institution_id: int
    institution: str
    role: PersonRole
    name: str | None
    class_name: str | None
    email: str | None
    adult_on: date | None
    left_on: date | None
    guardians: tuple[Reach, ...]


def opened(
    session: Session, person_id: int, reason: str, actor: Actor, now: datetime
) -> PersonCard | None:
    """The card of a person of any institution, after the reason is in the trail; None: nobody.

    Whoever calls it has made sure that the actor may; it looks past the session's scope.

    Raises:
        Refused: the reason has fewer than 10 characters, or more than 500.
    """
    told = " ".join(reason.split())
    if not SHORTEST_REASON <= len(told) <= LONGEST_REASON:
        raise Refused(
            N_("Write the reason in %(least)s to %(most)s characters."),
            field="reason",
            least=SHORTEST_REASON,
            most=LONGEST_REASON,
        )
    with system_scope(session, reason="opened with a reason, which is in the trail first"):
        found = session.execute(
            select(Person, Institution.short_name)
            .join(Institution, Institution.id == Person.institution_id)
            .where(Person.id == person_id)
        ).one_or_none()
        if found is None:
            return None
        person, place = found
        note(session, "opened", person, after={"reason": told}, actor=actor, now=now)
        session.flush()
        return _card(session, person, place)


def id_of_key(session: Session, key: str) -> int | None:
    """The id behind a person's key, of any institution; it tells nothing else of them."""
    with system_scope(session, reason="a key is led to its id"):
        return session.scalar(select(Person.id).where(Person.key == key))


def _card(session: Session, person: Person, place: str) -> PersonCard:
    reached = tuple(Reach(one.name, one.email, one.phone) for one in guardians(session, person.id))
    return PersonCard(
        id=person.id,
        key=person.key,
        institution_id=person.institution_id,
        institution=place,
        role=person.role,
        name=person.name,
        class_name=person.class_name,
        email=person.email,
        adult_on=person.adult_on,
        left_on=person.left_on,
        guardians=reached,
    )
