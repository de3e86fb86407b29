"""From a code to the device, for its people and for a finder."""

from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.devices.models import Device
from assetmgr.extensions import limiter
from tests.devices.filled import filled
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")


def test_a_tag_an_address_and_a_serial_number_open_the_device(
    town: Town, staff: FlaskClient
) -> None:
    page = f"/devices/{town.devices['K-0001']}"
    for code in ("K-0001", " k-0001 ", "HTTP://127.0.0.1:8000/D/K-0001", "sn0001k"):
        found = staff.get("/devices/find", query_string={"code": code})
        assert (found.status_code, found.location) == (302, page), code


def test_a_code_of_another_institution_or_of_none_says_what_to_do(staff: FlaskClient) -> None:
    for code in ("K-0101", "nothing"):
        page = staff.get(f"/devices/find?code={code}")
        assert "No device of yours has this code" in page.text
        assert f"/devices/?q={code}" in page.text
    assert staff.get("/devices/find").location == "/scan/"


def test_a_number_of_several_devices_lists_them(town: Town, admin: FlaskClient) -> None:
    for tag in ("K-0001", "P-0001"):
        filled(admin, f"/devices/{town.devices[tag]}/edit", serial_number="SAME")
    page = admin.get("/devices/find?code=same").text
    assert "Several devices have this number" in page
    assert f"/devices/{town.devices['K-0001']}" in page
    assert f"/devices/{town.devices['P-0001']}" in page


def test_the_old_address_of_scanning_leads_on(app: Flask, town: Town, staff: FlaskClient) -> None:
    assert staff.get("/devices/scan").location == "/scan/"
    viewer = reader(app, town, Role.MUNICIPAL_VIEWER)
    assert viewer.get("/devices/scan").location == "/devices/"


def test_a_label_opens_the_device_for_its_people(
    town: Town, staff: FlaskClient, city: FlaskClient
) -> None:
    for address in ("/D/K-0001", "/d/k-0001"):
        assert staff.get(address).location == f"/devices/{town.devices['K-0001']}"
    assert city.get("/D/K-0101").location == f"/devices/{town.devices['K-0101']}"


def test_a_finder_sees_whose_it_is_and_nothing_of_the_device(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    borrower = reader(app, town, Role.BORROWER)
    for client in (app.test_client(), staff, borrower):
        client.get("/language/en")
        page = client.get("/D/K-0101")
        assert page.status_code == 200
        text = unescape(page.text)
        assert "Žubīšu vidusskola" in text
        assert "XYZ@school.example" in text
        for hidden in ("Chromebook", "SN0101K", "In use", f"/devices/{town.devices['K-0101']}"):
            assert hidden not in text


def test_an_unknown_tag_names_no_institution(app: Flask, town: Town, staff: FlaskClient) -> None:
    for client in (app.test_client(), staff):
        client.get("/language/en")
        page = client.get("/D/NO/SUCH")
        assert page.status_code == 200
        assert "It belongs to a school or preschool of Liepāja." in page.text
        assert "sākumskola" not in page.text


def test_a_voided_or_written_off_device_is_still_somebodys(
    app: Flask, town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    filled(admin, f"/devices/{town.devices['K-0001']}/status", status="written_off")
    filled(admin, f"/devices/{town.devices['K-0002']}/void")
    finder = app.test_client()
    for tag in ("K-0001", "K-0002"):
        assert "Ābeļu sākumskola" in finder.get(f"/D/{tag}").text
        assert admin.get(f"/D/{tag}").status_code == 302


def test_a_freed_tag_belongs_to_who_has_it_now(
    app: Flask, town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    filled(admin, f"/devices/{town.devices['K-0002']}/void")
    filled(city, f"/devices/{town.devices['K-0101']}/edit", asset_tag="K-0002")
    assert "Žubīšu vidusskola" in app.test_client().get("/D/K-0002").text
    assert admin.get("/D/K-0002").status_code == 200


def test_a_stranger_cannot_try_tag_after_tag(
    app: Flask, town: Town, staff: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", True)
    finder = app.test_client()
    answers = [finder.get(f"/D/K-{n:04}").status_code for n in range(31)]
    known = [staff.get("/D/K-0001").status_code for _ in range(31)]
    assert (answers[:30], answers[30]) == ([200] * 30, 429)
    assert set(known) == {302}


def test_finding_takes_few_statements(app: Flask, town: Town, staff: FlaskClient) -> None:
    for address, count in (
        ("/devices/find?code=K-0001", 2),
        ("/D/K-0001", 3),
    ):
        with counted(app) as statements:
            staff.get(address)
        assert len(statements) == count, (address, statements)
    with written(app) as session:
        assert session.scalars(select(Device.version).where(Device.tag_key == "k-0001")).one() == 1
