"""`assetmgr loans remind`."""

import json
from dataclasses import asdict
from datetime import date

import click
from flask import current_app

from assetmgr.commands.context import ISO_DATE, now, today, writing_session
from assetmgr.extensions import config_of
from assetmgr.loans.operations.reminders import remind_of_day
from assetmgr.loans.reminding import told


@click.group("loans")
def commands() -> None:
    """Devices lent to pupils and employees."""


@commands.command("remind")
@click.option("--date", "day", type=ISO_DATE, help="As on this day; today unless given.")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def remind(day: date | None, in_json: bool) -> None:
    """Queue the reminders of a day; a letter that was queued before is not queued again."""
    with writing_session("reminders of a day") as session:
        chosen = day or today(config_of(current_app))
        done = remind_of_day(session, chosen, now=now())
    figures = {"date": chosen.isoformat(), **asdict(done)}
    click.echo(json.dumps(figures) if in_json else told(done))
