"""Writes that go to PostgreSQL one after the other without waiting for each answer.

On SQLite, which answers at once, nothing is different.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, CursorResult, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

UNANSWERED: Final = {"assetmgr_unanswered": True}
"""Execution options of a statement whose answer nobody looks at before the end."""
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
        base = connection.dialect.loaded_dbapi.Error
        raise DBAPIError.instance(None, None, error, base, dialect=connection.dialect) from error
    finally:
        info.pop(_PIPELINE, None)
    _ensure_each(expected)


def expect_one(connection: Connection, result: CursorResult[Any]) -> None:
    """Check that an `UNANSWERED` statement changed a row: now, or where the block ends.

    Raises:
        StaleDataError: it changed none.
    """
    if _PIPELINE in connection.info:
        connection.info[_PIPELINE][1].append(result.context.cursor)
    else:
        _ensure_each([result])


def prepare_engine(engine: Engine) -> None:
    """Let an answer that somebody looks at be there, within a pipeline too."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "after_cursor_execute", _wait)


def _wait(connection: Connection, *rest: Any) -> None:
    context = rest[-2]
    if _PIPELINE in connection.info and not UNANSWERED.items() <= context.execution_options.items():
        connection.info[_PIPELINE][0].sync()


def _ensure_each(answers: Iterable[Any]) -> None:
    if any(one.rowcount == 0 for one in answers):
        raise StaleDataError("a row was changed at this moment")
