"""Reading Chromebook activity by week.

A Chromebook's week stands with the institution that has it on the Sunday. It may have come during
the week, so its days are read wherever they were; only the institutions that the session's scope
reaches are asked for, which gives every reader the same figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    and_,
    case,
    column,
    exists,
    func,
    or_,
    select,
    true,
    values,
)
from sqlalchemy.orm import Session

from assetmgr.db.scope import reaches_all, scope_of, system_scope
from assetmgr.devices.codes import NOT_COUNTED
from assetmgr.devices.models import DevicePeriod, DeviceTenure, Kind
from assetmgr.institutions.models import Institution
from assetmgr.institutions.queries import named_institutions
from assetmgr.usage.models import UsageCoverage, UsageDay
from assetmgr.usage.policy import TO_SUNDAY, Active, Stay, Week, weekly, whole_weeks


@dataclass(frozen=True, slots=True)
class _Asked:
    """The institutions (ids) and the Mondays that a report is about, at least one of each."""

    institutions: tuple[int, ...]
    mondays: tuple[date, ...]
    is_part: bool
    """Whether they are not all institutions there are: then only their devices are read."""

    @property
    def sunday(self) -> date:
        """The last day of the last week."""
        return self.mondays[-1] + TO_SUNDAY


def weekly_report(
    session: Session, first: date, last: date, *, codes: Sequence[str] | None = None
) -> tuple[Week, ...]:
    """Activity in the whole ISO weeks within the days, by institution.

    Args:
        first, last: the days, both inclusive.
        codes: the institutions wanted; None: all that the scope reaches.

    Raises:
        Refused: the span ends before it begins, or is longer than ten years.
    """
    mondays = whole_weeks(first, last)
    found = named_institutions(session)
    wanted = tuple(one.id for one in found if codes is None or one.code in codes)
    if not mondays or not wanted:
        return tuple(Week(monday, {}) for monday in mondays)
    everywhere = codes is None and reaches_all(scope_of(session))
    asked = _Asked(wanted, mondays, is_part=not everywhere)
    with system_scope(session, reason="where a Chromebook's days of a week were"):
        return weekly(
            mondays, _fleet(session, asked), _covered(session, asked), _active(session, asked)
        )


def _counts(asked: _Asked) -> ColumnElement[bool]:
    """The periods of Chromebooks that count at these institutions within the weeks."""
    first_sunday = asked.mondays[0] + TO_SUNDAY
    return and_(
        DevicePeriod.kind_id == select(Kind.id).where(Kind.code == "chromebook").scalar_subquery(),
        DevicePeriod.status.not_in(sorted(NOT_COUNTED)),
        DevicePeriod.institution_id.in_(asked.institutions),
        DevicePeriod.valid_from <= asked.sunday,
        or_(DevicePeriod.valid_to.is_(None), DevicePeriod.valid_to > first_sunday),
    )


_STAY = (Institution.code, DevicePeriod.valid_from, DevicePeriod.valid_to)


def _fleet(session: Session, asked: _Asked) -> list[Stay]:
    rows = session.execute(
        select(*_STAY, func.count())
        .join_from(DevicePeriod, Institution, Institution.id == DevicePeriod.institution_id)
        .where(_counts(asked))
        .group_by(*_STAY)
    )
    return [Stay(*row) for row in rows]


def _covered(session: Session, asked: _Asked) -> list[Stay]:
    """The same, by the days on which syncs saw the devices."""
    seen = (UsageCoverage.first_day, UsageCoverage.last_day)
    rows = session.execute(
        select(*_STAY, func.count(), *seen)
        .join_from(DevicePeriod, Institution, Institution.id == DevicePeriod.institution_id)
        .join(UsageCoverage, UsageCoverage.device_id == DevicePeriod.device_id)
        .where(
            _counts(asked),
            UsageCoverage.first_day <= asked.mondays[-1],
            UsageCoverage.last_day >= asked.mondays[0] + TO_SUNDAY,
        )
        .group_by(*_STAY, *seen)
    )
    return [
        Stay(code, valid_from, valid_to, count, (first_day, last_day))
        for code, valid_from, valid_to, count, first_day, last_day in rows
    ]


def _active(session: Session, asked: _Asked) -> list[Active]:
    """Each device and week with activity once, at the institution of the Sunday."""
    weeks = _weeks(asked)
    pairs = (
        select(weeks.c.monday, weeks.c.sunday, UsageDay.device_id)
        .join(UsageDay, UsageDay.day.between(weeks.c.monday, weeks.c.sunday))
        .where(_ever_there(asked))
        .distinct()
        .subquery()
    )
    seen = exists().where(
        UsageCoverage.device_id == pairs.c.device_id,
        UsageCoverage.first_day <= pairs.c.monday,
        UsageCoverage.last_day >= pairs.c.sunday,
    )
    rows = session.execute(
        select(
            Institution.code,
            pairs.c.monday,
            func.count(),
            func.sum(case((seen, 0), else_=1)),
        )
        .select_from(pairs)
        .join(
            DevicePeriod,
            and_(
                DevicePeriod.device_id == pairs.c.device_id,
                DevicePeriod.valid_from <= pairs.c.sunday,
                or_(DevicePeriod.valid_to.is_(None), DevicePeriod.valid_to > pairs.c.sunday),
            ),
        )
        .join(Institution, Institution.id == DevicePeriod.institution_id)
        .where(_counts(asked))
        .group_by(Institution.code, pairs.c.monday)
    )
    return [Active(*row) for row in rows]


def _ever_there(asked: _Asked) -> ColumnElement[bool]:
    if not asked.is_part:
        return true()
    there = DeviceTenure.institution_id.in_(asked.institutions)
    return UsageDay.device_id.in_(select(DeviceTenure.device_id).where(there))


def _weeks(asked: _Asked) -> CTE:
    days = [(monday, monday + TO_SUNDAY) for monday in asked.mondays]
    named = values(column("monday", Date), column("sunday", Date), name="week").data(days)
    return named.cte("week")


def last_covered_day(session: Session) -> date | None:
    """The newest day that a sync saw within the scope; None where none did."""
    return session.scalar(select(func.max(UsageCoverage.last_day)))


def recent_span(today: date, weeks: int) -> tuple[date, date]:
    """First and last day of the `weeks` whole weeks before `today`'s own."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=weeks), monday - timedelta(days=1)
