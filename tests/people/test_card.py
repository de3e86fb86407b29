"""What opens where a borrower's card is read by a telephone's own camera."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Role
from assetmgr.extensions import limiter
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town


def test_a_card_opens_the_person_for_who_lends_there(
    town: Town, admin: FlaskClient, staff: FlaskClient
) -> None:
    for client in (admin, staff):
        for address in ("/B/KEYADA", "/b/keyada"):
            assert client.get(address).location == f"/people/{town.persons['ada']}"


@pytest.mark.parametrize(
    "role", [None, Role.MUNICIPAL_ADMIN, Role.MUNICIPAL_VIEWER, Role.BORROWER, Role.SCHOOL_ADMIN]
)
def test_for_everybody_else_it_is_nobodys(app: Flask, town: Town, role: Role | None) -> None:
    """A school's administrator asks for another school's pupil, the others for Ada."""
    client = reader(app, town, role) if role else app.test_client()
    client.get("/language/en")
    key = "KEYZANE" if role is Role.SCHOOL_ADMIN else "KEYADA"
    known, unknown = client.get(f"/B/{key}"), client.get("/B/NOBODY")
    assert (known.status_code, unknown.status_code) == (404, 404)
    assert known.text.replace(key, "NOBODY") == unknown.text
    for hidden in ("Ada", "Zane", "6.a", "Ābeļu", "Žubīšu"):
        assert hidden not in known.text
    assert ("Staff: sign in" in known.text) == (role is None)


def test_a_stranger_cannot_try_key_after_key(
    app: Flask, town: Town, staff: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    finder = app.test_client()
    answers = [finder.get(f"/B/KEY{n}").status_code for n in range(31)]
    known = {staff.get("/B/KEYADA").status_code for _ in range(31)}
    assert (answers[:30], answers[30], known) == ([404] * 30, 429, {302})


def test_a_card_takes_two_statements(app: Flask, town: Town, staff: FlaskClient) -> None:
    with counted(app) as statements:
        staff.get("/B/KEYADA")
    assert len(statements) == 2, statements
