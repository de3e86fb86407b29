"""All indicators of a day at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assetmgr.indicators.policy.coverage import Coverage, coverage
from assetmgr.indicators.policy.definitions import Definition
from assetmgr.indicators.policy.measures import CoverageMeasure, RatioMeasure
from assetmgr.indicators.policy.ratio import Ratio, ratio
from assetmgr.indicators.policy.rows import Cohort, Place, Told


@dataclass(frozen=True, slots=True)
class Survey:
    """A stored survey value in percent; None where none is stored for the day."""

    percent: Decimal | None

    @property
    def value(self) -> Fraction | None:
        """The value, exact."""
        return None if self.percent is None else Fraction(self.percent)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition with what came out of it on the day."""

    definition: Definition
    outcome: Ratio | Coverage | Survey

    @property
    def value(self) -> Fraction | None:
        """The municipal value of the line *uzskaitē*, exact; None is n/a."""
        if isinstance(self.outcome, Ratio):
            return self.outcome.registered.value
        return self.outcome.value

    def met(self, school_year: str) -> bool | None:
        """Whether the unrounded value reaches the year's target; None without a value."""
        target = dict(self.definition.targets)[school_year]
        return target.is_met(self.value, self.definition.better)

    def shortfall(self, school_year: str) -> int | None:
        """Devices missing for the year's target; None where it isn't counted in devices."""
        if not isinstance(self.outcome, Ratio):
            return None
        return self.outcome.shortfall(dict(self.definition.targets)[school_year].value)


def evaluate(
    definitions: Iterable[Definition],
    places: Iterable[Place],
    cohorts: Iterable[Cohort],
    told: Told,
    surveys: Mapping[str, Decimal],
) -> tuple[Indicator, ...]:
    """Every indicator on the day that the cohorts, headcounts and survey values are of."""
    places, cohorts = tuple(places), tuple(cohorts)

    def outcome(definition: Definition) -> Ratio | Coverage | Survey:
        match definition.measure:
            case RatioMeasure() as measure:
                return ratio(measure, places, cohorts, told)
            case CoverageMeasure() as measure:
                return coverage(measure, places, told)
            case None:
                return Survey(surveys.get(definition.code))

    return tuple(Indicator(definition, outcome(definition)) for definition in definitions)
