"""How many Chromebooks are active in an ISO week."""

from datetime import date, timedelta

from assetmgr.demo.chance import share
from assetmgr.demo.tables import table

FIRST_MONDAY = date(2024, 5, 6)
"""The first day of usage that is known."""

_SUMMER = range(23, 36)
_SUMMER_SHARE = 0.025
_EXAMS_SHARE = 0.12
_HOLIDAY_WEEKS = {11: 0.18, 43: 0.22, 52: 0.03, 53: 0.03, 1: 0.04}
"""Share of an ordinary week's activity that is left in spring, autumn and winter holidays."""


def active_in(monday: date, fleet: int) -> int:
    """How many of `fleet` Chromebooks in use are active in the week that begins on `monday`.

    Weeks of May to November 2024 are given as counts in data/weekly_active.csv; later ones are
    invented and grow slowly. Never more than the fleet.
    """
    year, week, _ = monday.isocalendar()
    given = _given().get(f"{year}-W{week:02d}")
    wanted = round(fleet * _share(monday, week)) if given is None else given
    return min(fleet, wanted)


def _share(monday: date, week: int) -> float:
    unrest = 0.95 + 0.1 * share("week", monday)
    if week in _SUMMER:
        return unrest * (_EXAMS_SHARE if week < 25 else _SUMMER_SHARE)
    return _ordinary(monday) * _HOLIDAY_WEEKS.get(week, 1.0) * unrest


def _ordinary(monday: date) -> float:
    """Share of the fleet in a school week: a calm start in September, one more point a year."""
    school_year = (monday - timedelta(days=243)).year
    base = min(0.6, 0.44 + 0.012 * (school_year - 2024))
    return base * (0.88 if monday.month == 9 and monday.day < 14 else 1.0)


def _given() -> dict[str, int]:
    return {row["week"]: int(row["active"]) for row in table("weekly_active")}
