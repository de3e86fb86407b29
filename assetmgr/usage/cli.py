"""`assetmgr usage`: Chromebook activity."""

import json
from datetime import date

import click

from assetmgr.commands.context import ISO_DATE, reading_session
from assetmgr.usage.contract import as_json
from assetmgr.usage.policy import Week
from assetmgr.usage.queries import weekly_report


@click.group("usage")
def commands() -> None:
    """Chromebook activity."""


@commands.command("weekly")
@click.option("--from", "first", type=ISO_DATE, required=True, help="The first day.")
@click.option("--to", "last", type=ISO_DATE, required=True, help="The last day.")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def weekly(first: date, last: date, in_json: bool) -> None:
    """Fleet, known and active Chromebooks in the whole ISO weeks within the days."""
    with reading_session("weekly Chromebook activity is shown") as session:
        weeks = weekly_report(session, first, last)
    if in_json:
        click.echo(json.dumps(as_json(weeks), ensure_ascii=False, indent=2))
        return
    for week in weeks:
        click.echo(_line(week))


def _line(week: Week) -> str:
    total = week.total
    percent = "n/a" if total.percent is None else f"{float(total.percent):.1f} %"
    return (
        f"{week.name}  fleet {total.fleet}  known {total.known}  active {total.active}  {percent}"
    )
