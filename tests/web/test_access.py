"""Who reaches what: every endpoint, every role, every object of another institution."""

from collections.abc import Mapping
from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Permission, Role
from assetmgr.web.access import PUBLIC, declared
from tests.support.browser import csrf_token
from tests.support.endpoints import filled, methods, misplaced, owned, rules
from tests.support.pages import reader
from tests.support.town import Town

P = Permission
_READER: Final = {P.ACCOUNT, P.REGISTER_READ, P.USAGE_READ, P.LENDING_READ}
_LENDER: Final = {P.LEND, P.LENDING_RULES}
_PLANNER: Final = _READER | {P.PLANNING_READ, P.SYNC_READ, P.EXCHANGE}
REACH: Final[Mapping[Role, set[Permission]]] = {
    Role.MUNICIPAL_ADMIN: set(Permission) - {P.BORROW},
    Role.MUNICIPAL_VIEWER: _PLANNER | {P.MUNICIPAL_READ},
    Role.INSTITUTION_HEAD: _PLANNER | _LENDER | {P.COUNT, P.STOCKTAKE},
    Role.SCHOOL_ADMIN: _PLANNER
    | _LENDER
    | {P.REGISTER_WRITE, P.LABELS, P.COUNT, P.STOCKTAKE, P.MAIL},
    Role.SCHOOL_STAFF: _READER | {P.COUNT, P.LEND},
    Role.BORROWER: {P.ACCOUNT, P.BORROW},
}
"""DOMAIN.md's table 'Who', written out once more: the product's own must say the same."""


def test_every_endpoint_says_who_may_reach_it(app: Flask) -> None:
    silent = [
        rule.endpoint
        for rule in rules(app)
        if not isinstance(declared(app.view_functions[rule.endpoint]), Permission | str)
    ]
    assert silent == []


def test_only_these_endpoints_are_open_to_everybody(app: Flask) -> None:
    found = {name for name, view in app.view_functions.items() if declared(view) == PUBLIC}
    assert found == {
        "static",
        "agreements.guardian",
        "auth.sign_in",
        "auth.oidc_begin",
        "auth.oidc_callback",
        "auth.signed_out",
        "auth.language",
        "auth.set_password",
        "count.manifest",
        "count.shell",
        "count.worker",
        "devices.label",
        "lending.public",
        "people.card",
        "people.sign_in_by_code",
        "phones.deliver",
        "phones.found",
        "phones.listing",
        "phones.photo",
        "phones.sign_off",
    }


def test_an_endpoint_that_says_nothing_is_refused(own_app: Flask, town: Town) -> None:
    own_app.add_url_rule("/silent", "silent", lambda: "secret")
    assert reader(own_app, town, Role.MUNICIPAL_ADMIN).get("/silent").status_code == 403


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(app: Flask, town: Town) -> None:
    client = app.test_client()
    for rule in rules(app):
        if declared(app.view_functions[rule.endpoint]) == PUBLIC:
            continue
        for method in methods(rule):
            response = client.open(filled(app, town, rule, "ABC"), method=method)
            assert response.status_code == 302, rule
            assert response.location.startswith("/sign-in"), rule


@pytest.mark.parametrize("role", Role)
def test_a_role_reaches_what_its_permissions_say_and_nothing_else(
    app: Flask, town: Town, role: Role
) -> None:
    """A POST is sent without its form's token: who may pass is told that the form is too old."""
    client = reader(app, town, role)
    wrong = []
    for rule in rules(app):
        asked = declared(app.view_functions[rule.endpoint])
        for method in sorted(methods(rule)) if isinstance(asked, Permission) else ():
            response = client.open(filled(app, town, rule, "ABC"), method=method, buffered=True)
            expected = _answers(method) if asked in REACH[role] else {403}
            if response.status_code not in expected:
                wrong.append((method, str(rule), response.status_code))
    assert wrong == []


def _answers(method: str) -> set[int]:
    return {200, 302, 404} if method == "GET" else {400}


def test_nothing_of_another_institution_is_found_however_it_is_asked_for(
    app: Flask, town: Town
) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    token = csrf_token(client.get("/institutions/ABC/contact").text)
    asked = 0
    wrong = []
    for rule in rules(app):
        for foreign in misplaced(rule, "XYZ"):
            address = filled(app, town, rule, "ABC", foreign)
            for method in sorted(methods(rule)):
                status = _status(client, method, address, token)
                asked += 1
                if status != 404:
                    wrong.append((method, address, status))
    assert wrong == []
    assert asked >= 20


def test_the_same_addresses_of_the_own_institution_are_found(app: Flask, town: Town) -> None:
    """Else the test above would be content with addresses that nobody finds."""
    client = reader(app, town, Role.SCHOOL_ADMIN)
    for rule in rules(app):
        if owned(rule) and "GET" in methods(rule):
            address = filled(app, town, rule, "ABC")
            assert client.get(address).status_code == 200, address


def _status(client: FlaskClient, method: str, address: str, token: str) -> int:
    told = {"csrf_token": token} if method == "POST" else None
    return client.open(address, method=method, data=told, buffered=True).status_code
