"""The JSON document of `assetmgr indicators --json`: numbers unrounded, n/a is null."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assetmgr.indicators.policy.coverage import Coverage
from assetmgr.indicators.policy.evaluate import Indicator, Survey
from assetmgr.indicators.policy.ratio import Quotient, Ratio

_NOTHING = Quotient(None, None)


def as_json(as_of: date, indicators: Iterable[Indicator]) -> dict[str, Any]:
    """The document; every indicator has the same keys, null where they do not apply."""
    return {
        "as_of": as_of.isoformat(),
        "indicators": [_indicator(indicator) for indicator in indicators],
    }


def number(value: Fraction | Decimal | int | None) -> float | int | None:
    """A figure as JSON has it: an integer stays one, a fraction becomes the nearest float."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == int(value) else float(value)


def _indicator(indicator: Indicator) -> dict[str, Any]:
    definition = indicator.definition
    return {
        "code": definition.code,
        **_outcome(indicator.outcome),
        "shortfall": {year: indicator.shortfall(year) for year, _ in definition.targets},
        "targets": {
            year: {"op": target.op, "value": number(target.value), "met": indicator.met(year)}
            for year, target in definition.targets
        },
    }


def _outcome(outcome: Ratio | Coverage | Survey) -> dict[str, Any]:
    if isinstance(outcome, Ratio):
        return _ratio(outcome)
    if isinstance(outcome, Coverage):
        return _coverage(outcome)
    return _document(_quotient(_NOTHING) | {"value": number(outcome.value)})


def _ratio(ratio: Ratio) -> dict[str, Any]:
    rows = [
        {"institution": row.institution, **_quotient(row.quotient)} for row in ratio.by_institution
    ]
    return _document(
        _quotient(ratio.registered),
        in_life=ratio.in_life,
        range_=ratio.range,
        without=ratio.without,
        not_told=ratio.not_told,
        rows=rows,
    )


def _coverage(coverage: Coverage) -> dict[str, Any]:
    rows = [
        {
            "institution": row.institution,
            "value": None if row.told is None else 100 * int(row.met),
            "numerator": int(row.met),
            "denominator": 1,
        }
        for row in coverage.by_institution
    ]
    whole = {
        "value": number(coverage.value),
        "numerator": coverage.numerator,
        "denominator": coverage.denominator,
    }
    return _document(whole, without=coverage.without, not_told=coverage.without, rows=rows)


def _document(
    line: dict[str, Any],
    in_life: Quotient = _NOTHING,
    range_: tuple[Fraction, Fraction] | None = None,
    without: tuple[str, ...] = (),
    not_told: tuple[str, ...] = (),
    rows: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    return {
        **line,
        "in_life": _quotient(in_life),
        "range": [number(end) for end in range_ or (None, None)],
        "without": list(without),
        "not_told": list(not_told),
        "by_institution": list(rows),
    }


def _quotient(quotient: Quotient) -> dict[str, Any]:
    return {
        "value": number(quotient.value),
        "numerator": number(quotient.numerator),
        "denominator": quotient.denominator,
    }
