"""The page of an act, its files, the list of loans: for the desk, the municipality, strangers."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.devices.models import Device
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent, ActPaper, Extension
from assetmgr.loans.operations.handing_out import Wish, prepare
from assetmgr.loans.operations.taking_back import Brought, take_back
from assetmgr.outbox.models import OutboxMail
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.riga import RIGA
from tests.support.asking import ask
from tests.support.browser import csrf_token
from tests.support.lending import lend, make_available
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import ACTOR, ADA, NOW, TODAY, Town
from tests.support.writing import written

DRAWN = "[[[0.1,0.2],[0.5,0.9],[0.9,0.1]]]"


@pytest.fixture
def act_id(app: Flask, town: Town) -> int:
    """Ada's loan of K-0001: A-ABC-1."""
    with written(app) as session:
        return lend(session, town, "K-0001", "ada", accessories={"charger": 1, "bag": 2}).act.id


def stored(app: Flask, act_id: int) -> Act:
    with written(app) as session:
        found = session.scalars(select(Act).where(Act.id == act_id)).one()
        session.expunge_all()
        return found


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_page_shows_the_loan_and_names_nobody_in_its_title(
    admin: FlaskClient, act_id: int
) -> None:
    page = admin.get(f"/lending/acts/{act_id}").text
    for text in ("A-ABC-1", "K-0001", "Ada Ābele", "charger, bag 2", "31 May 2025", "not yet"):
        assert text.replace(" ", "\u00a0") in page or text in page, text
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "Ada" not in title


def test_the_pdf_is_named_by_the_number_and_printed_anew_the_same(
    admin: FlaskClient, act_id: int
) -> None:
    first, second = (admin.get(f"/lending/acts/{act_id}/act.pdf") for _ in range(2))
    assert first.data == second.data
    assert "filename=A-ABC-1.pdf" in first.headers["Content-Disposition"]
    assert "Ada Ābele" in text_of(first.data)


def test_several_acts_are_one_file(app: Flask, town: Town, admin: FlaskClient, act_id: int) -> None:
    with written(app) as session:
        other = lend(session, town, "K-0002", "emils").act.id
        foreign = lend(session, town, "K-0101", "zane").act.id
    address = f"/lending/acts.pdf?act={act_id}&act={other}&act={foreign}&act=x"
    told = text_of(admin.get(address).data)
    assert ("A-ABC-1" in told, "A-ABC-2" in told, "A-XYZ-1" in told) == (True, True, False)
    assert admin.get(f"/lending/acts.pdf?act={foreign}").status_code == 404


def test_signing_on_the_screen_is_shown_and_drawn(
    app: Flask, admin: FlaskClient, act_id: int
) -> None:
    address = f"/lending/acts/{act_id}/sign"
    page = admin.get(address).text
    assert "What is monitored" in page
    refused = send(admin, address, {"strokes": DRAWN})
    assert (refused.status_code, "Tick that you agree" in refused.text) == (422, True)
    assert send(admin, address, {"strokes": DRAWN, "agreed": "y"}).status_code == 302
    assert stored(app, act_id).signed_at is not None
    assert "Parakstīts uz ekrāna" in text_of(admin.get(f"/lending/acts/{act_id}/act.pdf").data)
    assert admin.get(address).status_code == 302


def test_at_the_desk_the_guardian_may_sign_instead_of_the_pupil(
    admin: FlaskClient, act_id: int
) -> None:
    address = f"/lending/acts/{act_id}/sign"
    page = admin.get(address).text
    assert re.search(r'<input[^>]* checked[^>]* value="user"', page)
    told = {"strokes": DRAWN, "agreed": "y", "signer": "recipient"}
    assert send(admin, address, told).status_code == 302
    printed = text_of(admin.get(f"/lending/acts/{act_id}/act.pdf").data)
    assert ("lietotājs, saņēma" in printed, "Parakstīts uz ekrāna" in printed) == (False, True)


def test_a_borrower_signs_an_own_act_and_no_other(
    app: Flask, town: Town, admin: FlaskClient, act_id: int
) -> None:
    with written(app) as session:
        other = lend(session, town, "K-0002", "emils").act.id
    ada = reader(app, town, Role.BORROWER)
    assert ada.get(f"/my/acts/{other}/sign").status_code == 404
    told = {"typed_name": "Ada's guardian", "agreed": "y"}
    assert send(ada, f"/my/acts/{act_id}/sign", told).status_code == 422
    told = {"strokes": DRAWN, "signer": "recipient", "agreed": "y"}
    assert send(ada, f"/my/acts/{act_id}/sign", told).status_code == 422
    told = {"typed_name": "Ada Ābele", "agreed": "y"}
    assert send(ada, f"/my/acts/{act_id}/sign", told).status_code == 302
    assert stored(app, act_id).signed_at is not None
    page = admin.get(f"/lending/acts/{act_id}").text
    assert re.search(r"Signed on the screen", page)
    assert "KEYADA" in page


