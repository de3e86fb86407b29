"""Blank codes: printing them, and what a scan of one shows to whom."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument
from sqlalchemy import select
from werkzeug.test import TestResponse

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.labeling.models import BlankCode
from assetmgr.labeling.policy.series import code_of, is_sound
from labels.spec import tag_url
from tests.labeling.printed import codes, text
from tests.support.browser import csrf_token
from tests.support.labels import blank_of
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

BASE = "http://127.0.0.1:8000"


def print_blanks(client: FlaskClient, count: object, query: str = "", **told: str) -> TestResponse:
    data = {"csrf_token": csrf_token(client.get("/labels/blank").text), "count": str(count), **told}
    return client.post(f"/labels/blank?{query}", data=data, buffered=True)


def made(app: Flask) -> list[str]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return list(session.scalars(select(BlankCode.code).order_by(BlankCode.number)))


def test_codes_of_the_series_are_printed_and_go_on_with_the_next_number(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    response = print_blanks(admin, 3)
    assert response.status_code == 200
    first = [code_of("ABC", number) for number in (1, 2, 3)]
    assert codes(response.data) == sorted(tag_url(BASE, code) for code in first)
    assert " ".join(text(response.data).split()) == " ".join(f"{code} ABC" for code in first)
    print_blanks(admin, 2)
    assert made(app) == [code_of("ABC", number) for number in range(1, 6)]
    assert all(is_sound(code) for code in made(app))
    page = admin.get("/labels/blank").text
    assert f"{first[0]} – {first[2]}" in page


def test_a_code_that_is_somebodys_tag_is_left_out(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        theirs = session.scalars(select(Device).where(Device.asset_tag == "K-0101")).one()
        theirs.asset_tag, theirs.tag_key = code_of("ABC", 2), code_of("ABC", 2).casefold()
    print_blanks(admin, 2)
    assert made(app) == [code_of("ABC", 1), code_of("ABC", 3)]


@pytest.mark.parametrize("count", ["0", "1001", "", "x", "-1"])
def test_no_codes_or_too_many_are_refused(
    app: Flask, town: Town, admin: FlaskClient, count: str
) -> None:
    assert print_blanks(admin, count).status_code == 422
    assert made(app) == []


def test_a_file_that_cannot_be_written_leaves_no_codes(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    response = print_blanks(admin, 2, start="41")
    assert response.status_code == 422
    assert "The sheet has places 1 to 40." in response.text
    assert made(app) == []


def test_unused_codes_are_printed_again_and_others_are_not(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    print_blanks(admin, 3)
    with written(app) as session:
        used = session.scalars(select(BlankCode).where(BlankCode.number == 2)).one()
        first = session.scalars(select(BlankCode.id).where(BlankCode.number == 1)).one()
        used.device_id, used.claimed_at = town.devices["K-0001"], used.printed_at
    told = {"csrf_token": csrf_token(admin.get("/labels/blank").text), "first": str(first)}
    response = admin.post("/labels/blank/again", data=told, buffered=True)
    expected = [tag_url(BASE, code_of("ABC", number)) for number in (1, 3)]
    assert codes(response.data) == sorted(expected)
    assert len(made(app)) == 3
    with app.app_context(), reading(db.session(), reason="a test") as session:
        actions = list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc())))
    assert actions[:2] == ["blank_codes_reprinted", "blank_codes_made"]
    stranger = told | {"first": "999"}
    assert admin.post("/labels/blank/again", data=stranger).status_code == 404


def test_the_municipality_prints_for_an_institution(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.MUNICIPAL_ADMIN)
    assert "Choose an institution first." in client.get("/labels/blank").text
    token = csrf_token(client.get("/labels/blank?institution=PII").text)
    told = {"csrf_token": token, "count": "1"}
    assert client.post("/labels/blank", data=told).status_code == 422
    client.post("/labels/blank?institution=PII", data=told, buffered=True)
    assert made(app) == [code_of("PII", 1)]


def test_who_may_not_print_makes_no_codes(app: Flask, town: Town) -> None:
    for role in (Role.SCHOOL_STAFF, Role.INSTITUTION_HEAD, Role.MUNICIPAL_VIEWER):
        assert reader(app, town, role).get("/labels/blank").status_code == 403


def test_scanning_a_blank_code_opens_its_page_for_its_people(app: Flask, town: Town) -> None:
    code = blank_of(app, town, "ABC")
    for role in (Role.SCHOOL_ADMIN, Role.SCHOOL_STAFF, Role.MUNICIPAL_ADMIN):
        response = reader(app, town, role).get(f"/D/{code}")
        assert response.location == f"/labels/claim/{code}", role
    page = reader(app, town, Role.SCHOOL_STAFF).get(f"/labels/claim/{code}").text
    assert "Only your school's administrator" in page
    assert "Find it by its serial number" not in page


def test_a_stranger_and_another_institution_see_whose_the_label_is_and_nothing_else(
    app: Flask, town: Town
) -> None:
    code = blank_of(app, town, "XYZ")
    for client in (app.test_client(), reader(app, town, Role.SCHOOL_ADMIN)):
        client.get("/language/en")
        response = client.get(f"/d/{code.lower()}")
        assert response.status_code == 200
        assert "Have you found this device?" in response.text
        assert "Žubīšu vidusskola" in response.text
        assert "XYZ@school.example" in response.text
    foreign = reader(app, town, Role.SCHOOL_ADMIN)
    assert foreign.get(f"/labels/claim/{code}").status_code == 404


def test_a_typed_code_leads_to_its_page_or_says_what_is_wrong(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    code = blank_of(app, town, "ABC")
    assert admin.get(f"/labels/claim?code=+{code.lower()}").location.endswith(code.lower())
    address = tag_url(BASE, code)
    assert admin.get("/labels/claim", query_string={"code": address}).status_code == 302
    mistyped = admin.get(f"/labels/claim?code={code[:-1]}{'A' if code[-1] != 'A' else 'B'}")
    assert mistyped.status_code == 404
    assert "it was probably mistyped" in mistyped.text
    foreign = admin.get(f"/labels/claim?code={blank_of(app, town, 'XYZ')}")
    assert "It is another institution's, or already a device's tag." in foreign.text


def test_the_page_takes_six_statements_however_many_printings(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    for _ in range(3):
        print_blanks(admin, 2)
    with counted(app) as statements:
        admin.get("/labels/blank")
    assert len(statements) == 6


def test_unused_codes_are_printed_again_on_another_sheet_from_a_place_of_it(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    print_blanks(admin, 3)
    page = admin.get("/labels/blank").text
    first = re.search(r'form="paper" formaction="/labels/blank/again[^>]*value="([0-9]+)"', page)
    assert first
    told = {"csrf_token": csrf_token(page), "first": first[1], "sheet": "L7160", "start": "20"}
    response = admin.post("/labels/blank/again", data=told | {"right": "0.5"}, buffered=True)
    assert len(PdfDocument(response.data)) == 2
    refused = admin.post("/labels/blank/again", data=told | {"start": "22", "count": "7"})
    assert refused.status_code == 422
    assert "The sheet has places 1 to 21." in refused.text
    assert 'value="7"' in refused.text
