"""What a database file still holds of rows that are deleted (SQLite alone; see docs/privacy.md)."""

import sqlite3
from contextlib import suppress

from sqlalchemy import Engine
from sqlalchemy.orm import Session


def overwrite_deleted(session: Session) -> None:
    """Have what this connection deletes from now on overwritten with zeros, not only given free."""
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA secure_delete=ON")


def rewrite_file(engine: Engine) -> None:
    """Write the file anew without what was given free, and empty its log; others wait meanwhile.

    Where somebody reads for so long that it cannot be done, the next time does it. PostgreSQL's own
    autovacuum frees rows for others.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()  # past the engine's BEGIN: none may be open
        with suppress(sqlite3.OperationalError):  # the database is locked, or the disk is full
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        connection.close()
