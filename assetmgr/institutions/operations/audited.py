"""Rows of institutions added, changed and removed; every change leaves an audit entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record, record_all
from assetmgr.db.bulk import bulk_insert_returning
from assetmgr.db.errors import refusing

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the audit trail needs to know of a table."""

    model: type[Any]
    name: str
    label: str
    owner: str = "institution_id"


def add(
    session: Session, subject: Subject, rows: Sequence[Values], *, actor: Actor, now: datetime
) -> list[int]:
    """Insert rows, all with the same columns; their ids in order.

    Raises:
        Refused: a row is there already.
    """
    if not rows:
        return []
    with refusing():
        ids = bulk_insert_returning(session, subject.model, rows, subject.model.id)
    record_all(
        session,
        (
            _entry("created", subject, {**row, "id": key}, None, _told(row), actor, now)
            for key, row in zip(ids, rows, strict=True)
        ),
    )
    return ids


def change(
    session: Session, subject: Subject, one: Any, values: Values, *, actor: Actor, now: datetime
) -> bool:
    """Set columns of a row; whether anything changed.

    Raises:
        Refused: there is a row like that already.
    """
    changed = {name: value for name, value in values.items() if getattr(one, name) != value}
    if not changed:
        return False
    before = {name: getattr(one, name) for name in changed}
    for name, value in changed.items():
        setattr(one, name, value)
    record(session, _entry("changed", subject, _known(subject, one), before, changed, actor, now))
    with refusing():
        session.flush()
    return True


def remove(session: Session, subject: Subject, one: Any, *, actor: Actor, now: datetime) -> None:
    """Delete a row; the audit trail keeps what it held.

    Raises:
        Refused: something stands on it since a moment ago.
    """
    held = {column.key: getattr(one, column.key) for column in subject.model.__mapper__.columns}
    held.pop("id")
    record(session, _entry("removed", subject, _known(subject, one), _told(held), None, actor, now))
    session.delete(one)
    with refusing():
        session.flush()


def _known(subject: Subject, one: Any) -> Values:
    return {name: getattr(one, name) for name in ("id", subject.owner, subject.label)}


def _entry(
    action: str,
    subject: Subject,
    known: Values,
    before: Values | None,
    after: Values | None,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    return entry(
        action=action,
        subject=subject.name,
        subject_id=known["id"],
        label=str(known[subject.label]),
        institution_id=known[subject.owner],
        before=before,
        after=after,
        actor=actor,
        now=now,
    )


def _told(row: Values) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}