def test_a_signed_copy_is_uploaded_and_given_back(
    app: Flask, admin: FlaskClient, act_id: int
) -> None:
    page = f"/lending/acts/{act_id}"
    told: dict[str, Any] = {"what": "signed_act", "file": (BytesIO(b"%PDF-1.4 x"), "akts.pdf")}
    token = csrf_token(admin.get(page).text)
    sent = admin.post(f"{page}/papers", data={"csrf_token": token, **told})
    assert sent.status_code == 302
    with written(app) as session:
        paper = session.scalars(select(ActPaper)).one()
        total, key = paper.sha256, paper.id
    assert total in admin.get(page).text
    assert admin.get(f"/lending/papers/{key}").data == b"%PDF-1.4 x"
    told = {"what": "signed_act", "file": (BytesIO(b"MZ"), "akts.pdf")}
    sent = admin.post(f"{page}/papers", data={"csrf_token": token, **told})
    assert (sent.status_code, "neither" in sent.text) == (422, True)


def test_a_correction_leads_to_the_new_act_and_both_name_each_other(
    admin: FlaskClient, act_id: int
) -> None:
    told = {"due_on": "2030-05-31", "condition": "", "count-charger": "1", "count-bag": "1"}
    made = send(admin, f"/lending/acts/{act_id}/correct", told)
    assert made.status_code == 302
    assert "A-ABC-1" in admin.get(made.location).text
    assert "Another act takes the place" in admin.get(f"/lending/acts/{act_id}").text
    odd = send(admin, f"{made.location}/correct", {**told, "count-bag": "9999"})
    assert (odd.status_code, "counted from 0" in odd.text) == (422, True)


def test_an_extension_is_told_beside_the_act(admin: FlaskClient, act_id: int) -> None:
    page = f"/lending/acts/{act_id}"
    token = csrf_token(admin.get(page).text)
    until = datetime.now(UTC).date() + timedelta(days=200)
    told = {"csrf_token": token, "wanted_until": until.isoformat()}
    assert admin.post(f"{page}/extend", data=told).status_code == 302
    shown = admin.get(page).text
    assert "on the act 31\u00a0May\u00a02025" in shown
    assert until.isoformat() not in text_of(admin.get(f"{page}/act.pdf").data)
    told["wanted_until"] = "2020-01-01"
    refused = admin.post(f"{page}/extend", data=told)
    assert (refused.status_code, "Choose a day after" in refused.text) == (422, True)


def test_rumis_number_is_a_field_and_changes_no_pdf(admin: FlaskClient, act_id: int) -> None:
    page = f"/lending/acts/{act_id}"
    before = admin.get(f"{page}/act.pdf").data
    token = csrf_token(admin.get(page).text)
    told = {"csrf_token": token, "rumis_number": "PNA-RAI-7"}
    assert admin.post(f"{page}/rumis", data=told).status_code == 302
    assert "PNA-RAI-7" in admin.get(page).text
    assert admin.get(f"{page}/act.pdf").data == before


def test_a_return_slip_says_what_is_missing(
    app: Flask, town: Town, admin: FlaskClient, act_id: int
) -> None:
    assert admin.get(f"/lending/returns/{act_id}.pdf").status_code == 404
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        device = session.scalars(select(Device).where(Device.id == act.device_id)).one()
        brought = Brought(accessories={"charger": 1, "bag": 1})
        take_back(session, act, device, "A-ABC-1", brought, actor=ACTOR, now=NOW, today=TODAY)
    first = admin.get(f"/lending/returns/{act_id}.pdf").data
    assert "trūkst 1" in text_of(first)
    assert admin.get(f"/lending/returns/{act_id}.pdf").data == first
    assert "Still missing: bag" in admin.get(f"/lending/acts/{act_id}").text


def test_of_a_forgotten_loan_the_sum_stays_and_no_pdf(
    app: Flask, admin: FlaskClient, act_id: int
) -> None:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        content = session.scalars(select(ActContent).where(ActContent.act_id == act_id)).one()
        session.delete(content)
        act.forgotten_at = NOW
        total = act.contents_sha256 or ""
    gone = admin.get(f"/lending/acts/{act_id}/act.pdf")
    assert (gone.status_code, total in gone.text) == (410, True)
    assert total in admin.get(f"/lending/acts/{act_id}").text


