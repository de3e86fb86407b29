"""`assetmgr people`: importing class lists, and a change of the secret key."""

import json
import sys
from typing import IO

import click

from assetmgr import create_app
from assetmgr.commands.context import now
from assetmgr.config import load
from assetmgr.exchange.cli import run_import
from assetmgr.exchange.what import What
from assetmgr.people.rekeying import rekey


@click.group("people")
def commands() -> None:
    """Pupils and employees who borrow."""


@commands.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--whole", is_flag=True, help="Everybody is on the list: who is not has left.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def import_people(file: IO[bytes], whole: bool, dry_run: bool, in_json: bool) -> None:
    """Import a class list from a CSV or XLSX file."""
    wishes = {"cipher": load().cipher, "whole": whole}
    run_import(What.PEOPLE, file.read(), dry_run=dry_run, in_json=in_json, **wishes)


@commands.command("rekey")
@click.option("--json", "in_json", is_flag=True, help="One JSON document on stdout.")
def rekey_codes(in_json: bool) -> None:
    """Store all personal codes anew under ASSETMGR_SECRET_KEY, so that old keys can go.

    It may be run any number of times. Exit code 1 where some codes still need an old key.
    """
    done = rekey(create_app(), now())
    if in_json:
        click.echo(json.dumps(done.figures()))
    else:
        click.echo(f"{done.rekeyed} personal codes are stored anew")
        for why, keys in (
            ("somebody else there has the same code; remove it from one of them", done.doubles),
            ("none of the keys opens the code; write it anew", done.unreadable),
        ):
            for key in keys:
                click.echo(f"{key}: {why}", err=True)
    sys.exit(0 if done.is_whole else 1)
