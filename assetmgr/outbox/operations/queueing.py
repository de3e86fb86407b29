"""Letters are queued in the transaction of what they tell, so they leave only after its commit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assetmgr.db.batches import batches
from assetmgr.db.bulk import bulk_insert_whole
from assetmgr.db.scope import system_scope
from assetmgr.outbox.codes import SHORT
from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.policy import check_letter

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class NewMail:
    """A letter to be queued.

    `institution_id`: whose letter it is. `kind`: a short code ('due_soon'). `key`: what it is
    about, so that it is never queued twice ('due_soon:A-RAI-12:2026-05-20'); it stays when the
    letter is gone and stands on a page, so it names no person. `send_after`: not before then.
    """

    institution_id: int
    to: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    kind: str
    key: str
    name: str | None = field(default=None, repr=False)
    send_after: datetime | None = None


def queue_mail(
    session: Session,
    *,
    institution_id: int,
    to: str,
    subject: str,
    body: str,
    kind: str,
    key: str,
    now: datetime,
    name: str | None = None,
    send_after: datetime | None = None,
) -> bool:
    """Queue one letter (`NewMail` says what the values are); False: its key was queued before.

    Raises:
        Refused: it cannot be sent as it is; `field` is 'to', 'name', 'subject' or 'body'.
        ScopeError: the institution is outside the session's scope.
    """
    mail = NewMail(institution_id, to, subject, body, kind, key, name, send_after)
    return queue_mails(session, [mail], now=now) == 1


def queue_mails(session: Session, mails: Iterable[NewMail], *, now: datetime) -> int:
    """Queue many letters in few statements; how many were new. Of equal keys the first counts.

    One that cannot be sent refuses them all: leave out those whose address is not
    `policy.is_usable_address`.

    Raises:
        Refused: a letter cannot be sent as it is.
        ScopeError: an institution is outside the session's scope.
    """
    rows: dict[str, Mapping[str, Any]] = {}
    for mail in mails:
        rows.setdefault(mail.key, _row(mail, now))
    in_order = sorted(rows)  # two that queue the same keys then wait for each other in one order
    return sum(_queue([rows[key] for key in batch], session) for batch in batches(in_order, BATCH))


def _queue(rows: Sequence[Mapping[str, Any]], session: Session) -> int:
    """Insert the rows whose key is new; again where somebody else was quicker with one."""
    while True:
        known = _known(session, [row["key"] for row in rows])
        new = [row for row in rows if row["key"] not in known]
        try:
            with session.begin_nested():
                return bulk_insert_whole(session, OutboxMail, new)
        except IntegrityError:
            if _known(session, [row["key"] for row in new]) == set():
                raise  # something else is wrong with them


def _known(session: Session, keys: Sequence[str]) -> set[str]:
    with system_scope(session, reason="a key is queued once, whosever letter it was"):
        return set(session.scalars(select(OutboxMail.key).where(OutboxMail.key.in_(keys))))


def _row(mail: NewMail, now: datetime) -> Mapping[str, Any]:
    check_letter(to=mail.to, name=mail.name, subject=mail.subject, body=mail.body)
    if not 0 < len(mail.key) <= SHORT:
        raise ValueError(f"a key has 1 to {SHORT} characters")
    due = mail.send_after or now
    return {
        "institution_id": mail.institution_id,
        "kind": mail.kind,
        "key": mail.key,
        "recipient": mail.to,
        "recipient_name": mail.name or None,
        "subject": mail.subject,
        "body": mail.body,
        "queued_at": now,
        "send_after": due,
        "attempts": 0,
        "next_attempt_at": due,
    }
