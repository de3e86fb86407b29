"""A figure put to a register, and exact arithmetic on what was told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.reference.figures import Figure
from tests.reference.register import Purposes, Register

AS_OF = date(2024, 9, 1)

Value = Fraction | str | None
"""A computed figure, exact; a text for a target; None for n/a."""


@dataclass(frozen=True, slots=True)
class Question:
    """A figure put to a register."""

    figure: Figure
    register: Register

    @property
    def codes(self) -> list[str]:
        one = self.figure.institution
        return [one] if one else self.register.institutions(self.figure.type)

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.figure.kinds.split("+"))

    @property
    def purposes(self) -> Purposes:
        return frozenset({self.figure.purposes}) if self.figure.purposes else None

    def count(self, code: str) -> int:
        site = self.figure.site or None
        return self.register.count(code, self.kinds, self.purposes, AS_OF, site)

    def told(self, code: str, column: str = "") -> Decimal | None:
        site = self.figure.site or None
        return self.register.headcount(code, column or self.figure.top, AS_OF, site)


def total(values: Iterable[Decimal | int | None]) -> Fraction | None:
    given = [Fraction(value) for value in values if value is not None]
    return sum(given, Fraction()) if given else None


def over(top: Fraction | None, bottom: Fraction | int | None) -> Fraction | None:
    return top / bottom if top is not None and bottom else None
