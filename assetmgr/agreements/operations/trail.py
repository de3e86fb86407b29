"""What the audit trail keeps of agreements: keys and versions, never a name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.people.models import Person


def note(
    session: Session,
    action: str,
    person: Person,
    after: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Add one row about a person's agreement to the transaction."""
    record(session, consent_entry(action, person, after, actor=actor, now=now))


def consent_entry(
    action: str, person: Person, after: Mapping[str, Any], *, actor: Actor, now: datetime
) -> dict[str, Any]:
    """One row about a person's agreement."""
    return entry(
        action=action,
        subject="consent",
        subject_id=person.id,
        label=person.key,
        institution_id=person.institution_id,
        before=None,
        after=after,
        actor=actor,
        now=now,
    )
