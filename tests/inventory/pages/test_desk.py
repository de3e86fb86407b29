"""Scanning in the page of a stocktake: what is stored, what is shown, what is refused."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmgr.inventory.codes import Outcome
from tests.inventory.pages.sending import post, seen
from tests.inventory.pages.test_show import address
from tests.inventory.phone import Phone
from tests.support.browser import csrf_token
from tests.support.sql import counted
from tests.support.town import Town

LABEL = "HTTP://IERICES.EXAMPLE.LV/D/"


def told(client: FlaskClient, stocktake_id: int, what: str, **values: Any) -> TestResponse:
    """Send a form as the page's script does; the part that changes comes back."""
    return post(client, address(stocktake_id, what), values, **{"HX-Request": "true"})


def test_a_scan_at_the_computer_is_an_entry_of_one_signed_off_phone(
    app: Flask, staff: FlaskClient, stocktake_id: int, town: Town
) -> None:
    for code in ("K-0001", "http://any.where/D/k-0002", "K-0001"):
        told = {"code": code, "place": str(town.rooms["ABC"])}
        response = post(staff, address(stocktake_id, "/scan"), told)
        assert response.status_code == 302
    found = seen(app, stocktake_id)
    assert [scan.entry.number for scan in found.reading.scans] == [1, 2, 3]
    assert [scan.again for scan in found.reading.scans] == [False, False, True]
    assert [(one.received, one.standing.value) for one in found.phones] == [(3, "done")]
    page = staff.get(response.location).text
    assert "K-0001" in page.partition('id="desk-last"')[2]
    assert f'<option value="{town.rooms["ABC"]}" selected>' in page


def test_two_people_at_computers_are_two_phones(
    app: Flask, admin: FlaskClient, staff: FlaskClient, stocktake_id: int
) -> None:
    post(staff, address(stocktake_id, "/scan"), {"code": "K-0001"})
    post(admin, address(stocktake_id, "/scan"), {"code": "K-0002"})
    assert [phone.received for phone in seen(app, stocktake_id).phones] == [1, 1]


def test_the_last_scan_at_the_computer_is_taken_back_and_the_one_before_it_stands(
    app: Flask, staff: FlaskClient, stocktake_id: int
) -> None:
    for code in ("K-0001", "K-0002"):
        post(staff, address(stocktake_id, "/scan"), {"code": code})
    part = post(staff, address(stocktake_id, "/undo"), {}, **{"HX-Request": "true"})
    assert part.headers["HX-Trigger"] == "scanned"
    assert "K-0001" in part.text
    assert [scan.undone for scan in seen(app, stocktake_id).reading.scans] == [False, True]
    post(staff, address(stocktake_id, "/undo"), {})
    refused = post(staff, address(stocktake_id, "/undo"), {}, **{"HX-Request": "true"})
    assert refused.status_code == 409
    assert "There is no scan of yours to take back." in refused.text
    assert seen(app, stocktake_id).counts.seen == 0


def test_a_remark_at_the_computer_says_damage_and_move_here(
    app: Flask, staff: FlaskClient, stocktake_id: int, library: int
) -> None:
    post(staff, address(stocktake_id, "/scan"), {"code": "K-0001", "place": str(library)})
    scan = seen(app, stocktake_id).reading.scans[0]
    told = {
        "target": scan.entry.uuid,
        "may_move": "1",
        "move_here": "1",
        "damaged": "1",
        "note": " plaisa ",
    }
    post(staff, address(stocktake_id, "/remark"), told)
    item = next(one for one in seen(app, stocktake_id).items if one.device.tag == "K-0001")
    assert item.is_damaged
    assert item.note == "plaisa"
    assert item.decision.value == "moved"


def test_a_rooms_code_sets_the_place_and_is_no_scan(
    app: Flask, staff: FlaskClient, stocktake_id: int, library: int
) -> None:
    told = {"code": f"HTTPS://IERICES.EXAMPLE.LV/R/{library}"}
    response = post(staff, address(stocktake_id, "/scan"), told)
    assert f"place={library}" in response.location
    assert seen(app, stocktake_id).reading.scans == ()


def test_a_room_of_another_institution_is_refused_and_the_place_stays(
    app: Flask, staff: FlaskClient, stocktake_id: int, library: int, town: Town
) -> None:
    for room in (town.rooms["XYZ"], 999_999_999_999_999_999):
        told = {"code": f"ROOM:{room}", "place": str(library)}
        response = post(staff, address(stocktake_id, "/scan"), told)
        assert f"place={library}" in response.location
        assert "This is no room of this institution." in staff.get(response.location).text
    assert seen(app, stocktake_id).reading.scans == ()


