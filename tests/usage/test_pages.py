"""The page of Chromebook usage: who sees what, and what it says when asked for nonsense."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from python_calamine import CalamineWorkbook

from assetmgr.auth.codes import Role
from tests.support.browser import sign_in
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written
from tests.usage.seen import MONDAY, SUNDAY, seen, used

pytestmark = pytest.mark.usefixtures("september")
OWN = f"/usage/?span=own&from={MONDAY}&to={SUNDAY}"


@pytest.fixture
def active_town(app: Flask, town: Town) -> Town:
    with written(app) as session:
        used(session, town, "ABC", "K-0001", [MONDAY])
        seen(session, town, "ABC", "K-0002", MONDAY, SUNDAY)
        used(session, town, "XYZ", "K-0101", [MONDAY, MONDAY + timedelta(days=1)])
    return town


def test_a_school_sees_its_own_weeks(app: Flask, active_town: Town) -> None:
    page = sign_in(app, active_town.emails[Role.SCHOOL_STAFF]).get(OWN).text
    assert "Ābeļu sākumskola" in page
    assert "2024-W37" in page
    assert '<td class="num">25%</td>' in page
    assert "XYZ" not in page


def test_a_school_cannot_choose_another(app: Flask, active_town: Town) -> None:
    client = sign_in(app, active_town.emails[Role.SCHOOL_STAFF])
    page = client.get(OWN + "&institution=XYZ").text
    assert '<td class="num">25%</td>' in page
    assert "Žubīšu" not in page


def test_the_municipality_sees_all_and_may_choose_one(app: Flask, active_town: Town) -> None:
    client = sign_in(app, active_town.emails[Role.MUNICIPAL_VIEWER])
    assert "Share of active Chromebooks by institution" in client.get(OWN).text
    assert '<td class="num">40%</td>' in client.get(OWN).text
    assert '<td class="num">100%</td>' in client.get(OWN + "&institution=XYZ").text


def test_a_borrower_is_refused_and_a_stranger_must_sign_in(app: Flask, town: Town) -> None:
    assert sign_in(app, town.emails[Role.BORROWER]).get("/usage/").status_code == 403
    assert app.test_client().get("/usage/").status_code == 302


def test_htmx_gets_the_results_alone(app: Flask, active_town: Town) -> None:
    client = sign_in(app, active_town.emails[Role.SCHOOL_ADMIN])
    part = client.get(OWN, headers={"HX-Request": "true"}).text
    assert "2024-W37" in part
    assert "<html" not in part


def test_wrong_days_are_named_and_nothing_is_shown(app: Flask, active_town: Town) -> None:
    client = sign_in(app, active_town.emails[Role.SCHOOL_ADMIN])
    backwards = client.get(f"/usage/?span=own&from={SUNDAY}&to={MONDAY}")
    assert backwards.status_code == 422
    assert "The last day is before the first." in backwards.text
    nonsense = client.get("/usage/?span=own&from=yesterday&to=2024-01-01")
    assert nonsense.status_code == 422
    assert client.get("/usage/weekly.csv?span=own&from=x&to=y").status_code == 400


def test_a_school_year_that_has_just_begun_has_no_whole_week(app: Flask, town: Town) -> None:
    with time_machine.travel(datetime(2026, 9, 2, 12, tzinfo=UTC), tick=False):
        response = sign_in(app, town.emails[Role.SCHOOL_ADMIN]).get("/usage/?span=year")
    assert response.status_code == 200
    assert "No whole week in this period" in response.text


def test_an_institution_without_chromebooks_says_what_will_be_here(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN])
    assert "No Chromebooks here" in client.get("/usage/?institution=PII").text


def test_the_files_hold_the_weeks(app: Flask, active_town: Town) -> None:
    client = sign_in(app, active_town.emails[Role.MUNICIPAL_VIEWER])
    query = OWN.partition("?")[2]
    text = client.get(f"/usage/weekly.csv?{query}").get_data().decode("utf-8-sig")
    assert text.splitlines()[1:] == [
        "2024-W37,2024-09-09,ABC,4,2,1,25.0",
        "2024-W37,2024-09-09,XYZ,1,1,1,100.0",
    ]
    book = client.get(f"/usage/weekly.xlsx?{query}", buffered=True).get_data()
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["2024-W37", "2024-09-09", "ABC", 4.0, 2.0, 1.0, 25.0]
    assert client.get(f"/usage/weekly.pdf?{query}").status_code == 404


def test_the_page_reads_a_fixed_number_of_statements(app: Flask, active_town: Town) -> None:
    client = sign_in(app, active_town.emails[Role.MUNICIPAL_VIEWER])
    for query in (OWN, "/usage/?span=recent", "/usage/?span=year"):
        with counted(app) as statements:
            client.get(query)
        assert len(statements) == 8, query
