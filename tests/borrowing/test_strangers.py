"""Another pupil's loan, act or request by number is 404, at every endpoint; so is a number of
nobody's."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from assetmgr.auth.codes import Permission, Role
from assetmgr.auth.queries import borrower
from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.loans.models import Extension, LoanCase
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.web.access import declared
from assetmgr.web.signed_in import begin_sitting
from tests.support.asking import ask
from tests.support.browser import csrf_token
from tests.support.endpoints import methods, rules
from tests.support.lending import lend
from tests.support.pages import reader
from tests.support.town import Town
from tests.support.writing import written

TOLD = {"wanted_until": "2099-01-01", "kind": "fault", "told": "x"}


@pytest.fixture(params=["account", "class code"])
def ada(request: pytest.FixtureRequest, app: Flask, town: Town) -> FlaskClient:
    """Ada, signed in with an account, or as a borrower without one."""
    if request.param == "account":
        return reader(app, town, Role.BORROWER)
    client = app.test_client()
    with app.app_context(), reading(db.session(), reason="a test's sign-in") as session:
        found = borrower(session, town.persons["ada"])
        assert found
    with client.session_transaction() as cookie:
        cookie["_user_id"] = found.key
        begin_sitting(cookie)
    client.get("/language/en")
    return client


def addresses(app: Flask, act_id: int, request_id: int) -> Iterator[tuple[str, str]]:
    """Every address that names something and that a borrower may reach, with its methods."""
    for rule in rules(app):
        asked = declared(app.view_functions[rule.endpoint])
        if asked not in {Permission.BORROW, Permission.ACCOUNT} or not rule.arguments:
            continue
        values: dict[str, Any] = {"act_id": act_id, "own_id": act_id, "request_id": request_id}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
        for method in sorted(methods(rule)):
            yield method, address


def test_these_are_all_the_addresses_by_number_that_a_borrower_reaches(app: Flask) -> None:
    found = {address for _, address in addresses(app, 7, 8)}
    own = ("", "/act.pdf", "/terms", "/longer", "/report", "/sign")
    assert found == {f"/my/acts/7{ending}" for ending in own} | {"/my/requests/8/withdraw"}


@pytest.mark.parametrize("whose", ["emils", "zane"])
def test_what_is_somebody_elses_is_not_found(
    app: Flask, town: Town, ada: FlaskClient, whose: str
) -> None:
    tag = "K-0101" if whose == "zane" else "K-0001"
    with written(app) as session:
        act_id = lend(session, town, tag, whose).act.id
        request_id = ask(session, town, whose).id
    told = {"csrf_token": csrf_token(ada.get("/my").text), **TOLD}
    found = [
        (method, address, status)
        for method, address in addresses(app, act_id, request_id)
        if (status := ada.open(address, method=method, data=told).status_code) != 404
    ]
    assert found == []
    with written(app) as session:
        assert session.scalar(select(func.count(LoanCase.id))) == 0
        assert session.scalar(select(func.count(Extension.id))) == 0
        assert session.scalars(select(LoanRequest.status)).all() == [RequestStatus.SUBMITTED]


def test_the_same_addresses_of_the_own_are_found(app: Flask, town: Town, ada: FlaskClient) -> None:
    """Else the test above would be content with addresses that nobody finds."""
    with written(app) as session:
        act_id = lend(session, town, "K-0001", "ada").act.id
        request_id = ask(session, town, "ada").id
    told = {"csrf_token": csrf_token(ada.get("/my").text), **TOLD}
    for method, address in addresses(app, act_id, request_id):
        data = told if method == "POST" else None
        assert ada.open(address, method=method, data=data).status_code != 404, address


def test_every_page_here_asks_for_the_borrowers_permission(app: Flask) -> None:
    asked = {
        declared(app.view_functions[rule.endpoint])
        for rule in rules(app)
        if rule.endpoint.startswith("borrowing.")
    }
    assert asked == {Permission.BORROW}


def test_neither_names_nor_loans_of_others_stand_on_any_page(
    app: Flask, town: Town, ada: FlaskClient
) -> None:
    with written(app) as session:
        act_id = lend(session, town, "K-0001", "ada").act.id
        lend(session, town, "K-0002", "emils")
        ask(session, town, "emils")
        ask(session, town, "ada")
    for address in ("/my", "/my/ask", "/my/about", "/my/history", f"/my/acts/{act_id}"):
        page = ada.get(address).text
        assert not [text for text in ("Emīls", "KEYEMILS", "K-0002", "A-ABC-2") if text in page]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BORROWER])
def test_nobody_else_reaches_it(app: Flask, town: Town, role: Role) -> None:
    assert reader(app, town, role).get("/my").status_code == 403
