"""A session's cookie is checked with every request, however often it was seen before."""

from datetime import timedelta
from time import time

import pytest
from flask import Flask, flash, get_flashed_messages, session
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from assetmgr.auth.codes import Role
from assetmgr.web import session_cookie
from tests.support.browser import sign_in
from tests.support.town import Town


@pytest.fixture
def staff(app: Flask, town: Town) -> FlaskClient:
    """Somebody whose cookie was seen before."""
    client = sign_in(app, town.emails[Role.SCHOOL_STAFF])
    assert client.get("/devices/").status_code == 200
    return client


def told(client: FlaskClient) -> str:
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value


def is_in(app: Flask, cookie: str) -> bool:
    client = app.test_client()
    client.set_cookie("session", cookie)
    return client.get("/devices/").status_code == 200


def test_what_somebody_else_wrote_lets_nobody_in(app: Flask, staff: FlaskClient) -> None:
    cookie = told(staff)
    assert is_in(app, cookie)
    contents, signature = cookie.rsplit(".", 1)
    forged = URLSafeTimedSerializer("another key", salt="cookie-session").dumps({"_user_id": "1."})
    for other in (f"{contents}.{signature[::-1]}", contents, f"{contents}.", forged, "."):
        assert not is_in(app, other)
    assert is_in(app, cookie)


def test_an_old_one_lets_nobody_in_though_it_did_before(
    app: Flask, staff: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie, longest = told(staff), timedelta(hours=12).total_seconds()
    for later, expected in ((longest - 60, True), (longest + 60, False), (-60, False)):
        monkeypatch.setattr(session_cookie, "time", lambda later=later: time() + later)
        assert is_in(app, cookie) is expected


def test_what_one_request_sets_another_does_not_find(app: Flask, staff: FlaskClient) -> None:
    with staff.session_transaction() as begun:
        begun["_flashes"] = [("message", "one")]
    cookie = told(staff)
    for _ in range(2):
        with app.test_request_context(headers={"Cookie": f"session={cookie}"}):
            flash("two")
            session["kept"] = True
            assert get_flashed_messages() == ["one", "two"]
        with app.test_request_context(headers={"Cookie": f"session={cookie}"}):
            assert "kept" not in session
            assert get_flashed_messages() == ["one"]


def test_what_did_not_change_is_not_sent_again(app: Flask, staff: FlaskClient) -> None:
    answer = staff.get("/devices/")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" in staff.get("/language/en").headers


def test_what_another_site_left_with_the_browser_keeps_nobody_out(app: Flask, town: Town) -> None:
    """A site of the same domain may have kept something that is no UTF-8."""
    client = app.test_client(use_cookies=False)  # it would send its own instead
    answer = client.get("/sign-in", headers={"Cookie": "theirs=\xff; other=1"})
    assert answer.status_code == 200
    assert "csrf_token" in answer.text
