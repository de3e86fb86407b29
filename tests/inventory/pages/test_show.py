"""The page of one stocktake while it is open, and the part of it that is read again and again."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.inventory.conftest import NewPhone
from tests.inventory.pages.sending import post, seen
from tests.inventory.phone import Phone
from tests.support.sql import counted
from tests.support.town import Town


def address(stocktake_id: int, what: str = "") -> str:
    return f"/stocktakes/{stocktake_id}{what}"


def mark(page: str) -> str:
    found = re.search(r"mark=([0-9-]+)", page)
    assert found
    return found[1]


def test_everybody_of_the_institution_sees_how_far_it_is(
    admin: FlaskClient,
    staff: FlaskClient,
    viewer: FlaskClient,
    phone: Phone,
    stocktake_id: int,
    town: Town,
) -> None:
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.deliver()
    for client in (admin, staff, viewer):
        page = client.get(address(stocktake_id)).text
        assert "1 <small>of 6 found" in page
        assert "1 of 6" in page
    assert "Review and close" in admin.get(address(stocktake_id)).text
    assert "Review and close" not in staff.get(address(stocktake_id)).text
    assert "data-desk" in staff.get(address(stocktake_id)).text
    assert "data-join" in staff.get(address(stocktake_id)).text
    assert "data-desk" not in viewer.get(address(stocktake_id)).text
    assert "data-join" not in viewer.get(address(stocktake_id)).text


def test_a_stranger_does_not_find_it(app: Flask, staff: FlaskClient, foreign_id: int) -> None:
    for what in ("", "/live", "/review", "/act.pdf", "/rows.xlsx", "/commission"):
        assert staff.get(address(foreign_id, what)).status_code in {403, 404}, what
    assert staff.get(address(foreign_id)).status_code == 404
    assert app.test_client().get(address(foreign_id)).status_code == 302


def test_what_is_missing_in_a_room_opens_in_place(
    admin: FlaskClient, phone: Phone, stocktake_id: int, town: Town
) -> None:
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.deliver()
    room = town.rooms["ABC"]
    assert "K-0002" not in admin.get(address(stocktake_id)).text
    for page in (
        admin.get(address(stocktake_id, f"?room={room}")).text,
        admin.get(address(stocktake_id, f"/live?room={room}")).text,
    ):
        assert "5 are missing here" in page
        assert "K-0002" in page
        assert f"/devices/{town.devices['K-0001']}" not in page.partition('id="rooms"')[2]


def test_the_live_part_says_nothing_while_nothing_happens(
    admin: FlaskClient, new_phone: NewPhone, stocktake_id: int
) -> None:
    first = admin.get(address(stocktake_id, "/live"))
    assert first.status_code == 200
    assert "<html" not in first.text
    again = admin.get(address(stocktake_id, f"/live?mark={mark(first.text)}"))
    assert again.status_code == 204
    phone = new_phone()
    phone.scan("K-0001")
    for change in (lambda: None, phone.deliver, lambda: phone.sign_off(1)):
        change()
        told = admin.get(address(stocktake_id, f"/live?mark={mark(first.text)}"))
        assert told.status_code == 200
        assert mark(told.text) != mark(first.text)
        first = told
    assert "K-0001" in first.text
    assert "Has finished" in first.text


def test_exceptions_stand_apart_and_the_newest_scan_first(
    admin: FlaskClient, phone: Phone, stocktake_id: int, town: Town, library: int
) -> None:
    phone.scan("K-0001", room=library, move_here=True)
    phone.scan("K-0002", room=town.rooms["ABC"], condition="damaged", note="saplīsis ekrāns")
    phone.scan("K-0101", room=library)
    phone.scan("<torn>", room=library)
    phone.scan("K-0003", room=town.rooms["ABC"])
    phone.scan("K-0003", room=town.rooms["ABC"])
    phone.deliver()
    page = admin.get(address(stocktake_id)).text
    live, exceptions = page.partition('id="newest"')[2].split('id="exceptions"')
    assert live.index("Once more") < live.index("&lt;torn&gt;") < live.index("K-0001")
    for told in ("will be moved", "101 → Library", "saplīsis ekrāns", "&lt;torn&gt;", "K-0101"):
        assert told in exceptions, told
    assert "XYZ" in exceptions
    assert "Chromebook" not in exceptions.partition("Another institution")[2]


def test_a_device_of_the_list_is_found_by_its_tag_or_serial_number(
    admin: FlaskClient, phone: Phone, stocktake_id: int
) -> None:
    phone.scan("K-0004")
    phone.deliver()
    for text in ("k-0004", "SN0004", "HTTPS://X.LV/D/K-0004"):
        page = admin.get(address(stocktake_id), query_string={"q": text}).text
        found = page.partition('id="found"')[2].partition("</div>")[0]
        assert "K-0004" in found, text
        assert "Found" in found
        assert "K-0003" not in found
    page = admin.get(address(stocktake_id, "?q=K-0101")).text
    assert "The list of this stocktake has no such device." in page


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
    part = post(staff, address(stocktake_id, "/scan"), told, **{"HX-Request": "true"})
    assert f"place={library}" in part.headers["HX-Redirect"]
    assert seen(app, stocktake_id).reading.scans == ()


def test_a_blank_code_stores_nothing(app: Flask, staff: FlaskClient, stocktake_id: int) -> None:
    assert post(staff, address(stocktake_id, "/scan"), {"code": "  "}).status_code == 302
    assert seen(app, stocktake_id).phones == ()


def test_who_only_reads_does_not_scan(viewer: FlaskClient, stocktake_id: int) -> None:
    for what in ("/scan", "/undo", "/remark"):
        assert post(viewer, address(stocktake_id, what), {"code": "K-0001"}).status_code == 403


def test_a_large_stocktake_takes_few_statements(
    app: Flask, admin: FlaskClient, many_id: int
) -> None:
    with counted(app) as statements:
        assert "of 506 found" in admin.get(address(many_id)).text
    assert len(statements) == 11, statements
    with counted(app) as statements:
        told = admin.get(address(many_id, "/live"))
    assert len(statements) == 9, statements
    with counted(app) as statements:
        admin.get(address(many_id, f"/live?mark={mark(told.text)}"))
    assert len(statements) == 3, statements
    assert not any(one.startswith(("INSERT", "UPDATE")) for one in statements)
