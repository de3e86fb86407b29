"""What the page of letters shows: counts, and why letters were not sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from assetmgr.outbox.codes import Reason
from assetmgr.outbox.models import OutboxMail
from assetmgr.outbox.policy import masked

SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Counts:
    """Letters that wait, that were sent since a moment, that were given up."""

    waiting: int
    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class Error:
    """Why a letter was not sent: `detail` is the server's reply code or the system's error."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A letter that was given up; `address` is masked, and None once nothing is left of it."""

    id: int
    institution_id: int
    key: str
    failed_at: datetime | None
    error: Error
    address: str | None


def counts(session: Session, place: int | None, *, since: datetime) -> Counts:
    """The counts of an institution, or of all in reach; `since` bounds the sent ones."""

    def count(*criteria: ColumnElement[bool]) -> Any:
        counted = select(func.count(OutboxMail.id)).where(*criteria, *_of(place))
        return counted.scalar_subquery()

    row = session.execute(
        select(
            count(OutboxMail.next_attempt_at.is_not(None)),
            count(OutboxMail.sent_at >= since),
            count(OutboxMail.failed_at.is_not(None)),
        )
    ).one()
    return Counts(*row)


def waiting(session: Session) -> int:
    """How many letters in reach are still to be sent."""
    found = session.scalar(
        select(func.count(OutboxMail.id)).where(OutboxMail.next_attempt_at.is_not(None))
    )
    return found or 0


def troubles(session: Session, place: int | None) -> list[tuple[Error, int]]:
    """What stood in the way of letters that will be tried again, with their number."""
    rows = session.execute(
        select(OutboxMail.last_error, func.count(OutboxMail.id))
        .where(
            OutboxMail.next_attempt_at.is_not(None),
            OutboxMail.last_error.is_not(None),
            *_of(place),
        )
        .group_by(OutboxMail.last_error)
        .order_by(func.count(OutboxMail.id).desc(), OutboxMail.last_error)
    )
    return [(parsed(error), count) for error, count in rows]


def failures(session: Session, place: int | None) -> list[Failure]:
    """The letters that were given up last, the newest first."""
    mail = OutboxMail
    rows = session.execute(
        select(
            mail.id, mail.institution_id, mail.key, mail.failed_at, mail.last_error, mail.recipient
        )
        .where(mail.failed_at.is_not(None), *_of(place))
        .order_by(mail.failed_at.desc(), mail.id.desc())
        .limit(SHOWN)
    )
    return [
        Failure(key, whose, about, at, parsed(error), masked(address) if address else None)
        for key, whose, about, at, error, address in rows
    ]


def is_known(session: Session, mail_id: int) -> bool:
    """Whether the letter is in reach."""
    wanted = select(OutboxMail.id).where(OutboxMail.id == mail_id)
    return bool(session.scalar(select(exists(wanted))))


def noted(reason: Reason, detail: str) -> str:
    """An error as it is stored."""
    return f"{reason.value} {detail}".strip()


def parsed(text: str | None) -> Error:
    """An error as it was stored."""
    reason, _, detail = (text or Reason.FAULT.value).partition(" ")
    return Error(Reason(reason), detail)


def _of(place: int | None) -> Sequence[ColumnElement[bool]]:
    return [] if place is None else [OutboxMail.institution_id == place]
