"""A fresh, migrated database for each test, copied from a template: SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from flask_migrate import upgrade
from psycopg.errors import LockNotAvailable
from psycopg.sql import SQL, Composed, Identifier, Literal
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


def connected(url: str) -> psycopg.Connection:
    """A connection of its own to a PostgreSQL database, past the product's."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


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

    def copy(self, name: str | None = None) -> str:
        """The address of a fresh copy; under a name, it takes the place of the one before."""
        copy = self.folder / f"{name or uuid4().hex}.sqlite3"
        shutil.copyfile(self.file, copy)
        return f"sqlite:///{copy}"

    def drop(self, url: str) -> None:
        """Remove a copy."""
        file = Path(make_url(url).database or "")
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)


class PostgresqlTemplate:
    """A migrated PostgreSQL database; each test has a copy, which is made anew for the next one."""

    def __init__(self, folder: Path, server: str) -> None:
        self.server = server
        self.name = f"t{uuid4().hex[:12]}"
        self._made = [self.name]
        self._free: list[str] = []
        self._run(SQL("CREATE DATABASE {}").format(Identifier(self.name)))
        url = self._url(self.name)
        migrate(config_for(url, folder))
        with psycopg.connect(url, autocommit=True) as connection:
            self._as_migrated = kept_as_it_is(connection)

    def copy(self, name: str | None = None) -> str:
        """The address of a database that is as migrations left it, one used before if there is."""
        if self._free:
            return self._free.pop()
        name = f"c{uuid4().hex[:12]}"
        self._run(
            SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(self.name))
        )
        self._made.append(name)
        return self._url(name)

    def drop(self, url: str) -> None:
        """Take a copy back for another test, unless something still holds its tables."""
        with psycopg.connect(url, autocommit=True) as connection, suppress(LockNotAvailable):
            connection.execute(self._as_migrated)
            self._free.append(url)

    def remove(self) -> None:
        """Remove the template itself, and its copies."""
        for name in self._made:
            self._run(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _url(self, name: str) -> str:
        return make_url(self.server).set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: Composed) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)


def kept_as_it_is(connection: psycopg.Connection, schema: str = "kept") -> Composed:
    """Copy all tables into a schema beside; statements that bring back what is in them now.

    A dozen times as fast as another copy of the database.
    """
    beside = Identifier(schema)
    tables = [
        Identifier(name)
        for (name,) in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
    ]
    sequences = connection.execute(
        "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL "
        "FROM pg_sequences WHERE schemaname = 'public'"
    ).fetchall()
    connection.execute(SQL("CREATE SCHEMA {}").format(beside))
    filled = [
        name
        for name in tables
        if connection.execute(SQL("SELECT 1 FROM public.{} LIMIT 1").format(name)).fetchone()
    ]
    for name in filled:
        connection.execute(SQL("CREATE TABLE {1}.{0} AS TABLE public.{0}").format(name, beside))
    statements = [
        SQL("SET lock_timeout = '2s'"),
        SQL("BEGIN"),
        SQL("SET LOCAL session_replication_role = replica"),  # no foreign key is looked at
        *(SQL("DELETE FROM public.{}").format(name) for name in tables),
        *(
            SQL("INSERT INTO public.{0} SELECT * FROM {1}.{0}").format(name, beside)
            for name in filled
        ),
        *(SQL("SELECT setval({}, {}, {})").format(*map(Literal, one)) for one in sequences),
        SQL("COMMIT"),
    ]
    return SQL(";").join(statements)


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
