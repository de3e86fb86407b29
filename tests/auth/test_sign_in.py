"""Signing in and out by e-mail and password."""

from datetime import UTC, datetime, timedelta
from time import process_time, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner
from sqlalchemy import select
from werkzeug.test import TestResponse

from assetmgr.auth.codes import Role
from assetmgr.auth.models import SignOut, User
from assetmgr.auth.operations import FAILURES_ALLOWED, add_user, authenticate, set_password
from assetmgr.db.transaction import writing
from assetmgr.extensions import db
from assetmgr.privacy.operations.leftovers import clear_leftovers
from tests.exchange.register import rows
from tests.support.browser import csrf_token, sign_in
from tests.support.town import PASSWORD, Town
from tests.support.writing import written

NOW = datetime(2024, 9, 2, 8, tzinfo=UTC)
WRONG = "The e-mail or the password is wrong."
ENOUGH = "Too many failed attempts."


def attempt(client: FlaskClient, email: str, password: str, query: str = "") -> TestResponse:
    client.get("/language/en")
    token = csrf_token(client.get("/sign-in").text)
    told = {"csrf_token": token, "email": email, "password": password}
    return client.post(f"/sign-in{query}", data=told)


def test_the_right_password_opens_the_first_page(app: Flask, town: Town) -> None:
    response = attempt(app.test_client(), town.emails[Role.SCHOOL_ADMIN], PASSWORD)
    assert (response.status_code, response.location) == (302, "/")


def test_an_e_mail_is_compared_without_case_and_outer_space(app: Flask, town: Town) -> None:
    response = attempt(app.test_client(), f" {town.emails[Role.SCHOOL_ADMIN].upper()} ", PASSWORD)
    assert response.status_code == 302


def test_a_borrower_comes_to_the_own_page(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.BORROWER])
    assert client.get("/").location == "/my"
    client.get("/language/en")
    assert "What I have" in client.get("/my").text


def test_a_wrong_password_and_an_unknown_e_mail_are_answered_alike(app: Flask, town: Town) -> None:
    for email in (town.emails[Role.SCHOOL_ADMIN], "nobody@town.example"):
        response = attempt(app.test_client(), email, "not the password")
        assert response.status_code == 200
        assert WRONG in response.text


def test_the_way_back_leads_to_the_page_that_was_asked_for(app: Flask, town: Town) -> None:
    email = town.emails[Role.SCHOOL_ADMIN]
    response = attempt(app.test_client(), email, PASSWORD, "?next=/institutions/")
    assert response.location == "/institutions/"


def test_the_way_back_never_leads_to_another_site(app: Flask, town: Town) -> None:
    email = town.emails[Role.SCHOOL_ADMIN]
    hidden = ("/%09/evil.example", "/%09%5Cevil.example", "/%0A/evil.example", "/a%5C..%5C%5Cevil")
    for foreign in ("https://evil.example/", "//evil.example", "/\\evil.example", *hidden):
        response = attempt(app.test_client(), email, PASSWORD, f"?next={foreign}")
        assert response.location == "/"


def test_a_post_without_the_token_of_the_form_is_refused(app: Flask, town: Town) -> None:
    told = {"email": town.emails[Role.SCHOOL_ADMIN], "password": PASSWORD}
    assert app.test_client().post("/sign-in", data=told).status_code == 400


