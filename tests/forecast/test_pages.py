"""The page of the replacement forecast: who sees what."""

import pytest
from flask import Flask

from assetmgr.auth.codes import Role
from tests.support.browser import sign_in
from tests.support.sql import counted
from tests.support.town import Town

pytestmark = pytest.mark.usefixtures("september")


def test_the_municipality_sees_what_falls_due_everywhere(app: Flask, town: Town) -> None:
    page = sign_in(app, town.emails[Role.MUNICIPAL_VIEWER]).get("/forecast/").text
    assert "Devices due by institution" in page
    assert "Assumptions: lives and prices" in page
    assert "1b. Pupils per laptop, schools" in page


def test_a_school_sees_its_own_devices_and_ratios(app: Flask, town: Town) -> None:
    page = sign_in(app, town.emails[Role.INSTITUTION_HEAD]).get("/forecast/?institution=XYZ").text
    assert "Ābeļu sākumskola" in page
    assert "Devices due by institution" not in page
    assert "Pupils aged 5-6 per tablet" not in page


def test_staff_without_the_right_are_refused_and_strangers_must_sign_in(
    app: Flask, town: Town
) -> None:
    staff = sign_in(app, town.emails[Role.SCHOOL_STAFF])
    for path in ("/forecast/", "/forecast/devices", "/forecast/forecast.csv"):
        assert staff.get(path).status_code == 403
        assert app.test_client().get(path).status_code == 302


def test_the_chart_counts_devices_or_euro(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN])
    assert "Due by year and kind" in client.get("/forecast/").text
    assert "Cost by year and kind" in client.get("/forecast/?show=eur").text


def test_the_devices_due_in_a_year_are_listed_within_the_readers_reach(
    app: Flask, town: Town
) -> None:
    school = sign_in(app, town.emails[Role.SCHOOL_ADMIN])
    page = school.get("/forecast/devices?year=2027&institution=XYZ").text
    assert ">P-0001<" in page
    assert ">P-0101<" not in page
    assert ">K-0001<" not in page
    everyone = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN])
    only = everyone.get("/forecast/devices?year=2027&institution=XYZ&kind=laptop").text
    assert ">P-0101<" in only
    assert ">P-0001<" not in only


def test_a_year_outside_the_horizon_is_not_found(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN])
    assert client.get("/forecast/devices?year=2024").status_code == 404
    assert client.get("/forecast/devices?year=2024&since=2024").status_code == 200


def test_the_file_has_a_row_for_each_year_institution_and_kind(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN])
    rows = client.get("/forecast/forecast.csv?institution=PII").get_data().decode("utf-8-sig")
    assert rows.splitlines()[1].startswith("2026,PII,tablet,2,0,0,2,")


def test_the_pages_read_a_fixed_number_of_statements(app: Flask, town: Town) -> None:
    client = sign_in(app, town.emails[Role.MUNICIPAL_ADMIN])
    client.get("/forecast/")
    for path, number in (("/forecast/", 9), ("/forecast/devices?year=2027", 7)):
        with counted(app) as statements:
            assert client.get(path).status_code == 200
        assert len(statements) == number, path