def test_a_scan_that_is_sent_twice_is_stored_once(
    app: Flask, staff: FlaskClient, stocktake_id: int
) -> None:
    sent = [("K-0001", str(uuid4())), ("K-0002", str(uuid4()))]
    for code, uuid in (*sent, *sent):
        assert told(staff, stocktake_id, "/scan", code=code, uuid=uuid).status_code == 200
    found = seen(app, stocktake_id)
    assert [scan.entry.uuid for scan in found.reading.scans] == [uuid for _, uuid in sent]
    assert [(one.received, one.standing.value) for one in found.phones] == [(2, "done")]
    for uuid in ("", "none", sent[0][1].upper()):
        told(staff, stocktake_id, "/scan", code="K-0003", uuid=uuid)
    assert len(seen(app, stocktake_id).reading.scans) == 4


@pytest.mark.parametrize(
    "code", [f"{LABEL}K-00", LABEL, "HTTP://IERICES.EX", "K-000", "ROOM:", f"{LABEL[:-2]}R/"]
)
def test_a_torn_code_is_an_unknown_one_and_kept_as_it_was_read(
    app: Flask, staff: FlaskClient, stocktake_id: int, library: int, code: str
) -> None:
    page = told(staff, stocktake_id, "/scan", code=code, place=library)
    assert "Unknown code" in page.text
    (scan,) = seen(app, stocktake_id).reading.scans
    assert (scan.entry.code, scan.entry.outcome) == (code, Outcome.UNKNOWN)
    assert (scan.entry.device_id, scan.entry.room_id) == (None, library)


def test_what_a_remark_does_not_change_is_not_said_again(
    app: Flask, staff: FlaskClient, phone: Phone, stocktake_id: int, library: int
) -> None:
    phone.scan("K-0001", note="plaisa", condition="damaged")
    phone.deliver()
    told(staff, stocktake_id, "/scan", code="K-0001", place=library)
    uuid = seen(app, stocktake_id).reading.scans[-1].entry.uuid
    shown = {"target": uuid, "was_note": "", "was_damaged": "", "note": "", "may_move": "1"}
    told(staff, stocktake_id, "/remark", **shown, move_here="1")
    item = next(one for one in seen(app, stocktake_id).items if one.device.tag == "K-0001")
    assert (item.note, item.is_damaged, item.moves) == ("plaisa", True, True)


def test_a_remark_takes_back_what_it_showed(
    app: Flask, staff: FlaskClient, stocktake_id: int
) -> None:
    told(staff, stocktake_id, "/scan", code="K-0001")
    uuid = seen(app, stocktake_id).reading.scans[0].entry.uuid
    page = told(staff, stocktake_id, "/remark", target=uuid, note="plaisa", damaged="1").text
    for shown in ('name="was_note" value="plaisa"', 'name="was_damaged" value="1"'):
        assert shown in page
    told(staff, stocktake_id, "/remark", target=uuid, was_note="plaisa", was_damaged="1", note="")
    item = next(one for one in seen(app, stocktake_id).items if one.device.tag == "K-0001")
    assert (item.note, item.is_damaged) == ("", False)


def test_the_last_scan_is_shown_as_all_phones_make_it(
    staff: FlaskClient, phone: Phone, stocktake_id: int, library: int
) -> None:
    first = phone.scan("K-0001")
    phone.scan("nothing")
    phone.deliver()
    page = told(staff, stocktake_id, "/scan", code="K-0001", place=library).text
    assert "Expected in 101, found in Library" in page
    assert "Once more" in page
    assert "Once more" in told(staff, stocktake_id, "/scan", code="nothing").text
    phone.told("undo", target=first["uuid"])
    phone.deliver()
    page = told(staff, stocktake_id, "/undo").text
    assert "K-0001" in page
    assert "Once more" not in page


def test_a_scan_at_the_computer_reads_no_more_than_its_device(
    app: Flask, admin: FlaskClient, many_id: int
) -> None:
    token = csrf_token(admin.get("/dashboard/").text)
    sent = {"csrf_token": token, "code": "M-0200", "uuid": str(uuid4())}
    for _ in range(2):
        with counted(app) as statements:
            admin.post(address(many_id, "/scan"), data=sent, headers={"HX-Request": "true"})
        sent |= {"code": "M-0201", "uuid": str(uuid4())}
    assert len(statements) == 18, statements


def test_a_blank_code_stores_nothing(app: Flask, staff: FlaskClient, stocktake_id: int) -> None:
    assert post(staff, address(stocktake_id, "/scan"), {"code": "  "}).status_code == 302
    assert seen(app, stocktake_id).phones == ()
