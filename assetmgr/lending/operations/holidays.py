"""The municipality writes down the school holidays."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.errors import Refused, refusing
from assetmgr.i18n.marks import N_
from assetmgr.lending.models import SchoolHoliday


def add_holiday(
    session: Session, name: str, first_day: date, last_day: date, *, actor: Actor, now: datetime
) -> SchoolHoliday:
    """Note holidays of all schools; both days are inclusive.

    Raises:
        Refused: they end before they begin, or others begin on the same day.
    """
    if last_day < first_day:
        raise Refused(N_("The last day is before the first."), field="last_day")
    holiday = SchoolHoliday(name=name, first_day=first_day, last_day=last_day)
    session.add(holiday)
    with refusing():
        session.flush()
    _note(session, "created", holiday, actor=actor, now=now)
    return holiday


def remove_holiday(
    session: Session, holiday: SchoolHoliday, *, actor: Actor, now: datetime
) -> None:
    """Let these days count as any other."""
    _note(session, "removed", holiday, actor=actor, now=now)
    session.delete(holiday)
    session.flush()


def _note(
    session: Session, action: str, holiday: SchoolHoliday, *, actor: Actor, now: datetime
) -> None:
    days = {"first_day": holiday.first_day, "last_day": holiday.last_day}
    was_there = action == "removed"
    record(
        session,
        entry(
            action=action,
            subject="school_holiday",
            subject_id=holiday.id,
            label=holiday.name,
            institution_id=None,
            before=days if was_there else None,
            after=None if was_there else days,
            actor=actor,
            now=now,
        ),
    )
