"""`assetmgr privacy forget`."""

import json
from datetime import date

import click

from assetmgr import create_app
from assetmgr.commands.context import ISO_DATE, now, today
from assetmgr.extensions import config_of
from assetmgr.privacy.forgetting import forget


@click.group("privacy")
def commands() -> None:
    """What is known of people, and for how long."""


@commands.command("forget")
@click.option("--date", "day", type=ISO_DATE, help="As if it were that day; today unless given.")
@click.option("--dry-run", is_flag=True, help="Report what would be forgotten, and keep it.")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def forget_due(day: date | None, dry_run: bool, in_json: bool) -> None:
    """Forget whose loans ended long ago: names and acts go; keys, sums and counts stay."""
    app = create_app()
    done = forget(app, day or today(config_of(app)), now=now(), dry_run=dry_run)
    if in_json:
        click.echo(json.dumps({"dry_run": dry_run, **done.figures()}))
        return
    what = "would be forgotten" if dry_run else "forgotten"
    click.echo(
        f"{what}, ended on {done.until} or before: {done.acts} acts, {done.people} people,"
        f" {done.requests} requests"
    )
