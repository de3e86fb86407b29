"""A form is taken from one of our own pages alone, however often its token was right before."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Role
from tests.support.browser import csrf_token, sign_in
from tests.support.town import Town

HOST = "ierices.example.lv"
UNTRUSTED = 400
"""What a form of another site is answered; anything else was read."""


@pytest.fixture
def staff(app: Flask, town: Town) -> FlaskClient:
    """Somebody at a desk."""
    return sign_in(app, town.emails[Role.SCHOOL_STAFF])


def token_of(client: FlaskClient) -> str:
    return csrf_token(client.get("/lending/take-back").text)


def scan(client: FlaskClient, token: str | None) -> int:
    """What a scan at the desk is answered."""
    told = {"code": "K-0001"} | ({} if token is None else {"csrf_token": token})
    return client.post("/lending/take-back", data=told).status_code


def test_a_pages_token_is_right_for_scan_after_scan(staff: FlaskClient) -> None:
    token = token_of(staff)
    assert UNTRUSTED not in {scan(staff, token) for _ in range(3)}


def test_nobody_elses_token_is_right_though_it_was_for_its_owner(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    token, other = token_of(staff), sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    for _ in range(2):
        assert scan(staff, token) != UNTRUSTED
        assert scan(other, token) == UNTRUSTED


def test_a_token_that_was_changed_or_left_out_is_refused_each_time(staff: FlaskClient) -> None:
    token = token_of(staff)
    signed, _, signature = token.rpartition(".")
    assert scan(staff, token) != UNTRUSTED
    for wrong in (f"{signed}.{signature[::-1]}", signed, "x", "", None):
        assert [scan(staff, wrong), scan(staff, wrong)] == [UNTRUSTED, UNTRUSTED], wrong


def test_behind_tls_the_page_has_to_be_ours_too(app: Flask, town: Town) -> None:
    client = app.test_client()
    client.get("/language/en", base_url=f"https://{HOST}")
    page = client.get("/sign-in", base_url=f"https://{HOST}").text

    def sent(referer: str | None) -> int:
        told = {
            "csrf_token": csrf_token(page),
            "email": town.emails[Role.SCHOOL_STAFF],
            "password": "no",
        }
        headers = {"Referer": referer} if referer else {}
        answer = client.post("/sign-in", data=told, base_url=f"https://{HOST}", headers=headers)
        return answer.status_code

    assert sent(f"https://{HOST}/sign-in") != UNTRUSTED
    for other in ("https://elsewhere.example/", f"http://{HOST}/", f"https://{HOST}:8443/", None):
        assert sent(other) == UNTRUSTED, other
    assert sent(f"https://{HOST}/") != UNTRUSTED
