"""`assetmgr demo`: the reference municipality."""

from datetime import date, timedelta

import click

from assetmgr.commands.context import ISO_DATE, now, today, writing_session
from assetmgr.config import load
from assetmgr.demo.operations import load_demo


@click.group("demo")
def commands() -> None:
    """The reference municipality, to look around in."""


@commands.command("load")
@click.option("--until", type=ISO_DATE, help="The last day of its data; yesterday unless given.")
def load_command(until: date | None) -> None:
    """Load the reference municipality into an empty database."""
    last = until or today(load()) - timedelta(days=1)
    with writing_session("the demo is loaded") as session:
        count = load_demo(session, until=last, now=now(), progress=_say)
    click.echo(f"loaded {count} devices, as of {last}")


def _say(what: str) -> None:
    click.echo(f"  {what} …", err=True)
