"""All that a database holds, as text."""

from pathlib import Path

from flask import Flask
from sqlalchemy import MetaData, select
from sqlalchemy.engine import make_url

from assetmgr.extensions import config_of, db


def everything(app: Flask) -> str:
    """Every value of every table, those of tables without a model too; bytes as they are."""
    with app.app_context(), db.engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection, resolve_fks=False)
        parts = [
            _text(value)
            for table in tables.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        ]
        connection.rollback()
    return "\n".join(parts)


def files_of(app: Flask) -> bytes:
    """The bytes of the database's own files; none where a server keeps them."""
    url = make_url(config_of(app).database_url)
    if url.get_backend_name() != "sqlite":
        return b""
    file = Path(url.database or "")
    return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
