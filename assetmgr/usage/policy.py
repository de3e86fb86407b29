"""Weekly Chromebook activity: the pure part (DOMAIN.md, rule 7)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

LONGEST: Final = 530
"""Whole weeks that one report may span: ten years."""

WEEK: Final = timedelta(days=7)
TO_SUNDAY: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Activity:
    """Chromebooks in a week: `active` <= `known` <= `fleet`."""

    fleet: int = 0
    known: int = 0
    active: int = 0

    def __add__(self, other: "Activity") -> "Activity":
        return Activity(
            self.fleet + other.fleet, self.known + other.known, self.active + other.active
        )

    @property
    def percent(self) -> Fraction | None:
        """Active ones in percent of the fleet, exact; None where nothing is known."""
        return Fraction(100 * self.active, self.fleet) if self.known else None


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week by its Monday; institutions (by code) that have Chromebooks on its Sunday."""

    monday: date
    by_institution: Mapping[str, Activity]

    @property
    def name(self) -> str:
        """The ISO name, such as 2024-W37."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def total(self) -> Activity:
        """All institutions together."""
        return sum(self.by_institution.values(), Activity())


def whole_weeks(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of the ISO weeks that lie wholly within the days, both inclusive.

    Raises:
        Refused: the span ends before it begins, or is longer than ten years.
    """
    if last < first:
        raise Refused(N_("The last day is before the first."), field="last")
    if last - first > LONGEST * WEEK:
        raise Refused(N_("A report spans at most ten years."), field="first")
    monday = first + timedelta(days=-first.weekday() % 7)
    count = max(0, ((last - monday).days + 1) // 7)
    return tuple(monday + place * WEEK for place in range(count))


@dataclass(frozen=True, slots=True)
class Stay:
    """`count` Chromebooks that count at an institution from a day up to, not including, another.

    `seen` says on which of these days (both inclusive) one span of syncs saw them; None: any.
    """

    institution: str
    valid_from: date
    valid_to: date | None
    count: int
    seen: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Active:
    """Chromebooks of an institution that were active in a week; `unseen` of them not all of it."""

    institution: str
    monday: date
    active: int
    unseen: int


def weekly(
    mondays: Sequence[date],
    fleet: Iterable[Stay],
    covered: Iterable[Stay],
    active: Iterable[Active],
) -> tuple[Week, ...]:
    """The weeks' figures; known are those seen on all seven days, and every active one."""
    held = _by_week(mondays, fleet)
    seen = _by_week(mondays, covered)
    found = {(row.institution, row.monday): row for row in active}
    weeks: defaultdict[date, dict[str, Activity]] = defaultdict(dict)
    for (code, monday), count in sorted(held.items()):
        row = found.get((code, monday), Active(code, monday, 0, 0))
        known = seen[code, monday] + row.unseen
        weeks[monday][code] = Activity(count, known, row.active)
    return tuple(Week(monday, weeks[monday]) for monday in mondays)


def _by_week(mondays: Sequence[date], stays: Iterable[Stay]) -> Counter[tuple[str, date]]:
    counts: Counter[tuple[str, date]] = Counter()
    for stay in stays:
        for monday in _weeks_of(stay, mondays):
            counts[stay.institution, monday] += stay.count
    return counts


def _weeks_of(stay: Stay, mondays: Sequence[date]) -> Iterator[date]:
    """The weeks on whose Sunday the stay lasts, and which were wholly seen."""
    first, last = stay.seen or (date.min, date.max)
    for monday in mondays:
        sunday = monday + TO_SUNDAY
        lasts = stay.valid_from <= sunday and (stay.valid_to is None or sunday < stay.valid_to)
        if lasts and first <= monday and sunday <= last:
            yield monday


@dataclass(frozen=True, slots=True)
class Span:
    """What a span of weeks comes to, over the weeks of which anything is known."""

    weeks: int
    together: Activity
    highest: date | None
    highest_active: int

    @property
    def mean(self) -> Fraction | None:
        """Active Chromebooks in a week on average, exact."""
        return Fraction(self.together.active, self.weeks) if self.weeks else None


def span_of(weeks: Iterable[tuple[date, Activity]]) -> Span:
    """Mean and highest week (the first of equals) of weeks by their Monday."""
    known = [(monday, week) for monday, week in weeks if week.known]
    together = sum((week for _, week in known), Activity())
    highest, top = max(
        known, key=lambda one: (one[1].active, -one[0].toordinal()), default=(None, Activity())
    )
    return Span(len(known), together, highest, top.active)
