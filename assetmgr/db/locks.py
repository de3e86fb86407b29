"""Work of which only one may run at a time: PostgreSQL's advisory locks."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session


class Lock(IntEnum):
    """What is locked; the numbers are those of PostgreSQL's advisory locks."""

    IMPORT = 7_101
    SCHEDULER = 7_102


def hold(session: Session, lock: Lock) -> None:
    """Wait for the lock and keep it until commit or rollback.

    A writing transaction on SQLite has the whole database to itself already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(int(lock))))


@contextmanager
def held(engine: Engine, lock: Lock) -> Iterator[bool]:
    """Try to take the lock on PostgreSQL; whether it was free. It is kept until the block ends.

    The server frees it as well when the process dies.
    """
    with engine.connect() as connection:
        taken = bool(connection.scalar(select(func.pg_try_advisory_lock(int(lock)))))
        connection.commit()
        try:
            yield taken
        finally:
            if taken:
                connection.execute(select(func.pg_advisory_unlock(int(lock))))
                connection.commit()
