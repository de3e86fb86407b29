"""Pages of running loans: overdue, cases, swaps, spares, the summer's collection."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from assetmgr.auth.models import Membership
from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.loans import photo
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus, Paper
from assetmgr.loans.models import Act, ActPaper, LoanCase
from assetmgr.loans.operations.reporting import report_case
from assetmgr.loans.operations.taking_back import take_back
from assetmgr.loans.policy import papers
from assetmgr.loans.routes import photos
from assetmgr.outbox.models import OutboxMail
from assetmgr.requests.codes import Channel
from tests.support.browser import csrf_token
from tests.support.lending import lend, make_available
from tests.support.many_loans import many_loans
from tests.support.pages import send
from tests.support.sql import counted
from tests.support.town import ACTOR, ADA, NOW, Town
from tests.support.writing import written

NOON = datetime(2025, 6, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    """Tuesday, 10 June 2025: what was due on 31 May is ten days late."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def adas(app: Flask, town: Town) -> int:
    """The act by which Ada has K-0001; K-0002 is free."""
    with written(app) as session:
        make_available(session, town, "K-0002")
        return lend(session, town, "K-0001", "ada").act.id


@pytest.fixture
def stranger(app: Flask, town: Town) -> int:
    """An act of XYZ."""
    with written(app) as session:
        return lend(session, town, "K-0101", "zane").act.id


def one(app: Flask, model: type[Any], *criteria: Any) -> Any:
    """The only row."""
    with app.app_context(), reading(db.session(), reason="a test") as session:
        found = session.scalars(select(model).where(*criteria)).one()
        session.expunge(found)
        return found


def text_of(content: bytes) -> str:
    """The words of a PDF."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join(pages)


def picture(kind: str = "JPEG", side: int = 2400) -> BytesIO:
    """A photo that tells where it was taken."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (side, side // 2), "navy").save(out, kind, exif=exif)
    out.seek(0)
    return out


def test_an_overdue_loan_stands_there_with_who_answers_for_it(
    staff: FlaskClient, adas: int
) -> None:
    page = staff.get("/lending/overdue").text
    for part in ("Ada Ābele", "6.a", "K-0001", "A-ABC-1", "10 days", "Ada&#39;s guardian",
                 "tel:+37120000000", "mailto:guardian.ada@home.example"):  # fmt: skip
        assert part in page, part
    assert "Ābele" not in page.partition("<title>")[2].partition("</title>")[0]


def test_the_class_narrows_the_list(staff: FlaskClient, adas: int) -> None:
    assert "Ada Ābele" in staff.get("/lending/overdue?class=6.a").text
    assert "Nothing is overdue" in staff.get("/lending/overdue?class=7.b").text


def test_the_classes_to_choose_from_are_those_where_something_is_late(
    staff: FlaskClient, adas: int
) -> None:
    def offered(address: str) -> list[str]:
        return re.findall(r'<option value="([^"]*)"', staff.get(address).text)

    assert offered("/lending/overdue") == ["", "6.a"]
    assert "6.a (1)" in staff.get("/lending/overdue").text
    assert offered("/lending/overdue?class=7.b") == ["", "6.a", "7.b"], "what is asked for stays"


def test_another_schools_people_and_letters_are_out_of_reach(
    app: Flask, staff: FlaskClient, adas: int, stranger: int
) -> None:
    assert "Zane" not in staff.get("/lending/overdue").text
    response = send(staff, "/lending/overdue", {})
    assert response.status_code == 405
    token = csrf_token(staff.get("/lending/overdue").text)
    staff.post("/lending/overdue/remind", data={"csrf_token": token, "acts": str(stranger)})
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert session.scalars(select(OutboxMail)).all() == []


