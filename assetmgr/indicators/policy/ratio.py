"""People per device: a ratio of totals with its range and its shortfall (DOMAIN, rule 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from assetmgr.indicators.policy.measures import RatioMeasure, codes_of_type
from assetmgr.indicators.policy.rows import Cohort, Place, Told, told_sum


@dataclass(frozen=True, slots=True)
class Quotient:
    """A numerator and a denominator, unrounded; either is None where it is not known."""

    numerator: Decimal | None
    denominator: int | None

    @property
    def value(self) -> Fraction | None:
        """The exact quotient; None (n/a) without a numerator or with nothing to divide by."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator) / self.denominator


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One institution: its people (None: not told), its devices and those within their life."""

    institution: str
    headcount: Decimal | None
    devices: int
    in_life: int

    @property
    def quotient(self) -> Quotient:
        """People per device here."""
        return Quotient(self.headcount, self.devices)

    def lacks(self, target: Decimal) -> int | None:
        """Devices missing for `target` people per device; None where the people are not told."""
        if self.headcount is None:
            return None
        return max(0, ceil(Fraction(self.headcount) / Fraction(target)) - self.devices)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A municipal ratio: of all that count and of those in life, and the rows it came from.

    `without` names the institutions that have no such device, `not_told` those whose headcount
    is not told: they stay out of the totals, the range and the shortfall, devices and all.
    """

    registered: Quotient
    in_life: Quotient
    range: tuple[Fraction, Fraction] | None
    without: tuple[str, ...]
    not_told: tuple[str, ...]
    by_institution: tuple[RatioRow, ...]

    def shortfall(self, target: Decimal) -> int:
        """Devices missing for `target` people per device, institution by institution, summed."""
        return sum(row.lacks(target) or 0 for row in self.by_institution)


def ratio(
    measure: RatioMeasure, places: Iterable[Place], cohorts: Iterable[Cohort], told: Told
) -> Ratio:
    """The ratio that `measure` describes, over the institutions of its type.

    Cohorts of other kinds, purposes and institutions are passed over. A ratio of totals is no
    mean of ratios: an institution that has people and no device adds its people.
    """
    devices = _count(measure, cohorts)
    return ratio_of_rows(
        RatioRow(code, told_sum(told, code, measure.columns), *devices.get(code, (0, 0)))
        for code in codes_of_type(places, measure.type)
    )


def ratio_of_rows(rows: Iterable[RatioRow]) -> Ratio:
    """The municipal ratio of institutions whose people and devices are known."""
    rows = tuple(rows)
    judged = [row for row in rows if row.headcount is not None]
    people = sum((row.headcount for row in judged if row.headcount is not None), Decimal(0))
    numerator = people if judged else None
    values = [value for row in rows if (value := row.quotient.value) is not None]
    return Ratio(
        registered=Quotient(numerator, sum(row.devices for row in judged)),
        in_life=Quotient(numerator, sum(row.in_life for row in judged)),
        range=(min(values), max(values)) if values else None,
        without=tuple(row.institution for row in rows if row.devices == 0),
        not_told=tuple(row.institution for row in rows if row.headcount is None),
        by_institution=rows,
    )


def _count(measure: RatioMeasure, cohorts: Iterable[Cohort]) -> dict[str, tuple[int, int]]:
    devices: dict[str, tuple[int, int]] = {}
    for cohort in cohorts:
        if cohort.kind in measure.kinds and cohort.purpose in measure.purposes:
            count, in_life = devices.get(cohort.institution, (0, 0))
            devices[cohort.institution] = (count + cohort.count, in_life + cohort.in_life)
    return devices
