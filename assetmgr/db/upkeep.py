"""What a database wants now and then; PostgreSQL tends to it by itself (autovacuum)."""

from typing import Final

from sqlalchemy.orm import Session

SAMPLE: Final = 1_000
"""Rows of each index that are looked at: enough for a plan, and done in a moment."""


def tend(session: Session) -> None:
    """Let SQLite look anew at how its tables are filled, so that its plans fit them.

    Without that it guesses, and at 100,000 loans a list takes ten times as long. The session
    writes; of PostgreSQL nothing is asked.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit={SAMPLE}")
        connection.exec_driver_sql("ANALYZE")
