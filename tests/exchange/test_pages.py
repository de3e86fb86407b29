"""Upload, preview, import and download, as the people of each role meet them."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import writing
from assetmgr.devices.models import Device
from assetmgr.exchange.models import ImportDraft
from assetmgr.exchange.operations import purge_drafts
from assetmgr.extensions import db
from tests.exchange.files import csv_file, device, importing
from tests.exchange.register import extent, rows, stored
from tests.support.browser import csrf_token, sign_in
from tests.support.town import Town

ADMIN, SCHOOL = Role.MUNICIPAL_ADMIN, Role.SCHOOL_ADMIN
NEW = csv_file(device("N-1", room="new room", manufacturer="Acer", model="Spin"), device("N-2"))


def client_of(app: Flask, town: Town, role: Role) -> FlaskClient:
    """The person of this role, signed in, reading English."""
    client = sign_in(app, town.emails[role])
    client.get("/language/en")
    return client


def upload(client: FlaskClient, content: bytes, what: str = "devices") -> Any:
    """Upload a file; the answer to the upload."""
    token = csrf_token(client.get("/exchange/").text)
    data = {"csrf_token": token, "what": what, "file": (BytesIO(content), "ierīces.csv")}
    return client.post("/exchange/", data=data)


def press(client: FlaskClient, address: str, page: str) -> Any:
    """Press the button of a preview."""
    found = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert found, "there is nothing to press"
    data = {"csrf_token": csrf_token(page), "fingerprint": found.group(1)}
    return client.post(address, data=data)


def test_a_preview_shows_what_the_button_then_does(app: Flask, town: Town) -> None:
    client = client_of(app, town, SCHOOL)
    before = extent(app)
    address = upload(client, NEW).location
    page = client.get(address).text
    assert "Import 2 devices" in page
    assert "Acer Spin" in page
    assert "new room" in page
    assert extent(app) == before
    done = client.get(press(client, address, page).location).text
    assert "Devices imported: 2 new, 0 changed." in done
    assert rows(app, select(Device.asset_tag).where(Device.tag_key.like("n-%"))) == [
        ("N-1",), ("N-2",)
    ]  # fmt: skip
    audit = select(AuditEntry.actor_name, AuditEntry.via).where(AuditEntry.subject_label == "N-1")
    assert rows(app, audit) == [("school_admin", "import")]


def test_a_preview_is_imported_once(app: Flask, town: Town) -> None:
    client = client_of(app, town, SCHOOL)
    address = upload(client, NEW).location
    page = client.get(address).text
    assert press(client, address, page).status_code == 302
    assert press(client, address, page).status_code == 404


def test_a_preview_lists_every_fault_and_has_no_button(app: Flask, town: Town) -> None:
    client = client_of(app, town, SCHOOL)
    content = csv_file(device("N-1", institution="XYZ"), device("K-0101"), device("N-2", aue="x"))
    page = client.get(upload(client, content).location).text
    assert "3 faults: the file is not imported" in page
    assert "There is no institution with the code" in page
    assert "This asset tag is taken." in page
    assert "fingerprint" not in page


def test_reasons_name_states_by_their_words(app: Flask, town: Town) -> None:
    client = client_of(app, town, SCHOOL)
    content = csv_file(device("N-1", status="broken"), device("P-0001", status="new"))
    page = client.get(upload(client, content).location).text
    assert "Possible: New, Available, Reserved, In use," in page
    assert "A device with the status In use cannot become New." in page


def test_a_register_that_changed_meanwhile_shows_the_plan_anew(app: Flask, town: Town) -> None:
    client = client_of(app, town, SCHOOL)
    address = upload(client, NEW).location
    page = client.get(address).text
    importing(app, csv_file(device("N-2")))
    again = press(client, address, page)
    assert again.status_code == 409
    assert "The register changed meanwhile" in again.text
    assert "Import 1 device" in again.text
    assert rows(app, select(Device.id).where(Device.tag_key == "n-1")) == []
    assert press(client, address, again.text).status_code == 302
    assert stored(app, "N-1", Device.asset_tag) == ("N-1",)


def test_changes_are_shown_before_and_after(app: Flask, town: Town) -> None:
    client = client_of(app, town, SCHOOL)
    content = csv_file(device("P-0001", status="damaged", aue="2030-06-30"))
    page = client.get(upload(client, content).location).text
    assert "Status: In use → <strong>Damaged</strong>" in page
    assert "2030" in page


def test_nothing_to_import_is_said(app: Flask, town: Town) -> None:
    client = client_of(app, town, ADMIN)
    page = client.get(upload(client, csv_file(device("P-0001"))).location).text
    assert "The register has all of this already" in page


def test_a_draft_is_its_uploaders_alone(app: Flask, town: Town) -> None:
    address = upload(client_of(app, town, ADMIN), NEW).location
    assert client_of(app, town, SCHOOL).get(address).status_code == 404


def test_a_draft_lives_for_a_day(app: Flask, town: Town) -> None:
    upload(client_of(app, town, ADMIN), NEW)
    ((created,),) = rows(app, select(ImportDraft.created_at))
    for age, left in ((timedelta(hours=23), 1), (timedelta(hours=24), 0)):
        with app.app_context(), writing(db.session(), reason="a day goes by") as session:
            purge_drafts(session, created + age)
        assert len(rows(app, select(ImportDraft.id))) == left


def test_institutions_and_headcounts_are_for_the_municipality(app: Flask, town: Town) -> None:
    content = csv_file({"code": "NEW", "name": "Jaunā skola", "type": "skola"})
    assert upload(client_of(app, town, SCHOOL), content, "institutions").status_code == 422
    client = client_of(app, town, ADMIN)
    address = upload(client, content, "institutions").location
    page = client.get(address).text
    assert "Import 1 institution" in page
    assert press(client, address, page).status_code == 302


@pytest.mark.parametrize("role", [Role.MUNICIPAL_VIEWER, Role.INSTITUTION_HEAD])
def test_who_only_reads_downloads_and_does_not_import(app: Flask, town: Town, role: Role) -> None:
    client = client_of(app, town, role)
    page = client.get("/exchange/").text
    assert "Data export" in page
    assert 'type="file"' not in page
    assert client.get("/exchange/devices.csv", buffered=True).status_code == 200
    token = csrf_token(page)
    assert client.post("/exchange/", data={"csrf_token": token}).status_code == 403


def test_a_form_without_a_file_says_so(app: Flask, town: Town) -> None:
    client = client_of(app, town, SCHOOL)
    token = csrf_token(client.get("/exchange/").text)
    answer = client.post("/exchange/", data={"csrf_token": token, "what": "devices"})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_download_is_of_the_own_institution_and_is_read_back(
    app: Flask, town: Town, ending: str
) -> None:
    client = client_of(app, town, SCHOOL)
    answer = client.get(f"/exchange/devices.{ending}", buffered=True)
    assert f"devices-ABC.{ending}" in answer.headers["Content-Disposition"]
    plan = importing(app, answer.data)
    assert (plan.report.rows, plan.report.unchanged) == (6, 6)


def test_an_unknown_download_is_not_found(app: Flask, town: Town) -> None:
    client = client_of(app, town, ADMIN)
    assert client.get("/exchange/people.csv").status_code == 404
    assert client.get("/exchange/devices.pdf").status_code == 404
