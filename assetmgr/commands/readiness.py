"""Whether the program and its database go together."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from assetmgr import create_app
from assetmgr.db.errors import Refused
from assetmgr.extensions import db
from assetmgr.setup import migrations_folder


def ready_app() -> Flask:
    """The application on a database that this program can work with; no connection stays open.

    Raises:
        Refused: the database is older or newer than the program.
    """
    app = create_app()
    with app.app_context():
        with db.engine.connect() as connection:
            stored = MigrationContext.configure(connection).get_current_heads()
        db.engine.dispose()  # whoever serves may fork, and a connection is one process's own
    if set(stored) != set(ScriptDirectory(str(migrations_folder())).get_heads()):
        raise Refused("The database is not at this program's state. Run: assetmgr db upgrade")
    return app
