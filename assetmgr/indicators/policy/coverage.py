"""The share of institutions that reach a threshold (indicators 3a and 3b)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assetmgr.indicators.policy.measures import CoverageMeasure, codes_of_type
from assetmgr.indicators.policy.rows import Place, Told, told_sum


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One institution: what it told (None: nothing) and whether that reaches the threshold."""

    institution: str
    told: Decimal | None
    met: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many institutions of a type (`denominator`: all of them) reach the threshold.

    One without data is not met and is named in `without` (table 2, 3b: 9 of 11, 2 without data).
    """

    numerator: int
    denominator: int
    without: tuple[str, ...]
    by_institution: tuple[CoverageRow, ...]

    @property
    def value(self) -> Fraction | None:
        """Percent of the institutions, exact; None (n/a) where there is no such institution."""
        if not self.denominator:
            return None
        return Fraction(100 * self.numerator, self.denominator)


def coverage(measure: CoverageMeasure, places: Iterable[Place], told: Told) -> Coverage:
    """The share of the institutions of the measure's type that reach its threshold."""
    rows = tuple(_row(code, measure, told) for code in codes_of_type(places, measure.type))
    return Coverage(
        numerator=sum(row.met for row in rows),
        denominator=len(rows),
        without=tuple(row.institution for row in rows if row.told is None),
        by_institution=rows,
    )


def _row(code: str, measure: CoverageMeasure, told: Told) -> CoverageRow:
    value = told_sum(told, code, [measure.column])
    return CoverageRow(code, value, value is not None and value >= measure.threshold)
