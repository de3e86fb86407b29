"""What a forecast assumes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assetmgr.indicators.policy.rows import Told


class ScenarioError(ValueError):
    """A scenario that can't be computed; the message says which figure and why."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Devices are bought towards `value` people per device from the calendar year `from_year` on.

    `indicator` is the code of a device ratio; `buys` is the kind bought for it, one of its kinds.
    """

    indicator: str
    from_year: int
    value: Decimal
    buys: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """Assumptions over the calendar years from `first_year`.

    `life`: kind -> years; `price_eur`: kind -> EUR, VAT included, in the first year;
    `price_change` is yearly (0.02 is 2 %); `planned`: calendar year -> headcounts of its 1
    September, each holding until a later year plans the same column; `cap_eur` is what a year may
    cost, None: no cap; `targets` None: replacement only.

    Raises ScenarioError for a figure that can't be.
    """

    name: str
    first_year: int
    years: int
    life: Mapping[str, int]
    price_eur: Mapping[str, Decimal]
    price_change: Decimal = Decimal(0)
    planned: Mapping[int, Told] = field(default_factory=dict)
    cap_eur: Decimal | None = None
    targets: tuple[Aim, ...] | None = None

    def __post_init__(self) -> None:
        _refuse(self.years < 1, f"years: {self.years} is less than one year")
        for kind, years in self.life.items():
            _refuse(years < 1, f"life of {kind}: {years} is less than one year")
        for kind, price in self.price_eur.items():
            _refuse(not price.is_finite() or price < 0, f"price of {kind}: {price} EUR")
        change, cap = self.price_change, self.cap_eur
        _refuse(not change.is_finite() or change <= -1, f"price change: {change}")
        _refuse(cap is not None and (not cap.is_finite() or cap < 0), f"cap: {cap} EUR")
        for aim in self.targets or ():
            wrong = not aim.value.is_finite() or aim.value <= 0
            _refuse(wrong, f"target {aim.indicator}: {aim.value} people per device")

    @property
    def last_year(self) -> int:
        """The last calendar year of the horizon."""
        return self.first_year + self.years - 1

    def check_kinds(self, kinds: Iterable[str]) -> None:
        """Raises ScenarioError unless each kind has a life and a price."""
        bought = {aim.buys for aim in self.targets or ()}
        unknown = sorted((set(kinds) | bought) - (self.life.keys() & self.price_eur.keys()))
        _refuse(bool(unknown), f"no life or no price for: {', '.join(unknown)}")

    def prices_in(self, year: int) -> dict[str, Fraction]:
        """What one device of each kind costs in a year, in EUR, exact (DOMAIN: `cost_eur`)."""
        growth: Fraction = (1 + Fraction(self.price_change)) ** (year - self.first_year)
        return {kind: Fraction(price) * growth for kind, price in self.price_eur.items()}

    def year_of(self, day: date) -> int:
        """The calendar year a day falls in; the first year for what fell before it."""
        return max(self.first_year, day.year)

    def aims_in(self, year: int) -> tuple[Aim, ...]:
        """Of each indicator the aim that holds in a year: the latest that has begun."""
        begun = sorted(
            (aim for aim in self.targets or () if aim.from_year <= year),
            key=lambda aim: aim.from_year,
        )
        return tuple({aim.indicator: aim for aim in begun}.values())

    def headcounts(self, told: Told, year: int) -> Told:
        """The headcounts of 1 September of a year: as told, with what is planned by then."""
        merged = {code: dict(columns) for code, columns in told.items()}
        for planned_year in sorted(planned for planned in self.planned if planned <= year):
            for code, columns in self.planned[planned_year].items():
                known = {name: value for name, value in columns.items() if value is not None}
                merged.setdefault(code, {}).update(known)
        return merged


def _refuse(wrong: bool, message: str) -> None:
    if wrong:
        raise ScenarioError(message)
