"""A person asks for one more attempt."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_set
from assetmgr.outbox.models import OutboxMail


def try_again(
    session: Session, now: datetime, *, mail_id: int | None = None, place: int | None = None
) -> int:
    """Let given-up letters wait anew, with all attempts before them; how many.

    Args:
        session: its scope bounds them.
        now: from when they are due.
        mail_id: this one alone.
        place: those of this institution alone.
    """
    wanted: list[ColumnElement[bool]] = [
        OutboxMail.failed_at.is_not(None),
        OutboxMail.recipient.is_not(None),
    ]
    if mail_id is not None:
        wanted.append(OutboxMail.id == mail_id)
    if place is not None:
        wanted.append(OutboxMail.institution_id == place)
    return bulk_set(
        session,
        OutboxMail,
        *wanted,
        failed_at=None,
        last_error=None,
        attempts=0,
        next_attempt_at=now,
    )
