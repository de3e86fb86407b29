"""One indicator by institution."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext

from assetmgr.indicators.cards import value_text
from assetmgr.indicators.pictures.facts import met_text
from assetmgr.indicators.policy.coverage import Coverage, CoverageRow
from assetmgr.indicators.policy.definitions import Definition
from assetmgr.indicators.policy.evaluate import Indicator
from assetmgr.indicators.policy.measures import CoverageMeasure
from assetmgr.indicators.policy.ratio import Quotient, Ratio, RatioRow
from assetmgr.web.charts import Bars, Row, bar_chart, responsive_svg
from assetmgr.web.figures import Figure, number, short


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An institution as texts; `people`, `devices` and `in_life` are a ratio's alone.

    `standing` has what a ratio lacks for each target, or whether a coverage is reached.
    """

    code: str
    name: str
    value: str
    standing: tuple[str, ...]
    people: str = ""
    devices: str = ""
    in_life: str = ""


def place_rows(indicator: Indicator, names: Mapping[str, str]) -> list[PlaceRow]:
    """The institutions in the order of `names` (code -> name), which also says who is shown."""
    outcome, definition = indicator.outcome, indicator.definition
    found: dict[str, PlaceRow] = {}
    if isinstance(outcome, Ratio):
        found = {
            row.institution: _of_ratio(definition, row, names[row.institution])
            for row in outcome.by_institution
            if row.institution in names
        }
    elif isinstance(outcome, Coverage):
        found = {
            row.institution: _of_coverage(row, names[row.institution])
            for row in outcome.by_institution
            if row.institution in names
        }
    return [found[code] for code in names if code in found]


def _of_ratio(definition: Definition, row: RatioRow, name: str) -> PlaceRow:
    return PlaceRow(
        code=row.institution,
        name=name,
        value=value_text(definition, row.quotient.value),
        standing=tuple(number(row.lacks(target.value)) for _, target in definition.targets),
        people=short(row.headcount),
        devices=number(row.devices),
        in_life=value_text(definition, Quotient(row.headcount, row.in_life).value),
    )


def _of_coverage(row: CoverageRow, name: str) -> PlaceRow:
    met = None if row.told is None else row.met
    return PlaceRow(row.institution, name, number(row.told), (met_text(met),))


def total_row(indicator: Indicator) -> PlaceRow | None:
    """The municipality as a row of a ratio's table; None for what is no ratio."""
    definition, outcome = indicator.definition, indicator.outcome
    if not isinstance(outcome, Ratio):
        return None
    return PlaceRow(
        code="",
        name=gettext("Municipality"),
        value=value_text(definition, outcome.registered.value),
        standing=tuple(number(outcome.shortfall(one.value)) for _, one in definition.targets),
        people=short(outcome.registered.numerator),
        devices=number(outcome.registered.denominator),
        in_life=value_text(definition, outcome.in_life.value),
    )


def by_institution(indicator: Indicator, names: Mapping[str, str], year: str) -> Figure | None:
    """Bars with the target's marks, the smallest first; None for what is not by institution."""
    bars = _bars(indicator, names, year)
    if bars is None:
        return None
    title = gettext("By institution")
    desc = gettext("A bar for each institution; the amber mark is the target.")
    return Figure(title, responsive_svg(lambda size: bar_chart(bars, size), title, desc))


def _bars(indicator: Indicator, names: Mapping[str, str], year: str) -> Bars | None:
    outcome, measure = indicator.outcome, indicator.definition.measure
    if isinstance(outcome, Ratio):
        target = float(dict(indicator.definition.targets)[year].value)
        values = {row.institution: row.quotient.value for row in outcome.by_institution}
        name = gettext("target %(year)s", year=year)
        return Bars(_rows(values, names, target), _two_decimals, gettext("no data"), name)
    if isinstance(outcome, Coverage) and isinstance(measure, CoverageMeasure):
        told = {row.institution: row.told for row in outcome.by_institution}
        rows = _rows(told, names, float(measure.threshold))
        return Bars(rows, number, gettext("no data"), gettext("required"))
    return None


def _two_decimals(value: float) -> str:
    return number(value, 2)


def _rows(
    values: Mapping[str, Fraction | Decimal | None], names: Mapping[str, str], target: float
) -> tuple[Row, ...]:
    rows = [
        Row(names[code], None if value is None else float(value), target)
        for code, value in values.items()
        if code in names
    ]
    return tuple(sorted(rows, key=lambda row: (row.value is None, row.value or 0)))
