"""Repairs and losses of a school year."""

from datetime import date, timedelta

from assetmgr.demo.calendar import monday_between
from assetmgr.demo.chance import share
from assetmgr.demo.draft import Draft

_REPAIR = 0.03
_LOST = 0.034
_STOLEN = 0.035
_BEYOND_REPAIR = 0.15


def incidents(drafts: list[Draft], year: int) -> None:
    """What befalls the devices from autumn to April of the school year that begins in `year`."""
    for draft in drafts:
        if draft.status == "needs_repair":
            _repair(draft, _day(draft, year), year)
        elif draft.status == "damaged":
            draft.become("permanently_damaged", _day(draft, year))
        elif draft.status == "in_use":
            _befall(draft, year)


def _befall(draft: Draft, year: int) -> None:
    drawn = share("incident", draft.tag, year)
    if drawn < _REPAIR:
        day = _day(draft, year)
        draft.become("needs_repair", day)
        _repair(draft, day + timedelta(days=7), year)
    elif drawn < _STOLEN:
        draft.become("lost" if drawn < _LOST else "stolen", _day(draft, year))


def _repair(draft: Draft, day: date, year: int) -> None:
    draft.become("under_repair", day)
    hopeless = share("repair", draft.tag, year) < _BEYOND_REPAIR
    draft.become("permanently_damaged" if hopeless else "in_use", day + timedelta(days=28))


def _day(draft: Draft, year: int) -> date:
    """In the published autumn of 2024 nothing changes; in other years it begins in September."""
    first = date(2024, 12, 2) if year == 2024 else date(year, 9, 14)
    return monday_between(first, date(year + 1, 4, 13), share("incident on", draft.tag, year))
