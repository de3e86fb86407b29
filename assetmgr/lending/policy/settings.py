"""How an institution lends where it did not choose otherwise, and until when."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.people.codes import PersonRole

MOST_REMINDERS: Final = 5
LATEST_REMINDER: Final = 60
"""Days from the due date."""
MOST_WEEKS: Final = 52
MOST_MONTHS: Final = 120


@dataclass(frozen=True, slots=True)
class Settings:
    """An institution's choices; `year_ends` is the month and day until which pupils borrow.

    31 May is the last day of lessons, so devices are collected before the summer.
    `remind_before` and `remind_after`: days before and after the due date on which a mail goes out.
    """

    takes_requests: bool = True
    year_ends: tuple[int, int] = (5, 31)
    support_first: bool = True
    remind_before: tuple[int, ...] = (14, 3)
    remind_after: tuple[int, ...] = (1, 7, 14)
    unused_weeks: int = 4


@dataclass(frozen=True, slots=True)
class Policy:
    """What the municipality decided for all institutions.

    `custody_on`: whether it is compared daily that a lent Chromebook is used by its holder.
    `forget_after_months`: so long after the return names and acts are kept (DOMAIN.md, rule 9).
    """

    custody_on: bool = False
    forget_after_months: int = 24

    def ensure_sensible(self) -> None:
        """Raise Refused where names would be kept for no time, or for ever."""
        if not 1 <= self.forget_after_months <= MOST_MONTHS:
            raise Refused(
                N_("Names are kept for 1 to %(most)s months."),
                field="forget_after_months",
                most=MOST_MONTHS,
            )


DEFAULTS: Final = Settings()
NO_POLICY: Final = Policy()
SHORTEST: Final = timedelta(days=14)
"""So near to the year's end a loan lasts to the end of the next one."""


def due_on(
    role: PersonRole, today: date, year_ends: tuple[int, int] = DEFAULTS.year_ends
) -> date | None:
    """Until when a device is lent unless told otherwise; None: open-ended, as employees borrow.

    `year_ends`: the month and the day on which the school year ends there.
    """
    if role is PersonRole.EMPLOYEE:
        return None
    end = _year_end(today.year, *year_ends)
    return end if end - today >= SHORTEST else _year_end(today.year + 1, *year_ends)


def _year_end(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def ensure_sensible(settings: Settings) -> None:
    """Check choices before they are kept.

    Raises:
        Refused: the year ends on no day of a year, there are too many reminders or they are too far
            from the due date, or the weeks are not 1 to 52.
    """
    month, day = settings.year_ends
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2023, month)[1]:
        raise Refused(N_("There is no such day in the year."), field="year_ends_day")
    for name, days in (
        ("remind_before", settings.remind_before),
        ("remind_after", settings.remind_after),
    ):
        if len(days) > MOST_REMINDERS or any(not 1 <= one <= LATEST_REMINDER for one in days):
            raise Refused(
                N_("Write at most %(count)s numbers of days, each from 1 to %(most)s."),
                field=name,
                count=MOST_REMINDERS,
                most=LATEST_REMINDER,
            )
    if not 1 <= settings.unused_weeks <= MOST_WEEKS:
        raise Refused(
            N_("Write a number of weeks from 1 to %(most)s."), field="unused_weeks", most=MOST_WEEKS
        )
