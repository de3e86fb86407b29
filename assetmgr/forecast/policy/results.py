"""What a forecast answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor


@dataclass(frozen=True, slots=True)
class Figures:
    """A year's figures of some devices; the money is exact EUR.

    `due` counts devices of the register, those of unknown age (`unknown_age`) among them;
    `due_again` planned purchases; `bought` all purchases, those towards targets
    (`towards_targets`) among them. `carried_over_eur` is what the carried devices will cost in
    the next year.
    """

    due: int = 0
    due_again: int = 0
    unknown_age: int = 0
    bought: int = 0
    towards_targets: int = 0
    carried_over: int = 0
    cost: Fraction = Fraction(0)
    carried_over_cost: Fraction = Fraction(0)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.due + other.due,
            self.due_again + other.due_again,
            self.unknown_age + other.unknown_age,
            self.bought + other.bought,
            self.towards_targets + other.towards_targets,
            self.carried_over + other.carried_over,
            self.cost + other.cost,
            self.carried_over_cost + other.carried_over_cost,
        )

    @property
    def cost_eur(self) -> Decimal:
        """What is bought costs this much, rounded to the cent."""
        return cents(self.cost)

    @property
    def carried_over_eur(self) -> Decimal:
        """What is carried over costs this much next year, rounded to the cent."""
        return cents(self.carried_over_cost)


@dataclass(frozen=True, slots=True)
class Cell:
    """The figures of one kind at one institution."""

    institution: str
    kind: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Outlook:
    """A device ratio on 1 September of a year, exact, three times; None is n/a."""

    registered: Fraction | None
    in_life_with_plan: Fraction | None
    in_life_without_purchases: Fraction | None


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year: its figures by institution and kind, and the device ratios by code."""

    year: int
    cells: tuple[Cell, ...]
    indicators: dict[str, Outlook]

    @property
    def total(self) -> Figures:
        """The figures of the municipality."""
        return _sum(cell.figures for cell in self.cells)

    @property
    def by_kind(self) -> dict[str, Figures]:
        """The figures of each kind, sorted by its code."""
        return _grouped(self.cells, lambda cell: cell.kind)

    @property
    def by_institution(self) -> dict[str, Figures]:
        """The figures of each institution, sorted by its code."""
        return _grouped(self.cells, lambda cell: cell.institution)


@dataclass(frozen=True, slots=True)
class Forecast:
    """A scenario's name and its years."""

    scenario: str
    years: tuple[Year, ...]


def cents(euro: Fraction) -> Decimal:
    """Exact euro rounded half up to the cent."""
    return Decimal(floor(euro * 100 + Fraction(1, 2))).scaleb(-2)


def _sum(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


def _grouped(cells: Iterable[Cell], key: Callable[[Cell], str]) -> dict[str, Figures]:
    groups: dict[str, Figures] = {}
    for cell in cells:
        groups[key(cell)] = groups.get(key(cell), Figures()) + cell.figures
    return dict(sorted(groups.items()))
