"""Who scans, and how codes are sent."""

from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.browser import csrf_token
from tests.support.clock import september

__all__ = ["september"]

Read = Callable[..., TestResponse]


def read(client: FlaskClient, *codes: str, room: int | None = None) -> TestResponse:
    """Scan codes as the page's own script sends them."""
    return post(client, "/scan/read", code=list(codes), room=str(room or ""))


def post(client: FlaskClient, address: str, **told: object) -> TestResponse:
    """Send a form of the scan page, as its script does."""
    token = csrf_token(client.get("/scan/").text)
    return client.post(
        address, data={"csrf_token": token, **told}, headers={"X-Requested-With": "fetch"}
    )
