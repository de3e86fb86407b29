"""What a scanned code means, and that its device was seen."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.evidence.operations import saw
from assetmgr.labeling.models import BlankCode
from tests.devices.filled import filled
from tests.scanning.conftest import read
from tests.support.browser import csrf_token
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import ACTOR, TODAY, Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")
NOW = datetime(2024, 9, 25, 12, tzinfo=UTC)
LABEL = "HTTP://127.0.0.1:8000/D/"


def seen(app: Flask) -> set[int]:
    """The devices that were seen today, by a scan."""
    with written(app) as session:
        rows = session.scalars(select(LastSeen).where(LastSeen.seen_at == NOW)).all()
        return {row.device_id for row in rows if row.source == "scan"}


def test_a_label_a_tag_and_a_serial_number_show_the_device_and_that_it_was_seen(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    for code, tag in (
        (f"{LABEL}K-0001", "K-0001"),
        (" k-0002 ", "K-0002"),
        ("sn0003k", "K-0003"),
    ):
        page = read(staff, code)
        assert page.status_code == 200
        for told in (tag, "In use", "101", f"/devices/{town.devices[tag]}", 'data-tone="ok"'):
            assert told in page.text, (code, told)
    assert seen(app) == {town.devices[tag] for tag in ("K-0001", "K-0002", "K-0003")}


def test_a_whole_cabinet_in_one_frame_is_read_at_once(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    page = read(staff, *(f"{LABEL}K-000{n}" for n in range(1, 5)), room=town.rooms["ABC"])
    assert "4 of 6, missing P-0001, P-0002" in page.text
    assert len(seen(app)) == 4
    page = read(staff, "P-0001", "P-0002", room=town.rooms["ABC"])
    assert "6 of 6" in page.text
    assert "missing" not in page.text


def test_a_room_of_more_devices_than_a_visit_keeps_is_complete_in_the_end(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    tags = [f"M-{n:03}" for n in range(160)]
    with written(app) as session:
        facts = [
            DeviceFacts(
                asset_tag=tag,
                kind_id=town.kinds["laptop"],
                institution_id=town.institutions["ABC"],
                room_id=town.rooms["ABC"],
                purpose=Purpose.PUPILS,
                status=Status.IN_USE,
            )
            for tag in tags
        ]
        create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    room = town.rooms["ABC"]
    for codes in (tags[:80], tags[80:]):
        page = read(staff, *codes, room=room).text
    assert "160 of 166, missing 6" in page
    assert "M-000" not in page.partition('class="scan-missing"')[2].partition("</ul>")[0]


def test_what_was_scanned_before_the_visit_began_is_missing_still(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    with written(app) as session:
        before = town.devices["K-0001"], town.institutions["ABC"], NOW - timedelta(seconds=1)
        saw(session, Source.SCAN, [before])
        saw(session, Source.MOVE, [(town.devices["K-0002"], town.institutions["ABC"], NOW)])
    assert "1 of 6, missing 5" in read(staff, "K-0003", room=town.rooms["ABC"]).text


def test_a_torn_code_is_unknown_and_neither_a_device_nor_a_place(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    room = town.rooms["ABC"]
    for code in (f"{LABEL}K-00", LABEL, "HTTP://127.0.0.1:80", "K-000", "ROOM:", f"{LABEL[:-2]}R/"):
        page = read(staff, code, room=room).text
        assert 'data-tone="bad"' in page
        assert "No device of the register has this code." in page
        assert f'name="room" form="scan-form" value="{room}"' in page
    assert seen(app) == set()


def test_a_rooms_code_sets_the_place_and_lists_what_is_missing_there(
    town: Town, staff: FlaskClient
) -> None:
    room = town.rooms["ABC"]
    for code in (f"http://127.0.0.1:8000/R/{room}", f"ROOM:{room}"):
        page = read(staff, code).text
        assert "0 of 6, missing 6" in page
        assert f'name="room" form="scan-form" value="{room}"' in page
    assert "0 of 6" in read(staff, "101").text, "a typed name is found, too"


def test_a_room_elsewhere_is_no_place(town: Town, staff: FlaskClient) -> None:
    page = read(staff, f"ROOM:{town.rooms['XYZ']}", room=town.rooms["ABC"]).text
    assert "No device of the register has this code" in page
    assert f'form="scan-form" value="{town.rooms["ABC"]}"' in page
    assert 'data-tone="bad"' in read(staff, "ROOM:999999999999999999").text


def test_a_foreign_device_is_told_by_its_institution_alone(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    page = read(staff, "K-0101").text
    assert "It belongs to XYZ" in page
    for hidden in ("Chromebook", "In use", f"/devices/{town.devices['K-0101']}", "Žubīšu"):
        assert hidden not in page
    assert seen(app) == set()


def test_codes_of_nothing_are_said_to_be_unknown(staff: FlaskClient) -> None:
    for code in (
        "https://example.org/menu",
        "WIFI:T:WPA;S:x;;",
        "\ufffd\ufffd",
        "'; --",
        "x" * 400,
    ):
        page = read(staff, code)
        assert page.status_code == 200
        assert "No device of the register has this code." in page.text


def test_a_blank_code_leads_to_its_claim(app: Flask, town: Town, staff: FlaskClient) -> None:
    with written(app) as session:
        session.add(
            BlankCode(
                institution_id=town.institutions["ABC"],
                number=1,
                code="ABC-00017",
                code_key="abc-00017",
                printed_at=NOW,
                claimed_at=None,
                device_id=None,
            )
        )
    assert 'href="/labels/claim/ABC-00017"' in read(staff, f"{LABEL}ABC-00017").text


def test_a_number_of_several_devices_lets_one_choose(
    town: Town, staff: FlaskClient, admin: FlaskClient
) -> None:
    for tag in ("K-0001", "P-0001"):
        filled(admin, f"/devices/{town.devices[tag]}/edit", serial_number="SAME")
    assert 'href="/devices/find?code=same"' in read(staff, "same").text


def test_a_written_off_device_is_red_and_was_seen_all_the_same(
    app: Flask, town: Town, staff: FlaskClient, admin: FlaskClient
) -> None:
    filled(admin, f"/devices/{town.devices['K-0001']}/status", status="written_off")
    page = read(staff, "K-0001").text
    assert 'data-tone="bad"' in page
    assert "Written off" in page
    assert town.devices["K-0001"] in seen(app)


def test_the_worst_of_several_codes_stands_first(staff: FlaskClient) -> None:
    page = read(staff, "K-0001", "K-0101", "K-0002").text
    assert 'data-tone="bad"' in page
    assert page.index("<strong>K-0101</strong>") < page.index("and 2 more codes")
    assert '"K-0101": "bad"' in page


def test_nothing_to_read_says_so(staff: FlaskClient) -> None:
    page = read(staff, " ")
    assert page.status_code == 422
    assert "Scan or type a code first." in page.text


def test_the_visit_stays_until_it_is_ended(town: Town, staff: FlaskClient) -> None:
    read(staff, "K-0001")
    read(staff, "K-0101", "nothing")
    page = staff.get(f"/scan/?room={town.rooms['ABC']}").text
    assert page.index("nothing") < page.index("K-0101") < page.index(">K-0001<")
    assert "1 of 6" in page
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    staff.post("/scan/forget", data={"csrf_token": token})
    assert "K-0101" not in staff.get("/scan/").text


def test_a_visit_of_hundreds_of_codes_fits_its_cookie(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    for start in range(0, 200, 50):
        read(staff, *(f"unknown-{n:036}" for n in range(start, start + 50)))
    read(staff, *town.devices)
    cookie = staff.get_cookie("session")
    assert cookie is not None
    assert len(cookie.value) < 3_500
    assert ">K-0001<" in staff.get("/scan/").text


def test_without_scripts_the_whole_page_comes_back(staff: FlaskClient) -> None:
    token = staff.get("/scan/").text.split('name="csrf_token" value="')[1].split('"')[0]
    page = staff.post("/scan/read", data={"csrf_token": token, "code": "K-0001"}).text
    assert "<html" in page
    assert "K-0001" in page


def test_looking_writes_nothing(app: Flask, town: Town, staff: FlaskClient) -> None:
    staff.get(f"/R/{town.rooms['ABC']}")
    staff.get("/scan/?room=1&code=K-0001")
    assert seen(app) == set()


def test_who_may_not_count_does_not_scan(app: Flask, town: Town) -> None:
    for role in (Role.MUNICIPAL_VIEWER, Role.BORROWER):
        assert reader(app, town, role).get("/scan/").status_code == 403


def test_a_rooms_label_opens_the_page_there(app: Flask, town: Town, staff: FlaskClient) -> None:
    for letter in "Rr":
        page = staff.get(f"/{letter}/{town.rooms['ABC']}")
        assert (page.status_code, "0 of 6" in page.text) == (200, True)
    assert staff.get(f"/R/{town.rooms['XYZ']}").status_code == 404
    assert staff.get("/R/999999").status_code == 404
    assert app.test_client().get(f"/R/{town.rooms['ABC']}").location.startswith("/sign-in")


def test_a_scan_takes_few_statements_however_many_codes(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    token = csrf_token(staff.get("/scan/").text)
    for codes, count in (
        (["K-0001"], 7),
        (["K-0001", "K-0002", "P-0001", "P-0002", "K-0003", "K-0004"], 7),
        (["K-0101", "nothing", "sn0001k"], 10),
    ):
        told = {"csrf_token": token, "code": codes, "room": town.rooms["ABC"]}
        with counted(app) as statements:
            staff.post("/scan/read", data=told, headers={"X-Requested-With": "fetch"})
        assert len(statements) == count, (codes, statements)


def test_the_tag_goes_before_a_serial_number_of_another(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    with written(app) as session:
        other = session.scalars(select(Device).where(Device.tag_key == "p-0001")).one()
        other.serial_number, other.serial_key = "K-0001", "k-0001"
    read(staff, "K-0001")
    assert seen(app) == {town.devices["K-0001"]}
