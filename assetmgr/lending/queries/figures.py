"""How lending stands, in counts. Counts name nobody, so they are read past what hides borrowers.

Assistive devices are in the totals of an institution, and never in what is broken down further: a
one among few would tell of somebody's health (DOMAIN.md, rule 9). All counts of loans are read from
the index `ix_handover_act_figures` alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.devices.models import Kind
from assetmgr.loans.codes import ActStatus, ReturnState
from assetmgr.loans.models import Act
from assetmgr.loans.policy.acts import FOR_LONG
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.queue import in_line
from assetmgr.school_year import first_day

_NAMES_NOBODY: Final = "counts of loans name nobody"


@dataclass(frozen=True, slots=True)
class Figures:
    """Loans of one institution, or of several together.

    `lent`: devices with borrowers now; of them `overdue`, and `long` ones, lent more than a year
    ago. `damaged`: came back damaged in this school year. `waiting`: requests that wait.
    """

    lent: int = 0
    overdue: int = 0
    long: int = 0
    damaged: int = 0
    waiting: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.lent + other.lent,
            self.overdue + other.overdue,
            self.long + other.long,
            self.damaged + other.damaged,
            self.waiting + other.waiting,
        )


NONE: Final = Figures()


def figures(session: Session, institution_ids: Collection[int], today: date) -> dict[int, Figures]:
    """The figures of each of these institutions; they must be of the caller's own scope."""
    places = sorted(institution_ids)
    with system_scope(session, reason=_NAMES_NOBODY):
        loans = _loans(session, places, today)
        waiting = _waiting(session, places, today)
    return {
        place: replace(loans.get(place, NONE), waiting=waiting.get(place, 0)) for place in places
    }


def _loans(session: Session, places: list[int], today: date) -> dict[int, Figures]:
    out = Act.status == ActStatus.ISSUED
    damaged = and_(
        Act.status == ActStatus.RETURNED,
        Act.return_state == ReturnState.DAMAGED,
        Act.ended_on >= first_day(today),
    )
    rows = session.execute(
        select(
            Act.institution_id,
            _count(out),
            _count(and_(out, Act.due_on < today)),
            _count(and_(out, Act.issued_on < today - FOR_LONG)),
            _count(damaged),
        )
        .where(Act.institution_id.in_(places))
        .group_by(Act.institution_id)
    )
    return {row[0]: Figures(*row[1:]) for row in rows}


def _waiting(session: Session, places: list[int], today: date) -> dict[int, int]:
    rows = session.execute(
        select(LoanRequest.institution_id, func.count())
        .where(LoanRequest.institution_id.in_(places), in_line(today))
        .group_by(LoanRequest.institution_id)
    )
    return dict(rows.all())


@dataclass(frozen=True, slots=True)
class KindLent:
    """Devices of a kind that were lent at the end of each of the days asked for."""

    code: str
    name_lv: str
    name_en: str
    counts: tuple[int, ...]


def lent_by_kind(
    session: Session, institution_ids: Collection[int], days: Sequence[date]
) -> tuple[KindLent, ...]:
    """How many devices of each kind were lent on these days, without assistive ones; most first."""
    began_and_lasts = (
        and_(Act.issued_on <= day, or_(Act.ended_on.is_(None), Act.ended_on > day)) for day in days
    )
    counts = [_count(lasted) for lasted in began_and_lasts]
    with system_scope(session, reason=_NAMES_NOBODY):
        rows = session.execute(
            select(Kind.code, Kind.name_lv, Kind.name_en, *counts)
            .join_from(Act, Kind, Kind.id == Act.kind_id)
            .where(
                Act.institution_id.in_(sorted(institution_ids)),
                Act.sensitive.is_(False),
                Act.issued_on.is_not(None),
                Act.status != ActStatus.CANCELLED,
                or_(Act.ended_on.is_(None), Act.ended_on > min(days)),
            )
            .group_by(Kind.code, Kind.name_lv, Kind.name_en)
        ).all()
    found = [KindLent(row[0], row[1], row[2], tuple(row[3:])) for row in rows]
    return tuple(sorted(found, key=lambda one: (-sum(one.counts), one.code)))


def _count(criterion: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((criterion, 1), else_=0))
