"""What the desk sees of two weeks of verdicts, and what it may do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.custody.codes import Verdict
from assetmgr.custody.models import CustodyDay
from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.lending.models import LendingPolicy
from assetmgr.loans.act.encoding import contents_sha256, from_json
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.operations.serving import serve_requests
from tests.support.asking import ask
from tests.support.browser import csrf_token
from tests.support.lending import lend
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

TODAY = date(2024, 9, 25)
ADDRESS = "/lending/custody"


@pytest.fixture(autouse=True)
def september() -> Iterator[None]:
    with time_machine.travel(datetime(2024, 9, 25, 12, tzinfo=UTC), tick=False):
        yield


def days(session: Session, act: Act, other: int | None, count: int = 12) -> None:
    """So many days of no, yesterday the last."""
    session.add_all(
        CustodyDay(
            device_id=act.device_id,
            day=TODAY - timedelta(days=n),
            institution_id=act.institution_id,
            act_id=act.id,
            verdict=Verdict.NO,
            other_device_id=other,
        )
        for n in range(1, count + 1)
    )


@pytest.fixture
def swapped(app: Flask, town: Town) -> tuple[int, int]:
    """Ada and Emīls use each other's device; somebody uses Tija's; ids of the first two acts."""
    with written(app) as session:
        session.add(LendingPolicy(id=1, custody_on=True, forget_after_months=24))
        ada = lend(session, town, "K-0001", "ada", accessories={"charger": 1, "bag": 1}).act
        emils = lend(session, town, "K-0002", "emils", accessories={"charger": 1}).act
        tija = lend(session, town, "K-0003", "teacher").act
        days(session, ada, emils.device_id)
        days(session, emils, ada.device_id)
        days(session, tija, None)
        return ada.id, emils.id


def post(client: FlaskClient, act_id: int, what: str) -> int:
    token = csrf_token(client.get(ADDRESS).text)
    address = f"{ADDRESS}/{act_id}/{what}"
    return client.post(address, data={"csrf_token": token}).status_code


def test_off_says_so_and_shows_nothing(app: Flask, town: Town, staff: FlaskClient) -> None:
    assert "not switched it on" in staff.get(ADDRESS).text


def test_on_and_quiet_says_what_will_be_here(app: Flask, town: Town, staff: FlaskClient) -> None:
    with written(app) as session:
        session.add(LendingPolicy(id=1, custody_on=True, forget_after_months=24))
    assert "Nothing to look at" in staff.get(ADDRESS).text


def test_the_municipality_reads_what_the_terms_must_say_before_it_is_on(city: FlaskClient) -> None:
    page = city.get(ADDRESS).text
    assert "Before it is switched on" in page
    assert "Konta adresi" in page


@pytest.mark.usefixtures("swapped")
def test_the_desk_sees_both_borrowers_and_the_evidence(staff: FlaskClient) -> None:
    page = staff.get(ADDRESS).text
    assert page.count("custody-strip") == 3
    assert "Ada Ābele, 6.a" in page
    assert "Emīls Egle, 6.a" in page
    assert "Accept the swap of K-0001 and K-0002" in page
    assert "Used by somebody else" in page
    assert "24.09. somebody else used it" in page
    assert "11.09. not known" in page


@pytest.mark.usefixtures("swapped")
def test_the_municipality_sees_keys_and_does_not_accept(city: FlaskClient) -> None:
    page = city.get(ADDRESS).text
    assert "KEYADA" in page
    assert "Ada Ābele" not in page
    assert "Accept the swap" not in page
    assert "The institution itself accepts it." in page


def test_the_municipality_cannot_accept_by_address(
    app: Flask, swapped: tuple[int, int], city: FlaskClient
) -> None:
    assert post(city, swapped[0], "swap") == 409
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        assert len(session.scalars(select(Act)).all()) == 3


def test_a_stranger_gets_404_and_a_viewer_403(
    app: Flask, town: Town, swapped: tuple[int, int], viewer: FlaskClient
) -> None:
    assert viewer.get(ADDRESS).status_code == 403
    borrower = reader(app, town, Role.BORROWER)
    assert borrower.get(ADDRESS).status_code == 403


def test_an_accepted_swap_supersedes_both_acts(
    app: Flask, town: Town, swapped: tuple[int, int], staff: FlaskClient
) -> None:
    assert post(staff, swapped[0], "swap") == 302
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        acts = {act.id: act for act in session.scalars(select(Act))}
        for old_id in swapped:
            assert acts[old_id].status is ActStatus.RETURNED
            assert acts[old_id].superseded_at is not None
        new = {act.person_id: act for act in acts.values() if act.supersedes_id in swapped}
        ada, emils = new[town.persons["ada"]], new[town.persons["emils"]]
        assert (ada.asset_tag, emils.asset_tag) == ("K-0002", "K-0001")
        assert (ada.accessories, emils.accessories) == (
            {"charger": 1},
            {"charger": 1, "bag": 1},
        )
        assert (ada.supersedes_id, emils.supersedes_id) == swapped
        assert {ada.status, emils.status} == {ActStatus.ISSUED}
        assert (ada.signed_at, ada.due_on) == (None, acts[swapped[0]].due_on)
        lent = session.scalars(select(Device).where(Device.id.in_([ada.device_id])))
        assert lent.one().status is Status.IN_USE
        stored = session.scalars(select(ActContent).where(ActContent.act_id == ada.id)).one()
        told = from_json(stored.contents)
        assert contents_sha256(told) == ada.contents_sha256
        assert (told.user.name, told.device.asset_tag) == ("Ada Ābele", "K-0002")
        assert (told.number, told.supersedes) == ("A-ABC-4", "A-ABC-1")
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.action.in_(("superseded", "swapped")))
        ).all()
        assert sorted(actions) == ["superseded", "superseded", "swapped", "swapped"]
    assert "Accept the swap" not in staff.get(ADDRESS).text
    assert post(staff, swapped[0], "swap") == 409


def test_a_dismissal_holds_for_30_days_and_is_undone_whole(
    app: Flask, town: Town, swapped: tuple[int, int], staff: FlaskClient
) -> None:
    assert post(staff, swapped[0], "dismiss") == 302
    page = staff.get(ADDRESS).text
    assert "dismissed for 30 days" in page
    assert "Accept the swap" not in page
    assert "K-0003" in page
    assert post(staff, swapped[0], "restore") == 302
    assert "Accept the swap" in staff.get(ADDRESS).text
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.action.startswith("custody"))
        ).all()
    assert sorted(actions) == ["custody dismissed"] * 2 + ["custody restored"] * 2


def test_the_page_takes_as_many_statements_for_one_as_for_all(
    app: Flask, town: Town, swapped: tuple[int, int], staff: FlaskClient
) -> None:
    with counted(app) as statements:
        staff.get(ADDRESS)
    assert len(statements) == 8


def test_an_accepted_swap_is_not_undone_as_if_it_were_a_hand_out(
    app: Flask, town: Town, swapped: tuple[int, int], staff: FlaskClient
) -> None:
    post(staff, swapped[0], "swap")
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        wanted = select(Act.id).where(Act.supersedes_id == swapped[0])
        new_id = session.scalars(wanted).one()
    page = staff.get(f"/lending/acts/{new_id}").text
    assert f"/lending/acts/{new_id}/undo" not in page
    for address in (f"/lending/acts/{new_id}/undo", f"/lending/desk/{new_id}/undo"):
        told = {"csrf_token": csrf_token(page), "was": "issued"}
        answer = staff.post(address, data=told, follow_redirects=True)
        assert "take the devices back instead" in answer.text
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        new = session.scalars(select(Act).where(Act.id == new_id)).one()
        assert (new.status, new.asset_tag) == (ActStatus.ISSUED, "K-0002")
        lent = session.scalars(select(Device).where(Device.id == new.device_id)).one()
        assert lent.status is Status.IN_USE


def test_after_a_swap_the_served_request_stands_on_the_borrowers_new_act(
    app: Flask, town: Town, swapped: tuple[int, int], staff: FlaskClient
) -> None:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == swapped[0])).one()
        asked = ask(session, town, "ada")
        serve_requests(session, {act: asked.id}, now=datetime(2024, 9, 2, tzinfo=UTC))
    assert post(staff, swapped[0], "swap") == 302
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        act_id = session.scalars(select(LoanRequest.act_id)).one()
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        assert (act.person_id, act.supersedes_id) == (town.persons["ada"], swapped[0])
        assert (act.status, act.asset_tag) == (ActStatus.ISSUED, "K-0002")


def test_neither_half_of_a_swap_is_undone(
    app: Flask, town: Town, swapped: tuple[int, int], staff: FlaskClient
) -> None:
    post(staff, swapped[0], "swap")
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        before = {act.id: act.status for act in session.scalars(select(Act))}
    token = csrf_token(staff.get(ADDRESS).text)
    for act_id in before:
        for was in ("issued", "returned"):
            for address in (f"/lending/acts/{act_id}/undo", f"/lending/desk/{act_id}/undo"):
                if act_id in swapped or before[act_id] is ActStatus.ISSUED:
                    staff.post(address, data={"csrf_token": token, "was": was})
    with app.app_context(), reading(db.session(), reason="a test looks") as session:
        after = {act.id: act.status for act in session.scalars(select(Act))}
        halves = {act.id for act in session.scalars(select(Act)) if act.supersedes_id in swapped}
    assert {key: after[key] for key in (*swapped, *halves)} == {
        key: before[key] for key in (*swapped, *halves)
    }
