"""The devices that count today, read once, and what the first page makes of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from assetmgr.devices.policy.life import is_in_life
from assetmgr.devices.queries import AgeRow, age_rows
from assetmgr.devices.queries.kinds import NamedKind
from assetmgr.forecast.policy.plan import forecast
from assetmgr.forecast.policy.results import Forecast
from assetmgr.forecast.policy.scenario import Scenario
from assetmgr.forecast.queries import due_row
from assetmgr.indicators.policy.definitions import definitions
from assetmgr.indicators.policy.evaluate import Indicator, evaluate
from assetmgr.indicators.policy.rows import AgeGroup, Cohort, Place, Told
from assetmgr.institutions.queries import Named, told_on

ANY_TYPE = "any"
"""Stands for the type of every institution where ages are not told apart by it."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The devices of some institutions that count on a day, and what those told."""

    day: date
    places: tuple[Place, ...]
    rows: tuple[AgeRow, ...]
    told: Told

    @property
    def count(self) -> int:
        """How many devices there are."""
        return sum(row.count for row in self.rows)

    def age_groups(self) -> list[AgeGroup]:
        """The devices by kind, purpose and day of acquisition."""
        counts: Counter[tuple[str, str, date | None]] = Counter()
        for row in self.rows:
            counts[row.kind, row.purpose.value, row.acquired_on] += row.count
        return [AgeGroup(ANY_TYPE, *key, count) for key, count in counts.items()]

    def indicators(self, kinds: Sequence[NamedKind]) -> tuple[Indicator, ...]:
        """The indicators that are computed, of these institutions alone."""
        computed = [one for one in definitions() if one.measure is not None]
        return evaluate(computed, self.places, self._cohorts(kinds), self.told, {})

    def forecast(self, scenario: Scenario) -> Forecast:
        """What falls due in the scenario's years; it must not have a cap."""
        return forecast(map(due_row, self.rows), self.places, self.told, scenario)

    def _cohorts(self, kinds: Sequence[NamedKind]) -> list[Cohort]:
        lives = {kind.code: kind.life_years for kind in kinds}
        counts: Counter[tuple[str, str, str]] = Counter()
        in_life: Counter[tuple[str, str, str]] = Counter()
        for row in self.rows:
            key = row.institution, row.kind, row.purpose.value
            counts[key] += row.count
            life = row.life_years or lives[row.kind]
            if is_in_life(self.day, row.acquired_on, life, row.aue):
                in_life[key] += row.count
        return [Cohort(*key, count, in_life[key]) for key, count in counts.items()]


def overview(session: Session, day: date, places: Sequence[Named]) -> Overview:
    """The devices of these institutions as they stand on a day."""
    codes = {place.code for place in places}
    return Overview(
        day,
        tuple(Place(one.code, one.name, one.short_name, one.type.value) for one in places),
        tuple(row for row in age_rows(session, day) if row.institution in codes),
        told_on(session, day),
    )
