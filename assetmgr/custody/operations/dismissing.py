"""Somebody looked at what custody proposes, and it is nothing."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.custody.models import CustodyDismissal
from assetmgr.custody.policy.proposing import QUIET
from assetmgr.db.bulk import bulk_delete, bulk_upsert
from assetmgr.loans.models import Act
from assetmgr.loans.operations.trail import act_entry

Numbered = tuple[Act, str]
"""An act and its number as people write it."""


def dismiss(
    session: Session, acts: Iterable[Numbered], *, actor: Actor, now: datetime, today: date
) -> date:
    """Propose nothing for these loans for 30 days; the day from which it may be proposed again."""
    told, until = list(acts), today + QUIET
    rows = (
        {
            "act_id": act.id,
            "institution_id": act.institution_id,
            "dismissed_at": now,
            "dismissed_by": actor.name,
            "until": until,
        }
        for act, _ in told
    )
    values = ("dismissed_at", "dismissed_by", "until")
    bulk_upsert(session, CustodyDismissal, rows, keys=("act_id",), values=values)
    after = {"until": until}
    record_all(session, _entries("custody dismissed", told, after, actor=actor, now=now))
    return until


def restore(session: Session, acts: Iterable[Numbered], *, actor: Actor, now: datetime) -> None:
    """Take a dismissal back."""
    told = list(acts)
    ids = [act.id for act, _ in told]
    bulk_delete(session, CustodyDismissal, CustodyDismissal.act_id.in_(ids))
    record_all(session, _entries("custody restored", told, None, actor=actor, now=now))


def _entries(
    action: str,
    acts: Iterable[Numbered],
    after: dict[str, Any] | None,
    *,
    actor: Actor,
    now: datetime,
) -> Iterable[dict[str, Any]]:
    return (
        act_entry(action, act, number, None, after, actor=actor, now=now) for act, number in acts
    )
