"""`assetmgr institutions` and `assetmgr headcounts`: importing and exporting."""

import click

from assetmgr.exchange.cli import export_command, import_command
from assetmgr.exchange.what import What


@click.group("institutions")
def commands() -> None:
    """The institutions of the register."""


@click.group("headcounts")
def headcount_commands() -> None:
    """What institutions told of themselves."""


for _group, _what in ((commands, What.INSTITUTIONS), (headcount_commands, What.HEADCOUNTS)):
    _group.add_command(import_command(_what))
    _group.add_command(export_command(_what))
