"""What an indicator measures, as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assetmgr.indicators.policy.rows import Place

SCHOOL_YEARS = ("2026/27", "2028/29")
"""The school years that table 2 sets targets for; each is tested on its 1 September."""


@dataclass(frozen=True, slots=True)
class RatioMeasure:
    """People (the sum of headcount `columns`) per device of `kinds` and `purposes`, by type."""

    type: str
    columns: tuple[str, ...]
    kinds: frozenset[str]
    purposes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CoverageMeasure:
    """The share of institutions of a type whose told `column` is at least `threshold`."""

    type: str
    column: str
    threshold: Decimal


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed: `op` is '<=', '>=' or '=' (a bare figure, which is to be reached)."""

    op: str
    value: Decimal

    def is_met(self, value: Fraction | None, better: str) -> bool | None:
        """Whether an exact value reaches the target; None where there is no value.

        A bare figure is reached from the `better` side ('lower' or 'higher').
        """
        if value is None:
            return None
        lower = self.op == "<=" or (self.op == "=" and better == "lower")
        aim = Fraction(self.value)
        return value <= aim if lower else value >= aim


def codes_of_type(places: Iterable[Place], type_: str) -> tuple[str, ...]:
    """The codes of the institutions of a type, sorted."""
    return tuple(sorted(place.code for place in places if place.type == type_))
