"""What is told of one indicator beside its name."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from flask_babel import gettext

from assetmgr.indicators.cards import target_text, value_text
from assetmgr.indicators.policy.coverage import Coverage
from assetmgr.indicators.policy.evaluate import Indicator
from assetmgr.indicators.policy.ratio import Ratio
from assetmgr.web.figures import number, short


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
        rows.append((gettext("Within useful life"), value_text(definition, outcome.in_life.value)))
        rows.append((gettext("Range"), _range(indicator, outcome, names)))
        rows += _named(gettext("Without such a device"), outcome.without, names)
        rows += _named(gettext("Headcount not told"), outcome.not_told, names)
    if isinstance(outcome, Coverage):
        rows += _named(gettext("Without data"), outcome.without, names)
    for year, target in definition.targets:
        rows.append(
            (
                gettext("Target %(year)s", year=year),
                f"{target_text(definition, target)} · {met_text(indicator.met(year))}",
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


def met_text(met: bool | None) -> str:
    """Whether a target is met, as a word."""
    words = {True: gettext("met"), False: gettext("not met"), None: gettext("no data")}
    return str(words[met])
