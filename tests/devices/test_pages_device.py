"""The page of one device."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.google.models import GoogleDevice
from assetmgr.usage.models import UsageCoverage, UsageDay
from tests.devices.filled import filled
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")


def test_its_people_see_the_facts_and_a_stranger_sees_nothing(
    app: Flask, town: Town, admin: FlaskClient, staff: FlaskClient
) -> None:
    own, foreign = town.devices["K-0001"], town.devices["K-0101"]
    for client in (admin, staff):
        page = client.get(f"/devices/{own}").text
        assert "SN0001K" in page
        assert "Chromebook" in page
        assert client.get(f"/devices/{foreign}").status_code == 404
    assert app.test_client().get(f"/devices/{own}").status_code == 302


def test_only_who_may_write_is_offered_changes(
    town: Town, admin: FlaskClient, staff: FlaskClient
) -> None:
    key = town.devices["K-0001"]
    assert f"/devices/{key}/edit" in admin.get(f"/devices/{key}").text
    assert f"/devices/{key}/edit" not in staff.get(f"/devices/{key}").text


def test_age_and_what_is_left_are_told(town: Town, admin: FlaskClient) -> None:
    page = admin.get(f"/devices/{town.devices['K-0001']}").text
    assert "Age 2 years 1 month; 3 years 10 months of its useful life left." in page


def test_the_month_of_the_aue_ends_a_life_early(town: Town, admin: FlaskClient) -> None:
    key = town.devices["K-0001"]
    filled(admin, f"/devices/{key}/edit", aue="2024-06-10")
    assert "past its useful life by 2 months" in admin.get(f"/devices/{key}").text


def test_an_unknown_age_is_said_to_be_unknown(town: Town, admin: FlaskClient) -> None:
    key = town.devices["K-0001"]
    filled(admin, f"/devices/{key}/edit", acquired_on="")
    assert "Nobody knows when it was acquired" in admin.get(f"/devices/{key}").text


def test_the_new_owner_sees_the_periods_of_the_old_one_but_not_its_notes(
    town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    key = town.devices["K-0101"]
    filled(city, f"/devices/{key}/edit", notes="a secret of XYZ")
    filled(city, f"/devices/{key}/edit", notes="")
    assert "a secret of XYZ" in city.get(f"/devices/{key}").text
    filled(city, f"/devices/{key}/move", institution=str(town.institutions["ABC"]), room="101")
    page = admin.get(f"/devices/{key}").text
    assert "XYZ, 101" in page
    assert "Institution: XYZ → ABC" in page
    assert "a secret of XYZ" not in page


def test_history_says_who_did_what_through_what(town: Town, admin: FlaskClient) -> None:
    key = town.devices["K-0001"]
    filled(admin, f"/devices/{key}/edit", manufacturer="Acme", model="Book", price_eur="5")
    page = admin.get(f"/devices/{key}").text
    assert "school_admin, on the web" in page
    assert "Model: – → Acme Book; Price: – → 5.00" in page
    assert "Entered in the register" in page


def test_weeks_no_sync_saw_are_unknown_and_a_seen_week_without_use_is_zero(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    key, place = town.devices["K-0001"], town.institutions["ABC"]
    assert "Days of use by week" not in admin.get(f"/devices/{key}").text
    with written(app) as session:
        monday = date(2024, 9, 2)
        session.add(
            UsageCoverage(
                device_id=key,
                institution_id=place,
                first_day=monday,
                last_day=monday + timedelta(days=13),
            )
        )
        session.add_all(
            UsageDay(device_id=key, institution_id=place, day=day, active_ms=60_000)
            for day in (date(2024, 8, 20), monday, monday + timedelta(days=6))
        )
    page = admin.get(f"/devices/{key}").text
    for week, days in (("12 Aug", "–"), ("19 Aug", "1"), ("2 Sep", "2"), ("9 Sep", "0")):
        text = week.replace(" ", "\u00a0") + "\u00a02024"
        assert f'<th scope="row">{text}</th><td class="num">{days}</td>' in page, week


def test_what_google_says_is_shown(app: Flask, town: Town, admin: FlaskClient) -> None:
    key = town.devices["K-0001"]
    with written(app) as session:
        untold: tuple[str, ...] = (
            "mac",
            "status",
            "org_unit_id",
            "annotated_asset_id",
            "annotated_location",
        )
        untold = (*untold, "notes", "os_version", "boot_mode")
        session.add(
            GoogleDevice(
                device_id=key,
                institution_id=town.institutions["ABC"],
                google_id="g-1",
                model="Chromebook Plus",
                org_unit_path="/Skolas/ABC",
                last_sync=datetime(2024, 9, 24, 21, 30, tzinfo=UTC),
                **dict.fromkeys(untold, ""),
            )
        )
    page = admin.get(f"/devices/{key}").text
    assert "/Skolas/ABC" in page
    assert "25\u00a0Sep\u00a02024\u00a000:30" in page


def test_its_label_is_a_picture_and_is_printed_by_who_may(
    town: Town, admin: FlaskClient, staff: FlaskClient
) -> None:
    key = town.devices["K-0001"]
    assert "Label of K-0001" in admin.get(f"/devices/{key}").text
    assert f"/labels/?device={key}" in admin.get(f"/devices/{key}").text
    assert f"/labels/?device={key}" not in staff.get(f"/devices/{key}").text


def test_the_page_takes_few_statements_however_long_the_history(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    key = town.devices["K-0001"]
    for turn in range(6):
        filled(city, f"/devices/{key}/edit", notes=str(turn))
    with counted(app) as statements:
        city.get(f"/devices/{key}")
    assert len(statements) == 17, statements
