"""The page behind a guardian's link: opening it changes nothing, sending it agrees once."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, ConsentLink, Terms
from assetmgr.agreements.operations.consents import record_consent, withdraw
from assetmgr.agreements.operations.links import send_link
from assetmgr.agreements.operations.terms import add_terms
from assetmgr.people.models import Person
from tests.support.browser import csrf_token
from tests.support.sql import counted
from tests.support.town import ACTOR, Town
from tests.support.writing import written

TOLD: dict[str, Any] = {"guardian_name": "Anna Ābele", "agreed": "y"}


@pytest.fixture
def link(app: Flask, town: Town) -> str:
    """The path of a link for Ada's guardian."""
    now = datetime.now(UTC)
    with written(app) as session:
        sent = send_link(
            session,
            town.persons["ada"],
            base_url="",
            by_mail=False,
            actor=ACTOR,
            now=now,
            today=now.date(),
        )
        return sent.address


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Whoever holds the link, reading English."""
    client = app.test_client()
    client.get("/language/en")
    return client


def consents(app: Flask) -> list[tuple[SignedHow, str, str | None]]:
    with written(app) as session:
        return [
            (one.how, one.guardian_name, one.recorded_by)
            for one in session.scalars(select(Consent))
        ]


def agree(client: FlaskClient, link: str, **told: Any) -> Any:
    page = client.get(link).text
    terms = page.partition('name="terms"')[2].partition('value="')[2].partition('"')[0]
    form = {"csrf_token": csrf_token(page), "terms": terms, **TOLD, **told}
    return client.post(link, data=form)


def test_it_says_whose_school_which_pupil_and_all_the_terms(
    stranger: FlaskClient, link: str
) -> None:
    page = stranger.get(link)
    assert page.status_code == 200
    for text in (
        "Ābeļu sākumskola",
        "Ada, 6.a",
        "At most what the device is still worth",
        "monitored",
    ):
        assert text in page.text
    assert "Ābele<" not in page.text
    title = page.text.partition("<title>")[2].partition("</title>")[0]
    assert "Ada" not in title
    assert page.headers["Cache-Control"] == "no-store"


def test_opening_it_changes_nothing_however_often(
    app: Flask, stranger: FlaskClient, link: str
) -> None:
    for _ in range(3):
        assert stranger.get(link).status_code == 200
    assert stranger.head(link).status_code == 200
    assert consents(app) == []


def test_agreeing_is_kept_once_and_the_link_is_used(
    app: Flask, stranger: FlaskClient, link: str
) -> None:
    assert "Thank you" in agree(stranger, link).text
    assert consents(app) == [(SignedHow.LINK, "Anna Ābele", None)]
    with written(app) as session:
        assert session.scalars(select(ConsentLink)).one().used_at is not None
    assert "given already" in stranger.get(link).text
    token = csrf_token(stranger.get("/sign-in").text)
    again = stranger.post(link, data={"csrf_token": token, **TOLD})
    assert "given already" in again.text
    assert len(consents(app)) == 1


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"agreed": ""}, "Tick that you agree"),
        ({"guardian_name": " "}, "name and surname"),
        ({"guardian_name": "A"}, "name and surname"),
    ],
)
def test_without_a_name_or_a_tick_nothing_is_kept(
    app: Flask, stranger: FlaskClient, link: str, told: dict[str, str], says: str
) -> None:
    answer = agree(stranger, link, **told)
    assert answer.status_code == 422
    assert says in answer.text
    assert consents(app) == []


def test_an_old_link_says_what_to_do(app: Flask, stranger: FlaskClient, link: str) -> None:
    with written(app) as session:
        one = session.scalars(select(ConsentLink)).one()
        one.expires_at = datetime.now(UTC) - timedelta(seconds=1)
    answer = stranger.get(link)
    assert (answer.status_code, "Ask the school for a new one" in answer.text) == (410, True)
    assert "Ada" not in answer.text


def test_a_link_that_never_was_tells_nothing(stranger: FlaskClient, town: Town) -> None:
    answer = stranger.get("/g/nothing")
    assert (answer.status_code, "not whole" in answer.text) == (404, True)


def test_terms_that_changed_meanwhile_are_shown_before_they_are_agreed_to(
    app: Flask, town: Town, stranger: FlaskClient, link: str
) -> None:
    page = stranger.get(link).text
    with written(app) as session:
        old = session.scalars(select(Terms.id)).one()
        add_terms(
            session, town.institutions["ABC"], title="Other", text="1. Other.", liability="x",
            liability_limit_eur=None, dispute="x", monitoring="x",
            actor=ACTOR, now=datetime.now(UTC),
        )  # fmt: skip
    form = {"csrf_token": csrf_token(page), "terms": str(old), **TOLD}
    answer = stranger.post(link, data=form)
    assert (answer.status_code, "have changed meanwhile" in answer.text) == (422, True)
    assert consents(app) == []
    assert "Thank you" in agree(stranger, link).text


def test_the_page_needs_few_statements(app: Flask, stranger: FlaskClient, link: str) -> None:
    with counted(app) as statements:
        stranger.get(link)
    assert len(statements) == 3, statements


def test_of_two_browsers_at_one_moment_one_agrees(app: Flask, link: str) -> None:
    ready, answers = Barrier(2), []

    def press(client: FlaskClient) -> None:
        page = client.get(link).text
        terms = page.partition('name="terms"')[2].partition('value="')[2].partition('"')[0]
        form = {"csrf_token": csrf_token(page), "terms": terms, **TOLD}
        ready.wait()
        answers.append(client.post(link, data=form).status_code)

    browsers = [Thread(target=press, args=(app.test_client(),)) for _ in range(2)]
    for one in browsers:
        one.start()
    for one in browsers:
        one.join()
    assert sorted(answers) in ([200, 200], [200, 422]), "the later one reads that it is used"
    assert len(consents(app)) == 1


def test_what_a_scanner_of_mail_sends_agrees_to_nothing(
    app: Flask, stranger: FlaskClient, link: str
) -> None:
    ahead = {"Sec-Purpose": "prefetch;prerender", "Purpose": "prefetch"}
    assert stranger.get(link, headers=ahead).status_code == 200
    assert stranger.options(link).status_code == 200
    assert app.test_client().post(link, data=TOLD).status_code == 400
    assert consents(app) == []
    assert "Thank you" in agree(stranger, link).text, "and the link is good still"


def test_after_a_withdrawal_a_link_of_before_opens_and_agrees_to_nothing(
    app: Flask, town: Town, stranger: FlaskClient, link: str
) -> None:
    page = stranger.get(link).text
    terms = page.partition('name="terms"')[2].partition('value="')[2].partition('"')[0]
    form = {"csrf_token": csrf_token(page), "terms": terms, **TOLD}
    with written(app) as session:
        ada = session.scalars(select(Person).where(Person.id == town.persons["ada"])).one()
        now = datetime.now(UTC)
        given = record_consent(session, ada.id, SignedHow.PAPER, "Anna Ābele", ACTOR, now)
        withdraw(session, given, ada, actor=ACTOR, now=now)
    assert stranger.get(link).status_code == 410
    assert stranger.post(link, data=form).status_code == 410
    assert [how for how, _, _ in consents(app)] == [SignedHow.PAPER]
