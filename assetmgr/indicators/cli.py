"""`assetmgr indicators`: every indicator as of a day."""

import json
from datetime import date

import click

from assetmgr.commands.context import ISO_DATE, reading_session, today
from assetmgr.config import load
from assetmgr.indicators.policy.contract import as_json
from assetmgr.indicators.policy.evaluate import Indicator
from assetmgr.indicators.queries import indicators_of, register_on


@click.command("indicators")
@click.option("--as-of", type=ISO_DATE, help="The day; today unless given.")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def command(as_of: date | None, in_json: bool) -> None:
    """The programme's indicators, with their targets."""
    day = as_of or today(load())
    with reading_session("the indicators are shown") as session:
        found = indicators_of(session, register_on(session, day))
    if in_json:
        click.echo(json.dumps(as_json(day, found), ensure_ascii=False, indent=2))
        return
    click.echo(f"as of {day}")
    for one in found:
        click.echo(_line(one))


def _line(one: Indicator) -> str:
    value = "n/a" if one.value is None else f"{float(one.value):.2f}"
    targets = ", ".join(
        f"{year} {target.op}{target.value} {_MET[one.met(year)]}"
        for year, target in one.definition.targets
    )
    return f"{one.definition.code:<14} {value:>8}  {targets}  {one.definition.name_en}"


_MET = {True: "met", False: "not met", None: "n/a"}
