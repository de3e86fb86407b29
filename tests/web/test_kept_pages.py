"""Whoever sits down at a shared machine finds nothing of who sat there before in its browser."""

import pytest
from flask import Flask

from assetmgr.auth.codes import Role
from assetmgr.web.access import PUBLIC, declared
from tests.support.browser import csrf_token
from tests.support.endpoints import filled, methods, rules
from tests.support.lending import lend
from tests.support.pages import reader
from tests.support.town import Town
from tests.support.writing import written


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMIN, Role.MUNICIPAL_ADMIN])
def test_no_browser_keeps_a_page_or_a_file(app: Flask, town: Town, role: Role) -> None:
    client = reader(app, town, role)
    kept, seen = [], 0
    for rule in rules(app):
        if declared(app.view_functions[rule.endpoint]) == PUBLIC or "GET" not in methods(rule):
            continue
        answer = client.get(filled(app, town, rule, "ABC"), buffered=True)
        seen += answer.status_code == 200
        if answer.headers.get("Cache-Control") != "no-store":
            kept.append((str(rule), answer.headers.get("Cache-Control")))
    assert kept == []
    assert seen > 60


def test_a_borrowers_act_is_kept_by_no_browser_and_gone_after_signing_out(
    app: Flask, town: Town
) -> None:
    with written(app) as session:
        act_id = lend(session, town, "K-0001", "ada").act.id
    ada = reader(app, town, Role.BORROWER)
    addresses = ("/my", f"/my/acts/{act_id}", f"/my/acts/{act_id}/act.pdf", "/my/about")
    for address in addresses:
        answer = ada.get(address, buffered=True)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store"), address
    ada.post("/sign-out", data={"csrf_token": csrf_token(ada.get("/my").text)})
    for address in addresses:
        assert ada.get(address).location.startswith("/sign-in"), address
