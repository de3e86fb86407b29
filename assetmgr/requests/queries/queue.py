"""The queue in its order: the only place that reads who has social support without showing it.

The order uses the note where the institution wants so; nothing else of it leaves this module.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.lending.models import LendingSetting
from assetmgr.lending.policy.settings import DEFAULTS
from assetmgr.people.models import SocialSupport
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.policy.order import OTHERS, WEIGHTS


@dataclass(frozen=True, slots=True)
class Place:
    """A request is the `number`th of `of` that wait for such a device at the institution."""

    request_id: int
    number: int
    of: int


def in_line(today: date | BindParameter[date]) -> ColumnElement[bool]:
    """Whether a request waits now; a postponed one waits from its day on."""
    return and_(
        LoanRequest.act_id.is_(None),
        or_(
            LoanRequest.status.in_((RequestStatus.SUBMITTED, RequestStatus.CONFIRMED)),
            and_(
                LoanRequest.status == RequestStatus.POSTPONED,
                LoanRequest.postponed_until <= today,
            ),
        ),
    )


def places(session: Session, requests: Collection[LoanRequest], today: date) -> dict[int, Place]:
    """The places of requests that wait now, by id; the caller was let see the requests."""
    if not requests:
        return {}
    mine = _ranked(
        today,
        LoanRequest.institution_id.in_({one.institution_id for one in requests}),
        LoanRequest.kind_id.in_({one.kind_id for one in requests}),
        in_line(today),
    ).subquery()
    wanted = select(mine.c.id, mine.c.number, mine.c.of).where(
        mine.c.id.in_([one.id for one in requests])
    )
    with system_scope(session, reason="a place in the queue counts others, and names none"):
        return {row.id: Place(row.id, row.number, row.of) for row in session.execute(wanted)}


def queue_page(
    session: Session,
    institution_id: int,
    today: date,
    *,
    after: int | None,
    limit: int,
    with_sensitive: bool,
) -> Sequence[Place]:
    """A page of those who wait at an institution, in order; `after`: the id that ended the last.

    The caller has the institution in its scope, and reads what it shows of them under it.
    """
    seen = [] if with_sensitive else [LoanRequest.sensitive.is_(False)]
    ranked = _ranked(
        today,
        LoanRequest.institution_id == institution_id,
        or_(in_line(today), LoanRequest.id == after),
        *seen,
    ).subquery()
    wanted = select(ranked.c.id, ranked.c.number, ranked.c.of).where(ranked.c.waits == 1)
    if after is not None:
        last = select(ranked.c.rank).where(ranked.c.id == after).scalar_subquery()
        wanted = wanted.where(ranked.c.rank > last)
    with system_scope(session, reason="who is helped first decides on the order"):
        rows = session.execute(wanted.order_by(ranked.c.rank).limit(limit)).all()
    return [Place(row.id, row.number, row.of) for row in rows]


def _ranked(today: date, *criteria: ColumnElement[bool]) -> Select[Any]:
    """Requests with their rank among all, and their number among those for the same kind."""
    waits = case((in_line(today), 1), else_=0)
    kinds = (LoanRequest.institution_id, LoanRequest.kind_id)
    order = _order()
    return (
        select(
            LoanRequest.id,
            waits.label("waits"),
            func.row_number().over(order_by=order).label("rank"),
            func.sum(waits).over(partition_by=kinds, order_by=order).label("number"),
            func.sum(waits).over(partition_by=kinds).label("of"),
        )
        .outerjoin(SocialSupport, SocialSupport.person_id == LoanRequest.person_id)
        .outerjoin(LendingSetting, LendingSetting.institution_id == LoanRequest.institution_id)
        .where(*criteria)
    )


def _order() -> tuple[ColumnElement[Any], ...]:
    """As `policy.order.place_key` sorts."""
    wanted = func.coalesce(LendingSetting.support_first, DEFAULTS.support_first)
    helped = and_(wanted, SocialSupport.person_id.is_not(None))
    weight = case(
        *((LoanRequest.reason == reason, weight) for reason, weight in WEIGHTS.items()),
        else_=OTHERS,
    )
    return (
        case((helped, 0), else_=1),
        weight,
        LoanRequest.submitted_at.expression,
        LoanRequest.id.expression,
    )
