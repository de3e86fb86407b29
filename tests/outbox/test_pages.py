"""The page of letters, and who reads what of it."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Role
from assetmgr.outbox.operations.claiming import claim, mark_sent, put_off
from assetmgr.outbox.sending import LEASE
from tests.outbox.conftest import Post
from tests.support.browser import csrf_token
from tests.support.letters import given_up, mail_of, new_mail
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

SECRETS = ("anna@", "Anna", "Bērziņa", "Jāatdod", "Labdien")


@pytest.fixture
def letters(app: Flask, town: Town, post: Post) -> None:
    """ABC: one sent, one put off, one waiting, one given up; XYZ: one given up."""
    post.now = datetime.now(UTC)
    post.queue("sent", "put-off")
    with written(app) as session:
        first, second = claim(session, post.now, limit=2, lease=LEASE)
        mark_sent(session, first, post.now)
        put_off(session, second, "unreachable Connection refused", post.now)
        session.add(given_up(town.institutions["ABC"], "due_soon:ABC"))
        session.add(given_up(town.institutions["XYZ"], "due_soon:XYZ"))
    post.queue("waits")


def test_nothing_yet_says_what_will_be_here(admin: FlaskClient) -> None:
    page = admin.get("/mail").text
    assert "No letters yet" in page
    assert "Mail is not connected yet" in page


@pytest.mark.usefixtures("letters")
def test_a_school_reads_its_own_counts_and_no_letter(admin: FlaskClient) -> None:
    page = admin.get("/mail").text
    figures = [part.split("<")[0] for part in page.split('class="stat-value">')[1:]]
    assert figures == ["2", "1", "1"]
    assert "due_soon:ABC" in page
    assert "XYZ" not in page
    assert "a…@skola.example" in page
    assert "550 5.1.1" in page
    assert "Connection refused" in page
    assert not [secret for secret in SECRETS if secret in page]


@pytest.mark.usefixtures("letters")
def test_the_municipality_reads_all_or_one(city: FlaskClient) -> None:
    page = city.get("/mail").text
    assert "due_soon:ABC" in page
    assert "due_soon:XYZ" in page
    chosen = city.get("/mail?institution=XYZ").text
    assert "due_soon:ABC" not in chosen
    assert "due_soon:XYZ" in chosen


@pytest.mark.parametrize(
    "role",
    [Role.MUNICIPAL_VIEWER, Role.INSTITUTION_HEAD, Role.SCHOOL_STAFF, Role.BORROWER],
)
def test_nobody_else_reads_it(app: Flask, town: Town, role: Role) -> None:
    assert reader(app, town, role).get("/mail").status_code == 403


def test_a_connected_server_is_not_asked_for(post: Post, town: Town) -> None:
    with post.sender() as app:
        app.config["RATELIMIT_ENABLED"] = False
        assert "not connected" not in reader(app, town, Role.SCHOOL_ADMIN).get("/mail").text


def test_one_letter_is_tried_again_with_all_its_attempts(
    app: Flask, town: Town, admin: FlaskClient, post: Post
) -> None:
    mail_id = mail_of(app, town, "ABC")
    token = csrf_token(admin.get("/mail").text)
    answer = admin.post(f"/mail/{mail_id}/again", data={"csrf_token": token}, follow_redirects=True)
    assert "will be sent within a minute" in answer.text
    row = post.row("due_soon:ABC")
    assert (row.failed_at, row.attempts, row.last_error) == (None, 0, None)
    again = admin.post(f"/mail/{mail_id}/again", data={"csrf_token": token})
    assert again.status_code == 409


@pytest.mark.usefixtures("letters")
def test_all_again_leaves_other_institutions_letters(
    app: Flask, town: Town, admin: FlaskClient, post: Post
) -> None:
    with written(app) as session:
        session.add(given_up(town.institutions["ABC"], "second"))
    page = admin.get("/mail").text
    assert "Try all again" in page
    admin.post("/mail/again", data={"csrf_token": csrf_token(page)})
    assert post.row("due_soon:ABC").next_attempt_at
    assert post.row("second").next_attempt_at
    assert post.row("due_soon:XYZ").next_attempt_at is None


@pytest.mark.usefixtures("letters")
def test_a_letter_of_which_nothing_is_left_offers_no_attempt(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    old = given_up(town.institutions["ABC"], "old")
    old.recipient = old.recipient_name = old.subject = old.body = None
    with written(app) as session:
        session.add(old)
    page = admin.get("/mail").text
    assert page.count("/again") == 1
    assert "cleared" in page


@pytest.mark.usefixtures("letters")
def test_the_page_takes_a_fixed_number_of_statements(
    app: Flask, town: Town, admin: FlaskClient, post: Post
) -> None:
    with counted(app) as few:
        admin.get("/mail")
    with written(app) as session:
        session.add_all(given_up(post.place, f"more-{number}") for number in range(50))
    post.queue(*(new_mail(post.place, f"wait-{number}") for number in range(50)))
    with counted(app) as many:
        admin.get("/mail")
    assert len(few) == len(many) == 5, many
