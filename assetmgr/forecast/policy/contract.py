"""The JSON document of `assetmgr forecast --json`: ratios unrounded, money in cents, n/a null."""

from typing import Any

from assetmgr.forecast.policy.results import Figures, Forecast, Outlook, Year
from assetmgr.indicators.policy.contract import number


def as_json(forecast: Forecast) -> dict[str, Any]:
    """The document; lists by kind and institution are sorted by code."""
    return {"scenario": forecast.scenario, "years": [_year(year) for year in forecast.years]}


def _year(year: Year) -> dict[str, Any]:
    return {
        "year": year.year,
        **_figures(year.total),
        "by_kind": [{"kind": kind, **_figures(one)} for kind, one in year.by_kind.items()],
        "by_institution": [
            {"institution": code, **_figures(one)} for code, one in year.by_institution.items()
        ],
        "indicators": {code: _outlook(one) for code, one in year.indicators.items()},
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "due": figures.due,
        "due_again": figures.due_again,
        "unknown_age": figures.unknown_age,
        "bought": figures.bought,
        "towards_targets": figures.towards_targets,
        "cost_eur": float(figures.cost_eur),
        "carried_over": figures.carried_over,
        "carried_over_eur": float(figures.carried_over_eur),
    }


def _outlook(outlook: Outlook) -> dict[str, Any]:
    return {
        "registered": number(outlook.registered),
        "in_life_with_plan": number(outlook.in_life_with_plan),
        "in_life_without_purchases": number(outlook.in_life_without_purchases),
    }
