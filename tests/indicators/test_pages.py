"""The pages of indicators: who sees what of them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Role
from assetmgr.indicators.policy.definitions import definitions
from tests.support.browser import sign_in
from tests.support.sql import counted
from tests.support.town import Town

pytestmark = pytest.mark.usefixtures("september")
PARTS = ("targets", "provision", "needs", "ages")


@pytest.fixture
def municipal(app: Flask, town: Town) -> FlaskClient:
    return sign_in(app, town.emails[Role.MUNICIPAL_VIEWER])


@pytest.fixture
def school(app: Flask, town: Town) -> FlaskClient:
    return sign_in(app, town.emails[Role.INSTITUTION_HEAD])


def test_cards_show_value_target_and_what_is_missing(municipal: FlaskClient) -> None:
    page = municipal.get("/indicators/").text
    assert "28.57" in page  # 200 pupils per 7 laptops
    assert "73 devices missing" in page  # 40 - 5 and 40 - 2 for 2.5 pupils each
    assert "Leaders and ICT teams" in page


def test_a_school_sees_municipal_values_and_its_own_beside_them(school: FlaskClient) -> None:
    page = school.get("/indicators/").text
    assert "28.57" in page
    assert "here 20.00" in page


def test_every_indicator_opens_with_the_programmes_wording(municipal: FlaskClient) -> None:
    for definition in definitions():
        page = municipal.get(f"/indicators/{definition.code}")
        assert page.status_code == 200
        assert definition.responsible in page.text


def test_the_municipality_sees_every_institution_of_a_ratio(municipal: FlaskClient) -> None:
    page = municipal.get("/indicators/1b").text
    assert '<th scope="row">ABC</th>' in page
    assert '<th scope="row">XYZ</th>' in page
    assert "20.00 (ABC) – 50.00 (XYZ)" in page


def test_a_school_sees_the_range_and_no_other_institution(school: FlaskClient) -> None:
    page = school.get("/indicators/1b?institution=XYZ").text
    assert '<th scope="row">ABC</th>' in page
    assert "XYZ" not in page.replace("institution=XYZ", "").replace("institution%3DXYZ", "")
    assert "20.00 – 50.00" in page


def test_the_devices_of_a_ratio_are_those_the_reader_reaches(
    municipal: FlaskClient, school: FlaskClient
) -> None:
    assert ">K-0101<" in municipal.get("/indicators/1b/devices").text
    page = school.get("/indicators/1b/devices?institution=XYZ").text
    assert ">P-0001<" in page
    assert ">P-0002<" not in page  # it is a teacher's
    assert ">K-0101<" not in page
    assert ">T-0001<" not in municipal.get("/indicators/1b/devices").text


def test_staff_without_the_right_are_refused_and_strangers_must_sign_in(
    app: Flask, town: Town
) -> None:
    staff = sign_in(app, town.emails[Role.SCHOOL_STAFF])
    for path in ("/indicators/", "/indicators/1b", "/indicators/1b/devices"):
        assert staff.get(path).status_code == 403
        assert app.test_client().get(path).status_code == 302


def test_what_is_not_there_is_not_found(municipal: FlaskClient) -> None:
    for path in ("/indicators/99", "/indicators/4a/devices", "/indicators/?part=else"):
        assert municipal.get(path).status_code == 404


def test_a_day_that_has_not_come_is_refused_and_today_is_shown(municipal: FlaskClient) -> None:
    response = municipal.get("/indicators/?as_of=2031-01-01")
    assert response.status_code == 422
    assert "Choose a day from 2000 to today." in response.text
    assert "28.57" in response.text


def test_the_past_is_shown_as_it_was(municipal: FlaskClient) -> None:
    page = municipal.get("/indicators/1b?as_of=2020-01-01").text
    assert "28.57 (200 / 7)" not in page
    assert "No data" in page


def test_provision_says_what_it_lacks_data_for(municipal: FlaskClient) -> None:
    page = municipal.get("/indicators/?part=provision").text
    assert "requests for devices to take home" in page
    assert "Institutions that reach the target" in page


def test_needs_and_ages_say_what_will_be_here(municipal: FlaskClient) -> None:
    assert "No needs are stated" in municipal.get("/indicators/?part=needs").text
    assert "No devices yet" in municipal.get("/indicators/?part=ages&as_of=2020-01-01").text


def test_the_pages_read_a_fixed_number_of_statements(app: Flask, municipal: FlaskClient) -> None:
    numbers = {}
    for path in (*(f"/indicators/?part={part}" for part in PARTS), "/indicators/1b",
                 "/indicators/1b/devices"):  # fmt: skip
        with counted(app) as statements:
            municipal.get(path)
        numbers[path.removeprefix("/indicators/")] = len(statements)
    assert numbers == {
        "?part=targets": 13,
        "?part=provision": 13,  # one of them counts requests for devices
        "?part=needs": 6,
        "?part=ages": 6,
        "1b": 12,
        "1b/devices": 5,
    }
