"""The one-time link by which a person sets the password."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.auth.codes import Role
from assetmgr.auth.models import PasswordToken, User
from assetmgr.auth.operations import (
    FAILURE_WINDOW,
    TOKEN_LIFE,
    add_user,
    authenticate,
    issue_password_token,
    redeem_token,
)
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import writing
from assetmgr.extensions import db
from tests.support.browser import csrf_token
from tests.support.town import Town

NOW = datetime(2024, 9, 2, 8, tzinfo=UTC)
GOOD = "zaļā govs lec pār žogu"


@pytest.fixture
def user(town: Town, session: Session) -> User:
    place = town.institutions["ABC"]
    return add_user(
        session, "New@Town.example", name="New", role=Role.SCHOOL_STAFF, institution_ids=[place]
    )


def test_the_link_sets_the_password(user: User, session: Session) -> None:
    token = issue_password_token(session, user, NOW)
    assert redeem_token(session, token, GOOD, NOW) is user
    assert authenticate(session, "new@town.example", GOOD, NOW) is user


def test_the_link_works_once(user: User, session: Session) -> None:
    token = issue_password_token(session, user, NOW)
    redeem_token(session, token, GOOD, NOW)
    with pytest.raises(Refused):
        redeem_token(session, token, GOOD, NOW)


def test_the_link_dies_after_three_days(user: User, session: Session) -> None:
    token = issue_password_token(session, user, NOW)
    with pytest.raises(Refused):
        redeem_token(session, token, GOOD, NOW + TOKEN_LIFE)
    assert redeem_token(session, token, GOOD, NOW + TOKEN_LIFE - timedelta(seconds=1)) is user


def test_a_new_link_ends_the_old_one(user: User, session: Session) -> None:
    old = issue_password_token(session, user, NOW)
    issue_password_token(session, user, NOW)
    with pytest.raises(Refused):
        redeem_token(session, old, GOOD, NOW)


def test_the_link_itself_is_not_kept(user: User, session: Session) -> None:
    token = issue_password_token(session, user, NOW)
    session.flush()
    assert session.scalars(select(PasswordToken)).one().token_hash != token


def test_a_short_password_is_refused_and_keeps_the_link(user: User, session: Session) -> None:
    token = issue_password_token(session, user, NOW)
    with pytest.raises(Refused) as refused:
        redeem_token(session, token, "short", NOW)
    assert refused.value.field == "password"
    assert redeem_token(session, token, GOOD, NOW) is user


def test_a_lock_ends_after_a_quarter_of_an_hour(user: User, session: Session) -> None:
    redeem_token(session, issue_password_token(session, user, NOW), GOOD, NOW)
    for _ in range(5):
        authenticate(session, user.email, "a guess", NOW)
    with pytest.raises(Refused):
        authenticate(session, user.email, GOOD, NOW + FAILURE_WINDOW)
    later = NOW + FAILURE_WINDOW + timedelta(seconds=1)
    assert authenticate(session, user.email, GOOD, later) is user


def test_the_page_of_the_link_sets_the_password(app: Flask, town: Town) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        user = session.scalars(
            select(User).where(User.email == town.emails[Role.SCHOOL_STAFF])
        ).one()
        token = issue_password_token(session, user, datetime.now(UTC))
    client = app.test_client()
    form = csrf_token(client.get(f"/password/{token}").text)
    differing = {"csrf_token": form, "password": GOOD, "again": GOOD + "!"}
    assert client.post(f"/password/{token}", data=differing).status_code == 200
    response = client.post(f"/password/{token}", data=differing | {"again": GOOD})
    assert (response.status_code, response.location) == (302, "/sign-in")
