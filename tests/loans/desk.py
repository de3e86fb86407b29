"""The desk in tests: scans as its script sends them, and as a form does."""

from typing import Any, Final

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.browser import csrf_token

PART: Final = {"X-Requested-With": "fetch"}


def desk_of(
    client: FlaskClient,
    address: str,
    told: dict[str, Any],
    page: str | None = None,
    **headers: str,
) -> TestResponse:
    """Send a form of a page, which may have been read before."""
    token = csrf_token(page or client.get(address).text)
    return client.post(address, data={"csrf_token": token, **told}, headers=headers)


def scan(client: FlaskClient, page: str, action: str | None = None, **told: Any) -> TestResponse:
    """Send as the script of a page does, which asks for the changed parts alone."""
    token = csrf_token(client.get(page).text)
    data = {"csrf_token": token, **told}
    return client.post(action or page, data=data, headers=PART)
