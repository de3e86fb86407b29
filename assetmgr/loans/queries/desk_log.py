"""What one account did at the desk today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus, ReturnState
from assetmgr.loans.models import Act
from assetmgr.loans.policy.accessories import missing
from assetmgr.loans.policy.acts import UNDO, may_undo
from assetmgr.loans.policy.naming import act_number
from assetmgr.people.models import Person

SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was issued, returned or taken back at the desk; `name` as in `OnLoan`.

    `undo_until`: until when it can be undone; None: it cannot, or not here (a swap, a correction).
    """

    act_id: int
    number: str
    status: ActStatus
    tag: str
    person_id: int
    name: str | None
    at: datetime
    undo_until: datetime | None
    return_state: ReturnState | None
    given: dict[str, int]
    back: dict[str, int] | None

    @property
    def missing(self) -> dict[str, int]:
        """What was given and did not come back."""
        return {} if self.back is None else missing(self.given, self.back)


def done_today(
    session: Session, institution_id: int | None, who: str, today: date, now: datetime
) -> tuple[Done, ...]:
    """The newest of what somebody issued and took back today, at most 20; two statements."""
    issued = _read(session, institution_id, Act.issued_on == today, Act.issued_by == who)
    ended = _read(
        session,
        institution_id,
        Act.status.in_((ActStatus.RETURNED, ActStatus.CANCELLED)),
        Act.ended_on == today,
        Act.ended_by == who,
        Act.issued_on.is_not(None),
    )
    found = {row[0].id: row for row in (*issued, *ended)}
    done = sorted(
        (
            done_of(act, act_number(code, act.number), name, now=now)
            for act, code, name in found.values()
        ),
        key=_when,
        reverse=True,
    )
    return tuple(done[:SHOWN])


def done_of(act: Act, number: str, name: str | None, *, now: datetime) -> Done:
    """One act as the log shows it."""
    at = act.ended_at or act.issued_at or act.prepared_at
    is_open = act.status is ActStatus.ISSUED
    undoable = is_open or act.status is ActStatus.RETURNED
    is_plain = act.supersedes_id is None and act.superseded_at is None
    signed = is_open and act.signed_at is not None
    return Done(
        act.id,
        number,
        act.status,
        act.asset_tag,
        act.person_id,
        name,
        at,
        at + UNDO if undoable and is_plain and may_undo(at, now, signed=signed) else None,
        act.return_state,
        act.accessories,
        act.accessories_back,
    )


def _read(
    session: Session, institution_id: int | None, *criteria: ColumnElement[bool]
) -> Iterable[Any]:
    statement = (
        select(Act, Institution.code, Person.name)
        .join(Institution, Institution.id == Act.institution_id)
        .outerjoin(Person, Person.id == Act.person_id)
        .where(*criteria)
        .order_by(Act.id.desc())
    )
    if institution_id is not None:
        statement = statement.where(Act.institution_id == institution_id)
    return session.execute(statement.limit(2 * SHOWN)).all()


def _when(done: Done) -> datetime:
    return done.at
