"""The scenario that every municipality begins with, read from `default_scenario.csv`."""

from datetime import date
from decimal import Decimal

from assetmgr.forecast.policy.scenario import Aim, Scenario
from assetmgr.indicators.policy.definitions import definitions
from assetmgr.indicators.policy.measures import RatioMeasure
from assetmgr.indicators.policy.tables import number, table

PRICE_CHANGE = Decimal("0.02")
"""Two percent a year: what the European Central Bank aims at for prices in general."""

_KIND_BOUGHT = {"1a": "tablet", "1b": "chromebook", "2a": "laptop", "2b": "laptop"}


def default_scenario(today: date, years: int = 5) -> Scenario:
    """No cap and no targets, from the year after `today`'s.

    Lives are those of DOMAIN ('Kinds'); prices are assumptions to begin with, EUR with VAT, which
    a municipality replaces by its own.
    """
    rows = tuple(table("assetmgr.forecast", "default_scenario.csv"))
    return Scenario(
        name="default",
        first_year=today.year + 1,
        years=years,
        life={row["kind"]: int(row["life_years"]) for row in rows},
        price_eur={
            row["kind"]: number(row["price_eur"], f"price of {row['kind']}") for row in rows
        },
        price_change=PRICE_CHANGE,
    )


def programme_aims() -> tuple[Aim, ...]:
    """The programme's targets of the device ratios as aims.

    The target of a school year is tested on its 1 September, so it holds from that calendar year
    on until the next one does (DOMAIN, 'Replacement forecast').
    """
    return tuple(
        Aim(definition.code, int(year[:4]), target.value, _KIND_BOUGHT[definition.code])
        for definition in definitions()
        if isinstance(definition.measure, RatioMeasure)
        for year, target in definition.targets
    )
