"""The return desk: a scan shows who has a device; Enter, or the scan alone, takes it back."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.loans.codes import ActStatus, CaseKind, Paper, ReturnState
from assetmgr.loans.models import Act, ActContent, LoanCase
from assetmgr.loans.operations.correcting import Correction, correct
from assetmgr.loans.operations.papers import File, add_paper
from tests.loans.desk import PART, desk_of, scan
from tests.support.lending import lend
from tests.support.sql import counted, dialect_of
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

PAGE = "/lending/take-back"


def given(app: Flask, town: Town, tag: str = "K-0001", name: str = "ada") -> int:
    """A loan with a charger and a bag; its act."""
    with written(app) as session:
        return lend(session, town, tag, name, accessories={"charger": 1, "bag": 1}).act.id


def stored(app: Flask, act_id: int) -> Act:
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        session.expunge(act)
        return act


def test_a_scan_shows_who_has_it_and_what_was_given(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    act_id = given(app, town)
    answer = scan(admin, PAGE, code="K-0001").text
    assert "Ada Ābele" in answer
    assert 'name="extra-charger" value="1" checked' in answer
    assert 'name="extra-bag" value="1" checked' in answer
    assert "days after the day that was agreed" in answer  # it was lent in 2024
    assert stored(app, act_id).status is ActStatus.ISSUED


def test_all_well_is_one_press(app: Flask, town: Town, admin: FlaskClient) -> None:
    act_id = given(app, town)
    told = {"extra-charger": 1, "extra-bag": 1, "state": "returned_working_order"}
    answer = scan(admin, PAGE, f"/lending/desk/{act_id}/take-back", **told)
    assert (answer.status_code, "K-0001 is back from Ada Ābele" in answer.text) == (200, True)
    act = stored(app, act_id)
    assert (act.status, act.return_state) == (ActStatus.RETURNED, ReturnState.WORKING)
    assert act.accessories_back == {"charger": 1, "bag": 1}


def test_of_several_some_may_come_back(app: Flask, town: Town, admin: FlaskClient) -> None:
    with written(app) as session:
        act_id = lend(session, town, "K-0001", "ada", accessories={"bag": 3}).act.id
    assert (
        'type="number" name="extra-bag" min="0" max="3" value="3"'
        in scan(admin, PAGE, code="K-0001").text
    )
    told = {"extra-bag": 2, "state": "returned_working_order"}
    answer = scan(admin, PAGE, f"/lending/desk/{act_id}/take-back", **told)
    assert "did not come back" in answer.text
    assert stored(app, act_id).accessories_back == {"bag": 2}


def test_a_second_press_is_no_error(app: Flask, town: Town, admin: FlaskClient) -> None:
    act_id = given(app, town)
    told = {"extra-charger": 1, "extra-bag": 1, "state": "returned_working_order"}
    for says in ("is back from Ada", "taken back a moment ago"):
        answer = scan(admin, PAGE, f"/lending/desk/{act_id}/take-back", **told)
        assert (answer.status_code, says in answer.text) == (200, True)
    assert "Take back</button>" not in answer.text


def test_the_condition_at_issue_and_its_photos_are_beside_the_return(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        act = lend(session, town, "K-0001", "ada").act
        content = session.scalars(select(ActContent).where(ActContent.act_id == act.id)).one()
        wanted = Correction(due_on=act.due_on, accessories=act.accessories, condition="Skramba")
        jpg = File(b"jpg", "image/jpeg", "x.jpg")
        when: dict[str, Any] = {"actor": ACTOR, "now": NOW}
        add_paper(session, act, "A-ABC-1", Paper.PHOTO_ISSUED, jpg, **when)
        new = correct(session, act, content, "ABC", wanted, **when, today=TODAY).id
    answer = scan(admin, PAGE, code="K-0001").text
    assert "Skramba" in answer
    assert f"/lending/acts/{new}#photos" in answer
    assert "At hand-out, 2" in admin.get(f"/lending/acts/{new}").text


def test_what_did_not_come_back_is_told_and_stays(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    act_id = given(app, town)
    action = f"/lending/desk/{act_id}/take-back"
    answer = scan(admin, PAGE, action, **{"extra-bag": 1}).text
    assert "did not come back: charger" in answer
    assert "Take back</button>" not in answer
    assert "Did not come back: charger" in answer.partition('id="desk-new"')[0]
    assert "did not come back: charger" in admin.get(PAGE).text
    assert stored(app, act_id).accessories_back == {"bag": 1}


def test_a_damaged_one_opens_a_case_and_becomes_what_is_chosen(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    act_id = given(app, town)
    told = {"state": "damaged", "after-damaged": "needs_repair", "note": "Saplīsis ekrāns"}
    scan(admin, PAGE, f"/lending/desk/{act_id}/take-back", **told)
    with written(app) as session:
        case = session.scalars(select(LoanCase)).one()
        assert (case.kind, case.told) == (CaseKind.DAMAGE, "Saplīsis ekrāns")
        status = select(Device.status).where(Device.asset_tag == "K-0001")
        assert session.scalars(status).one() is Status.NEEDS_REPAIR


def test_in_quick_mode_a_scan_is_a_return(app: Flask, town: Town, admin: FlaskClient) -> None:
    act_id = given(app, town)
    answer = scan(admin, PAGE, code="https://register.example/d/k-0001", fast="1")
    assert "K-0001 is back from Ada Ābele" in answer.text
    act = stored(app, act_id)
    assert (act.status, act.accessories_back) == (ActStatus.RETURNED, {"charger": 1, "bag": 1})
    twice = scan(admin, PAGE, code="K-0001", fast="1")
    assert "taken back a moment ago" in twice.text


def test_without_a_script_quick_mode_stays_on(app: Flask, town: Town, admin: FlaskClient) -> None:
    given(app, town)
    page = desk_of(admin, PAGE, {"code": "K-0001", "fast": "1"})
    assert re.search(r'id="fast"[^>]* checked', page.text)
    assert "K-0001 is back from" in page.text


def test_what_is_not_lent_says_when_it_last_came_back(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    never = scan(admin, PAGE, code="K-0002")
    assert (never.status_code, "not lent before" in never.text) == (422, True)
    act_id = given(app, town)
    scan(admin, PAGE, code="K-0001", fast="1")
    with written(app) as session:
        act = session.scalars(select(Act).where(Act.id == act_id)).one()
        act.ended_on, act.ended_by = act.issued_on, "somebody else"
    assert "last taken back on 2\xa0Sep\xa02024" in scan(admin, PAGE, code="K-0001").text


def test_a_foreign_device_is_told_by_its_owners_short_name_alone(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    given(app, town, "K-0101", "zane")
    answer = scan(admin, PAGE, code="K-0101", fast="1").text
    assert "It belongs to XYZ" in answer
    assert "Zane" not in answer


def test_a_return_is_undone(app: Flask, town: Town, admin: FlaskClient) -> None:
    act_id = given(app, town)
    scan(admin, PAGE, code="K-0001", fast="1")
    assert f'id="done-{act_id}"' in admin.get(PAGE).text
    undo = f"/lending/desk/{act_id}/undo"
    assert scan(admin, PAGE, undo, was="returned").status_code == 200
    act = stored(app, act_id)
    assert (act.status, act.accessories_back) == (ActStatus.ISSUED, None)


@pytest.mark.parametrize("address", ["/lending/desk/{}/undo", "/lending/acts/{}/undo"])
def test_a_second_press_does_not_undo_the_hand_out_as_well(
    app: Flask, town: Town, admin: FlaskClient, address: str
) -> None:
    with written(app) as session:
        act_id = lend(session, town, "K-0001", "ada", now=datetime.now(UTC)).act.id
    scan(admin, PAGE, code="K-0001", fast="1")
    for _ in range(2):
        scan(admin, PAGE, address.format(act_id), was="returned")
        assert stored(app, act_id).status is ActStatus.ISSUED


def test_the_municipality_takes_back_without_a_name(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    act_id = given(app, town)
    answer = scan(city, PAGE, code="K-0001").text
    assert "A-ABC-1" in answer
    assert "Ada" not in answer
    action = f"/lending/desk/{act_id}/take-back"
    damaged = scan(city, PAGE, action, state="damaged")
    assert (damaged.status_code, "own people" in damaged.text) == (422, True)
    assert scan(city, PAGE, action).status_code == 200
    assert stored(app, act_id).status is ActStatus.RETURNED


def test_a_return_takes_few_statements(app: Flask, town: Town, admin: FlaskClient) -> None:
    given(app, town)
    page = admin.get(PAGE).text
    with counted(app) as statements:
        answer = desk_of(admin, PAGE, {"code": "K-0001", "fast": "1"}, page, **PART)
    assert answer.status_code == 200
    expected = {"sqlite": 8, "postgresql": 4}[dialect_of(app)]
    assert len(statements) == expected, "\n".join(statements)
