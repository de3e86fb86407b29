"""What a borrower has and had: all of it under the borrower's own scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Kind
from assetmgr.loans.codes import ActStatus, CaseStatus
from assetmgr.loans.models import Act, Extension, LoanCase
from assetmgr.people.models import Person
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.waiting import WAITS

HELD: Final = (ActStatus.PREPARING, ActStatus.PREPARED, ActStatus.ISSUED)
SHOWN: Final = 200
"""So many past loans and requests are shown; nobody has more."""


_PERSONS: Final = (
    select(Person).where(Person.forgotten_at.is_(None)).order_by(Person.left_on, Person.id)
)
_NOW: Final = (
    select(Act, Kind)
    .join(Kind, Kind.id == Act.kind_id)
    .where(Act.status.in_(HELD))
    .order_by(Act.due_on.is_(None), Act.due_on, Act.id)
)
_ACTS: Final[BindParameter[Any]] = bindparam("acts", expanding=True)
_ASKED: Final = select(Extension).where(Extension.act_id.in_(_ACTS)).order_by(Extension.id)
_TOLD: Final = (
    select(LoanCase)
    .where(LoanCase.act_id.in_(_ACTS), LoanCase.status != CaseStatus.CLOSED)
    .order_by(LoanCase.id)
)
"""Made once, these: every borrower's first page asks them."""


@dataclass(frozen=True, slots=True)
class Loan:
    """An act with its kind, the last question to keep it longer, and what is not settled."""

    act: Act
    kind: Kind
    extension: Extension | None = None
    cases: list[LoanCase] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its kind."""

    request: LoanRequest
    kind: Kind


def own_persons(session: Session) -> Sequence[Person]:
    """Whom the class lists know the borrower as, one for each institution."""
    return session.scalars(_PERSONS).all()


def loans_now(session: Session) -> list[Loan]:
    """What the borrower has, or can fetch; what is due first comes first."""
    loans = [Loan(act, kind) for act, kind in session.execute(_NOW)]
    return _with_news(session, loans) if loans else []


def one_loan(session: Session, act_id: int) -> Loan | None:
    """One of the borrower's loans, also one that has ended; None for anybody else's."""
    row = session.execute(
        select(Act, Kind).join(Kind, Kind.id == Act.kind_id).where(Act.id == act_id)
    ).one_or_none()
    return _with_news(session, [Loan(*row)])[0] if row else None


def loans_before(session: Session) -> list[Loan]:
    """What the borrower had; the newest first. What a correction took over from is left out."""
    rows = session.execute(
        select(Act, Kind)
        .join(Kind, Kind.id == Act.kind_id)
        .where(
            Act.status.not_in((*HELD, ActStatus.CANCELLED)),
            Act.superseded_at.is_(None),
        )
        .order_by(Act.id.desc())
        .limit(SHOWN)
    )
    return [Loan(act, kind) for act, kind in rows]


def requests_now(session: Session) -> list[Asked]:
    """What the borrower waits for."""
    return _requests(session, waiting=True)


def requests_before(session: Session) -> list[Asked]:
    """What the borrower asked for and no longer waits for; the newest first."""
    return _requests(session, waiting=False)


def one_request(session: Session, request_id: int) -> LoanRequest | None:
    """One of the borrower's requests; None for anybody else's."""
    return session.scalars(select(LoanRequest).where(LoanRequest.id == request_id)).one_or_none()


def _requests(session: Session, *, waiting: bool) -> list[Asked]:
    rows = session.execute(
        select(LoanRequest, Kind)
        .join(Kind, Kind.id == LoanRequest.kind_id)
        .where(WAITS if waiting else ~WAITS)
        .order_by(LoanRequest.id if waiting else LoanRequest.id.desc())
        .limit(SHOWN)
    )
    return [Asked(request, kind) for request, kind in rows]


def _with_news(session: Session, loans: Collection[Loan]) -> list[Loan]:
    """The loans with what was asked and told of each."""
    ids = [one.act.id for one in loans]
    last = {one.act_id: one for one in session.scalars(_ASKED, {"acts": ids})}
    told: dict[int, list[LoanCase]] = {key: [] for key in ids}
    for case in session.scalars(_TOLD, {"acts": ids}):
        told[case.act_id].append(case)
    return [Loan(one.act, one.kind, last.get(one.act.id), told[one.act.id]) for one in loans]
