"""The pages of figures, unused devices, the board and holidays: who sees what."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from assetmgr.institutions.codes import InstitutionType
from assetmgr.institutions.models import Institution
from assetmgr.lending.models import SchoolHoliday
from assetmgr.lending.operations.counting import keep_unused
from assetmgr.outbox.models import OutboxMail
from tests.support.lending import lend, make_available
from tests.support.pages import send
from tests.support.sql import counted
from tests.support.town import TODAY, Town
from tests.support.writing import written
from tests.usage.seen import seen

PAGES = ("/lending/", "/lending/unused", "/lending/board", "/lending/holidays")
PERSONAL = ("Ada", "Ābele", "Emīls", "guardian", "ada@school.example", "6.a")


@pytest.fixture(autouse=True)
def october() -> Iterator[None]:
    """Monday, 7 October 2024, noon: five weeks after the loans."""
    with time_machine.travel(datetime(2024, 10, 7, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def lending_town(app: Flask, town: Town) -> Town:
    """Ada has a Chromebook that she does not use, Emīls a laptop; another one can be lent."""
    with written(app) as session:
        act = lend(session, town, "K-0001", "ada").act
        lend(session, town, "P-0001", "emils")
        act.issued_on = TODAY - timedelta(3)
        make_available(session, town, "K-0002")
        for code, tag in (("ABC", "K-0001"), ("XYZ", "K-0101")):
            seen(session, town, code, tag, TODAY - timedelta(30), TODAY + timedelta(34))
    return town


@pytest.mark.usefixtures("lending_town")
def test_the_municipality_sees_counts_by_institution(viewer: FlaskClient) -> None:
    page = viewer.get("/lending/").text
    assert "By institution" in page
    assert "Lent devices by month" in page
    assert '<td class="num" data-label="Lent">2</td>' in page


@pytest.mark.parametrize("who", ["viewer", "city"])
def test_nothing_of_a_borrower_reaches_the_municipality(
    request: pytest.FixtureRequest, lending_town: Town, who: str
) -> None:
    client = request.getfixturevalue(who)
    for address in PAGES if who == "city" else (*PAGES[:1], *PAGES[2:]):
        for place in ("", "?institution=ABC", "?institution=XYZ"):
            page = client.get(address + place)
            assert page.status_code == 200
            assert not [word for word in PERSONAL if word in page.text], (address, place)
    told = client.get("/lending/unused")
    assert told.status_code == (200 if who == "city" else 403)
    assert ("P: KEYADA" in told.text) is (who == "city")
    assert ("/lending/unused" in client.get("/lending/").text) is (who == "city")
    book = client.get("/lending/figures.csv").get_data().decode()
    assert not [word for word in PERSONAL if word in book]


@pytest.mark.usefixtures("lending_town")
def test_a_school_sees_what_to_do_next_and_nothing_of_others(staff: FlaskClient) -> None:
    page = staff.get("/lending/").text
    assert "What to do next" in page
    assert "By institution" not in page
    assert "XYZ" not in page


@pytest.mark.usefixtures("town")
def test_a_school_that_lends_nothing_is_told_what_will_be_here(staff: FlaskClient) -> None:
    assert "Nothing is lent yet" in staff.get("/lending/").text
    assert "No lent device is unused" in staff.get("/lending/unused").text


@pytest.mark.usefixtures("lending_town")
def test_the_files_hold_the_table(viewer: FlaskClient) -> None:
    text = viewer.get("/lending/figures.csv").get_data().decode("utf-8-sig")
    assert "ABC,Ābeļu sākumskola,2,0,0,0,0,1" in text.splitlines()
    book = viewer.get("/lending/figures.xlsx", buffered=True).get_data()
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == ["ABC", "Ābeļu sākumskola", 2.0]
    assert viewer.get("/lending/figures.pdf").status_code == 404


@pytest.mark.usefixtures("lending_town")
def test_who_lends_sees_the_borrower_of_an_unused_device_and_asks(
    app: Flask, staff: FlaskClient
) -> None:
    page = staff.get("/lending/unused").text
    assert "Ada Ābele, 6.a" in page
    assert "none since 30 Aug 2024" in page.replace("\u00a0", " ")
    assert "P-0001" not in page
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    back = staff.post("/lending/take-back", data={"csrf_token": token, "code": "K-0001"})
    assert "Ada Ābele" in back.text
    action = page.split('action="/lending/unused/')[1].split('"')[0]
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    sent = staff.post("/lending/unused/" + action, data={"csrf_token": token})
    assert sent.status_code == 302
    assert "asked on 7 Oct 2024" in staff.get("/lending/unused").text.replace("\u00a0", " ")
    with written(app) as session:
        assert session.scalar(select(func.count(OutboxMail.id))) == 1


@pytest.mark.usefixtures("lending_town")
def test_the_board_tells_what_can_be_lent(staff: FlaskClient, city: FlaskClient) -> None:
    page = staff.get("/lending/board").text
    assert "Chromebook" in page
    assert "nobody waits" in page
    assert "/available/ABC" in page
    assert "K-0002" not in page
    assert '<td class="num" data-label="For pupils">1</td>' in city.get("/lending/board").text


@pytest.mark.usefixtures("lending_town")
def test_everybody_sees_the_public_page_and_no_device_or_person_on_it(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/available/ABC")
    assert page.status_code == 200
    assert "Ābeļu sākumskola" in page.text
    assert not [word for word in (*PERSONAL, "K-000", "P-000", "SN") if word in page.text]
    assert client.get("/available/NIX").status_code == 404


@pytest.mark.usefixtures("lending_town")
def test_the_poster_and_the_letter_say_where_and_whom_to_ask(staff: FlaskClient) -> None:
    sizes = {"a4": (595, 842), "a3": (842, 1191)}
    for paper, size in sizes.items():
        poster = PdfDocument(staff.get(f"/lending/board/ABC/poster-{paper}.pdf").get_data())
        text = poster[0].get_textpage().get_text_bounded()
        assert "Vajag datoru" in text
        assert "/available/ABC" in text
        assert "Ābeļu sākumskola" in text
        assert tuple(round(side) for side in poster[0].get_size()) == size
    letter = PdfDocument(staff.get("/lending/board/ABC/letter.pdf").get_data())
    told = letter[0].get_textpage().get_text_bounded()
    assert "Cienījamie vecāki!" in told
    assert "31. maijam" in told
    assert "07.10.2024." in told
    assert staff.get("/lending/board/ABC/poster-a5.pdf").status_code == 404
    assert staff.get("/lending/board/XYZ/poster-a4.pdf").status_code == 404


@pytest.mark.usefixtures("town")
def test_the_municipality_alone_changes_the_holidays(
    app: Flask, city: FlaskClient, admin: FlaskClient, viewer: FlaskClient
) -> None:
    told = {"name": "Talka", "first_day": "2026-04-20", "last_day": "2026-04-24"}
    assert send(city, "/lending/holidays", told).status_code == 302
    assert "Talka" in viewer.get("/lending/holidays").text
    backwards = {**told, "last_day": "2026-04-01"}
    assert "The last day is before the first." in send(city, "/lending/holidays", backwards).text
    assert "there already" in send(city, "/lending/holidays", told).text
    page = admin.get("/lending/holidays").text
    assert "Talka" in page
    assert "Add holidays" not in page
    token = admin.get("/institutions/ABC/contact").text.split('csrf_token" value="')[1]
    data = {"csrf_token": token.split('"')[0], **told}
    assert admin.post("/lending/holidays", data=data).status_code == 403
    assert admin.post("/lending/holidays/1/remove", data=data).status_code == 403
    assert send(city, "/lending/holidays", {}).status_code == 422
    with written(app) as session:
        key = session.scalars(select(SchoolHoliday.id).where(SchoolHoliday.name == "Talka")).one()
    form = city.get("/lending/holidays").text.split('csrf_token" value="')[1].split('"')[0]
    gone = city.post(f"/lending/holidays/{key}/remove", data={"csrf_token": form})
    assert gone.status_code == 302
    assert "Talka" not in viewer.get("/lending/holidays").text


def test_all_institutions_have_the_counts_of_the_last_sync_and_their_day(
    app: Flask, lending_town: Town, city: FlaskClient, staff: FlaskClient
) -> None:
    places = lending_town.institutions
    assert "counted on" not in city.get("/lending/").text
    with written(app) as session:
        keep_unused(session, dict.fromkeys(places.values(), 0) | {places["ABC"]: 23}, TODAY)
    page = city.get("/lending/").text
    assert "of those lent, counted on 2 Sep 2024" in page.replace("\u00a0", " ")
    assert ">23<" in page
    assert ">23<" not in staff.get("/lending/").text  # one institution is counted at once
    with written(app) as session:
        session.add(
            Institution(code="NEW", name="New", short_name="New", type=InstitutionType.SCHOOL)
        )
    assert ">23<" not in city.get("/lending/").text


@pytest.mark.usefixtures("lending_town")
def test_the_pages_read_a_fixed_number_of_statements(
    app: Flask, town: Town, city: FlaskClient, staff: FlaskClient
) -> None:
    with written(app) as session:
        keep_unused(session, dict.fromkeys(town.institutions.values(), 0), TODAY)
    counts = {"/lending/unused": 12, "/lending/board": 5, "/lending/holidays": 3}
    for client, overview in ((city, 7), (staff, 10)):
        for address, count in {"/lending/": overview, **counts}.items():
            client.get(address)
            with counted(app) as statements:
                client.get(address)
            assert len(statements) == count, address
