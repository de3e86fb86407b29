"""The `assetmgr` command: exit code 0 done, 1 refused with a reason on stderr, 2 wrong usage."""

from importlib import import_module
from typing import Final

import click

from assetmgr.commands.told import refusals_told

_COMMANDS: Final = {
    "db": "commands.database:commands",
    "demo": "demo.cli:commands",
    "devices": "devices.cli:commands",
    "forecast": "forecast.cli:command",
    "google-emulator": "google.cli:emulator",
    "headcounts": "institutions.cli:headcount_commands",
    "indicators": "indicators.cli:command",
    "institutions": "institutions.cli:commands",
    "labels": "labeling.cli:command",
    "loans": "loans.cli:commands",
    "mail": "outbox.cli:commands",
    "people": "people.cli:commands",
    "privacy": "privacy.cli:commands",
    "rumis": "rumis.cli:commands",
    "scheduler": "commands.serving:scheduler",
    "serve": "commands.serving:serve",
    "stocktake": "inventory.cli:commands",
    "try-out": "commands.trying_out:command",
    "sync": "google.cli:sync_commands",
    "usage": "usage.cli:commands",
    "user": "auth.cli:commands",
}


class _Commands(click.Group):
    """Commands by name; each is imported when it is called, so that the command starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"assetmgr.{module}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """IT assets and device lifecycle for a municipality's schools."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line.

    A refusal, a wrong setting or a database that cannot be used is one sentence on stderr, and
    exit code 1.
    """
    with refusals_told():
        commands(arguments)
