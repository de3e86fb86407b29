"""Years added to dates, and whether a device is within its life on a day (DOMAIN, 'Words')."""

from datetime import date, timedelta


def plus_years(day: date, years: int) -> date:
    """The day `years` later; 29 February becomes 1 March where the year has none.

    So that `plus_years(a, n) <= d` says the same as `a <= minus_years(d, n)` on every day.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def minus_years(day: date, years: int) -> date:
    """The day `years` earlier; 29 February becomes 28 February where the year has none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def last_of_month(day: date) -> date:
    """The last day of the month that `day` is in."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def ends_on(acquired_on: date, life_years: int, aue: date | None) -> date:
    """The day on which a device's life ends, and on which it is due for replacement.

    That is `acquired_on` + life, or the last day of the AUE's month where that comes first; `aue`
    is any day of that month, or None (DOMAIN.md, 'Replacement forecast').
    """
    by_age = plus_years(acquired_on, life_years)
    return by_age if aue is None else min(by_age, last_of_month(aue))


def is_in_life(on: date, acquired_on: date | None, life_years: int, aue: date | None) -> bool:
    """Whether a device is within its useful life on a day.

    It is while `on` is before `acquired_on` + life and not past the month of the AUE; `aue` is
    any day of that month, or None. A device of unknown age can't be shown to be within its life.
    """
    if acquired_on is None or on >= plus_years(acquired_on, life_years):
        return False
    return aue is None or on <= last_of_month(aue)
