"""What institutions said they still need, against what has come since."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assetmgr.indicators.policy.kinds import LAPTOPS


@dataclass(frozen=True, slots=True)
class Need:
    """`count` more devices of a kind that an institution asked for on a day, for an audience."""

    institution: str
    audience: str
    kind: str
    as_of: date
    count: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """Devices that count now and were acquired on a day."""

    institution: str
    kind: str
    purpose: str
    acquired_on: date | None
    count: int


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A stated need and the like devices that came after it was stated (a laptop may be a
    Chromebook); nobody's surplus covers another's need."""

    need: Need
    arrived: int

    @property
    def left(self) -> int:
        """Devices that have not come yet."""
        return max(0, self.need.count - self.arrived)


def against_arrivals(needs: Iterable[Need], arrivals: Iterable[Arrival]) -> tuple[NeedRow, ...]:
    """Each need with what has come since; a purpose is named as its audience."""
    by_place: defaultdict[tuple[str, str], list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        by_place[arrival.institution, arrival.purpose].append(arrival)
    return tuple(
        NeedRow(need, _arrived(need, by_place[need.institution, need.audience])) for need in needs
    )


def _arrived(need: Need, arrivals: Iterable[Arrival]) -> int:
    wanted = LAPTOPS if need.kind == "laptop" else {need.kind}
    return sum(
        one.count
        for one in arrivals
        if one.kind in wanted and one.acquired_on is not None and one.acquired_on > need.as_of
    )


def totals(rows: Iterable[NeedRow]) -> Mapping[tuple[str, str], tuple[int, int, int]]:
    """(Audience, kind) -> stated, arrived, left; over all institutions."""
    stated: Counter[tuple[str, str]] = Counter()
    arrived: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = row.need.audience, row.need.kind
        stated[key] += row.need.count
        arrived[key] += row.arrived
        left[key] += row.left
    return {key: (count, arrived[key], left[key]) for key, count in stated.items()}
