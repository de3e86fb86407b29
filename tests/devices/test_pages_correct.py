"""The statuses on a device's page, and the form that corrects one."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DevicePeriod
from tests.devices.filled import filled, form_of
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")


@pytest.fixture
def device(town: Town, admin: FlaskClient) -> str:
    """The page of a Chromebook of ABC, told to be lost since 10 September 2024."""
    page = f"/devices/{town.devices['K-0001']}"
    filled(admin, f"{page}/status", status="lost", effective_on="2024-09-10")
    return page


def correction(device: str, day: str = "2024-09-10") -> str:
    return f"{device}/statuses/{day}/correct"


def stored(app: Flask, town: Town) -> list[tuple[date, Status]]:
    with written(app) as session:
        rows = session.execute(
            select(DevicePeriod.valid_from, DevicePeriod.status)
            .where(DevicePeriod.device_id == town.devices["K-0001"])
            .order_by(DevicePeriod.valid_from)
        )
        return [(row[0], row[1]) for row in rows]


def test_each_status_leads_to_its_correction_for_who_may_write(
    town: Town, admin: FlaskClient, staff: FlaskClient, device: str
) -> None:
    for day in ("2022-08-15", "2024-09-10"):
        assert correction(device, day) in admin.get(device).text
        assert correction(device, day) not in staff.get(device).text
    assert "Lost" in staff.get(device).text


def test_a_status_is_corrected_and_the_history_says_what_was_told_before(
    app: Flask, town: Town, admin: FlaskClient, device: str
) -> None:
    done = filled(admin, correction(device), status="stolen", effective_on="2024-09-12")
    assert (done.status_code, done.location) == (302, f"{device}#statuses")
    assert stored(app, town) == [
        (date(2022, 8, 15), Status.IN_USE),
        (date(2024, 9, 12), Status.STOLEN),
    ]
    page = admin.get(device).text.replace("\u00a0", " ")
    assert "The history is corrected." in page
    assert "Status corrected" in page
    assert "Lost since 10 Sep 2024 → Stolen since 12 Sep 2024" in page


def test_a_correction_that_says_nothing_new_says_so(admin: FlaskClient, device: str) -> None:
    assert filled(admin, correction(device)).status_code == 302
    page = admin.get(device).text
    assert "Nothing was changed." in page
    assert "Status corrected" not in page


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_stored(
    app: Flask, town: Town, admin: FlaskClient, device: str
) -> None:
    before = stored(app, town)
    for told, said in (
        ({"effective_on": "2022-08-15"}, "choose a later day"),
        ({"effective_on": "2024-09-26"}, "A change cannot lie in the future."),
        ({"effective_on": "yesterday"}, "Write the date as 01.09.2024."),
        ({"effective_on": ""}, "Write the date as 01.09.2024."),
        ({"status": "reserved"}, "Choose one of the list."),
    ):
        refused = filled(admin, correction(device), **told)
        assert refused.status_code == 422
        assert 'class="field-error"' in refused.text
        assert said in refused.text
    assert stored(app, town) == before


def test_written_off_before_another_status_is_refused_beside_the_status(
    admin: FlaskClient, device: str
) -> None:
    refused = filled(admin, correction(device, "2022-08-15"), status="written_off")
    assert refused.status_code == 422
    assert 'id="status-error1"' in refused.text
    assert "no later status" in refused.text


def test_the_first_status_is_corrected_without_a_day(
    app: Flask, town: Town, admin: FlaskClient, device: str
) -> None:
    address = correction(device, "2022-08-15")
    assert "effective_on" not in form_of(admin.get(address).text)
    assert filled(admin, address, status="in_reserve").status_code == 302
    assert stored(app, town)[0] == (date(2022, 8, 15), Status.IN_RESERVE)


def test_a_status_that_was_corrected_meanwhile_leads_back_to_the_history(
    admin: FlaskClient, city: FlaskClient, device: str
) -> None:
    mine = {**form_of(admin.get(correction(device)).text), "status": "stolen"}
    filled(city, correction(device), effective_on="2024-09-12")
    back = admin.post(correction(device), data=mine)
    assert (back.status_code, back.location) == (302, f"{device}#statuses")
    assert "No status begins on that day any more." in admin.get(device).text
    assert "Stolen" not in admin.get(device).text
    assert admin.get(correction(device, "someday")).status_code == 404


def test_a_school_is_not_offered_to_correct_what_was_elsewhere(
    town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    page = f"/devices/{town.devices['K-0101']}"
    filled(city, f"{page}/move", institution=str(town.institutions["ABC"]), room="")
    address = correction(page, "2022-08-15")
    assert address in city.get(page).text
    assert address not in admin.get(page).text
    refused = filled(admin, address, status="lost")
    assert refused.status_code == 422
    assert "On that day the device was at another institution." in refused.text


def test_only_who_may_write_gets_the_form(
    app: Flask, town: Town, admin: FlaskClient, staff: FlaskClient, device: str
) -> None:
    own = correction(device, "2022-08-15")
    foreign = correction(f"/devices/{town.devices['K-0101']}", "2022-08-15")
    told = form_of(admin.get(own).text)
    assert staff.get(own).status_code == 403
    assert reader(app, town, Role.MUNICIPAL_VIEWER).get(own).status_code == 403
    assert admin.get(foreign).status_code == 404
    assert admin.post(foreign, data=told).status_code == 404
    assert app.test_client().get(own).status_code == 302


def test_a_wrong_entry_has_no_statuses(town: Town, admin: FlaskClient, device: str) -> None:
    filled(admin, f"{device}/void")
    assert 'id="statuses"' not in admin.get(device).text
    assert admin.get(correction(device)).status_code == 404


def test_places_are_told_whatever_the_status(admin: FlaskClient, device: str) -> None:
    page = admin.get(device).text
    places = page[page.index('id="places"') : page.index('id="statuses"')]
    assert places.count("<li>") == 1
    assert "ABC, 101" in places


def test_the_form_takes_few_statements(app: Flask, town: Town, city: FlaskClient) -> None:
    with counted(app) as statements:
        city.get(correction(f"/devices/{town.devices['K-0001']}", "2022-08-15"))
    assert len(statements) == 5, statements


def test_todays_status_is_what_the_last_one_is_then(
    app: Flask, town: Town, admin: FlaskClient, device: str
) -> None:
    filled(admin, correction(device), status="in_use")
    with written(app) as session:
        key = town.devices["K-0001"]
        status = session.scalars(select(Device.status).where(Device.id == key)).one()
    assert status is Status.IN_USE
    assert stored(app, town) == [(date(2022, 8, 15), Status.IN_USE)]
