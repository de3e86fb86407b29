"""The school holidays."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.lending.models import SchoolHoliday
from assetmgr.lending.policy.idleness import Span, merged


def holidays(session: Session) -> Sequence[SchoolHoliday]:
    """All that are known, the oldest first."""
    return session.scalars(select(SchoolHoliday).order_by(SchoolHoliday.first_day)).all()


def holiday_or_none(session: Session, holiday_id: int) -> SchoolHoliday | None:
    """One for a change."""
    return session.scalars(
        select(SchoolHoliday).where(SchoolHoliday.id == holiday_id)
    ).one_or_none()


def holiday_spans(session: Session) -> tuple[Span, ...]:
    """Their days, as `lending.policy.idleness` takes them."""
    rows = session.execute(select(SchoolHoliday.first_day, SchoolHoliday.last_day))
    return merged((first, last) for first, last in rows)
