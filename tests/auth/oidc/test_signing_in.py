"""Signing in with the school's account, from the button to the first page."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from assetmgr.auth.models import User
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from assetmgr.people.models import Person
from sync.emulator import Emulator, Fault
from tests.auth.oidc.conftest import BASE, EMILS, Install, settings
from tests.auth.oidc.visitor import Visitor, asked
from tests.support.town import ADA, NOW

STAFF = "school_staff@town.example"
BOTH = pytest.mark.parametrize("provider", ["google", "microsoft"])


@BOTH
def test_a_known_person_comes_to_the_first_page(visitor: Visitor, provider: str) -> None:
    answer = visitor.sign_in(STAFF, provider)
    assert (answer.status_code, answer.location) == (302, "/")
    assert visitor.get("/institutions/").status_code == 302
    assert visitor.get("/institutions/ABC").status_code == 200


def test_a_borrower_comes_to_the_own_page(visitor: Visitor) -> None:
    visitor.sign_in(ADA)
    assert visitor.get("/").location == "/my"


@BOTH
def test_whom_a_class_list_knows_borrows_and_gets_no_account(
    visitor: Visitor, site: Flask, provider: str
) -> None:
    before = accounts(site)
    visitor.sign_in(EMILS, provider)
    assert visitor.get("/").location == "/my"
    assert visitor.get("/devices/").status_code == 403
    assert accounts(site) == before


def test_a_forgotten_person_is_unknown_and_signed_out(visitor: Visitor, site: Flask) -> None:
    visitor.sign_in(EMILS)
    with site.app_context(), writing(db.session(), reason="a test forgets") as session:
        person = session.scalars(select(Person).where(Person.email == EMILS)).one()
        person.name = person.email = person.search_text = person.class_name = None
        person.forgotten_at = NOW
    assert not visitor.is_signed_in
    assert visitor.sign_in(EMILS).status_code == 403


def test_whose_account_was_closed_borrows_nothing_either(visitor: Visitor, site: Flask) -> None:
    with site.app_context(), writing(db.session(), reason="a test") as session:
        session.add(User(email=EMILS, name="C", active=False))
    assert visitor.sign_in(EMILS).status_code == 403


def test_the_address_is_compared_without_case(visitor: Visitor) -> None:
    visitor.sign_in("School_Staff@TOWN.EXAMPLE")
    assert visitor.is_signed_in


def test_another_provider_signs_in_by_the_standard_alone(
    install: Install, emulator: Emulator
) -> None:
    visitor = Visitor(install(**settings(emulator, "other")), emulator)
    visitor.sign_in(STAFF, "other")
    assert visitor.is_signed_in


@BOTH
def test_the_request_has_state_nonce_and_pkce_and_asks_for_the_account(
    visitor: Visitor, provider: str
) -> None:
    first, second = asked(visitor.begin(provider)), asked(visitor.begin(provider))
    assert first["code_challenge_method"] == "S256"
    assert first["prompt"] == "select_account"
    assert first["redirect_uri"] == f"{BASE}/sign-in/{provider}/callback"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 20
        assert first[name] != second[name]


def test_google_is_asked_for_an_organisations_accounts_alone(
    install: Install, emulator: Emulator
) -> None:
    told = settings(emulator, "google")
    many = Visitor(install(**told), emulator)
    one = Visitor(install(**{**told, "ASSETMGR_OIDC_GOOGLE_DOMAINS": "town.example"}), emulator)
    assert asked(many.begin())["hd"] == "*"
    assert asked(one.begin())["hd"] == "town.example"


def test_the_way_back_leads_to_the_page_that_was_asked_for(visitor: Visitor) -> None:
    page = visitor.get("/institutions/ABC")
    offered = visitor.get(page.location).text
    assert 'href="/sign-in/google?next=/institutions/ABC"' in offered
    assert visitor.sign_in(STAFF, query="?next=/institutions/ABC").location == "/institutions/ABC"


@pytest.mark.parametrize("foreign", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_way_back_never_leads_to_another_site(visitor: Visitor, foreign: str) -> None:
    assert visitor.sign_in(STAFF, query=f"?next={foreign}").location == "/"


def test_the_session_is_another_one_after_it(visitor: Visitor) -> None:
    with visitor.client.session_transaction(base_url=BASE) as session:
        session["planted"] = "by whoever sat here before"
    visitor.sign_in(STAFF)
    with visitor.client.session_transaction(base_url=BASE) as session:
        assert "planted" not in session
        assert "sign_in_begun" not in session
        assert session["locale"] == "en"


def test_who_is_signed_in_is_not_sent_away_again(visitor: Visitor) -> None:
    visitor.sign_in(STAFF)
    assert visitor.get("/sign-in/google").location == "/"


def test_a_new_key_of_the_provider_is_fetched(visitor: Visitor, emulator: Emulator) -> None:
    visitor.sign_in(STAFF)
    visitor.client.delete_cookie("session", domain="ierices.example.lv")
    emulator.oidc.keys.rotate()
    visitor.sign_in(STAFF)
    assert visitor.is_signed_in


@BOTH
def test_somebody_unknown_is_told_whom_to_ask_and_no_account_is_made(
    visitor: Visitor, site: Flask, provider: str
) -> None:
    before = accounts(site)
    answer = visitor.sign_in("nobody@town.example", provider)
    assert answer.status_code == 403
    assert "Ask your school's administrator to add you" in answer.text
    assert not visitor.is_signed_in
    assert accounts(site) == before


def test_a_closed_account_opens_nothing(visitor: Visitor, site: Flask) -> None:
    with site.app_context(), writing(db.session(), reason="a test") as session:
        session.add(User(email="closed@town.example", name="C", active=False))
    answer = visitor.sign_in("closed@town.example")
    assert (answer.status_code, visitor.is_signed_in) == (403, False)
    assert "does not know you" in answer.text


def test_an_account_closed_later_is_signed_out(visitor: Visitor, site: Flask) -> None:
    visitor.sign_in(STAFF)
    with site.app_context(), writing(db.session(), reason="a test") as session:
        session.scalars(select(User).where(User.email == STAFF)).one().active = False
    assert not visitor.is_signed_in


def test_the_sign_in_page_offers_what_is_configured(
    install: Install, emulator: Emulator, visitor: Visitor
) -> None:
    google = Visitor(install(**settings(emulator, "google")), emulator)
    none = Visitor(install(ASSETMGR_BASE_URL=BASE), emulator)
    for shown, names in ((visitor, "google microsoft"), (google, "google"), (none, "")):
        page = shown.get("/sign-in").text
        for name in ("google", "microsoft", "other"):
            assert (f'href="/sign-in/{name}"' in page) == (name in names.split())
    assert google.get("/sign-in/microsoft").status_code == 404
    assert google.get("/sign-in/microsoft/callback").status_code == 404
    assert none.get("/signed-out/google").status_code == 404


def test_no_mail_stands_in_an_address_or_in_the_log(
    visitor: Visitor, emulator: Emulator, capfd: pytest.CaptureFixture[str]
) -> None:
    for email in (STAFF, "nobody@town.example", "guest@town.example"):
        begun = visitor.begin("microsoft")
        back = visitor.choose(begun, email)
        answer = visitor.get(back)
        assert "town.example" not in f"{begun}{back}{answer.location or ''}"
        visitor.client.delete_cookie("session", domain="ierices.example.lv")
    emulator.plan(Fault("no_email", on="sign_in"))
    visitor.sign_in(STAFF)
    told = capfd.readouterr()
    assert "sign_in_failed" in told.out
    assert "town.example" not in told.out + told.err


def accounts(app: Flask) -> int:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return session.scalar(select(func.count(User.id))) or 0
