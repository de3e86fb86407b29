"""Who scans, and how codes are sent."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmgr.auth.codes import Role
from tests.support.browser import csrf_token
from tests.support.clock import september
from tests.support.pages import reader
from tests.support.town import Town

__all__ = ["september"]

Read = Callable[..., TestResponse]


@pytest.fixture
def staff(app: Flask, town: Town) -> FlaskClient:
    """A teacher of ABC: scans, and changes nothing."""
    return reader(app, town, Role.SCHOOL_STAFF)


@pytest.fixture
def admin(app: Flask, town: Town) -> FlaskClient:
    """The administrator of ABC."""
    return reader(app, town, Role.SCHOOL_ADMIN)


@pytest.fixture
def city(app: Flask, town: Town) -> FlaskClient:
    """The municipality's administrator."""
    return reader(app, town, Role.MUNICIPAL_ADMIN)


def read(client: FlaskClient, *codes: str, room: int | None = None) -> TestResponse:
    """Scan codes as the page's own script sends them."""
    return post(client, "/scan/read", code=list(codes), room=str(room or ""))


def post(client: FlaskClient, address: str, **told: object) -> TestResponse:
    """Send a form of the scan page, as its script does."""
    token = csrf_token(client.get("/scan/").text)
    return client.post(
        address, data={"csrf_token": token, **told}, headers={"X-Requested-With": "fetch"}
    )
