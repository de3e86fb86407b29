"""One indicator opened: its figures, and the institutions it is made of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from flask_babel import gettext

from assetmgr.indicators.cards import target_text, value_text
from assetmgr.indicators.policy.coverage import Coverage
from assetmgr.indicators.policy.evaluate import Indicator
from assetmgr.indicators.policy.ratio import Ratio, RatioRow
from assetmgr.web.charts import Bars, Row, bar_chart, responsive_svg
from assetmgr.web.figures import Figure, number, short


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An institution of a ratio or a coverage, as texts; `lacks` has one for each target."""

    code: str
    name: str
    people: str
    devices: str
    value: str
    in_life: str
    lacks: tuple[str, ...]
    own: bool


def facts(
    indicator: Indicator, baseline: Indicator, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Label and value of everything that is told of an indicator but its name.

    `names` (code -> institution) may be empty: then nobody is named.
    """
    definition, outcome = indicator.definition, indicator.outcome
    rows = [
        (gettext("Value"), _with_parts(indicator)),
        (gettext("Baseline 2024/25"), value_text(definition, baseline.value)),
    ]
    if isinstance(outcome, Ratio):
        rows.append(
            (gettext("Within useful life"), value_text(definition, outcome.in_life.value))
        )
        rows.append((gettext("Range"), _range(indicator, outcome, names)))
        rows += _named(gettext("Without such a device"), outcome.without, names)
        rows += _named(gettext("Headcount not told"), outcome.not_told, names)
    if isinstance(outcome, Coverage):
        rows += _named(gettext("Without data"), outcome.without, names)
    for year, target in definition.targets:
        rows.append(
            (
                gettext("Target %(year)s", year=year),
                f"{target_text(definition, target)} · {_met(indicator.met(year))}",
            )
        )
    rows.append((gettext("Source of data"), definition.data_source))
    rows.append((gettext("Responsible"), definition.responsible))
    return rows


def _with_parts(indicator: Indicator) -> str:
    value, outcome = value_text(indicator.definition, indicator.value), indicator.outcome
    if isinstance(outcome, Ratio) and outcome.registered.numerator is not None:
        parts = outcome.registered
        return f"{value} ({short(parts.numerator)} / {number(parts.denominator)})"
    if isinstance(outcome, Coverage):
        return f"{value} ({outcome.numerator} / {outcome.denominator})"
    return value


def _range(indicator: Indicator, ratio: Ratio, names: Mapping[str, str]) -> str:
    if ratio.range is None:
        return "–"
    return " – ".join(_end(indicator, ratio, end, names) for end in ratio.range)


def _end(indicator: Indicator, ratio: Ratio, end: Fraction, names: Mapping[str, str]) -> str:
    at = [names[row.institution] for row in ratio.by_institution
          if row.quotient.value == end and row.institution in names]  # fmt: skip
    text = value_text(indicator.definition, end)
    return f"{text} ({', '.join(at)})" if at else text


def _named(label: str, codes: Collection[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    named = [names[code] for code in codes if code in names]
    return [(label, ", ".join(named) or number(len(codes)))] if codes else []


def _met(met: bool | None) -> str:
    return {True: gettext("met"), False: gettext("not met"), None: gettext("no data")}[met]


def place_rows(
    indicator: Indicator, names: Mapping[str, str], own: Collection[str]
) -> list[PlaceRow]:
    """The institutions in the order of `names`, which also says who is shown."""
    by_code = {row.institution: row for row in getattr(indicator.outcome, "by_institution", ())}
    return [
        _place(indicator, by_code[code], code, name, code in own)
        for code, name in names.items()
        if code in by_code
    ]


def total_row(indicator: Indicator) -> PlaceRow | None:
    """The municipality as a row of a ratio's table; None for what is no ratio."""
    definition, outcome = indicator.definition, indicator.outcome
    if not isinstance(outcome, Ratio):
        return None
    return PlaceRow(
        "",
        gettext("Municipality"),
        short(outcome.registered.numerator),
        number(outcome.registered.denominator),
        value_text(definition, outcome.registered.value),
        value_text(definition, outcome.in_life.value),
        tuple(number(outcome.shortfall(target.value)) for _, target in definition.targets),
        own=False,
    )


def _place(indicator: Indicator, row: object, code: str, name: str, own: bool) -> PlaceRow:
    definition = indicator.definition
    if isinstance(row, RatioRow):
        return PlaceRow(
            code,
            name,
            short(row.headcount),
            number(row.devices),
            value_text(definition, row.quotient.value),
            value_text(definition, _ratio(row.headcount, row.in_life)),
            tuple(number(row.lacks(target.value)) for _, target in definition.targets),
            own,
        )
    told, met = getattr(row, "told", None), getattr(row, "met", False)
    return PlaceRow(code, name, "", "", number(told), "", (_met(met if told is not None else None),), own)


def _ratio(people: Decimal | None, devices: int) -> Fraction | None:
    return Fraction(people) / devices if people is not None and devices else None


def by_institution(
    indicator: Indicator, names: Mapping[str, str], year: str
) -> Figure | None:
    """Bars with the target's marks, the best first; None where nothing is counted by institution."""
    outcome, definition = indicator.outcome, indicator.definition
    target = float(dict(definition.targets)[year].value)
    if isinstance(outcome, Ratio):
        rows = [
            Row(names[row.institution], _float(row.quotient.value), target)
            for row in outcome.by_institution
            if row.institution in names
        ]
        name = gettext("target %(year)s", year=year)
        bars = Bars(_sorted(rows), lambda value: number(value, 2), gettext("none"), name)
    elif isinstance(outcome, Coverage):
        threshold = float(getattr(definition.measure, "threshold", 0))
        rows = [
            Row(names[row.institution], _float(row.told), threshold)
            for row in outcome.by_institution
            if row.institution in names
        ]
        bars = Bars(_sorted(rows), number, gettext("no data"), gettext("required"))
    else:
        return None
    title = gettext("By institution")
    desc = gettext("A bar for each institution; the amber mark is the target.")
    return Figure(title, responsive_svg(lambda size: bar_chart(bars, size), title, desc))


def _sorted(rows: list[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.value is None, row.value or 0)))


def _float(value: Fraction | Decimal | None) -> float | None:
    return None if value is None else float(value)
