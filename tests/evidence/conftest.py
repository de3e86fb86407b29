"""Readers of the list of unseen devices, and a day on which they read it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Role
from tests.support.clock import september
from tests.support.pages import reader
from tests.support.town import Town

__all__ = ["september"]


@pytest.fixture
def staff(app: Flask, town: Town) -> FlaskClient:
    """A teacher of ABC."""
    return reader(app, town, Role.SCHOOL_STAFF)


@pytest.fixture
def admin(app: Flask, town: Town) -> FlaskClient:
    """The administrator of ABC."""
    return reader(app, town, Role.SCHOOL_ADMIN)


@pytest.fixture
def city(app: Flask, town: Town) -> FlaskClient:
    """The municipality's administrator."""
    return reader(app, town, Role.MUNICIPAL_ADMIN)
