"""Signing out on a shared machine: here, and where the account is."""

from flask import Flask

from sync.emulator import Emulator, Fault
from tests.auth.oidc.conftest import BASE, Install, settings
from tests.auth.oidc.visitor import Visitor
from tests.support.browser import csrf_token
from tests.support.town import PASSWORD

STAFF = "school_staff@town.example"


def sign_out(visitor: Visitor) -> str:
    """Press the button; where it leads."""
    token = csrf_token(visitor.get("/institutions/ABC").text)
    answer = visitor.post("/sign-out", {"csrf_token": token})
    assert answer.status_code == 302
    assert "Clear-Site-Data" not in answer.headers, "phones keep their unsent scans"
    return answer.location


def test_whoever_came_by_google_is_told_to_sign_out_there(
    visitor: Visitor, emulator: Emulator
) -> None:
    visitor.sign_in(STAFF, "google")
    page = visitor.get(sign_out(visitor))
    assert "You are signed out here" in page.text
    assert f'href="{emulator.url}/oidc/google/Logout"' in page.text
    assert "Refresh" not in page.headers


def test_whoever_came_by_microsoft_is_led_through_its_sign_out_and_back(
    visitor: Visitor, emulator: Emulator
) -> None:
    visitor.sign_in(STAFF, "microsoft")
    page = visitor.get(sign_out(visitor))
    seconds, _, onward = page.headers["Refresh"].partition("; url=")
    assert (seconds, onward.startswith(f"{emulator.url}/oidc/microsoft/")) == ("1", True)
    assert "id_token_hint" not in onward
    assert visitor.follow(onward) == "/sign-in"


def test_a_provider_that_is_down_hinders_nobody(install: Install, emulator: Emulator) -> None:
    told = settings(emulator, "microsoft")
    emulator.plan(Fault("drop", on="discovery"))
    page = Visitor(install(**told), emulator).get("/signed-out/microsoft")
    assert page.status_code == 200
    assert "close all windows" in page.text


def test_a_provider_that_was_switched_off_meanwhile_is_passed_over(
    visitor: Visitor, site: Flask
) -> None:
    visitor.sign_in(STAFF)
    site.extensions["assetmgr_oidc"].pop("google")
    assert sign_out(visitor) == "/sign-in"


def test_nothing_of_the_session_stays_but_the_language(visitor: Visitor) -> None:
    visitor.sign_in(STAFF)
    sign_out(visitor)
    with visitor.client.session_transaction(base_url=BASE) as session:
        assert {**session, "_fresh": False} == {"locale": "en", "_fresh": False}
    assert not visitor.is_signed_in


def test_whoever_came_by_password_is_led_to_the_sign_in(site: Flask, emulator: Emulator) -> None:
    visitor = Visitor(site, emulator)
    token = csrf_token(visitor.get("/sign-in").text)
    told = {"csrf_token": token, "email": STAFF, "password": PASSWORD}
    assert visitor.post("/sign-in", told).location == "/"
    assert sign_out(visitor) == "/sign-in"
