"""What the desk shows: requests with whoever asked, page by page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.db.scope import handles, scope_of
from assetmgr.devices.models import Kind
from assetmgr.people.models import Person, SocialSupport
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.queue import Place, places, queue_page

PAGE: Final = 100


class Show(StrEnum):
    """Which requests are looked at."""

    WAITING = "waiting"
    POSTPONED = "postponed"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Line:
    """A request, who asked, for what; `is_helped` is known to named handlers alone."""

    request: LoanRequest
    person: Person
    kind: Kind
    place: Place | None
    is_helped: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page; `following`: the id after which the next one begins."""

    lines: Sequence[Line]
    following: int | None


def desk_page(
    session: Session, institution_id: int, show: Show, today: date, after: int | None
) -> Page:
    """A page of the requests of an institution, within the scope."""
    if show is Show.WAITING:
        found = queue_page(
            session,
            institution_id,
            today,
            after=after,
            limit=PAGE + 1,
            with_sensitive=handles(scope_of(session), institution_id),
        )
        ids, ranks = [one.request_id for one in found], {one.request_id: one for one in found}
    else:
        listed = _postponed(today) if show is Show.POSTPONED else _decided()
        statement = listed.where(LoanRequest.institution_id == institution_id).limit(PAGE + 1)
        ids, ranks = list(session.scalars(_past(statement, show, after))), {}
    shown = ids[:PAGE]
    return Page(lines_of(session, shown, ranks), shown[-1] if len(ids) > PAGE else None)


def one_line(session: Session, request: LoanRequest, today: date) -> Line:
    """One request as a line."""
    return lines_of(session, [request.id], places(session, [request], today))[0]


def lines_of(session: Session, ids: Sequence[int], ranks: dict[int, Place]) -> list[Line]:
    """The lines of requests, in the order of `ids`; those out of the scope are left out."""
    rows = session.execute(
        select(LoanRequest, Person, Kind)
        .join(Person, Person.id == LoanRequest.person_id)
        .join(Kind, Kind.id == LoanRequest.kind_id)
        .where(LoanRequest.id.in_(ids))
    )
    found = {row[0].id: row for row in rows}
    helped = _helped(session, [person.id for _, person, _ in found.values()])
    return [
        Line(request, person, kind, ranks.get(key), person.id in helped)
        for key in ids
        if key in found
        for request, person, kind in [found[key]]
    ]


def _helped(session: Session, person_ids: Collection[int]) -> frozenset[int]:
    """Who has social support; the scope shows it to named handlers alone."""
    noted = select(SocialSupport.person_id).where(SocialSupport.person_id.in_(person_ids))
    return frozenset(session.scalars(noted))


def _postponed(today: date) -> Select[Any]:
    return select(LoanRequest.id).where(
        LoanRequest.act_id.is_(None),
        LoanRequest.status == RequestStatus.POSTPONED,
        LoanRequest.postponed_until > today,
    )


def _decided() -> Select[Any]:
    """Ended ones: declined, withdrawn, served."""
    ended = (RequestStatus.DECLINED, RequestStatus.WITHDRAWN)
    return select(LoanRequest.id).where(
        or_(LoanRequest.status.in_(ended), LoanRequest.act_id.is_not(None))
    )


def _past(statement: Select[Any], show: Show, after: int | None) -> Select[Any]:
    """The statement in its order, from after a request on."""
    last = aliased(LoanRequest)
    if show is Show.POSTPONED:
        key: ColumnElement[Any] = LoanRequest.postponed_until.expression
        ended: ColumnElement[Any] = last.postponed_until.expression
        order = (key, LoanRequest.id.asc())
    else:
        key = func.coalesce(LoanRequest.served_at, LoanRequest.decided_at)
        ended = func.coalesce(last.served_at, last.decided_at)
        order = (key.desc(), LoanRequest.id.desc())
    if after is None:
        return statement.order_by(*order)
    cursor = select(ended).where(last.id == after).scalar_subquery()
    further = key > cursor if show is Show.POSTPONED else key < cursor
    tied = LoanRequest.id > after if show is Show.POSTPONED else LoanRequest.id < after
    return statement.where(or_(further, and_(key == cursor, tied))).order_by(*order)