def test_the_municipality_sees_a_key_and_no_name(city: FlaskClient, act_id: int) -> None:
    for address in (f"/lending/acts/{act_id}", "/lending/loans", "/lending/loans.csv"):
        page = city.get(address).text
        assert "KEYADA" in page, address
        assert "Ada Ābele" not in page, address
    assert city.get(f"/lending/acts/{act_id}/act.pdf").status_code == 404
    token = csrf_token(city.get("/lending/loans").text)
    found = city.post("/lending/loans", data={"csrf_token": token, "q": "Ada"}).text
    assert "A-ABC-1" not in found


def test_the_municipality_issues_no_draft_and_gives_up_what_was_prepared(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    with written(app) as session:
        make_available(session, town, "K-0002")
        asked = ask(session, town, "emils").id
        wish = Wish(town.devices["K-0002"], town.persons["emils"])
        draft = prepare(session, [wish], actor=ACTOR, now=NOW, today=TODAY)[0].act.id
    token = {"csrf_token": csrf_token(city.get(f"/lending/acts/{draft}").text)}
    refused = city.post(f"/lending/acts/{draft}/issue", data=token, follow_redirects=True)
    assert "guardian has not agreed" in refused.text
    assert stored(app, draft).status is ActStatus.PREPARING
    city.post(f"/lending/acts/{draft}/cancel", data=token)
    assert stored(app, draft).status is ActStatus.CANCELLED
    with written(app) as session:
        waits = session.scalars(select(LoanRequest).where(LoanRequest.id == asked)).one()
        assert (waits.act_id, waits.status) == (None, RequestStatus.SUBMITTED)


def test_the_municipality_answers_who_asked_for_longer_by_extending(
    app: Flask, city: FlaskClient, act_id: int
) -> None:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        later = datetime.now(UTC).date() + timedelta(days=30)
        whose = {"institution_id": act.institution_id, "person_id": act.person_id}
        session.add(Extension(act_id=act_id, wanted_until=later, asked_at=NOW, **whose))
        act.due_on = datetime.now(UTC).date()
    told = {"wanted_until": later.isoformat()}
    token = csrf_token(city.get(f"/lending/acts/{act_id}").text)
    answer = city.post(f"/lending/acts/{act_id}/extend", data={"csrf_token": token, **told})
    assert answer.status_code == 302
    with written(app) as session:
        assert session.scalars(select(Extension.granted)).one() is True
        mailed = session.scalars(select(OutboxMail.recipient).order_by(OutboxMail.id)).all()
        assert mailed == [ADA, "guardian.ada@home.example"]


def test_the_municipality_is_offered_nothing_that_needs_the_borrower(
    app: Flask, town: Town, city: FlaskClient, act_id: int
) -> None:
    page = city.get(f"/lending/acts/{act_id}").text
    token = csrf_token(page)
    for ending in ("swap", "lose", "photos", "papers", "confirm-loss", "undo-loss", "found"):
        address = f"/lending/acts/{act_id}/{ending}"
        assert f'href="{address}"' not in page
        assert city.post(address, data={"csrf_token": token}).status_code == 404, ending


def test_a_note_of_the_return_is_not_for_the_municipality(
    app: Flask, town: Town, admin: FlaskClient, city: FlaskClient, act_id: int
) -> None:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        device = session.scalars(select(Device).where(Device.id == act.device_id)).one()
        brought = Brought(note="Ada Ābele nometa")
        take_back(session, act, device, "A-ABC-1", brought, actor=ACTOR, now=NOW, today=TODAY)
    assert "nometa" in admin.get(f"/lending/acts/{act_id}").text
    assert "nometa" not in city.get(f"/lending/acts/{act_id}").text


def test_a_stranger_finds_nothing(app: Flask, town: Town, admin: FlaskClient) -> None:
    with written(app) as session:
        foreign = lend(session, town, "K-0101", "zane").act.id
    for ending in ("", "/act.pdf", "/sign", "/correct"):
        assert admin.get(f"/lending/acts/{foreign}{ending}").status_code == 404
    assert "A-XYZ-1" not in admin.get("/lending/loans?which=all").text


def test_the_viewer_reaches_no_loan(viewer: FlaskClient, act_id: int) -> None:
    for address in (f"/lending/acts/{act_id}", "/lending/loans", "/lending/agreements"):
        assert viewer.get(address).status_code == 403


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("k-0001", True), ("K-00", True), ("a-abc-1", True), ("ābel", True), ("ada ab", True),
        ("A-ABC-2", False), ("zzz", False), ("%", False),
    ],
)  # fmt: skip
def test_a_loan_is_found_by_tag_number_or_name(
    admin: FlaskClient, act_id: int, q: str, found: bool
) -> None:
    token = csrf_token(admin.get("/lending/loans").text)
    page = admin.post("/lending/loans", data={"csrf_token": token, "q": q}).text
    assert (f"/lending/acts/{act_id}" in page) is found


