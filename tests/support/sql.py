"""Which SQL statements are sent, and how SQLite finds what they ask for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from assetmgr.extensions import db


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that the application sends in the block (BEGIN and the like left out)."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def dialect_of(app: Flask) -> str:
    """The database of a test: sqlite or postgresql."""
    with app.app_context():
        return db.engine.dialect.name


def steps_of(session: Session, read: Callable[[], object]) -> list[str]:
    """How SQLite finds what the first statement of a reading asks for, step by step."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        sent.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        read()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    statement, values = sent[0]
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return [row[3] for row in plan]
