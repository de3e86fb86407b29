"""`assetmgr mail send`."""

import json
import sys

import click

from assetmgr import create_app
from assetmgr.commands.context import now
from assetmgr.outbox.sending import forget_old, send_due


@click.group("mail")
def commands() -> None:
    """Letters that wait to be sent."""


@commands.command("send")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def send(in_json: bool) -> None:
    """Send every letter that is due, once."""
    app = create_app()
    forget_old(app, now())
    done = send_due(app)
    figures = {"sent": done.sent, "failed": done.failed, "waiting": done.waiting}
    text = ", ".join(f"{count} {what}" for what, count in figures.items())
    click.echo(json.dumps(figures) if in_json else text)
    if done.fault:
        click.echo(f"The mail server did not take the letters: {done.fault}", err=True)
        sys.exit(1)
