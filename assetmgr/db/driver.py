"""Statements that the driver takes as they are, past what SQLAlchemy puts around each.

At the desk, where a scan is a dozen of them, that takes longer than SQLite does. They know no
scope: only `assetmgr.db` makes them (`bin/checks/raw_sql.py`).
"""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

_WRITES: Final = "assetmgr_writes"
_DIVISION_BY_ZERO: Final = "22012"
"""How PostgreSQL tells that `changing_one` changed nothing; nothing else here divides."""


def execute(connection: Connection, sql: str, values: Any) -> Any:
    """Execute for the `values` of one row, or for a list of rows; the driver's cursor.

    Who listens for `before_cursor_execute` hears of it; nobody hears of its end.

    Raises:
        DBAPIError: SQLAlchemy's own of what the driver raises, as IntegrityError.
    """
    cursor = connection.connection.cursor()
    _execute(connection, cursor, sql, values)
    return cursor


def write(connection: Connection, sql: str, values: Any) -> Any:
    """As `execute`, of what gives no rows back: all that a connection writes has one cursor.

    To make one takes a driver longer than to use it. In a pipeline it tells nothing of what it did:
    an answer that comes later may be that to an earlier statement.
    """
    info = connection.info
    cursor = info.get(_WRITES)
    if cursor is None:
        cursor = info[_WRITES] = connection.connection.cursor()
    _execute(connection, cursor, sql, values)
    return cursor


def _execute(connection: Connection, cursor: Any, sql: str, values: Any) -> None:
    is_many = isinstance(values, list)
    connection.dispatch.before_cursor_execute(connection, cursor, sql, values, None, is_many)
    try:
        (cursor.executemany if is_many else cursor.execute)(sql, values)
    except driver_error(connection) as error:
        raise fault_of(connection, error) from error


def fetched(connection: Connection, cursor: Any) -> list[Any]:
    """The rows that came back; DBAPIError as in `execute`, for a pipeline answers only now."""
    try:
        rows: list[Any] = cursor.fetchall()
    except driver_error(connection) as error:
        raise fault_of(connection, error) from error
    return rows


def driver_error(connection: Connection) -> Any:
    """What all faults of the driver have in common: a class of exceptions."""
    return connection.dialect.loaded_dbapi.Error


@lru_cache(maxsize=256)
def changing_one(dialect: Dialect, update: str) -> str:
    """An UPDATE of one row which is a fault where it finds none: `ensure_changed` then knows.

    PostgreSQL tells it itself, as it does not wait for what is done here.
    """
    if dialect.name != "postgresql":
        return update
    return f"WITH changed AS ({update} RETURNING 1) SELECT 1 / count(*) FROM changed"  # noqa: S608


def ensure_changed(connection: Connection, cursor: Any) -> None:
    """Check what `changing_one` did where the database does not tell it itself.

    Raises:
        StaleDataError: no row is as it was read.
    """
    if connection.dialect.name != "postgresql" and cursor.rowcount == 0:
        raise stale()


def is_stale(error: Any) -> bool:
    """Whether a fault of the driver tells that `changing_one` changed nothing."""
    return getattr(error, "sqlstate", None) == _DIVISION_BY_ZERO


def stale() -> StaleDataError:
    """Somebody was faster."""
    return StaleDataError("a row was changed at this moment")


def fault_of(connection: Connection, error: Any) -> Exception:
    """A fault of the driver as SQLAlchemy tells it, but without what the statement was given.

    What the server itself says of a row is in it. If the server is gone, the connection is thrown
    away, and with it all that lie ready.
    """
    if is_stale(error):
        return stale()
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection.driver_connection, None)
    if lost:
        connection.invalidate(error)
        connection.engine.dispose()
    fault: Exception = DBAPIError.instance(
        None,
        None,
        error,
        driver_error(connection),
        connection_invalidated=lost,
        dialect=dialect,
    )
    return fault
