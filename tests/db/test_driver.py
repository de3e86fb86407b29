"""What is given to the driver itself is heard of, and its faults are told, as SQLAlchemy does."""

from contextlib import suppress
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from assetmgr.db.driver import execute, fetched
from assetmgr.extensions import db
from assetmgr.institutions.models import Site
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

SITES = "SELECT name FROM site ORDER BY id"


def test_who_listens_to_statements_hears_of_it(app: Flask, town: Town) -> None:
    with written(app) as session, counted(app) as statements:
        connection = session.connection()
        assert len(fetched(connection, execute(connection, SITES, ()))) == 3
    assert statements == [SITES]


def test_a_violated_rule_is_told_without_what_was_given(app: Flask, town: Town) -> None:
    statement = insert(Site).from_select(
        ["id", "institution_id", "name"], select(Site.id, Site.institution_id, bindparam("name"))
    )
    with written(app) as session:
        connection = session.connection()
        sql = str(statement.compile(dialect=connection.dialect))
        name = {"name": "Anna"} if connection.dialect.name == "postgresql" else ("Anna",)
        with pytest.raises(IntegrityError) as told:
            execute(connection, sql, name)
        session.rollback()
    assert "Anna" not in str(told.value)


def test_what_the_orm_could_not_store_is_told_without_it(app: Flask, town: Town) -> None:
    """A fault of the program is logged; whatever a person typed is not."""
    with written(app) as session:
        session.add(Site(id=1, institution_id=town.institutions["ABC"], name="Anna"))
        with pytest.raises(IntegrityError) as told:
            session.flush()
        session.rollback()
    assert "Anna" not in str(told.value)


def test_a_statement_that_cannot_be_is_told(app: Flask, town: Town) -> None:
    with pytest.raises(DBAPIError, match="nothing_such"), written(app) as session:
        execute(session.connection(), "SELECT nothing_such FROM site", ())


@pytest.mark.parametrize(
    "app", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_of_a_server_that_was_restarted_one_fault_is_told(app: Flask, town: Town) -> None:
    """However many connections lay ready."""
    with app.app_context():
        ready = [db.engine.connect() for _ in range(3)]
        lost: list[Any] = [one.connection.driver_connection for one in ready]
        for one in ready:
            one.close()
        with psycopg.connect(lost[0].info.dsn, autocommit=True) as other:
            for one in lost:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [one.info.backend_pid])
        told = []
        for _ in range(4):
            with suppress(OperationalError), db.engine.connect() as connection:
                told.append(len(fetched(connection, execute(connection, SITES, ()))))
    assert told == [3, 3, 3]
