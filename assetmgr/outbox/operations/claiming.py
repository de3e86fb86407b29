"""A sender takes letters in hand for a while, and notes what came of each.

Nobody else takes a letter before its claim has passed. What a sender notes after that counts only
where it was sent: that is a fact, whoever has the letter by now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_set
from assetmgr.outbox.codes import Reason
from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.policy import KEPT, next_attempt

_GONE: Final[dict[str, Any]] = dict.fromkeys(("recipient", "recipient_name", "subject", "body"))
_DONE: Final[dict[str, Any]] = dict.fromkeys(("next_attempt_at", "claimed_until"))


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter in hand until `until`; `attempts` were made before."""

    id: int
    key: str
    queued_at: datetime
    attempts: int
    recipient: str = field(repr=False)
    recipient_name: str | None = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    until: datetime


def claim(session: Session, now: datetime, *, limit: int, lease: timedelta) -> list[Claimed]:
    """Take due letters in hand, the longest due first.

    On PostgreSQL two who claim at once pass over each other's rows; on SQLite a writing
    transaction is alone.
    """
    mail = OutboxMail
    until = now + lease
    rows = session.execute(
        select(
            mail.id, mail.key, mail.queued_at, mail.attempts,
            mail.recipient, mail.recipient_name, mail.subject, mail.body,
        )
        .where(
            mail.next_attempt_at <= now,
            or_(mail.claimed_until.is_(None), mail.claimed_until <= now),
        )
        .order_by(mail.next_attempt_at, mail.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )  # fmt: skip
    claimed = [
        Claimed(key, about, queued, tried, to or "", name, subject or "", body or "", until)
        for key, about, queued, tried, to, name, subject, body in rows
    ]
    if claimed:
        bulk_set(session, mail, mail.id.in_([one.id for one in claimed]), claimed_until=until)
    return claimed


def release(session: Session, letters: Iterable[Claimed]) -> None:
    """Give letters back that were not tried."""
    for one in letters:
        bulk_set(session, OutboxMail, _in_hand(one), claimed_until=None)


def mark_sent(session: Session, one: Claimed, now: datetime) -> None:
    """Note that the server took it; nothing of the letter is left."""
    told = {**_GONE, **_DONE, "attempts": one.attempts + 1, "failed_at": None, "last_error": None}
    unsent = and_(OutboxMail.id == one.id, OutboxMail.sent_at.is_(None))
    bulk_set(session, OutboxMail, unsent, sent_at=now, **told)


def put_off(session: Session, one: Claimed, error: str, now: datetime) -> bool:
    """Note an attempt that another one may mend; whether it was the last."""
    attempts = one.attempts + 1
    again = next_attempt(attempts, now)
    if again is None:
        return give_up(session, one, error, now)
    told = {"attempts": attempts, "next_attempt_at": again, "claimed_until": None}
    bulk_set(session, OutboxMail, _in_hand(one), last_error=error, **told)
    return False


def give_up(session: Session, one: Claimed, error: str, now: datetime) -> bool:
    """Note that no further attempt is made, though for some days somebody may ask for one.

    Whether it was still ours to say.
    """
    told = {**_DONE, "attempts": one.attempts + 1, "failed_at": now, "last_error": error}
    return bulk_set(session, OutboxMail, _in_hand(one), **told) == 1


def forget(session: Session, now: datetime) -> int:
    """Clear the letters that were given up long ago; how many."""
    old = and_(OutboxMail.failed_at <= now - KEPT, OutboxMail.recipient.is_not(None))
    return bulk_set(session, OutboxMail, old, **_GONE)


def give_up_unsent(session: Session, now: datetime) -> int:
    """Clear the letters that were due long ago and that nobody sends, as where no server is set.

    How many.
    """
    told = {**_GONE, **_DONE, "failed_at": now, "last_error": Reason.UNREACHABLE.value}
    return bulk_set(session, OutboxMail, OutboxMail.next_attempt_at <= now - KEPT, **told)


def _in_hand(one: Claimed) -> ColumnElement[bool]:
    return and_(OutboxMail.id == one.id, OutboxMail.claimed_until == one.until)
