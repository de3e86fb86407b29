"""Work of which only one may run at a time: PostgreSQL's advisory locks, else locked files."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session


class Lock(IntEnum):
    """What is locked; the numbers are those of PostgreSQL's advisory locks."""

    IMPORT = 7_101
    SCHEDULER = 7_102
    SYNC = 7_103
    FORGET = 7_104
    RUMIS = 7_105


def hold(session: Session, lock: Lock) -> None:
    """Wait for the lock and keep it until commit or rollback.

    A writing transaction on SQLite has the whole database to itself already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(int(lock))))


@contextmanager
def alone(engine: Engine, lock: Lock, folder: Path) -> Iterator[bool]:
    """Try to take the lock, without waiting; whether it was free. It is kept until the block ends.

    On PostgreSQL by an advisory lock, which the server frees when the process dies; on SQLite by a
    locked file in `folder`, which the system frees likewise.
    """
    if engine.dialect.name == "postgresql":
        with _advisory_lock(engine, lock) as taken:
            yield taken
        return
    with _locked_file(folder / f"{lock.name.lower()}.lock") as taken:
        yield taken


@contextmanager
def _advisory_lock(engine: Engine, lock: Lock) -> Iterator[bool]:
    with engine.connect() as connection:
        taken = bool(connection.scalar(select(func.pg_try_advisory_lock(int(lock)))))
        connection.commit()
        try:
            yield taken
        finally:
            if taken:
                connection.execute(select(func.pg_advisory_unlock(int(lock))))
                connection.commit()


@contextmanager
def _locked_file(file: Path) -> Iterator[bool]:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
