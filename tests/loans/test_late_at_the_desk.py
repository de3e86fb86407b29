"""Whoever is too late at the desk is told so, though the answer was written already."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from assetmgr.loans.models import Act
from assetmgr.loans.queries.meeting import meeting_by_tag
from assetmgr.loans.routes import serving
from tests.loans.desk import PART, desk_of, scan
from tests.support.lending import agree, lend, make_available
from tests.support.town import Town
from tests.support.writing import written

PAGE = "/lending/hand-out?class=6.a"


@pytest.fixture
def ready(app: Flask, town: Town) -> Town:
    """A Chromebook can be lent, and its institution made an act before."""
    with written(app) as session:
        lend(session, town, "K-0003", "emils")
        make_available(session, town, "K-0001")
        agree(session, town, "ada")
    return town


@pytest.mark.parametrize("headers", [PART, {}], ids=["script", "form"])
@pytest.mark.parametrize("what", ["number", "row"])
def test_what_somebody_changed_meanwhile_is_not_lent(
    app: Flask,
    ready: Town,
    admin: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
    what: str,
) -> None:
    def meets(*told: Any) -> Any:
        met = meeting_by_tag(*told)
        assert met is not None
        if what == "number":  # the last number is another one
            return replace(met, numbered=replace(met.numbered, last=met.numbered.last - 1))
        return replace(met, borrower=replace(met.borrower, id=10**6))  # the borrower is gone

    monkeypatch.setattr(serving, "meeting_by_tag", meets)
    told: dict[str, Any] = {"code": "K-0001", "person": ready.persons["ada"]}
    answer = desk_of(admin, PAGE, told, **headers)
    assert answer.status_code in {409, 422}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    monkeypatch.undo()
    with written(app) as session:
        assert session.scalar(select(func.count(Act.id))) == 1
    assert "K-0001 is handed to" in scan(admin, PAGE, **told).text
