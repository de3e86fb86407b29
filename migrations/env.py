"""How a migration runs: in one transaction, and on PostgreSQL behind one lock."""

from alembic import context
from flask import current_app
from sqlalchemy import text

LOCK = 0x4D5547
LOCK_TIMEOUT = "30s"


def run() -> None:
    """Migrate the database of the current application."""
    database = current_app.extensions["migrate"].db
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given, database.metadata)
        return
    with database.engine.connect() as connection:
        connection = connection.execution_options(assetmgr_writing=True)
        migrate(connection, database.metadata)


def migrate(connection, metadata) -> None:
    """Run what is missing on this connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        context.run_migrations()


run()
