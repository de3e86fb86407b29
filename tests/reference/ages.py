"""Shares of devices by age on a day."""

from datetime import date
from fractions import Fraction


def age_share(acquired: list[date | None], band: str, on: date) -> Fraction | None:
    """Percent of the devices of known age in a band; None if no age is known.

    Bands: younger_3, younger_5 (acquired after the day 3 or 5 years before), from_5 (on or before
    it: 5 years or older), over_5 (before it). Raises KeyError for another band.
    """
    three, five = on.replace(year=on.year - 3), on.replace(year=on.year - 5)
    known = [day for day in acquired if day is not None]
    hits = {
        "younger_3": sum(day > three for day in known),
        "younger_5": sum(day > five for day in known),
        "from_5": sum(day <= five for day in known),
        "over_5": sum(day < five for day in known),
    }[band]
    return Fraction(100 * hits, len(known)) if known else None
