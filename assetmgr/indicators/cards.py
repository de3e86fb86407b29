"""Indicators as cards: value, way to the targets, what is missing."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Final

from flask import url_for
from flask_babel import gettext, ngettext
from markupsafe import Markup

from assetmgr.indicators.policy.coverage import Coverage
from assetmgr.indicators.policy.definitions import Definition
from assetmgr.indicators.policy.evaluate import Indicator
from assetmgr.indicators.policy.measures import SCHOOL_YEARS, Target
from assetmgr.indicators.policy.ratio import Ratio
from assetmgr.web.charts import Mark, Track, to_svg, track_chart
from assetmgr.web.figures import number, percent
from assetmgr.web.formats import language

BASELINE_DAY: Final = date(2024, 9, 1)
"""The day of the programme's baseline (2024/25)."""

SIGNS: Final = {"<=": "≤ ", ">=": "≥ ", "=": ""}


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target on a card; `missing` says how much is lacking, or nothing."""

    period: str
    text: str
    met: bool | None
    missing: str


@dataclass(frozen=True, slots=True)
class Card:
    """What components/figures.html's indicator_card shows."""

    code: str
    name: str
    href: str
    value: str
    met: bool | None
    track: Markup
    targets: tuple[TargetLine, ...]
    in_life: str
    trend: str


def name_of(definition: Definition) -> str:
    """The indicator's short name in the reader's language."""
    return definition.name_en if language() == "en" else definition.name_lv


def value_text(definition: Definition, value: Fraction | None) -> str:
    """A value in the indicator's unit, with as many decimals as are worth reading."""
    return percent(value) if definition.unit == "percent" else number(value, 2)


def target_text(definition: Definition, target: Target) -> str:
    """'≤ 2,5' or '≥ 75 %'."""
    whole = target.value == target.value.to_integral_value()
    text = (
        percent(target.value)
        if definition.unit == "percent"
        else number(target.value, 0 if whole else 1)
    )
    return SIGNS[target.op] + text


def year_in_force(as_of: date) -> str:
    """The school year whose target a day is judged by: the first not over, or the last."""
    coming = [year for year in SCHOOL_YEARS if as_of <= date(int(year[:4]) + 1, 8, 31)]
    return coming[0] if coming else SCHOOL_YEARS[-1]


def printed_code(definition: Definition) -> str:
    """The code as the programme prints it: '16' of '16-school-7.1'."""
    return definition.code.partition("-")[0]


def card(indicator: Indicator, baseline: Indicator | None, as_of: date, remark: str = "") -> Card:
    """The card of an indicator.

    Args:
        baseline: the same on `BASELINE_DAY`; None: not shown.
        remark: what stands beside the value, after the baseline.
    """
    definition = indicator.definition
    before = baseline.value if baseline else None
    return Card(
        code=definition.code,
        name=name_of(definition),
        href=url_for("indicators.one", code=definition.code, as_of=as_of),
        value=value_text(definition, indicator.value),
        met=indicator.met(year_in_force(as_of)),
        track=_track(indicator, before),
        targets=tuple(
            TargetLine(
                year,
                target_text(definition, target),
                indicator.met(year),
                _missing(indicator, year),
            )
            for year, target in definition.targets
        ),
        in_life=_in_life(indicator),
        trend=" · ".join(filter(None, (_before(definition, before), remark))),
    )


def _before(definition: Definition, before: Fraction | None) -> str:
    if before is None:
        return ""
    return str(gettext("%(value)s in 2024/25", value=value_text(definition, before)))


def _track(indicator: Indicator, before: Fraction | None) -> Markup:
    definition = indicator.definition
    data = Track(
        baseline=None if before is None else float(before),
        value=None if indicator.value is None else float(indicator.value),
        targets=tuple(
            Mark(float(target.value), target_text(definition, target).lstrip("≤≥ "))
            for _, target in definition.targets
        ),
        number=lambda value: value_text(definition, Fraction(value)),
    )
    desc = gettext("From the baseline to the targets.")
    return to_svg(track_chart(data), name_of(definition), desc)


def _missing(indicator: Indicator, year: str) -> str:
    lacking = indicator.shortfall(year)
    if lacking:
        return str(ngettext("%(num)s device missing", "%(num)s devices missing", lacking))
    outcome = indicator.outcome
    if isinstance(outcome, Coverage) and indicator.met(year) is False:
        share = Fraction(dict(indicator.definition.targets)[year].value) / 100
        lacking = ceil(share * outcome.denominator) - outcome.numerator
        return str(ngettext("%(num)s institution missing", "%(num)s institutions missing", lacking))
    return ""


def _in_life(indicator: Indicator) -> str:
    outcome = indicator.outcome
    if not isinstance(outcome, Ratio):
        return ""
    return value_text(indicator.definition, outcome.in_life.value)
