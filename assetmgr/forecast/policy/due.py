"""When a device is due for replacement (DOMAIN, 'Replacement forecast')."""

from dataclasses import dataclass
from datetime import date

from assetmgr.devices.policy.life import ends_on
from assetmgr.forecast.policy.rows import DueRow
from assetmgr.forecast.policy.scenario import Scenario


def due_year(row: DueRow, scenario: Scenario) -> int:
    """The calendar year in which a row is due; the first year for what is past or unknown."""
    return scenario.year_of(lot_of(row, scenario).due_on)


@dataclass(frozen=True, slots=True)
class Lot:
    """Like devices that wait to be replaced; `is_again`: they were bought within the plan."""

    due_on: date
    institution: str
    tag: str
    kind: str
    purpose: str
    count: int
    is_unknown_age: bool = False
    is_again: bool = False

    @property
    def turn(self) -> tuple[date, str, str, str, str]:
        """Its place in the queue: oldest due first, then institution, then tag.

        Kind and purpose only settle the order of groups, which have no tag.
        """
        return self.due_on, self.institution, self.tag, self.kind, self.purpose


def lot_of(row: DueRow, scenario: Scenario) -> Lot:
    """A row as a lot of the queue; one of unknown age is due as the first year begins."""
    if row.acquired_on is None:
        day = date(scenario.first_year, 1, 1)
    else:
        life = row.life_years if row.life_years is not None else scenario.life[row.kind]
        day = ends_on(row.acquired_on, life, row.aue)
    is_unknown = row.acquired_on is None
    return Lot(day, row.institution, row.tag, row.kind, row.purpose, row.count, is_unknown)
