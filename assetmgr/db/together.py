"""Several inserts as one statement of PostgreSQL.

Each statement costs it, and its driver, more than a row of it does.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from sqlalchemy.orm import Session

from assetmgr.db.driver import write

FEW: Final = 2
"""So many rows of one kind go along with others; with more, the driver is quicker alone."""
Waiting = list[tuple[str, Mapping[str, Any]]]
"""Inserts of one row as the driver takes them, each with its values."""

_TOGETHER: Final = "assetmgr_together"
_PLACE: Final = re.compile(r"%\((\w+)\)s")


@contextmanager
def together(session: Session) -> Iterator[None]:
    """Let the block's bulk inserts go out at its end as one statement, where they are few.

    Nothing in the block reads or changes what is inserted there, and no two give the same row. On
    SQLite, which answers at once, nothing is different.

    Raises:
        IntegrityError: as the inserts would.
    """
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        yield
        return
    waiting: Waiting = []
    session.info[_TOGETHER] = waiting
    try:
        yield
    finally:
        session.info.pop(_TOGETHER, None)
    if waiting:
        write(connection, _joined(tuple([sql for sql, _ in waiting])), _told(waiting))


def waiting_of(session: Session) -> Waiting | None:
    """What goes out at the end of the session's block; None where there is no such block."""
    return session.info.get(_TOGETHER)


@lru_cache(maxsize=256)
def _joined(statements: tuple[str, ...]) -> str:
    """Statements as one, the places of each numbered."""
    *first, last = (_PLACE.sub(rf"%(\1_{at})s", one) for at, one in enumerate(statements))
    if not first:
        return last
    return f"WITH {', '.join(f'step_{at} AS ({one})' for at, one in enumerate(first))} {last}"


def _told(waiting: Waiting) -> dict[str, Any]:
    return {
        f"{name}_{at}": value for at, (_, row) in enumerate(waiting) for name, value in row.items()
    }
