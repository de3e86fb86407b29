"""`assetmgr forecast`: what falls due, year by year."""

import json

import click

from assetmgr.commands.context import reading_session, today
from assetmgr.config import load
from assetmgr.forecast.policy.contract import as_json
from assetmgr.forecast.policy.results import Year
from assetmgr.forecast.queries import forecast_of, scenario_named
from assetmgr.forecast.queries.scenarios import YEARS


@click.command("forecast")
@click.option("--scenario", "name", help="A scenario's name; the default one unless given.")
@click.option("--from-year", type=click.IntRange(2000, 2100), help="Next year unless given.")
@click.option("--years", type=click.IntRange(1, 30), default=YEARS, show_default=True)
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def command(name: str | None, from_year: int | None, years: int, in_json: bool) -> None:
    """The replacement forecast of all institutions, as the register stands today."""
    day = today(load())
    with reading_session("the replacement forecast is shown") as session:
        scenario = scenario_named(session, name, first_year=from_year or day.year + 1, years=years)
        found = forecast_of(session, scenario, day)
    if in_json:
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
        return
    for year in found.years:
        click.echo(_line(year))


def _line(year: Year) -> str:
    total = year.total
    return (
        f"{year.year}  due {total.due}  due again {total.due_again}  bought {total.bought}"
        f"  {total.cost_eur} EUR"
    )