def test_the_list_is_narrowed_by_state_class_and_kind(admin: FlaskClient, act_id: int) -> None:
    here = f"/lending/acts/{act_id}"
    shown = {
        "": True, "?which=overdue": True, "?which=long": True, "?which=waiting": False,
        "?which=asked": False, "?which=all": True, "?class=6.a": True, "?class=7.b": False,
        "?kind=chromebook": True, "?kind=laptop": False, "?which=x&after=odd": True,
    }  # fmt: skip
    for query, expected in shown.items():
        assert (here in admin.get(f"/lending/loans{query}").text) is expected, query


def test_what_is_lent_for_more_than_a_year_is_a_list_the_longest_first(
    app: Flask, town: Town, admin: FlaskClient, act_id: int
) -> None:
    with written(app) as session:
        ada = session.scalars(select(Act).where(Act.id == act_id)).one()
        emils = lend(session, town, "K-0002", "emils").act
        teacher = lend(session, town, "P-0002", "teacher").act
        today = datetime.now(UTC).astimezone(RIGA).date()
        for act, days in ((ada, 366), (emils, 500), (teacher, 365)):
            act.issued_on = today - timedelta(days=days)
    for which, numbers in (("long", ["2", "1"]), ("open", ["3", "2", "1"])):
        with counted(app) as statements:
            page = admin.get(f"/lending/loans?which={which}").text
        assert re.findall(r">A-ABC-(\d+)</a>", page) == numbers
        assert len(statements) == 6, statements
    assert "/lending/loans?which=long&amp;institution=ABC" in admin.get("/lending/").text


def test_pages_follow_one_another_by_key(app: Flask, town: Town, admin: FlaskClient) -> None:
    count = 120
    with written(app) as session:
        first = lend(session, town, "K-0001", "ada")
        template = {
            column.key: getattr(first.act, column.key)
            for column in Act.__table__.columns
            if column.key not in {"id", "open_device_id", "number", "version"}
        }
        ended = {
            "status": "returned", "ended_at": NOW, "ended_on": TODAY, "ended_by": "x",
            "return_state": "returned_working_order", "accessories_back": {},
        }  # fmt: skip
        session.add_all(Act(**{**template, **ended}, number=n) for n in range(2, count + 1))
    address, seen = "/lending/loans?which=all", []
    for _ in range(3):
        page = admin.get(address).text
        seen += [int(n) for n in re.findall(r">A-ABC-(\d+)</a>", page)]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == list(range(count, 0, -1))
    assert address == ""
    with counted(app) as statements:
        admin.get("/lending/loans?which=all")
    assert len(statements) == 6, statements


def test_the_list_is_a_file_too(admin: FlaskClient, act_id: int) -> None:
    told = admin.get("/lending/loans.csv").text
    assert "A-ABC-1" in told
    assert "Ada Ābele" in told
    assert admin.get("/lending/loans.xlsx", buffered=True).data.startswith(b"PK")
    assert admin.get("/lending/loans.pdf").status_code == 404


def test_the_page_of_an_act_takes_few_statements(
    app: Flask, admin: FlaskClient, act_id: int
) -> None:
    with counted(app) as statements:
        admin.get(f"/lending/acts/{act_id}")
    assert len(statements) == 6, statements


def test_a_lent_device_says_so_on_its_page(
    town: Town, admin: FlaskClient, viewer: FlaskClient, act_id: int
) -> None:
    address = f"/devices/{town.devices['K-0001']}"
    assert f'href="/lending/acts/{act_id}"' in admin.get(address).text
    assert "Ada Ābele" in admin.get(address).text
    seen = viewer.get(address).text
    assert "A-ABC-1" in seen
    assert "Ada Ābele" not in seen
    assert "/lending/acts" not in seen


def test_a_row_of_which_nothing_is_known_is_left_out(
    app: Flask, town: Town, admin: FlaskClient, act_id: int
) -> None:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        device = session.scalars(select(Device).where(Device.id == act.device_id)).one()
        take_back(session, act, device, "A-ABC-1", actor=ACTOR, now=NOW, today=TODAY)
    page = admin.get(f"/lending/acts/{act_id}").text
    told = page.partition('id="facts"')[2].partition('id="papers"')[0]
    assert "<dt>Serial number</dt>" in told
    assert "State at return" in told
    assert "<dd>–</dd>" not in told
    assert "<dt>Note</dt>" not in told
