"""Where a transaction begins and ends.

Operations never commit: a web request, a job and a command each have one owner, which is here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from assetmgr.db import pipeline, together
from assetmgr.db.driver import execute
from assetmgr.db.scope import AllInstitutions, set_scope

_WRITING: Final = "assetmgr_writing"


def begin_writing(session: Session) -> None:
    """Start a transaction that will write; on SQLite it takes its lock at once (IMMEDIATE)."""
    session.info["read_only"] = False
    session.connection(execution_options={_WRITING: True})


def begin_reading(session: Session) -> None:
    """Mark the session as reading: a flush of anything is refused."""
    session.info["read_only"] = True


def end_reading(session: Session) -> None:
    """End a transaction that read; what was set on its objects is stored nowhere.

    By COMMIT, where it can: after a ROLLBACK psycopg prepares every statement anew.
    """
    if session.new or session.dirty or session.deleted:
        session.rollback()
    else:
        session.commit()


def only_reading(session: Session) -> None:
    """Go on as one who reads, after a transaction that wrote nothing yet: others may write then."""
    session.rollback()
    begin_reading(session)


@contextmanager
def writing(session: Session, *, reason: str) -> Iterator[Session]:
    """The transaction of a job or a command, over all institutions: commits, or rolls back."""
    begin_writing(session)
    set_scope(session, AllInstitutions(reason))
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.clear()
        session.close()


@contextmanager
def reading(session: Session, *, reason: str) -> Iterator[Session]:
    """A reading transaction of a job or a command, over all institutions."""
    begin_reading(session)
    set_scope(session, AllInstitutions(reason))
    try:
        yield session
        end_reading(session)
    finally:
        session.rollback()
        session.info.clear()
        session.close()


@contextmanager
def released(session: Session) -> Iterator[None]:
    """End a transaction that wrote nothing yet, for a block that takes long; then begin it anew.

    The block needs no database, and what was read before it may have changed after it.
    """
    session.rollback()
    try:
        yield
    finally:
        begin_writing(session)


@contextmanager
def noting(session: Session) -> Iterator[None]:
    """Interrupt a transaction that reads, for a block that notes something at once; then read on.

    What was read before it may have changed after it.
    """
    session.rollback()
    begin_writing(session)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        begin_reading(session)


def prepare_engine(engine: Engine) -> None:
    """Give a SQLite engine its pragmas and two kinds of BEGIN; PostgreSQL its ways not to wait."""
    pipeline.prepare_engine(engine)
    together.prepare_engine(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begin)


def _sqlite_connected(connection: Any, record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would always be DEFERRED
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what was answered is on the disk: phones forget what has a receipt
        "foreign_keys=ON",
        "busy_timeout=15000",
        "cache_size=-32000",
        "wal_autocheckpoint=4000",  # 16 MB: whoever writes as it is full waits for it
    ):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING)
    execute(connection, "BEGIN IMMEDIATE" if writing else "BEGIN", ())
