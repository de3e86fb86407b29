"""A signed-in test client."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.support.town import PASSWORD


def csrf_token(page: str) -> str:
    """The token in a page's form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form"
    return found.group(1)


def sign_in(app: Flask, email: str) -> FlaskClient:
    """A client signed in as the person with this e-mail, in English."""
    client = app.test_client()
    client.get("/language/en")
    token = csrf_token(client.get("/sign-in").text)
    response = client.post(
        "/sign-in", data={"csrf_token": token, "email": email, "password": PASSWORD}
    )
    assert response.status_code == 302, "sign-in failed"
    return client
