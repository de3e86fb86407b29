"""Writes that go to PostgreSQL one after the other without waiting for each answer.

On SQLite, which answers at once, nothing is different.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Final

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from assetmgr.db.driver import fault_of, is_stale, stale

_PIPELINE: Final = "assetmgr_pipeline"
_LEFT_OPEN: Final = "assetmgr_pipeline_left_open"


@contextmanager
def without_waiting(session: Session) -> Iterator[None]:
    """Let the block's bulk writes go out together; what is wrong with one is raised at its end.

    Whatever is read in the block waits for all before it, as ever. After `wait_at_the_end` it is
    raised where something is read next, or by COMMIT.

    Raises:
        StaleDataError: a row was changed or is gone since it was read, whatever else that led to.
        IntegrityError: what is written violates a constraint.
    """
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        yield
    elif _PIPELINE in connection.info:
        yield
        if session.in_nested_transaction():  # a savepoint alone is rolled back for what is wrong
            _wait(connection)
    else:
        with _pipeline(connection):
            yield


def wait_at_the_end(session: Session) -> None:
    """Let nothing that the transaction sends from now on be waited for, unless it is read.

    BEGIN goes along with what is read first, PostgreSQL stores while the answer is written, and
    COMMIT, which goes along too, raises what is wrong.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql" and _PIPELINE not in connection.info:
        driver: Any = connection.connection.driver_connection
        with ExitStack() as sent:
            if driver.info.transaction_status == TransactionStatus.IDLE:
                driver.autocommit = True  # the driver would wait for its own BEGIN
                sent.callback(_begin_again, driver)
            sent.enter_context(_pipeline(connection))
            if driver.autocommit:
                driver.execute("BEGIN", prepare=False)
            connection.info[_LEFT_OPEN] = sent.pop_all()


def prepare_engine(engine: Engine) -> None:
    """Let the answer to what goes SQLAlchemy's way be there, within a pipeline too."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "after_cursor_execute", _wait)
        event.listen(engine, "handle_error", _as_stale)
        event.listen(engine, "commit", _commit)
        event.listen(engine, "rollback", _rollback)
        event.listen(engine, "rollback_savepoint", _come_to_an_end)


@contextmanager
def _pipeline(connection: Connection) -> Iterator[None]:
    info = connection.info  # a connection that is lost has none
    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline() as pipeline:
            info[_PIPELINE] = pipeline
            yield
    except driver.Error as error:
        raise fault_of(connection, error) from error
    finally:
        info.pop(_PIPELINE, None)


def _begin_again(driver: Any) -> None:
    """Let the driver begin the next transaction itself; this one is over, or is undone here."""
    with suppress(driver.Error):  # one that is lost is thrown away
        driver.rollback()
        driver.autocommit = False


def _wait(connection: Connection, *_rest: Any) -> None:
    if _PIPELINE not in connection.info:
        return
    driver: Any = connection.connection.driver_connection
    try:
        connection.info[_PIPELINE].sync()
    except driver.Error as error:
        raise fault_of(connection, error) from error


def _come_to_an_end(connection: Connection, *_rest: Any) -> None:
    """PostgreSQL hears nothing after a fault, ROLLBACK TO neither, before it is waited for."""
    with suppress(DBAPIError, StaleDataError):
        _wait(connection)


def _as_stale(context: ExceptionContext) -> StaleDataError | None:
    """What goes SQLAlchemy's way may be the first to hear of a fault before it."""
    connection = context.connection
    if connection is None or connection.invalidated or _PIPELINE not in connection.info:
        return None
    return stale() if is_stale(context.original_exception) else None


def _commit(connection: Connection) -> None:
    """Send COMMIT behind what was sent, and wait for all: PostgreSQL skips it after a fault."""
    if _LEFT_OPEN in connection.info:
        driver: Any = connection.connection.driver_connection
        try:
            with connection.info.pop(_LEFT_OPEN):
                driver.execute("COMMIT", prepare=False)
        except BaseException:
            with suppress(driver.Error):  # to SQLAlchemy the transaction is over either way
                driver.rollback()
            raise


def _rollback(connection: Connection) -> None:
    if not connection.invalidated and _LEFT_OPEN in connection.info:
        with suppress(DBAPIError, StaleDataError):
            connection.info.pop(_LEFT_OPEN).close()
