"""The audit trail of people: a pseudonym, and nothing that would name anybody."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.people.models import Person

OPEN_VALUES: Final = frozenset({"role", "class_name", "left_on"})
"""Of other columns the trail says that they changed, and not from what to what."""

CHANGED: Final = "changed"
SUPPORT_SET: Final = "support_set"
"""The action that tells of social support: to be shown to named handlers alone."""


def shown(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What the trail may say of these columns."""
    return {name: values.get(name) if name in OPEN_VALUES else CHANGED for name in names}


def person_entry(
    action: str,
    person_id: int,
    key: str,
    *,
    institution_id: int,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """One row of the trail; `before` and `after` as `shown` makes them."""
    return entry(
        action=action,
        subject="person",
        subject_id=person_id,
        label=key,
        institution_id=institution_id,
        before=before,
        after=after,
        actor=actor,
        now=now,
    )


def note(
    session: Session,
    action: str,
    person: Person,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Add one row about a person to the transaction."""
    row = person_entry(
        action,
        person.id,
        person.key,
        institution_id=person.institution_id,
        before=before,
        after=after,
        actor=actor,
        now=now,
    )
    record(session, row)
