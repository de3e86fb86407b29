"""Which of the demo's devices were lent to whom and when: plain facts, drawn by keyed chance.

A device that is lent is one that is in use anyway, so that no count of devices changes with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Final

from assetmgr.demo.chance import share
from assetmgr.devices.codes import Status
from assetmgr.loans.codes import ActStatus, ReturnState
from assetmgr.school_year import first_day

LENT_SHARE: Final = {True: 0.8, False: 0.15}
"""Of the Chromebooks in use, used ones and others, so many are lent where there are pupils enough:
together some six in ten."""

_LAST_YEAR_SHARE: Final = 0.5
_OVERDUE_SHARE: Final = 0.02
_WEEKEND: Final = 5
_BROKEN: Final = frozenset({Status.NEEDS_REPAIR, Status.UNDER_REPAIR, Status.DAMAGED})
_GONE: Final = {Status.LOST: ActStatus.LOST, Status.STOLEN: ActStatus.STOLEN}


@dataclass(frozen=True, slots=True)
class Held:
    """A device of an institution: what it is now, since when, and since when it is there.

    `is_used`: it was active in the last weeks; what is lent mostly is.
    """

    device_id: int
    tag: str
    status: Status
    since: date
    there_since: date
    is_used: bool


@dataclass(frozen=True, slots=True)
class Loan:
    """One loan of a device to a person; `ended_on` is None while it lasts."""

    device_id: int
    person_id: int
    issued_on: date
    due_on: date | None
    status: ActStatus = ActStatus.ISSUED
    ended_on: date | None = None
    state: ReturnState | None = None
    after: Status | None = None


def loans_of(
    chromebooks: Sequence[Held],
    laptops: Sequence[Held],
    pupils: Sequence[int],
    employees: Sequence[int],
    until: date,
) -> list[Loan]:
    """All loans of an institution in the order of their issue; the first pupil borrows, too."""
    found = [
        *_now(chromebooks, pupils, until),
        *_last_year(chromebooks, pupils, until),
        *_ended(chromebooks, pupils, until),
        *_to_employees(laptops, employees, until),
    ]
    return sorted(found, key=lambda one: (one.issued_on, one.device_id))


def _now(chromebooks: Sequence[Held], pupils: Sequence[int], until: date) -> Iterator[Loan]:
    """In September each lent Chromebook went to a pupil until the end of May.

    In summer they are back, but for those that are overdue.
    """
    year = first_day(until)
    lent = [
        one
        for one in chromebooks
        if one.status is Status.IN_USE
        and share("lent", one.tag) < LENT_SHARE[one.is_used]
        and one.since <= _issued(one, year, until)
    ]
    for one, person_id in zip(lent, pupils, strict=False):
        issued, due = _issued(one, year, until), date(year.year + 1, 5, 31)
        early = until - timedelta(days=1 + int(share("late", one.tag) * 20))
        is_overdue = share("overdue", one.tag) < _OVERDUE_SHARE
        if until > due and not is_overdue:
            yield _back(one, person_id, issued, due, min(_brought_back(one, due), until))
            continue
        if is_overdue and issued < early < due:
            due = early
        yield Loan(one.device_id, person_id, issued, due)


def _last_year(chromebooks: Sequence[Held], pupils: Sequence[int], until: date) -> Iterator[Loan]:
    """A year before, others had them, and brought them back around the end of May."""
    year = first_day(first_day(until) - timedelta(days=1))
    lent = [
        one
        for one in chromebooks
        if one.status is Status.IN_USE
        and share("last year", one.tag) < _LAST_YEAR_SHARE
        and one.since <= _issued(one, year, until)
    ]
    others = islice(cycle(pupils), 7, None)
    for one, person_id in zip(lent, others, strict=False):
        due = date(year.year + 1, 5, 31)
        yield _back(one, person_id, _issued(one, year, until), due, _brought_back(one, due))


def _back(one: Held, person_id: int, issued: date, due: date, ended: date) -> Loan:
    """A loan that ended well."""
    returned, working = ActStatus.RETURNED, ReturnState.WORKING
    return Loan(one.device_id, person_id, issued, due, returned, ended, working, Status.IN_USE)


def _brought_back(one: Held, due: date) -> date:
    """A weekday around the end of May."""
    return _weekday(due.replace(day=18) + timedelta(int(share("back", one.tag) * 26)))


def _ended(chromebooks: Sequence[Held], pupils: Sequence[int], until: date) -> Iterator[Loan]:
    """What is broken, lost or stolen was lent until the day on which that was noted."""
    others = cycle(reversed(pupils))
    for one in chromebooks:
        issued = max(one.there_since, one.since - timedelta(days=60))
        if one.status not in _BROKEN | set(_GONE) or issued >= one.since:
            continue
        due = date(first_day(issued).year + 1, 5, 31)
        if one.status in _GONE:
            status, state, after = _GONE[one.status], None, None
        else:
            status, state = ActStatus.RETURNED, ReturnState.DAMAGED
            is_damaged = one.status is Status.DAMAGED
            after = Status.DAMAGED if is_damaged else Status.NEEDS_REPAIR
        person_id = next(others)
        yield Loan(one.device_id, person_id, issued, due, status, one.since, state, after)


def _to_employees(laptops: Sequence[Held], employees: Sequence[int], until: date) -> Iterator[Loan]:
    """Each employee has a laptop, for nobody knows how long."""
    in_use = [one for one in laptops if one.status is Status.IN_USE]
    for one, person_id in zip(in_use, employees, strict=False):
        begun = _weekday(date(until.year - 2, 9, 1) + timedelta(int(share("since", one.tag) * 400)))
        if (issued := max(begun, one.since)) <= until:
            yield Loan(one.device_id, person_id, issued, None)


def _issued(one: Held, year: date, until: date) -> date:
    """A weekday of the first weeks of a school year."""
    return min(_weekday(year + timedelta(days=1 + int(share("issued", one.tag) * 30))), until)


def _weekday(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= _WEEKEND else 0)
