"""Reading pages and sending their forms, in English."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmgr.auth.codes import Role
from tests.support.browser import csrf_token, sign_in
from tests.support.town import Town


def reader(app: Flask, town: Town, role: Role) -> FlaskClient:
    """A client signed in as the town's person of this role, reading English."""
    client = sign_in(app, town.emails[role])
    client.get("/language/en")
    return client


def send(client: FlaskClient, address: str, told: Mapping[str, Any]) -> TestResponse:
    """Fill in the form of a page and send it."""
    token = csrf_token(client.get(address).text)
    return client.post(address, data={"csrf_token": token, **told})
