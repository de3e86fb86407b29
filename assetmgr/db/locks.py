"""Work of which only one may run at a time, until the transaction ends."""

from enum import IntEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session


class Lock(IntEnum):
    """What is locked; the numbers are those of PostgreSQL's advisory locks."""

    IMPORT = 7_101


def hold(session: Session, lock: Lock) -> None:
    """Wait for the lock and keep it until commit or rollback.

    A writing transaction on SQLite has the whole database to itself already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(int(lock))))
