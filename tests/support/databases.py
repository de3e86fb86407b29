"""A fresh, migrated database for each test, copied from a template: SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from flask_migrate import upgrade
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import Pool

from assetmgr import create_app
from assetmgr.config import Config, load
from assetmgr.extensions import db

SERVER = os.environ.get("ASSETMGR_TEST_POSTGRESQL")
"""The PostgreSQL server that `bin/test` started: postgresql://user@host:port/postgres."""


@event.listens_for(Pool, "checkout")
def _wait_for_no_disk(connection: object, *_: object) -> None:
    """A test's database need not outlive a power cut; PostgreSQL's runs with fsync=off likewise."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


def config_for(url: str, data_dir: Path, **environ: str) -> Config:
    """The settings of a test installation."""
    return load(
        {
            "ASSETMGR_DATABASE_URL": url,
            "ASSETMGR_DATA_DIR": str(data_dir),
            "ASSETMGR_SECRET_KEY": "a key that only tests know, long enough for anything",
            **environ,
        }
    )


def migrate(config: Config) -> None:
    """Bring the database of `config` to the newest state."""
    app = create_app(config)
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()


class SqliteTemplate:
    """A migrated SQLite file, copied for each test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "template.sqlite3"
        migrate(config_for(f"sqlite:///{self.file}", folder))

    def copy(self) -> str:
        """The address of a fresh copy."""
        copy = self.folder / f"{uuid4().hex}.sqlite3"
        shutil.copyfile(self.file, copy)
        return f"sqlite:///{copy}"

    def drop(self, url: str) -> None:
        """Remove a copy."""
        file = Path(make_url(url).database or "")
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)


class PostgresqlTemplate:
    """A migrated PostgreSQL database, copied for each test."""

    def __init__(self, folder: Path, server: str) -> None:
        self.server = server
        self.name = f"t{uuid4().hex[:12]}"
        migrated = f"m{uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {migrated}")
        migrate(config_for(self._url(migrated), folder))
        # A copy of files alone is copied four times as fast as what migrations left in memory.
        self._run(f"CREATE DATABASE {self.name} TEMPLATE {migrated} STRATEGY file_copy")
        self._run(f"DROP DATABASE {migrated} WITH (FORCE)")

    def copy(self) -> str:
        """The address of a fresh copy."""
        name = f"c{uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.name}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a copy."""
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def remove(self) -> None:
        """Remove the template itself."""
        self._run(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return make_url(self.server).set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement.encode())


Template = SqliteTemplate | PostgresqlTemplate


def template(made: dict[str, Template], kind: str, folders: pytest.TempPathFactory) -> Template:
    """The migrated database of a kind (sqlite or postgresql), made when first asked for."""
    if kind not in made:
        folder = folders.mktemp(kind)
        if kind == "sqlite":
            made[kind] = SqliteTemplate(folder)
        elif SERVER is None:
            pytest.fail("start the tests with bin/test: it starts PostgreSQL")
        else:
            made[kind] = PostgresqlTemplate(folder, SERVER)
    return made[kind]
