"""`assetmgr db`: the database's own commands."""

import click
from flask_migrate import upgrade as migrate_to_head

from assetmgr import create_app


@click.group("db")
def commands() -> None:
    """The database."""


@commands.command("upgrade")
def upgrade() -> None:
    """Migrate to the newest state (safe to repeat)."""
    with create_app().app_context():
        migrate_to_head()
