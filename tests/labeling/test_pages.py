"""Choosing labels and printing them from the browser."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.labeling.operations.drawing import write_labels
from assetmgr.labeling.routes import choose, printing
from labels.spec import tag_url
from tests.labeling.fleet import add_fleet, put_into_rooms
from tests.labeling.printed import codes
from tests.support.browser import csrf_token
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town

BASE = "http://127.0.0.1:8000"


def print_from(client: FlaskClient, query: str) -> TestResponse:
    token = csrf_token(client.get(f"/labels/?{query}").text)
    return client.post(f"/labels/print?{query}", data={"csrf_token": token}, buffered=True)


def printed_tags(app: Flask) -> list[str]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        statement = select(Device.asset_tag).where(Device.label_printed_at.is_not(None))
        return sorted(session.scalars(statement))


def test_the_page_shows_count_sheets_and_the_first_labels(town: Town, admin: FlaskClient) -> None:
    page = admin.get("/labels/").text
    assert "Print 6 labels" in page
    assert "1 sheet" in page
    assert 'aria-label="K-0001"' in page
    assert "K-0101" not in page


def test_a_half_used_sheet_shifts_the_picture_and_needs_another_page(
    town: Town, admin: FlaskClient
) -> None:
    page = admin.get("/labels/?start=38").text
    assert "2 sheets" in page
    assert page.count('fill="var(--chart-2)"') == 3
    assert 'href="/labels/?start=40"' in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=laptop", 2),
        ("room={room}", 6),
        ("room={foreign}", 0),
        ("kind=tablet", 0),
        ("kind=nonsense", 6),
        ("device={device}", 1),
        ("device={device}&kind=laptop&printed=never", 1),
    ],
)
def test_devices_are_chosen_by_room_kind_or_one_by_one(
    town: Town, admin: FlaskClient, query: str, count: int
) -> None:
    filled = query.format(
        room=town.rooms["ABC"], foreign=town.rooms["XYZ"], device=town.devices["K-0002"]
    )
    page = admin.get(f"/labels/?{filled}").text
    assert (f"Print {count} label" in page) is bool(count)
    assert ("No device fits" in page) is (count == 0)


def test_the_file_has_every_chosen_code_and_the_devices_are_marked(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    response = print_from(admin, "kind=laptop&start=5")
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    assert "labels-L4770-2.pdf" in response.headers["Content-Disposition"]
    assert codes(response.data) == [tag_url(BASE, "P-0001"), tag_url(BASE, "P-0002")]
    assert printed_tags(app) == ["P-0001", "P-0002"]
    assert "Print 4 labels" in admin.get("/labels/?printed=never").text


def test_a_selection_reaches_no_device_of_another_institution(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    own, foreign = town.devices["K-0001"], town.devices["K-0101"]
    response = print_from(admin, f"device={own}&device={foreign}")
    assert codes(response.data) == [tag_url(BASE, "K-0001")]
    assert printed_tags(app) == ["K-0001"]
    assert print_from(admin, f"device={own}&institution=XYZ").status_code == 200
    token = csrf_token(admin.get("/labels/").text)
    response = admin.post(f"/labels/print?device={foreign}", data={"csrf_token": token})
    assert response.status_code == 422
    assert printed_tags(app) == ["K-0001"]


def test_a_place_that_the_sheet_does_not_have_is_refused(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    assert "The sheet has places 1 to 40." in admin.get("/labels/?start=41").text
    token = csrf_token(admin.get("/labels/").text)
    response = admin.post("/labels/print?start=41", data={"csrf_token": token})
    assert response.status_code == 422
    assert "The sheet has places 1 to 40." in response.text
    assert printed_tags(app) == []


def test_every_sheet_can_be_seen_and_printed(town: Town, admin: FlaskClient) -> None:
    for code in ("L7160", "L7651", "L4731", "3474", "L6140"):
        response = print_from(admin, f"sheet={code}&kind=laptop")
        assert len(codes(response.data)) == 2


def test_too_many_labels_for_one_file_are_refused(
    app: Flask, town: Town, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choose, "MOST", 5)
    assert "At most 5 labels fit into one file." in admin.get("/labels/").text
    token = csrf_token(admin.get("/labels/").text)
    assert admin.post("/labels/print", data={"csrf_token": token}).status_code == 422
    assert printed_tags(app) == []


def test_the_municipality_chooses_an_institution_and_its_rooms(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.MUNICIPAL_ADMIN)
    assert "Print 10 labels" in client.get("/labels/").text
    page = client.get("/labels/?institution=PII").text
    assert "Print 2 labels" in page
    assert f'<option value="{town.rooms["PII"]}">101</option>' in page


def test_a_named_device_is_printed_whatever_institution_is_in_view(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.MUNICIPAL_ADMIN)
    foreign, own = town.devices["K-0101"], town.devices["K-0001"]
    response = print_from(client, f"institution=ABC&device={foreign}&device={own}")
    assert codes(response.data) == [tag_url(BASE, "K-0001"), tag_url(BASE, "K-0101")]


def test_the_preview_follows_the_order_of_the_file(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    put_into_rooms(app, town, {"K-0003": "2", "K-0001": "10", "P-0002": "2", "P-0001": None})
    page = admin.get("/labels/?order=room").text
    shown = re.findall(r'class="label-picture[^>]*?aria-label="([^"]+)"', page)
    assert shown == ["K-0003", "P-0002", "K-0001", "K-0002", "K-0004", "P-0001"]


def test_a_roll_is_printed_as_zpl(app: Flask, town: Town, admin: FlaskClient) -> None:
    page = admin.get("/labels/?sheet=57x32").text
    assert "a ZPL file for a Zebra printer" in page
    assert 'name="start"' not in page
    response = print_from(admin, "sheet=57x32&kind=laptop")
    assert "labels-57x32-2.zpl" in response.headers["Content-Disposition"]
    assert response.text.count("^XA") == 2
    assert printed_tags(app) == ["P-0001", "P-0002"]


def test_htmx_gets_the_results_and_the_rooms_alone(town: Town, admin: FlaskClient) -> None:
    part = admin.get("/labels/?kind=laptop", headers={"HX-Request": "true"}).text
    assert "Print 2 labels" in part
    assert 'id="room-filter" hx-swap-oob="true"' in part
    assert "<html" not in part


def test_who_may_not_print_does_not_reach_the_page(app: Flask, town: Town) -> None:
    for role in (Role.INSTITUTION_HEAD, Role.SCHOOL_STAFF, Role.MUNICIPAL_VIEWER, Role.BORROWER):
        assert reader(app, town, role).get("/labels/").status_code == 403
    assert app.test_client().get("/labels/").location.startswith("/sign-in")


@pytest.fixture
def crowd(app: Flask, town: Town) -> list[str]:
    return add_fleet(app, town, 500, "ABC")


def test_the_page_takes_eight_statements_however_many_devices(
    app: Flask, town: Town, crowd: list[str], admin: FlaskClient
) -> None:
    with counted(app) as statements:
        page = admin.get("/labels/").text
    assert "Print 506 labels" in page
    assert len(statements) == 8


def test_others_write_while_the_labels_are_drawn(
    app: Flask, town: Town, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:

    def draw_while_another_writes(*labels: Any, **how: Any) -> int:
        with ThreadPoolExecutor(1) as another:
            another.submit(add_fleet, app, town, 1).result(timeout=5)
        return write_labels(*labels, **how)

    monkeypatch.setattr(printing, "write_labels", draw_while_another_writes)
    assert print_from(admin, "kind=laptop").status_code == 200
    assert printed_tags(app) == ["P-0001", "P-0002"]