def test_the_municipality_sees_counts_and_keys_never_names(
    city: FlaskClient, viewer: FlaskClient, adas: int, stranger: int
) -> None:
    everywhere = city.get("/lending/overdue").text
    assert "ABC" in everywhere
    assert "XYZ" in everywhere
    page = city.get("/lending/overdue?institution=ABC").text
    assert "KEYADA" in page
    for hidden in ("Ābele", "guardian.ada", "6.a"):
        assert hidden not in page
    assert viewer.get("/lending/overdue").status_code == 403


def test_a_reminder_is_sent_by_one_press_and_only_once_a_day(
    app: Flask, staff: FlaskClient, adas: int
) -> None:
    token = csrf_token(staff.get("/lending/overdue").text)
    told = {"csrf_token": token, "acts": str(adas)}
    first = staff.post("/lending/overdue/remind", data=told, follow_redirects=True).text
    assert "2 letters are on their way." in first
    again = staff.post("/lending/overdue/remind", data=told, follow_redirects=True).text
    assert "reminded today already" in again
    assert one(app, OutboxMail, OutboxMail.recipient == ADA).kind == "loan_reminder"


def test_the_list_is_a_workbook_a_table_and_a_paper_to_tick(
    staff: FlaskClient, city: FlaskClient, adas: int
) -> None:
    table = staff.get("/lending/overdue.csv").text
    assert "A-ABC-1,Ada Ābele,6.a,K-0001,,2025-05-31,10" in table
    assert staff.get("/lending/overdue.xlsx", buffered=True).data[:2] == b"PK"
    assert staff.get("/lending/overdue.docx").status_code == 404
    assert "Ada Ābele" in text_of(staff.get("/lending/overdue.pdf").data)
    assert "KEYADA" in city.get("/lending/overdue.csv?institution=ABC").text
    assert city.get("/lending/overdue.pdf?institution=ABC").status_code == 404


def test_an_assistive_device_is_on_the_list_of_its_handlers_alone(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.id == town.devices["K-0003"])).one()
        device.purpose = Purpose.ASSISTIVE
        session.flush()
        act = lend(session, town, "K-0003", "ada").act
        report_case(session, act, CaseKind.FAULT, "?", Channel.BORROWER, actor=ACTOR, now=NOW)
        session.flush()
        case_id = session.scalars(select(LoanCase.id)).one()
    assert "K-0003" not in staff.get("/lending/overdue").text
    assert "K-0003" not in staff.get("/lending/cases").text
    assert "(0)" in staff.get("/lending/cases").text
    assert staff.get(f"/lending/cases/{case_id}").status_code == 404


