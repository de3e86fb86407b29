"""Counting a year's devices by institution and kind, and pricing them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assetmgr.forecast.policy.due import Lot
from assetmgr.forecast.policy.results import Cell, Figures

Counts = Counter[tuple[str, str]]
"""Devices by institution and kind."""

Prices = Mapping[str, Fraction]
"""Kind -> EUR for one device in a year, exact."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one year, filled as the year is planned."""

    due: Counts = field(default_factory=Counter)
    due_again: Counts = field(default_factory=Counter)
    unknown_age: Counts = field(default_factory=Counter)
    bought: Counts = field(default_factory=Counter)
    towards_targets: Counts = field(default_factory=Counter)
    carried_over: Counts = field(default_factory=Counter)

    def add_due(self, lots: Iterable[Lot]) -> None:
        """Lots that come due this year."""
        for lot in lots:
            place = lot.institution, lot.kind
            (self.due_again if lot.is_again else self.due)[place] += lot.count
            if lot.is_unknown_age:
                self.unknown_age[place] += lot.count

    def cells(self, prices: Prices, later_prices: Prices) -> tuple[Cell, ...]:
        """The figures by institution and kind, sorted, at this and at the next year's prices."""
        places = {*self.due, *self.due_again, *self.bought, *self.carried_over}
        return tuple(
            Cell(*place, self._figures(place, prices, later_prices)) for place in sorted(places)
        )

    def _figures(self, place: tuple[str, str], prices: Prices, later_prices: Prices) -> Figures:
        _, kind = place
        return Figures(
            due=self.due[place],
            due_again=self.due_again[place],
            unknown_age=self.unknown_age[place],
            bought=self.bought[place],
            towards_targets=self.towards_targets[place],
            carried_over=self.carried_over[place],
            cost=self.bought[place] * prices[kind],
            carried_over_cost=self.carried_over[place] * later_prices[kind],
        )


def count_in(counts: Counts, lots: Iterable[Lot]) -> None:
    """Adds the devices of lots to counts by institution and kind."""
    for lot in lots:
        counts[lot.institution, lot.kind] += lot.count
