"""Writing the audit trail."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.models import AuditEntry
from assetmgr.db.bulk import bulk_insert_whole

Facts = Mapping[str, Any]


def entry(
    *,
    action: str,
    subject: str,
    subject_id: int,
    label: str,
    institution_id: int | None,
    before: Facts | None,
    after: Facts | None,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """One audit row as plain values, for `record` or `record_all`."""
    return {
        "at": now,
        "actor_user_id": actor.user_id,
        "actor_name": actor.name,
        "via": actor.via,
        "action": action,
        "subject_type": subject,
        "subject_id": subject_id,
        "subject_label": label,
        "institution_id": institution_id,
        "before": _plain(before),
        "after": _plain(after),
    }


def record(session: Session, row: dict[str, Any]) -> None:
    """Add one audit row to the transaction."""
    session.add(AuditEntry(**row))


def record_all(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Add many audit rows to the transaction, in bulk."""
    bulk_insert_whole(session, AuditEntry, rows)


def _plain(facts: Facts | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
