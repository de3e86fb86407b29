"""Several writes as one statement of PostgreSQL.

Each statement costs it, its driver and the way between them more than a row of it does. What is
kept for that goes out at the end of a block, or before anything else that its connection is sent.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from assetmgr.db.driver import write

FEW: Final = 2
"""So many rows of one kind go along with others; with more, the driver is quicker alone."""
_MOST: Final = 50
"""So many values are one statement's: the driver reads the text of a larger one each time."""
_KEPT: Final = "assetmgr_together"
_PLACE: Final = re.compile(r"%\((\w+)\)s")


class Kept:
    """Writes of single rows that are yet to be sent, each as the driver takes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._steps: list[tuple[str, bool]] = []
        self._values: dict[str, Any] = {}

    def add(self, sql: str, values: Mapping[str, Any], *, is_one: bool = False) -> None:
        """Keep an INSERT or UPDATE; `is_one`: it is a fault if it finds no row."""
        if len(self._values) + len(values) > _MOST:
            self.send()
        at = len(self._steps)
        self._steps.append((sql, is_one))
        self._values.update({f"{name}_{at}": value for name, value in values.items()})

    def send(self) -> None:
        """Send what is kept, if there is anything."""
        if self._steps:
            steps, values = tuple(self._steps), self._values
            self._steps, self._values = [], {}
            write(self._connection, _joined(steps), values)


@contextmanager
def together(session: Session) -> Iterator[None]:
    """Let the block's bulk writes of single rows go out as one statement, where that is quicker.

    No two of them give or change the same row, or a value that stays unique only if they come one
    after the other, for PostgreSQL has an order of its own: `in_order` stands between such.
    Whatever is read sees all before it, as ever. On SQLite, which answers at once, nothing is
    different.

    Raises:
        StaleDataError, IntegrityError: as the writes would; at the block's end, or what sends them.
    """
    connection = session.connection()
    if connection.dialect.name != "postgresql" or _KEPT in connection.info:
        yield
        return
    kept = connection.info[_KEPT] = Kept(connection)
    try:
        yield
        kept.send()
    finally:
        if not connection.invalidated:
            connection.info.pop(_KEPT, None)


def in_order(session: Session) -> None:
    """Send what is kept, before what would not go together with it."""
    _send(session.connection())


def kept_of(connection: Connection) -> Kept | None:
    """What goes out at the end of the block; None where there is no such block."""
    found: Kept | None = connection.info.get(_KEPT)
    return found


def prepare_engine(engine: Engine) -> None:
    """Let whatever else is sent find done what was written before it."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "before_cursor_execute", _send)


def _send(connection: Connection, *_rest: Any) -> None:
    if (kept := kept_of(connection)) is not None:
        kept.send()


@lru_cache(maxsize=256)
def _joined(steps: tuple[tuple[str, bool], ...]) -> str:
    """Statements as one, the places of each numbered; a row that is not found divides by zero."""
    told = []
    checks = []
    for at, (sql, is_one) in enumerate(steps):
        numbered = _PLACE.sub(rf"%(\1_{at})s", sql)
        told.append(f"step_{at} AS ({numbered}{' RETURNING 1' if is_one else ''})")
        if is_one:
            checks.append(f"1 / (SELECT count(*) FROM step_{at})")  # noqa: S608 - our own names
    # What nothing refers to is done in the end, the last one first: so ids and locks come in order.
    return f"WITH {', '.join(reversed(told))} SELECT {', '.join(checks) or '1'}"
