"""Signing in with a printed one-time code."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from assetmgr.auth.models import LoginAttempt
from assetmgr.auth.queries import signed_in
from assetmgr.people.models import Person, SignInCode
from assetmgr.people.operations.sign_in_codes import FAILURES_ALLOWED, LIFE, Printed, make_codes
from assetmgr.people.policy.keys import code_hash
from assetmgr.people.sheet import PER_PAGE, Words, sheet_pdf
from assetmgr.privacy.operations.leftovers import clear_leftovers
from tests.exchange.files import IMPORTER
from tests.exchange.register import rows
from tests.support.browser import csrf_token
from tests.support.pages import send
from tests.support.town import Town
from tests.support.writing import written

USED = "This code was used already."
OLD = "This code is too old"
WRONG = "This code is not right."


@pytest.fixture
def codes(app: Flask, town: Town) -> dict[str, str]:
    """The printed codes of ABC's 6.a by name, made just now."""
    return made(app, town)


def made(app: Flask, town: Town) -> dict[str, str]:
    """A new sheet for ABC's 6.a."""
    told: dict[str, Any] = {"actor": IMPORTER, "now": datetime.now(UTC)}
    with written(app) as session:
        printed = make_codes(session, town.institutions["ABC"], "6.a", **told)
    return {one.name: one.code for one in printed}


def typed(app: Flask, code: str) -> tuple[int, str, FlaskClient]:
    """Type a code in a browser of one's own; status, page and browser."""
    client = app.test_client()
    client.get("/language/en")
    response = send(client, "/sign-in/code", {"code": code})
    return response.status_code, response.text, client


def test_a_code_lets_its_pupil_in_once(app: Flask, codes: dict[str, str]) -> None:
    status, _page, client = typed(app, f" {codes['Ada Ābele'].lower()} ")
    assert status == 302
    assert "Ada Ābele" in client.get("/my").text
    assert client.get("/people/").status_code == 403
    assert USED in typed(app, codes["Ada Ābele"])[1]
    assert typed(app, codes["Emīls Egle"])[0] == 302


def test_a_pupils_copied_cookie_opens_nothing_after_the_sign_out(
    app: Flask, codes: dict[str, str]
) -> None:
    """A computer of the school has many users, and whoever sat there before may know how."""
    client, copier = typed(app, codes["Ada Ābele"])[2], app.test_client()
    cookie = client.get_cookie("session")
    assert cookie is not None
    copier.set_cookie("session", cookie.value)
    assert "Ada Ābele" in copier.get("/my").text
    client.post("/sign-out", data={"csrf_token": csrf_token(client.get("/my").text)})
    assert copier.get("/my").location.startswith("/sign-in")


def test_a_code_opens_one_person_and_nobody_else_of_the_same_e_mail(app: Flask, town: Town) -> None:
    with written(app) as session:
        zane = session.scalars(select(Person).where(Person.key == "KEYZANE")).one()
        zane.email = "ada@school.example"
        told: dict[str, Any] = {"actor": IMPORTER, "now": datetime.now(UTC)}
        session.flush()
        (printed,) = make_codes(session, town.institutions["XYZ"], "6.a", **told)
    client = typed(app, printed.code)[2]
    with app.app_context(), client.session_transaction() as kept:
        key = kept["_user_id"]
    with written(app) as session:
        found = signed_in(session, key)
    assert found is not None
    assert found.borrows_as == {town.persons["zane"]}
    assert client.get("/my").status_code == 200


def test_only_the_hash_of_a_code_is_kept(app: Flask, codes: dict[str, str]) -> None:
    kept = {one for (one,) in rows(app, select(SignInCode.code_hash))}
    assert kept == {code_hash(code) for code in codes.values()}


def test_a_new_sheet_voids_the_old_one(app: Flask, town: Town, codes: dict[str, str]) -> None:
    again = made(app, town)
    assert OLD in typed(app, codes["Ada Ābele"])[1]
    assert typed(app, again["Ada Ābele"])[0] == 302


def test_a_code_is_good_for_two_weeks(app: Flask, codes: dict[str, str]) -> None:
    with written(app) as session:
        for one in session.scalars(select(SignInCode)):
            one.expires_at -= LIFE
    assert OLD in typed(app, codes["Ada Ābele"])[1]


def test_codes_that_nobody_can_use_are_thrown_away_by_night(
    app: Flask, codes: dict[str, str]
) -> None:
    with written(app) as session:
        clear_leftovers(session, datetime.now(UTC) + 2 * LIFE)
    assert rows(app, select(SignInCode.id)) == []


def test_whoever_left_is_not_let_in(app: Flask, town: Town, codes: dict[str, str]) -> None:
    with written(app) as session:
        ada = session.scalars(select(Person).where(Person.key == "KEYADA")).one()
        ada.left_on = date(2024, 9, 1)
    assert "not on this school" in typed(app, codes["Ada Ābele"])[1]


def test_wrong_codes_are_counted_and_enough_of_them_stop_the_right_one(
    app: Flask, codes: dict[str, str]
) -> None:
    assert WRONG in typed(app, "AAAA-AAAA")[1]
    ((origin,),) = rows(app, select(LoginAttempt.email_hash))
    assert len(origin) == 64
    ((moment,),) = rows(app, select(LoginAttempt.at))
    with written(app) as session:
        session.add_all(
            LoginAttempt(email_hash=origin, at=moment - timedelta(seconds=n))
            for n in range(FAILURES_ALLOWED - 1)
        )
    assert "Too many wrong codes." in typed(app, codes["Ada Ābele"])[1]
    assert rows(app, select(func.count(LoginAttempt.id))) == [(FAILURES_ALLOWED,)]


def test_a_sheet_is_made_for_a_class_of_the_own_school(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    response = send(admin, "/people/codes", {"class_name": "6.a"})
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF")
    assert rows(app, select(func.count(SignInCode.id))) == [(2,)]
    page = admin.get("/people/codes").text
    refused = admin.post(
        "/people/codes", data={"csrf_token": csrf_token(page), "class_name": "12.z"}
    )
    assert refused.status_code == 422


def test_a_long_sheet_has_pages_and_no_code_in_its_qr_code() -> None:
    words = Words("T", ("a", "b"), "https://x.lv/sign-in/code", "x.lv")
    printed = [Printed(f"Name {n}", "ABCD-2345") for n in range(PER_PAGE + 1)]
    assert len(re.findall(rb"/Type /Page\b", sheet_pdf(words, printed))) == 2
