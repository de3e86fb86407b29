"""What two weeks of verdicts propose, within the scope."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay, CustodyDismissal
from assetmgr.custody.policy.proposing import LEAST, SPAN, Day, Drift, drift, swaps, window
from assetmgr.institutions.models import Institution
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.one_act import keys_of
from assetmgr.people.models import Person

MOST: Final = 200
"""So many loans are shown at once; what is done with them brings the next."""
_UNKNOWN: Final = Day(Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan with its borrower; `name` is None where only the `key` may be told.

    `days`: the verdicts of the window, a day after the other from `first_day` on.
    """

    act_id: int
    number: str
    institution_id: int
    device_id: int
    asset_tag: str
    key: str
    name: str | None
    class_name: str | None
    first_day: date
    days: tuple[Day, ...]

    @property
    def dated(self) -> list[tuple[date, Verdict]]:
        """Each day with its verdict."""
        return [
            (self.first_day + timedelta(days=n), one.verdict) for n, one in enumerate(self.days)
        ]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two loans to be swapped; or one whose device somebody else uses."""

    one: Loan
    other: Loan | None
    used_with: str | None = None
    """The tag of the device whose borrower uses it, where that one does not say the same."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """The swaps first; `is_cut`: there are more than are shown."""

    swaps: tuple[Proposal, ...]
    hints: tuple[Proposal, ...]
    is_cut: bool


NOTHING: Final = Proposals((), (), is_cut=False)


def proposals(
    session: Session, today: date, place: int | None = None, act_id: int | None = None
) -> Proposals:
    """What is proposed in an institution, or in all of the scope; or about one loan alone."""
    candidates = _candidates(session, today, place)
    if not candidates:
        return NOTHING
    days = _days_of(session, candidates, today)
    drifts = _drifts(days)
    pairs = sorted(swaps(drifts), key=lambda pair: pair[1] is None)
    if act_id is not None:
        pairs = [pair for pair in pairs if act_id in {one.act_id for one in pair if one}]
    shown = pairs[:MOST]
    loans = _loans(session, [one for pair in shown for one in pair if one], days, today)
    tags = _tags(session, [one.other_device_id for one, other in shown if other is None])
    made = [_proposal(one, other, loans, tags) for one, other in shown]
    return Proposals(
        tuple(one for one in made if one.other),
        tuple(one for one in made if not one.other),
        len(pairs) > MOST,
    )


_Days = Mapping[tuple[int, int], Mapping[date, Day]]
"""Verdicts by (act, device) and day."""


def _candidates(session: Session, today: date, place: int | None) -> Sequence[int]:
    """Loans with enough days of no, by the index of those days; none that was dismissed."""
    first, last = window(today)
    dismissed = exists().where(
        CustodyDismissal.act_id == CustodyDay.act_id, CustodyDismissal.until > today
    )
    where: list[ColumnElement[bool]] = [
        CustodyDay.verdict == Verdict.NO,
        CustodyDay.day.between(first, last),
        ~dismissed,
    ]
    if place is not None:
        where.append(CustodyDay.institution_id == place)
    return session.scalars(
        select(CustodyDay.act_id)
        .where(*where)
        .group_by(CustodyDay.act_id)
        .having(func.count() >= LEAST)
    ).all()


def _days_of(session: Session, act_ids: Collection[int], today: date) -> _Days:
    first, last = window(today)
    rows = session.execute(
        select(
            CustodyDay.act_id,
            CustodyDay.device_id,
            CustodyDay.day,
            CustodyDay.verdict,
            CustodyDay.other_device_id,
        )
        .join(Act, Act.id == CustodyDay.act_id)
        .where(
            CustodyDay.act_id.in_(act_ids),
            CustodyDay.day.between(first, last),
            Act.status == ActStatus.ISSUED,
        )
    )
    found: dict[tuple[int, int], dict[date, Day]] = defaultdict(dict)
    for act_id, device_id, day, verdict, other in rows:
        found[act_id, device_id][day] = Day(verdict, other)
    return found


def _drifts(days: _Days) -> list[Drift]:
    found = (drift(*key, told.values()) for key, told in sorted(days.items()))
    return [one for one in found if one]


def _loans(
    session: Session, drifts: Iterable[Drift], days: _Days, today: date
) -> Mapping[int, Loan]:
    ids = [one.act_id for one in drifts]
    first, _ = window(today)
    rows = session.execute(
        select(Act, Institution.code, Person.name, Person.class_name)
        .join(Institution, Institution.id == Act.institution_id)
        .outerjoin(Person, Person.id == Act.person_id)
        .where(Act.id.in_(ids))
    ).all()
    keys = keys_of(session, [act.person_id for act, *_ in rows])
    return {
        act.id: Loan(
            act_id=act.id,
            number=act_number(code, act.number),
            institution_id=act.institution_id,
            device_id=act.device_id,
            asset_tag=act.asset_tag,
            key=keys[act.person_id],
            name=name,
            class_name=class_name,
            first_day=first,
            days=tuple(
                days[act.id, act.device_id].get(first + timedelta(days=n), _UNKNOWN)
                for n in range(SPAN)
            ),
        )
        for act, code, name, class_name in rows
    }


def _tags(session: Session, device_ids: Iterable[int | None]) -> Mapping[int, str]:
    """The tags of lent devices within the scope."""
    wanted = {one for one in device_ids if one is not None}
    rows = session.execute(
        select(Act.device_id, Act.asset_tag).where(Act.open_device_id.in_(wanted))
    )
    return dict(rows.all())


def _proposal(
    one: Drift, other: Drift | None, loans: Mapping[int, Loan], tags: Mapping[int, str]
) -> Proposal:
    if other:
        return Proposal(loans[one.act_id], loans[other.act_id])
    used_with = tags.get(one.other_device_id) if one.other_device_id else None
    return Proposal(loans[one.act_id], None, used_with)


def dismissed_with(session: Session, act_id: int) -> Sequence[int]:
    """The loans that were dismissed in one go with this one, itself included."""
    when = (
        select(CustodyDismissal.dismissed_at)
        .where(CustodyDismissal.act_id == act_id)
        .scalar_subquery()
    )
    return session.scalars(
        select(CustodyDismissal.act_id).where(CustodyDismissal.dismissed_at == when)
    ).all()


def acts_by_id(session: Session, ids: Collection[int]) -> dict[int, Act]:
    """Acts for a change, within the scope."""
    return {act.id: act for act in session.scalars(select(Act).where(Act.id.in_(ids)))}


def contents_by_act(session: Session, ids: Collection[int]) -> dict[int, ActContent]:
    """What stands on acts, within the scope."""
    found = session.scalars(select(ActContent).where(ActContent.act_id.in_(ids)))
    return {one.act_id: one for one in found}
