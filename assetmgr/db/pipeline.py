"""Writes that go to PostgreSQL one after the other without waiting for each answer.

On SQLite, which answers at once, nothing is different.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from assetmgr.db.driver import fault_of

_PIPELINE: Final = "assetmgr_pipeline"


@contextmanager
def without_waiting(session: Session) -> Iterator[None]:
    """Let the block's bulk writes go out together; what is wrong with one is raised at its end.

    Whatever is read in the block waits for all before it, as ever.

    Raises:
        StaleDataError: a row was changed or is gone since it was read, whatever else that led to.
        IntegrityError: what is written violates a constraint.
    """
    connection = session.connection()
    info = connection.info  # a connection that is lost has none
    if connection.dialect.name != "postgresql" or _PIPELINE in info:
        yield
        return
    driver: Any = connection.connection.driver_connection
    expected: list[Any] = []
    try:
        with driver.pipeline() as pipeline:
            info[_PIPELINE] = (pipeline, expected)
            yield
    except (DBAPIError, driver.Error) as error:
        _ensure_each(expected)
        if isinstance(error, DBAPIError):
            raise
        raise fault_of(connection, error) from error
    finally:
        info.pop(_PIPELINE, None)
    _ensure_each(expected)


def expect_one(connection: Connection, cursor: Any) -> None:
    """Check that the driver's statement changed a row: now, or where the block ends.

    Raises:
        StaleDataError: it changed none.
    """
    if _PIPELINE in connection.info:
        connection.info[_PIPELINE][1].append(cursor)
    else:
        _ensure_each([cursor])


def prepare_engine(engine: Engine) -> None:
    """Let the answer to what goes SQLAlchemy's way be there, within a pipeline too."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "after_cursor_execute", _wait)


def _wait(connection: Connection, *_rest: Any) -> None:
    if _PIPELINE in connection.info:
        connection.info[_PIPELINE][0].sync()


def _ensure_each(answers: Iterable[Any]) -> None:
    if any(one.rowcount == 0 for one in answers):
        raise StaleDataError("a row was changed at this moment")