def test_an_assistive_device_is_on_no_list_of_its_handlers_either(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        for one_role in session.scalars(select(Membership)):
            one_role.is_handler = True
        device = session.scalars(select(Device).where(Device.id == town.devices["K-0003"])).one()
        device.purpose = Purpose.ASSISTIVE
        session.flush()
        act_id = lend(session, town, "K-0003", "ada").act.id
    for address in (
        "/lending/overdue",
        "/lending/overdue.csv",
        "/lending/loans",
        "/lending/loans.csv",
        "/lending/collection?class=6.a",
        "/lending/hand-out?class=6.a",
    ):
        assert "K-0003" not in admin.get(address).text, address
    token = csrf_token(admin.get("/lending/loans").text)
    found = admin.post("/lending/loans", data={"csrf_token": token, "q": "K-0003"}).text
    assert "A-ABC-1" not in found
    assert "K-0003" in admin.get(f"/people/{town.persons['ada']}").text
    assert "K-0003" in admin.get(f"/lending/acts/{act_id}").text


def test_pages_follow_one_another_by_key_in_a_fixed_number_of_statements(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    with written(app) as session:
        many_loans(session, town, 120, date(2025, 5, 31))
    staff.get("/lending/overdue")
    with counted(app) as statements:
        page = staff.get("/lending/overdue").text
    assert len(statements) == 5  # the account, institutions, the page, classes, guardians
    seen = page.count('name="acts" value="') // 2
    while 'rel="next"' in page:
        address = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        page = staff.get(address).text
        seen += page.count('name="acts" value="') // 2
    assert seen == 120


def test_a_loss_is_noted_with_its_paper_and_decided_with_a_letter(
    app: Flask, admin: FlaskClient, adas: int
) -> None:
    response = send(
        admin,
        f"/lending/acts/{adas}/lose",
        {"kind": "theft", "told": "Somu nozaga", "paper": (BytesIO(b"%PDF-1"), "policija.pdf")},
    )
    assert response.status_code == 302
    address = response.location
    page = admin.get(address).text
    assert "Somu nozaga" in page
    assert "Ada Ābele" in page
    assert one(app, Act, Act.id == adas).status is ActStatus.STOLEN
    decided = send_form(admin, address, "/decide", amount="12,5", reason="Nebija pieskatīta")
    assert decided.status_code == 302
    words = text_of(admin.get(f"{address}/letter.pdf").data)
    for part in ("12,50", "Nebija pieskatīta", "Ada Ābele", "A-ABC-1", "10 darbdienu laikā"):
        assert part in words.replace("\r\n", " "), part


def send_form(client: FlaskClient, page: str, action: str, **told: Any) -> Any:
    """Send one of the forms of a page."""
    token = csrf_token(client.get(page).text)
    return client.post(page + action, data={"csrf_token": token, **told})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"MZ\x90 program", "Only a PDF or JPG"),
        (b"%PDF-" + b"-" * 1_000, "larger than 2 MB"),
    ],
)
def test_only_small_pdf_and_jpg_back_a_loss(
    app: Flask,
    admin: FlaskClient,
    adas: int,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    says: str,
) -> None:
    monkeypatch.setattr(papers, "MOST_NOTICE_BYTES", 1_000)
    told = {"kind": "loss", "told": "?", "paper": (BytesIO(content), "x.pdf")}
    response = send(admin, f"/lending/acts/{adas}/lose", told)
    assert response.status_code == 422
    assert says in response.text
    assert one(app, Act, Act.id == adas).status is ActStatus.ISSUED


def test_the_desk_confirms_in_one_press_what_a_borrower_reported(
    app: Flask, staff: FlaskClient, adas: int
) -> None:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == adas)).one()
        report_case(session, act, CaseKind.LOSS, "Nav", Channel.BORROWER, actor=ACTOR, now=NOW)
    assert "To be decided (1)" in staff.get("/lending/cases").text
    case = one(app, LoanCase)
    address = f"/lending/cases/{case.id}"
    assert "Confirm: it is lost" in staff.get(address).text
    token = csrf_token(staff.get(address).text)
    staff.post(f"/lending/acts/{adas}/confirm-loss", data={"csrf_token": token})
    assert one(app, Act, Act.id == adas).status is ActStatus.LOST
    staff.post(f"/lending/acts/{adas}/found", data={"csrf_token": token})
    assert one(app, LoanCase).status is CaseStatus.CLOSED


def test_who_lends_reads_cases_and_who_rules_decides_them(
    staff: FlaskClient, admin: FlaskClient, city: FlaskClient, adas: int
) -> None:
    made = send(staff, f"/lending/acts/{adas}/lose", {"kind": "loss", "told": "Nav"})
    assert ">Decide<" not in staff.get(made.location).text.replace("</svg>", ">")
    token = csrf_token(staff.get(made.location).text)
    refused = staff.post(f"{made.location}/decide", data={"csrf_token": token, "amount": "1"})
    assert refused.status_code == 403
    wrong = send_form(admin, made.location, "/decide", amount="5", reason="")
    assert wrong.status_code == 422
    assert city.get(made.location).status_code == 404
    counts = city.get("/lending/cases").text
    assert "ABC" in counts
    assert "K-0001" not in counts


