"""`assetmgr people`: importing class lists."""

from typing import IO

import click

from assetmgr.config import load
from assetmgr.exchange.cli import run_import
from assetmgr.exchange.what import What


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
