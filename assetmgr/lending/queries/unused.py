"""Lent devices that nobody uses, so that they can serve somebody else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.lending.models import LendingSetting, UnusedCount
from assetmgr.lending.policy.idleness import SCHOOL_WEEK, Span, first_of, idle_days
from assetmgr.lending.policy.settings import DEFAULTS
from assetmgr.lending.queries.holidays import holiday_spans
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.usage.models import UsageCoverage, UsageDay

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unused:
    """A loan whose device was not used since `last_active` (None: since it was lent).

    `days` are the school days since then on which a sync saw it idle.
    """

    act_id: int
    institution_id: int
    issued_on: date
    last_active: date | None
    days: int

    @property
    def weeks(self) -> int:
        """Whole school weeks."""
        return self.days // SCHOOL_WEEK

    @property
    def since(self) -> date:
        """The last day on which it was used, or else lent."""
        return self.last_active or self.issued_on


@dataclass(frozen=True, slots=True)
class _Asked:
    """`weeks` by institution; syncs saw devices until `last`; the shortest span begins `since`."""

    weeks: dict[int, int]
    last: date
    since: date
    holidays: tuple[Span, ...]


def unused(
    session: Session, institution_ids: Collection[int], today: date, act_id: int | None = None
) -> list[Unused]:
    """Open loans of these institutions that are unused for as long as each of them chose.

    Read within the session's scope; assistive ones are never among them. The longest unused first.
    `act_id`: that loan alone.
    """
    asked = _asked(session, sorted(institution_ids), today)
    if asked is None:
        return []
    grouped: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in _candidates(session, asked, act_id):
        grouped[row.id].append(row)
    found = (_one(rows, asked) for rows in grouped.values())
    idle = [one for one in found if one.weeks >= asked.weeks[one.institution_id]]
    return sorted(idle, key=attrgetter("since", "act_id"))


def unused_counts(
    session: Session, institution_ids: Collection[int], today: date
) -> dict[int, int]:
    """How many there are at each institution; they must be of the caller's own scope."""
    counts = dict.fromkeys(institution_ids, 0)
    with system_scope(session, reason="counts of unused devices name nobody"):
        for one in unused(session, institution_ids, today):
            counts[one.institution_id] += 1
    return counts


def kept_counts(
    session: Session, institution_ids: Collection[int]
) -> tuple[dict[int, int], date] | None:
    """As the last sync counted them, and on which day; None: an institution came since."""
    with system_scope(session, reason="counts of unused devices name nobody"):
        rows = session.execute(
            select(UnusedCount.institution_id, UnusedCount.count, UnusedCount.day).where(
                UnusedCount.institution_id.in_(sorted(institution_ids))
            )
        ).all()
    if not rows or len(rows) < len(institution_ids):
        return None
    return {place: count for place, count, _ in rows}, min(day for *_, day in rows)


def seen_at_all(session: Session, institution_ids: Collection[int]) -> tuple[int, int]:
    """Open loans, and of how many of them syncs tell anything; within the scope."""
    seen = select(UsageCoverage.device_id).where(UsageCoverage.device_id == Act.device_id).exists()
    lent = (
        Act.institution_id.in_(sorted(institution_ids)),
        Act.status == ActStatus.ISSUED,
        Act.sensitive.is_(False),
    )
    return (
        session.scalar(select(func.count(Act.id)).where(*lent)) or 0,
        session.scalar(select(func.count(Act.id)).where(*lent, seen)) or 0,
    )


def _asked(session: Session, places: Sequence[int], today: date) -> _Asked | None:
    last_seen = session.scalar(
        select(func.max(UsageCoverage.last_day)).where(UsageCoverage.institution_id.in_(places))
    )
    if last_seen is None:
        return None
    stored = session.execute(
        select(LendingSetting.institution_id, LendingSetting.unused_weeks).where(
            LendingSetting.institution_id.in_(places)
        )
    )
    weeks = dict.fromkeys(places, DEFAULTS.unused_weeks) | dict(stored.all())
    last, off = min(last_seen, today - _DAY), holiday_spans(session)
    return _Asked(weeks, last, first_of(min(weeks.values()), last, off), off)


def _candidates(session: Session, asked: _Asked, act_id: int | None) -> Iterable[Row[Any]]:
    """Loans without activity in the shortest span, once for each span in which syncs saw them."""
    used = (
        select(UsageDay.device_id)
        .where(UsageDay.device_id == Act.device_id, UsageDay.day >= asked.since)
        .exists()
    )
    last_active = (
        select(func.max(UsageDay.day))
        .where(UsageDay.device_id == Act.device_id, UsageDay.day >= Act.issued_on)
        .correlate(Act)
        .scalar_subquery()
    )
    this = () if act_id is None else (Act.id == act_id,)
    return session.execute(
        select(
            Act.id,
            Act.institution_id,
            Act.issued_on,
            last_active.label("last_active"),
            UsageCoverage.first_day,
            UsageCoverage.last_day,
        )
        .join(
            UsageCoverage,
            and_(
                UsageCoverage.device_id == Act.device_id,
                UsageCoverage.last_day >= Act.issued_on,
            ),
        )
        .where(
            Act.institution_id.in_(sorted(asked.weeks)),
            Act.sensitive.is_(False),
            Act.status == ActStatus.ISSUED,
            Act.issued_on < asked.since,
            ~used,
            *this,
        )
    )


def _one(rows: Sequence[Row[Any]], asked: _Asked) -> Unused:
    first = rows[0]
    begin = (first.last_active or first.issued_on) + _DAY
    spans: Iterator[Span] = ((row.first_day, row.last_day) for row in rows)
    days = idle_days(begin, asked.last, spans, asked.holidays)
    return Unused(first.id, first.institution_id, first.issued_on, first.last_active, days)