def test_a_decision_is_taken_back_disputed_and_closed_on_its_page(
    app: Flask, admin: FlaskClient, adas: int
) -> None:
    page = send(admin, f"/lending/acts/{adas}/lose", {"kind": "loss", "told": "Nav"}).location
    for action, told, status in (
        ("/decide", {"amount": "0", "reason": "Nav vainīgs"}, CaseStatus.DECIDED),
        ("/undo", {}, CaseStatus.OPEN),
        ("/decide", {"amount": "20", "reason": "Vienošanās"}, CaseStatus.DECIDED),
        ("/dispute", {"dispute": "Par daudz"}, CaseStatus.DISPUTED),
        ("/decide", {"amount": "10", "reason": "Vienošanās"}, CaseStatus.DECIDED),
        ("/close", {}, CaseStatus.CLOSED),
    ):
        assert send_form(admin, page, action, **told).status_code == 302, action
        assert one(app, LoanCase).status is status, action


def test_a_swap_by_a_scanned_label_shows_both_numbers(
    app: Flask, staff: FlaskClient, adas: int
) -> None:
    told = {"code": "https://ierices.example.lv/d/K-0002", "after": "needs_repair", "note": "Melns"}
    response = send(staff, f"/lending/acts/{adas}/swap", told)
    assert response.status_code == 302
    assert "A-ABC-1" in (after := staff.get("/lending/cases").text)
    assert "A-ABC-2" in after
    new = one(app, Act, Act.supersedes_id == adas)
    assert (new.asset_tag, new.status) == ("K-0002", ActStatus.ISSUED)
    slip = f"/lending/returns/{adas}.pdf"
    assert slip in staff.get(f"/lending/acts/{adas}").text
    assert "Melns" in text_of(staff.get(slip).data)


@pytest.mark.parametrize("code", ["K-0101", "K-0003", "nothing", ""])
def test_a_swap_for_what_cannot_be_lent_changes_nothing_and_says_why(
    app: Flask, staff: FlaskClient, adas: int, code: str
) -> None:
    told = {"code": code, "after": "needs_repair"}
    response = send(staff, f"/lending/acts/{adas}/swap", told)
    assert response.status_code == 422
    assert one(app, Act, Act.id == adas).status is ActStatus.ISSUED


def test_a_spare_waits_on_its_list_until_the_repaired_one_is_given_back(
    app: Flask, town: Town, staff: FlaskClient, adas: int
) -> None:
    told = {"code": "K-0002", "after": "needs_repair", "until_repaired": "y"}
    send(staff, f"/lending/acts/{adas}/swap", told)
    page = staff.get("/lending/stand-ins").text
    assert "waits for the repair" in page
    with written(app) as session:
        make_available(session, town, "K-0001")
    spare = one(app, Act, Act.replaces_id == adas)
    back = f"/lending/acts/{spare.id}/swap?code=K-0001"
    assert f"{spare.id}/swap?code=K-0001" in staff.get("/lending/stand-ins").text
    assert send(staff, back, {"code": "K-0001", "after": "available"}).status_code == 302
    assert "No spare stands in" in staff.get("/lending/stand-ins").text


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_small_and_without_where_it_was_taken(
    app: Flask, staff: FlaskClient, adas: int, kind: str
) -> None:
    page = send(staff, f"/lending/acts/{adas}/lose", {"kind": "loss", "told": "Nav"}).location
    token = csrf_token(staff.get(page).text)
    told = {"csrf_token": token, "what": "photo_issued", "next": page}
    response = staff.post(
        f"/lending/acts/{adas}/photos", data={**told, "photo": (picture(kind), "mana maja.jpg")}
    )
    assert response.location == page
    kept = one(app, ActPaper)
    assert (kept.what, kept.file_name, kept.media_type) == (
        Paper.PHOTO_ISSUED, "photo_issued.jpg", "image/jpeg",
    )  # fmt: skip
    shown = staff.get(f"/lending/papers/{kept.id}")
    assert shown.mimetype == "image/jpeg"
    assert Image.open(BytesIO(shown.data)).size == (1600, 800)
    assert b"taken at home" not in shown.data
    assert f"/lending/papers/{kept.id}" in staff.get(page).text


