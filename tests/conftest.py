"""Fixtures: the application on a fresh database, on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from psycopg.sql import Composed
from sqlalchemy.orm import Session

from assetmgr import create_app, setup
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import writing
from assetmgr.extensions import config_of, db, limiter
from tests.support.databases import (
    PostgresqlTemplate,
    Template,
    config_for,
    connected,
    kept_as_it_is,
    template,
)
from tests.support.pages import reader
from tests.support.town import Town, build_town

settings.register_profile("suite", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("suite")


class CompiledPages(BytecodeCache):
    """Each template is compiled once for all the applications that a run of tests makes."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is there; the bucket checks that it fits the template as it is now."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledPages()


@pytest.fixture(scope="session")
def templates() -> Iterator[dict[str, Template]]:
    """The migrated databases that are copied for each test, made when first asked for."""
    made: dict[str, Template] = {}
    yield made
    for one in made.values():
        if isinstance(one, PostgresqlTemplate):
            one.remove()


@pytest.fixture(scope="session")
def made() -> dict[str, tuple[Flask, dict[str, Any]]]:
    """The applications made so far, by database: to make one takes longer than most tests.

    Each with its settings as they were then; a test that changes more of an application than its
    settings asks for `own_app`.
    """
    return {}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def app(
    request: pytest.FixtureRequest,
    templates: dict[str, Template],
    made: dict[str, tuple[Flask, dict[str, Any]]],
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
) -> Iterator[Flask]:
    """The application on a fresh, migrated database."""
    kind = request.param
    source = template(templates, kind, tmp_path_factory)
    url = source.copy("again")
    config = config_for(url, tmp_path)
    if url not in made:
        app = fit_for_tests(create_app(config))
        made[url] = app, dict(app.config)
    app, as_made = made[url]
    app.config.clear()
    app.config.update(as_made)
    setup.settings(app, config)
    limiter.reset()
    yield app
    with app.app_context():
        left_open = db.engine.pool.status()
        db.engine.dispose()
    source.drop(url)
    assert "Current Checked out connections: 0" in left_open, left_open


def fit_for_tests(app: Flask) -> Flask:
    """Errors reach the test, nobody is slowed down, and templates are compiled once."""
    app.config["TESTING"] = True
    app.config["RATELIMIT_ENABLED"] = False
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture
def own_app(app: Flask) -> Iterator[Flask]:
    """The application made anew on the same database, for a test that adds to it."""
    own = fit_for_tests(create_app(config_of(app)))
    yield own
    with own.app_context():
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A writing session over all institutions, rolled back unless the test commits."""
    with app.app_context(), writing(db.session(), reason="a test") as session:
        yield session


@pytest.fixture(scope="session")
def towns() -> dict[str, tuple[Town, Composed]]:
    """The municipality as it was built in each PostgreSQL database, and how it is brought back."""
    return {}


@pytest.fixture
def town(app: Flask, towns: dict[str, tuple[Town, Composed]]) -> Town:
    """A small municipality: two schools, a preschool, one person for each role."""
    url = config_of(app).database_url
    if url in towns:
        built, as_built = towns[url]
        with connected(url) as connection:
            connection.execute(as_built)
        return deepcopy(built)
    with app.app_context(), writing(db.session(), reason="a test's municipality") as session:
        built = build_town(session)
    if url.startswith("postgresql"):  # to build it there takes longer than most tests
        with connected(url) as connection:
            towns[url] = deepcopy(built), kept_as_it_is(connection, "town")
    return built


@pytest.fixture
def admin(app: Flask, town: Town) -> FlaskClient:
    """The administrator of ABC, reading English."""
    return reader(app, town, Role.SCHOOL_ADMIN)


@pytest.fixture
def staff(app: Flask, town: Town) -> FlaskClient:
    """A teacher of ABC, who counts and changes nothing else."""
    return reader(app, town, Role.SCHOOL_STAFF)


@pytest.fixture
def city(app: Flask, town: Town) -> FlaskClient:
    """The municipality's administrator."""
    return reader(app, town, Role.MUNICIPAL_ADMIN)


@pytest.fixture
def viewer(app: Flask, town: Town) -> FlaskClient:
    """Somebody of the municipality, who reads."""
    return reader(app, town, Role.MUNICIPAL_VIEWER)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the browser: its tests take longest, and at the end no worker waits for one."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
