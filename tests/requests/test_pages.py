"""The requests desk: who sees what, and what one press does."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.auth.codes import Role
from assetmgr.auth.models import Membership
from assetmgr.requests.codes import Channel, Reason, RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.desk import PAGE
from tests.requests.test_queue import Waiting, put
from tests.support.asking import ask, request_of
from tests.support.browser import csrf_token
from tests.support.lending import lend
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import NOW, Town
from tests.support.writing import written


def status_of(app: Flask, request_id: int) -> RequestStatus:
    with written(app) as session:
        return session.scalars(select(LoanRequest.status).where(LoanRequest.id == request_id)).one()


def be_handler(app: Flask, role: Role) -> None:
    with written(app) as session:
        for part in session.scalars(select(Membership).where(Membership.role == role)):
            part.is_handler = True


def test_nobody_waits_says_what_will_be_here(admin: FlaskClient) -> None:
    assert "Nobody waits for a device" in admin.get("/requests").text
    assert "Nothing is postponed" in admin.get("/requests?show=postponed").text
    assert "Nothing has ended yet" in admin.get("/requests?show=decided").text


def test_a_line_says_who_waits_for_what_since_when(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    request_of(app, town, "ABC")
    request_of(app, town, "XYZ")
    page = staff.get("/requests").text
    for text in ("P-ABC-1", "Ada Ābele", "6.a", "Chromebook", "no device at home", "1 of 1"):
        assert text in page
    assert "Zane" not in page


def test_one_press_confirms_and_one_takes_it_back(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    request_id = request_of(app, town, "ABC")
    token = csrf_token(staff.get("/requests").text)
    told = {"csrf_token": token, "one": request_id}
    answer = staff.post("/requests/confirm", data=told, follow_redirects=True)
    assert "Confirmed: P-ABC-1." in answer.text
    assert f"/requests/{request_id}/undo" in answer.text
    assert status_of(app, request_id) is RequestStatus.CONFIRMED
    staff.post(f"/requests/{request_id}/undo", data={"csrf_token": token})
    assert status_of(app, request_id) is RequestStatus.SUBMITTED


def test_from_a_request_one_comes_to_the_hand_out_with_the_person_chosen(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    request_id = request_of(app, town, "ABC")
    for page in ("/requests", f"/requests/{request_id}"):
        found = re.search(r'href="(/lending/hand-out\?[^"]*person=[^"]*)"', staff.get(page).text)
        assert found
        address = found.group(1).replace("&amp;", "&")
        assert f"person={town.persons['ada']}" in address
        opened = staff.get(address, follow_redirects=True)
        assert "class=6.a" in opened.request.full_path
        assert "Ada Ābele" in opened.text
        assert "Emīls Egle" in opened.text


def test_ticked_ones_are_confirmed_together(app: Flask, town: Town, staff: FlaskClient) -> None:
    with written(app) as session:
        ids = [ask(session, town, name).id for name in ("ada", "emils")]
    token = csrf_token(staff.get("/requests").text)
    told = {"csrf_token": token, "request": ids}
    answer = staff.post("/requests/confirm", data=told, follow_redirects=True)
    assert "2 requests are confirmed." in answer.text
    assert staff.post("/requests/confirm", data={"csrf_token": token}).status_code == 409


def test_one_press_postpones_by_two_weeks(app: Flask, town: Town, staff: FlaskClient) -> None:
    request_id = request_of(app, town, "ABC")
    token = csrf_token(staff.get("/requests").text)
    staff.post(f"/requests/{request_id}/postpone", data={"csrf_token": token, "usual": "1"})
    with written(app) as session:
        until = session.scalars(select(LoanRequest.postponed_until)).one()
    assert until is not None
    assert 13 <= (until - datetime.now(UTC).date()).days <= 15
    assert "P-ABC-1" in staff.get("/requests?show=postponed").text
    assert "P-ABC-1" not in staff.get("/requests").text


def test_a_decline_without_a_reason_is_shown_again(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    request_id = request_of(app, town, "ABC")
    token = csrf_token(staff.get("/requests").text)
    address = f"/requests/{request_id}/decline"
    answer = staff.post(address, data={"csrf_token": token})
    assert answer.status_code == 422
    assert "Write why" in answer.text
    staff.post(address, data={"csrf_token": token, "answer": "Klasē ir datori"})
    page = staff.get("/requests?show=decided").text
    assert "Declined" in page
    assert "Klasē ir datori" in staff.get(f"/requests/{request_id}").text


def test_a_day_past_is_refused_beside_its_field(app: Flask, town: Town, staff: FlaskClient) -> None:
    request_id = request_of(app, town, "ABC")
    token = csrf_token(staff.get(f"/requests/{request_id}").text)
    told = {"csrf_token": token, "until": "2020-01-01"}
    answer = staff.post(f"/requests/{request_id}/postpone", data=told)
    assert answer.status_code == 422
    assert "Choose a day to come." in answer.text


def test_a_strangers_request_is_not_confirmed_among_own(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    own, foreign = request_of(app, town, "ABC"), request_of(app, town, "XYZ")
    token = csrf_token(admin.get("/requests").text)
    for chosen in ([own, foreign], [foreign], ["x"], [own, 2**40]):
        told = {"csrf_token": token, "request": chosen}
        assert admin.post("/requests/confirm", data=told).status_code == 404
    assert status_of(app, own) is RequestStatus.SUBMITTED
    assert status_of(app, foreign) is RequestStatus.SUBMITTED


def test_the_desk_enters_a_request_for_somebody_without_an_account(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    token = csrf_token(staff.get("/requests/new").text)
    found = staff.post("/requests/new/find", data={"csrf_token": token, "q": "emi"}).text
    assert "person=KEYEMILS" in found
    told = {"csrf_token": token, "kind": "tablet", "reason": "shared_device", "note": "x"}
    answer = staff.post("/requests/new?person=KEYEMILS", data=told, follow_redirects=True)
    assert "P-ABC-1 is in the queue." in answer.text
    with written(app) as session:
        one = session.scalars(select(LoanRequest)).one()
        assert (one.channel, one.person_id) == (Channel.DESK, town.persons["emils"])
    again = staff.post("/requests/new?person=KEYEMILS", data=told)
    assert again.status_code == 422


def test_a_key_of_another_school_is_not_found(staff: FlaskClient) -> None:
    assert staff.get("/requests/new?person=KEYZANE").status_code == 404
    assert staff.get("/requests/new?person=NOTHING").status_code == 404


def test_a_request_for_assistive_technology_is_seen_by_named_handlers_alone(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    with written(app) as session:
        request_id = ask(session, town, "ada", "assistive").id
    page = staff.get("/requests").text
    assert "P-ABC-1" not in page
    assert "Nobody waits" in page
    assert 'class="stat-value">0<' in page, "nor is it counted for them"
    assert staff.get(f"/requests/{request_id}").status_code == 404
    token = csrf_token(staff.get("/requests/new").text)
    told = {"csrf_token": token, "one": request_id}
    assert staff.post("/requests/confirm", data=told).status_code == 404
    assert "assistive" not in staff.get("/requests/new?person=KEYADA").text
    be_handler(app, Role.SCHOOL_STAFF)
    assert "P-ABC-1" in staff.get("/requests").text
    assert staff.get(f"/requests/{request_id}").status_code == 200
    assert "assistive" in staff.get("/requests/new?person=KEYADA").text


def test_the_municipality_sees_counts_and_nobody(app: Flask, town: Town, city: FlaskClient) -> None:
    with written(app) as session:
        ask(session, town, "ada", now=datetime.now(UTC))
        ask(session, town, "zane", now=datetime.now(UTC))
        lend(session, town, "K-0001", "ada")
    for address in ("/requests", "/requests?institution=ABC"):
        page = city.get(address).text
        assert "Counts alone" in page
        assert not [text for text in ("Ada", "Zane", "KEY", "P-ABC-1") if text in page]
    assert city.get(f"/requests/{request_of(app, town, 'ABC')}").status_code == 404


@pytest.mark.parametrize("role", [Role.MUNICIPAL_VIEWER, Role.BORROWER])
def test_others_do_not_reach_it(app: Flask, town: Town, role: Role) -> None:
    assert reader(app, town, role).get("/requests").status_code == 403


def test_five_hundred_wait_page_by_page_at_a_fixed_number_of_statements(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    with written(app) as session:
        put(session, town, [Waiting(Reason.OTHER, NOW, False, "tablet")])
    with counted(app) as few:
        staff.get("/requests")
    with written(app) as session:
        made = put_more(session, town, PAGE + 20)
    with counted(app) as many:
        page = staff.get("/requests").text
    assert len(few) == len(many) == 7, many
    assert page.count('name="one"') == PAGE
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert staff.get(following).text.count('name="one"') == 21
    assert made


def put_more(session: Session, town: Town, count: int) -> list[LoanRequest]:
    """Further ones after the first."""
    later = [Waiting(Reason.OTHER, NOW + timedelta(n + 1), False, "tablet") for n in range(count)]
    return put(session, town, later, first=2)