def test_nobody_waits_while_a_photo_is_decoded(
    app: Flask, staff: FlaskClient, adas: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[bool] = []

    def watched(content: bytes) -> bytes:
        waits.append(db.session().in_transaction())
        return photo.small(content)

    monkeypatch.setattr(photos, "small", watched)
    token = csrf_token(staff.get(f"/lending/acts/{adas}").text)
    told = {"csrf_token": token, "photo": (picture(), "x.jpg")}
    staff.post(f"/lending/acts/{adas}/photos", data=told)
    assert waits == [False]
    assert one(app, ActPaper).what is Paper.PHOTO_ISSUED


def test_what_is_no_photo_is_not_kept(
    app: Flask, staff: FlaskClient, adas: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo, "MOST_BYTES", 1_000)
    page = send(staff, f"/lending/acts/{adas}/lose", {"kind": "loss", "told": "Nav"}).location
    token = csrf_token(staff.get(page).text)
    for content, says in ((b"<svg/>", "Only a JPG"), (b"x" * 1_001, "larger than 5 MB")):
        told = {"csrf_token": token, "next": page, "photo": (BytesIO(content), "x.jpg")}
        answer = staff.post(f"/lending/acts/{adas}/photos", data=told, follow_redirects=True)
        assert says in answer.text
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert session.scalars(select(ActPaper)).all() == []


def test_the_collection_ticks_what_comes_back_class_by_class(
    app: Flask, town: Town, staff: FlaskClient, adas: int
) -> None:
    with written(app) as session:
        made = lend(session, town, "K-0003", "emils")
        device = session.scalars(select(Device).where(Device.id == made.act.device_id)).one()
        when: dict[str, Any] = {"actor": ACTOR, "now": NOON, "today": NOON.date()}
        take_back(session, made.act, device, made.number, **when)
    assert "1 / 2" in staff.get("/lending/collection").text
    page = staff.get("/lending/collection?class=6.a").text
    assert page.index("Ada Ābele") < page.index("Emīls Egle")
    assert "back on 10" in page
    assert "still out" in page
    words = text_of(staff.get("/lending/collection.pdf?class=6.a").data)
    assert "saņemta 10.06.2025." in words
    letters = text_of(staff.get("/lending/collection-letters.pdf").data)
    assert "Ada Ābele, 6.a" in letters
    assert "Emīls" not in letters
    assert staff.get("/lending/collection.pdf?class=9.z").status_code == 404


def test_the_municipality_sees_the_collections_totals_per_school(
    city: FlaskClient, viewer: FlaskClient, adas: int, stranger: int
) -> None:
    for client in (city, viewer):
        page = client.get("/lending/collection").text
        assert "ABC" in page
        assert "XYZ" in page
        assert "Ābele" not in client.get("/lending/collection?institution=ABC&class=6.a").text
    assert viewer.get("/lending/collection.pdf?institution=ABC").status_code == 403
    assert city.get("/lending/collection.pdf?institution=ABC").status_code == 404


def test_the_viewer_has_the_one_tab_that_opens(viewer: FlaskClient, adas: int) -> None:
    page = viewer.get("/lending/collection").text
    assert "/lending/collection" in page
    for closed in ("/lending/overdue", "/lending/stand-ins", "/lending/loans"):
        assert f'href="{closed}' not in page, closed


def test_the_morning_list_has_a_line_for_each_thing_that_waits(
    app: Flask, admin: FlaskClient, city: FlaskClient, adas: int
) -> None:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == adas)).one()
        report_case(session, act, CaseKind.LOSS, "Nav", Channel.BORROWER, actor=ACTOR, now=NOW)
    page = admin.get("/dashboard/").text
    for href in ("/lending/overdue", "/lending/cases"):
        assert page.count(f'href="{href}"') == 1, href
    assert "device that should be back" in page
    theirs = city.get("/dashboard/").text
    assert "device that should be back" in theirs
    assert "case of damage or loss to decide" not in theirs
