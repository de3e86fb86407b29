"""Putting a blank code on a device, old or new, also when two people do it at once."""

import threading
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.errors import Refused
from assetmgr.db.transaction import reading, writing
from assetmgr.devices.models import Device
from assetmgr.devices.queries import device_or_none
from assetmgr.extensions import db
from assetmgr.labeling.models import BlankCode
from assetmgr.labeling.operations.blanks import put_on
from tests.labeling.blanks import blank
from tests.support.browser import csrf_token
from tests.support.labels import blank_of
from tests.support.pages import reader
from tests.support.town import ACTOR, TODAY, Town

LABEL = f"HTTPS://IERICES.LIEPAJA.EDU.LV{'/X' * 60}/D/K-0002"
"""What a scanner types of the label that is on the device."""


def put(client: FlaskClient, code: str, device_id: object) -> TestResponse:
    token = csrf_token(client.get("/labels/blank").text)
    told = {"csrf_token": token, "device": str(device_id)}
    return client.post(f"/labels/claim/{code}", data=told)


@pytest.mark.parametrize("number", ["SN0002K", "sn0002k ", "K-0002", "k-0002", LABEL])
def test_a_device_is_found_by_its_serial_number_or_its_old_tag(
    app: Flask, town: Town, admin: FlaskClient, number: str
) -> None:
    code = blank_of(app, town, "ABC")
    page = admin.get(f"/labels/claim/{code}", query_string={"find": number}).text
    assert f'name="device" value="{town.devices["K-0002"]}"' in page
    assert page.count('name="device"') == 1


def test_what_nobody_has_and_what_others_have_is_not_found(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    code = blank_of(app, town, "ABC")
    for number in ("nothing", "K-0101"):
        page = admin.get(f"/labels/claim/{code}", query_string={"find": number}).text
        assert "No device of the institution has this number." in page
        assert 'name="device"' not in page


def test_the_code_becomes_the_devices_tag_and_the_history_says_so(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    code, device_id = blank_of(app, town, "ABC"), town.devices["K-0002"]
    assert put(admin, code, device_id).location == f"/devices/{device_id}"
    page = admin.get(f"/devices/{device_id}").text
    assert f"Asset tag: K-0002 → {code}" in page
    assert "scanned since on" in page
    taken = blank(app, code)
    assert (taken.device_id, taken.is_claimed) == (device_id, True)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        device = session.scalars(select(Device).where(Device.id == device_id)).one()
        assert (device.asset_tag, device.tag_key) == (code, code.casefold())
        assert device.label_printed_at == taken.claimed_at
        subjects = select(AuditEntry.subject_type, AuditEntry.action).order_by(AuditEntry.id.desc())
        told = {tuple(row) for row in session.execute(subjects.limit(2))}
    assert told == {("device", "changed"), ("blank_code", "claimed")}
    assert admin.get(f"/D/{code}").location == f"/devices/{device_id}"
    assert admin.get(f"/labels/claim/{code}").location == f"/devices/{device_id}"


def test_a_code_on_a_device_is_not_put_on_another(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    code = blank_of(app, town, "ABC")
    put(admin, code, town.devices["K-0001"])
    response = put(admin, code, town.devices["K-0002"])
    assert response.status_code == 422
    assert "Somebody put this code on another device meanwhile." in response.text
    assert blank(app, code).device_id == town.devices["K-0001"]


def test_a_device_of_another_institution_does_not_get_the_code(app: Flask, town: Town) -> None:
    code = blank_of(app, town, "ABC")
    own = reader(app, town, Role.SCHOOL_ADMIN)
    assert "Choose a device of the list." in put(own, code, town.devices["K-0101"]).text
    municipality = reader(app, town, Role.MUNICIPAL_ADMIN)
    response = put(municipality, code, town.devices["K-0101"])
    assert "The code belongs to another institution than the device." in response.text
    assert not blank(app, code).is_claimed


def test_who_may_not_write_does_not_put_a_code(app: Flask, town: Town) -> None:
    code = blank_of(app, town, "ABC")
    staff = reader(app, town, Role.SCHOOL_STAFF)
    token = csrf_token(staff.get("/devices/").text) if "csrf" in staff.get("/devices/").text else ""
    told = {"csrf_token": token, "device": str(town.devices["K-0001"])}
    assert staff.post(f"/labels/claim/{code}", data=told).status_code in {400, 403}
    assert not blank(app, code).is_claimed


def test_a_new_device_is_entered_with_the_code_as_its_tag(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    code = blank_of(app, town, "ABC")
    address = f"/devices/new?tag={code}"
    assert f'href="{address}"' in admin.get(f"/labels/claim/{code}").text
    page = admin.get(address).text
    assert f'value="{code}"' in page
    told = {
        "csrf_token": csrf_token(page),
        "asset_tag": code,
        "kind": str(town.kinds["laptop"]),
        "institution": str(town.institutions["ABC"]),
        "purpose": "pupils",
        "status": "",
        "funding": "",
    }
    response = admin.post("/devices/new", data=told)
    assert response.status_code == 302
    taken = blank(app, code)
    assert response.location == f"/devices/{taken.device_id}"


def test_a_blank_code_of_another_institution_is_no_tag_for_a_new_device(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    code = blank_of(app, town, "XYZ")
    told = {
        "csrf_token": csrf_token(admin.get("/devices/new").text),
        "asset_tag": code.lower(),
        "kind": str(town.kinds["laptop"]),
        "institution": str(town.institutions["ABC"]),
        "purpose": "pupils",
        "status": "",
        "funding": "",
    }
    response = admin.post("/devices/new", data=told)
    assert response.status_code == 422
    assert "This asset tag is taken." in response.text
    with app.app_context(), reading(db.session(), reason="a test") as session:
        tags = select(Device.id).where(Device.tag_key == code.casefold())
        assert session.scalars(tags).one_or_none() is None
    assert not blank(app, code).is_claimed


def test_of_two_who_put_one_code_at_once_one_wins_and_the_other_is_told(
    app: Flask, town: Town
) -> None:
    code = blank_of(app, town, "ABC")
    ready = threading.Barrier(2)
    outcomes: list[str] = []

    def press(device_id: int) -> None:
        ready.wait()
        try:
            with app.app_context(), writing(db.session(), reason="a test") as session:
                found = session.scalars(select(BlankCode).where(BlankCode.code == code)).one()
                device = device_or_none(session, device_id)
                assert device is not None
                put_on(session, found, device, actor=ACTOR, now=datetime.now(UTC), today=TODAY)
        except Refused as refused:
            outcomes.append(refused.message)
        else:
            outcomes.append("done")

    devices = [town.devices["K-0001"], town.devices["K-0002"]]
    threads = [threading.Thread(target=press, args=(one,)) for one in devices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Somebody put this code on another device meanwhile.", "done"]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        wearing = session.scalars(select(Device.id).where(Device.asset_tag == code)).all()
    assert wearing == [blank(app, code).device_id]