def test_an_account_that_was_closed_opens_nothing(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    with app.app_context(), writing(db.session(), reason="a test") as session:
        session.scalars(
            select(User).where(User.email == town.emails[Role.SCHOOL_ADMIN])
        ).one().active = False
    assert client.get("/institutions/").status_code == 302
    assert WRONG in attempt(app.test_client(), town.emails[Role.SCHOOL_ADMIN], PASSWORD).text


def test_signing_out_ends_it(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    token = csrf_token(client.get("/institutions/", follow_redirects=True).text)
    client.post("/sign-out", data={"csrf_token": token})
    assert client.get("/institutions/").location.startswith("/sign-in")


def test_five_failures_lock_the_e_mail_even_for_the_right_password(app: Flask, town: Town) -> None:
    email = town.emails[Role.SCHOOL_ADMIN]
    for _ in range(FAILURES_ALLOWED):
        assert WRONG in attempt(app.test_client(), email, "a guess").text
    assert ENOUGH in attempt(app.test_client(), email, PASSWORD).text


def test_a_locked_e_mail_locks_nobody_else(app: Flask, town: Town) -> None:
    for _ in range(FAILURES_ALLOWED):
        attempt(app.test_client(), town.emails[Role.SCHOOL_ADMIN], "a guess")
    assert sign_in(app, town.emails[Role.SCHOOL_STAFF])


def test_signing_in_forgets_the_failures_before_it(app: Flask, town: Town) -> None:
    email = town.emails[Role.SCHOOL_ADMIN]
    for _ in range(FAILURES_ALLOWED - 1):
        attempt(app.test_client(), email, "a guess")
    sign_in(app, email)
    assert WRONG in attempt(app.test_client(), email, "a guess").text


def test_a_new_password_signs_out_whoever_is_signed_in_with_the_old_one(
    app: Flask, town: Town
) -> None:
    client = sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    assert client.get("/institutions/ABC").status_code == 200
    with app.app_context(), writing(db.session(), reason="a test") as session:
        user = session.scalars(
            select(User).where(User.email == town.emails[Role.SCHOOL_ADMIN])
        ).one()
        set_password(user, "another long password")
    assert client.get("/institutions/ABC").status_code == 302


def test_an_account_without_a_password_is_refused_as_slowly_as_any_other(app: Flask) -> None:
    """argon2 takes tens of milliseconds; a refusal without it takes none."""
    emails = ("old@town.example", "new@town.example", "nobody@town.example")
    role = Role.MUNICIPAL_VIEWER
    with app.app_context(), writing(db.session(), reason="a test") as session:
        old, _ = (
            add_user(session, email, name="N", role=role, institution_ids=())
            for email in emails[:2]
        )
        set_password(old, "another long password")
        taken = []
        for email in emails:
            authenticate(session, email, "a guess", NOW)
            begun = process_time()
            assert authenticate(session, email, "a guess", NOW) is None
            taken.append(process_time() - begun)
    assert min(taken) > max(taken) / 5


def test_a_cookie_that_somebody_copied_opens_nothing_after_the_sign_out(
    app: Flask, town: Town
) -> None:
    email = town.emails[Role.SCHOOL_ADMIN]
    client, elsewhere, thief = sign_in(app, email), sign_in(app, email), app.test_client()
    cookie = client.get_cookie("session")
    assert cookie is not None
    thief.set_cookie("session", cookie.value)
    assert thief.get("/devices/").status_code == 200
    token = csrf_token(client.get("/devices/").text)
    assert client.post("/sign-out", data={"csrf_token": token}).status_code == 302
    assert thief.get("/devices/").location.startswith("/sign-in")
    assert elsewhere.get("/devices/").status_code == 200
    assert sign_in(app, email).get("/devices/").status_code == 200


def test_a_copied_cookie_that_is_kept_fresh_opens_nothing_either(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A choice of the language writes a cookie anew, whoever asks for it."""
    client, copier = sign_in(app, town.emails[Role.SCHOOL_ADMIN]), app.test_client()
    cookie = client.get_cookie("session")
    assert cookie is not None
    copier.set_cookie("session", cookie.value)
    client.post("/sign-out", data={"csrf_token": csrf_token(client.get("/devices/").text)})
    for hours in range(0, 80, 8):
        later(monkeypatch, hours)
        copier.get(f"/language/{'lv' if hours % 16 else 'en'}")
        with written(app) as session:
            clear_leftovers(session, datetime.now(UTC) + timedelta(hours=hours))
        assert copier.get("/devices/").location.startswith("/sign-in")
    assert rows(app, select(SignOut.sitting)) == []


def test_a_sitting_ends_by_itself_within_a_day(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    for hours, status in ((8, 200), (16, 200), (23, 200), (25, 302)):
        later(monkeypatch, hours)
        client.get(f"/language/{'lv' if hours % 16 else 'en'}")
        assert client.get("/devices/").status_code == status


def later(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    """Let so many hours be over, for cookies."""
    for module in ("assetmgr.web.session_cookie.time", "assetmgr.web.signed_in.time"):
        monkeypatch.setattr(module, lambda: time() + hours * 3600)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time() + hours * 3600))
