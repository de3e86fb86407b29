"""Entering and correcting a device by its form."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from assetmgr.auth.codes import Role
from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.models import Device, DevicePeriod, Model
from tests.devices.filled import filled, form_of
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")
TODAY = date(2024, 9, 25)


def stored(app: Flask, tag: str) -> Device:
    """The device with this tag, with what its model is."""
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.asset_tag == tag)).one()
        assert device.model is None or device.model.manufacturer.name
        session.expunge_all()
        return device


def new_one(town: Town, **told: str) -> dict[str, str]:
    return {
        "asset_tag": "N-1",
        "kind": str(town.kinds["laptop"]),
        "institution": str(town.institutions["ABC"]),
        **told,
    }


def test_a_device_is_entered_with_every_column(app: Flask, town: Town, admin: FlaskClient) -> None:
    told = {
        "manufacturer": "Acme",
        "model": "Book 1",
        "room": "101",
        "purpose": "teachers",
        "inventory_number": "007",
        "serial_number": "Sn9",
        "acquired_on": "01.09.2024",
        "price_eur": "1 249,90",
        "funding": "gift",
        "warranty_until": "2026-09-01",
        "aue": "2030-06-30",
        "notes": "no lādētāja",
    }
    response = filled(admin, "/devices/new", **new_one(town, **told))
    assert response.status_code == 302
    device = stored(app, "N-1")
    assert device.model is not None
    assert device.model.name == "Book 1"
    assert (device.room_id, device.status) == (town.rooms["ABC"], Status.IN_USE)
    assert (device.purpose, device.funding) == (Purpose.TEACHERS, Funding.GIFT)
    assert (device.inventory_number, device.serial_number) == ("007", "Sn9")
    assert (str(device.price_eur), device.acquired_on) == ("1249.90", date(2024, 9, 1))
    assert (device.warranty_until, device.aue) == (date(2026, 9, 1), date(2030, 6, 30))
    assert device.notes == "no lādētāja"


def test_a_device_without_a_room_is_available(app: Flask, town: Town, admin: FlaskClient) -> None:
    filled(admin, "/devices/new", **new_one(town))
    assert stored(app, "N-1").status is Status.AVAILABLE


def test_pressing_twice_makes_one_device(app: Flask, town: Town, admin: FlaskClient) -> None:
    form = {**form_of(admin.get("/devices/new").text), **new_one(town)}
    assert admin.post("/devices/new", data=form).status_code == 302
    again = admin.post("/devices/new", data=form)
    assert again.status_code == 422
    assert "This asset tag is taken." in again.text
    with written(app) as session:
        assert session.scalar(select(func.count(Device.id)).where(Device.tag_key == "n-1")) == 1


def test_a_tag_taken_elsewhere_is_refused_without_naming_its_owner(
    town: Town, admin: FlaskClient
) -> None:
    refused = filled(admin, "/devices/new", **new_one(town, asset_tag="k-0101"))
    assert "This asset tag is taken." in refused.text
    assert "XYZ" not in refused.text
    assert "Žubīšu" not in refused.text


def test_every_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    told = new_one(
        town,
        asset_tag="",
        manufacturer="Acme",
        room="999",
        acquired_on="31.02.2024",
        price_eur="-5",
        warranty_until="0024-09-01",
        notes="kept",
    )
    refused = filled(admin, "/devices/new", **told)
    assert refused.status_code == 422
    for message in (
        "Write the tag.",
        "Write both the manufacturer and the model, or neither.",
        "The institution has no room of that name, or has two.",
        "Write the date as 01.09.2024.",
        "A price is zero or more.",
        "Check the year.",
    ):
        assert message in refused.text
    kept = form_of(refused.text)
    assert (kept["room"], kept["notes"], kept["acquired_on"]) == ("999", "kept", "31.02.2024")
    with written(app) as session:
        assert session.scalar(select(func.count(Model.id))) == 0


def test_a_device_is_not_entered_for_another_institution(town: Town, admin: FlaskClient) -> None:
    told = new_one(town, institution=str(town.institutions["XYZ"]))
    refused = filled(admin, "/devices/new", **told)
    assert refused.status_code == 422
    assert "Choose one of the list." in refused.text


def test_the_form_opens_with_what_is_told_and_saves_nothing_new(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = f"/devices/{town.devices['K-0001']}/edit"
    before = stored(app, "K-0001").version
    assert filled(admin, address).status_code == 302
    assert stored(app, "K-0001").version == before


def test_a_change_holds_from_its_day_and_a_correction_for_the_whole_past(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    key = town.devices["K-0001"]
    told = {"purpose": "teachers", "effective_on": "2024-09-10", "serial_number": "NEW"}
    assert filled(admin, f"/devices/{key}/edit", **told).status_code == 302
    with written(app) as session:
        periods = session.execute(
            select(DevicePeriod.valid_from, DevicePeriod.purpose, DevicePeriod.serial_number)
            .where(DevicePeriod.device_id == key)
            .order_by(DevicePeriod.valid_from)
        ).all()
    assert [tuple(row) for row in periods] == [
        (date(2022, 8, 15), Purpose.PUPILS, "NEW"),
        (date(2024, 9, 10), Purpose.TEACHERS, "NEW"),
    ]


def test_a_refused_day_stands_beside_its_field(town: Town, admin: FlaskClient) -> None:
    address = f"/devices/{town.devices['K-0001']}/edit"
    refused = filled(admin, address, purpose="teachers", effective_on="2024-09-26")
    assert refused.status_code == 422
    assert "A change cannot lie in the future." in refused.text


def test_who_comes_second_is_told_what_was_changed_and_may_save_again(
    app: Flask, town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    address = f"/devices/{town.devices['K-0001']}/edit"
    mine = {**form_of(admin.get(address).text), "notes": "mine"}
    assert filled(city, address, serial_number="THEIRS").status_code == 302
    refused = admin.post(address, data=mine)
    assert refused.status_code == 422
    assert "Somebody changed this device meanwhile." in refused.text
    assert "Serial number: SN0001K → THEIRS" in refused.text
    assert stored(app, "K-0001").notes is None
    again = form_of(refused.text)
    assert again["notes"] == "mine"
    assert admin.post(address, data=again).status_code == 302
    assert stored(app, "K-0001").notes == "mine"


def test_rooms_are_offered_for_one_of_my_institutions_alone(
    town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    foreign = f"/devices/rooms?institution={town.institutions['XYZ']}"
    assert "101" in city.get(foreign).text
    assert "101" not in admin.get(foreign).text
    assert "<option" not in admin.get("/devices/rooms?institution=x").text


def test_only_who_may_write_gets_the_forms(
    app: Flask, town: Town, admin: FlaskClient, staff: FlaskClient
) -> None:
    viewer = reader(app, town, Role.MUNICIPAL_VIEWER)
    for step in ("edit", "status", "move", "void"):
        own = f"/devices/{town.devices['K-0001']}/{step}"
        foreign = f"/devices/{town.devices['K-0101']}/{step}"
        assert admin.get(own).status_code == 200
        assert staff.get(own).status_code == viewer.get(own).status_code == 403
        assert admin.get(foreign).status_code == 404
        assert admin.post(foreign, data=form_of(admin.get(own).text)).status_code == 404
        assert app.test_client().get(own).status_code == 302
    assert staff.get("/devices/new").status_code == 403


def test_the_forms_take_few_statements(app: Flask, town: Town, city: FlaskClient) -> None:
    key = town.devices["K-0001"]
    for address, count in (
        ("/devices/new", 4),
        (f"/devices/{key}/edit", 9),
        (f"/devices/{key}/status", 5),
        (f"/devices/{key}/move", 7),
        (f"/devices/{key}/void", 5),
    ):
        with counted(app) as statements:
            city.get(address)
        assert len(statements) == count, (address, statements)
