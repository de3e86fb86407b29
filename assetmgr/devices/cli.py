"""`assetmgr devices`: importing and exporting devices."""

import click

from assetmgr.exchange.cli import export_command, import_command
from assetmgr.exchange.what import What


@click.group("devices")
def commands() -> None:
    """The devices of the register."""


commands.add_command(import_command(What.DEVICES))
commands.add_command(export_command(What.DEVICES))
