"""One step in a device's life: another status, another place, taken back."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DevicePeriod
from tests.devices.filled import filled
from tests.support.town import Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")


def now(app: Flask, key: int) -> tuple[Status, int, int | None, bool]:
    """Status, institution, room, and whether it was taken back."""
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.id == key)).one()
        return device.status, device.institution_id, device.room_id, device.is_voided


def test_a_status_that_may_follow_is_set_from_its_day(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    key = town.devices["K-0001"]
    done = filled(admin, f"/devices/{key}/status", status="needs_repair", effective_on="2024-09-20")
    assert done.status_code == 302
    assert now(app, key)[0] is Status.NEEDS_REPAIR
    page = admin.get(f"/devices/{key}").text
    assert "Status: In use → Needs repair" in page
    assert "in force since 20" in page


def test_only_what_may_follow_is_offered_and_taken(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    key = town.devices["K-0001"]
    page = admin.get(f"/devices/{key}/status").text
    assert 'value="lost"' in page
    assert 'value="under_repair"' not in page
    assert filled(admin, f"/devices/{key}/status", status="under_repair").status_code == 422
    assert filled(admin, f"/devices/{key}/status").status_code == 422
    assert now(app, key)[0] is Status.IN_USE


def test_a_status_is_not_set_before_the_last_one(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = f"/devices/{town.devices['K-0001']}/status"
    filled(admin, address, status="lost", effective_on="2024-09-20")
    refused = filled(admin, address, status="stolen", effective_on="2024-09-19")
    assert refused.status_code == 422
    assert "choose that day or a later one" in refused.text
    assert now(app, town.devices["K-0001"])[0] is Status.LOST


def test_a_final_status_says_so(town: Town, admin: FlaskClient) -> None:
    address = f"/devices/{town.devices['K-0001']}/status"
    filled(admin, address, status="written_off")
    assert "Its status is final" in admin.get(address).text


def test_who_may_both_moves_a_device_between_institutions(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    key, place = town.devices["K-0001"], town.institutions["XYZ"]
    address = f"/devices/{key}/move"
    assert filled(city, address, institution=str(place), room="101").status_code == 302
    assert now(app, key)[1:3] == (place, town.rooms["XYZ"])


def test_a_school_moves_a_device_between_its_rooms_alone(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    key = town.devices["K-0001"]
    foreign = str(town.institutions["XYZ"])
    assert filled(admin, f"/devices/{key}/move", institution=foreign).status_code == 422
    assert filled(admin, f"/devices/{key}/move", room="").status_code == 302
    assert now(app, key)[1:3] == (town.institutions["ABC"], None)


def test_a_move_that_is_older_than_the_next_one_says_that_today_stays(
    town: Town, city: FlaskClient
) -> None:
    address = f"/devices/{town.devices['K-0001']}/move"
    filled(city, address, institution=str(town.institutions["XYZ"]), effective_on="2024-09-20")
    there = str(town.institutions["PII"])
    filled(city, address, institution=there, room="", effective_on="2024-09-10")
    assert "changed again later" in city.get(f"/devices/{town.devices['K-0001']}").text


def test_the_page_of_a_wrong_entry_names_the_tag_and_takes_it_back(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    key = town.devices["P-0001"]
    assert "Take back the entry of P-0001" in admin.get(f"/devices/{key}/void").text
    assert filled(admin, f"/devices/{key}/void").status_code == 302
    assert now(app, key)[3]
    with written(app) as session:
        periods = select(func.count()).select_from(DevicePeriod)
        assert session.scalar(periods.where(DevicePeriod.device_id == key)) == 0
    page = admin.get(f"/devices/{key}").text
    assert "This entry was taken back as a mistake" in page
    assert "Taken back as a wrong entry" in page
    assert f"/devices/{key}/edit" not in page
    assert admin.get(f"/devices/{key}/edit").status_code == 404


def test_a_device_that_was_elsewhere_is_no_wrong_entry(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    key = town.devices["P-0001"]
    filled(city, f"/devices/{key}/move", institution=str(town.institutions["XYZ"]), room="")
    refused = filled(city, f"/devices/{key}/void")
    assert refused.status_code == 422
    assert "write it off instead" in refused.text
    assert not now(app, key)[3]


def test_the_future_is_refused(town: Town, admin: FlaskClient) -> None:
    tomorrow = (date(2024, 9, 25) + timedelta(days=1)).isoformat()
    for step, told in (("status", {"status": "lost"}), ("move", {"room": ""})):
        address = f"/devices/{town.devices['K-0001']}/{step}"
        refused = filled(admin, address, effective_on=tomorrow, **told)
        assert "A change cannot lie in the future." in refused.text
