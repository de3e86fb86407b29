"""Whom a letter about a loan reaches."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Kind
from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act
from assetmgr.loans.policy.letters import About
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.policy.reminders import Sender, first_name
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person
from assetmgr.people.policy.ages import is_minor
from assetmgr.people.policy.letters import Reached, reached


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who a letter about a loan goes to, whose it is, and how it names the loan."""

    about: About
    role: PersonRole
    reached: Reached
    sender: Sender


def addressed(session: Session, act: Act, today: date) -> Addressed | None:
    """Whom a letter about a loan reaches, whatever the scope; None: no letter is written of it.

    Of assistive devices nothing is mailed, nor to who is forgotten.
    """
    if act.sensitive:
        return None
    with system_scope(session, reason="who answers a borrower need not see where letters go"):
        row = session.execute(
            select(Person, Kind.name_lv, Institution)
            .select_from(Act)
            .join(Person, Person.id == Act.person_id)
            .join(Kind, Kind.id == Act.kind_id)
            .join(Institution, Institution.id == Act.institution_id)
            .where(Act.id == act.id, Person.forgotten_at.is_(None))
        ).one_or_none()
        if row is None:
            return None
        person, kind, place = row
        guardians = _guardians(session, person.id) if is_minor(person, today) else []
    named = " ".join(part for part in (kind, act.model) if part)
    return Addressed(
        about=About(
            act_number(place.code, act.number),
            f"{named}, birka {act.asset_tag}",
            first_name(person.name),
        ),
        role=person.role,
        reached=reached(person.email, guardians),
        sender=sender_of(place),
    )


def _guardians(session: Session, person_id: int) -> list[str]:
    found = select(Guardian.email).where(Guardian.person_id == person_id).order_by(Guardian.id)
    return [email for email in session.scalars(found) if email]


def sender_of(place: Institution) -> Sender:
    """Whose letter it is, and whom to ask."""
    told = (place.contact_name, place.contact_email, place.contact_phone)
    return Sender(place.name, ", ".join(part for part in told if part) or None)
