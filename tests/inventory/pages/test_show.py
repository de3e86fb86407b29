"""The page of one stocktake while it is open, and the part of it that is read again and again."""

import re
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from assetmgr.inventory.codes import Decision
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.reviewing import Verdict, decide
from assetmgr.inventory.queries.heads import stocktake_or_none
from tests.inventory.conftest import NewPhone
from tests.inventory.pages.sending import post
from tests.inventory.phone import Phone
from tests.support.sql import counted
from tests.support.town import ACTOR, Town
from tests.support.writing import written


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


def test_a_device_that_moves_and_needs_repair_is_said_to_move(
    app: Flask, admin: FlaskClient, phone: Phone, stocktake_id: int, town: Town, library: int
) -> None:
    phone.scan("K-0001", room=library, condition="damaged", move_here=True)
    phone.deliver()
    phone.sign_off()
    repair = {town.devices["K-0001"]: Verdict(Decision.NEEDS_REPAIR)}
    with written(app) as session:
        one, now = stocktake_or_none(session, stocktake_id), datetime.now(UTC)
        assert one is not None
        decide(session, one, repair, actor=ACTOR, now=now)
    assert "will be moved" in admin.get(address(stocktake_id)).text
    with written(app) as session:
        one = stocktake_or_none(session, stocktake_id)
        assert one is not None
        close(session, one, actor=ACTOR, now=now, today=now.date())
    page = admin.get(address(stocktake_id)).text
    assert "was moved" in page
    assert "will be moved" not in page


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
