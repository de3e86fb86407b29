"""Labels of rooms."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmgr.auth.codes import Role
from labels.spec import room_url
from tests.labeling.fleet import put_into_rooms
from tests.labeling.printed import codes, text
from tests.support.browser import csrf_token
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import Town

BASE = "http://127.0.0.1:8000"


def print_from(client: FlaskClient, query: str) -> TestResponse:
    token = csrf_token(client.get("/labels/blank").text)
    told = {"csrf_token": token}
    return client.post(f"/labels/rooms/print?{query}", data=told, buffered=True)


def test_every_room_of_the_institution_gets_its_label_in_walking_order(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    put_into_rooms(app, town, {"K-0001": "2. telpa", "K-0002": "10. telpa"})
    assert "Print 3 labels" in admin.get("/labels/rooms").text
    response = print_from(admin, "")
    assert "room-labels-ABC-3.pdf" in response.headers["Content-Disposition"]
    assert room_url(BASE, town.rooms["ABC"]) in codes(response.data)
    assert len(codes(response.data)) == 3
    told = " ".join(text(response.data).split())
    assert told.index("2. telpa") < told.index("10. telpa") < told.index("101")


def test_one_room_is_printed_alone(app: Flask, town: Town, admin: FlaskClient) -> None:
    room = town.rooms["ABC"]
    assert "Print 1 label" in admin.get(f"/labels/rooms?room={room}").text
    response = print_from(admin, f"room={room}&start=3")
    assert codes(response.data) == [room_url(BASE, room)]
    assert " ".join(text(response.data).split()) == "101 ABC"


def test_a_small_label_carries_a_short_code_of_the_room(town: Town, admin: FlaskClient) -> None:
    response = print_from(admin, "sheet=L4731")
    assert codes(response.data) == [f"ROOM:{town.rooms['ABC']}"]


def test_a_room_of_another_institution_is_not_printed(town: Town, admin: FlaskClient) -> None:
    assert print_from(admin, f"room={town.rooms['XYZ']}").status_code == 422
    response = print_from(admin, "institution=XYZ")
    assert codes(response.data) == [room_url(BASE, town.rooms["ABC"])]


def test_the_municipality_chooses_the_institution_first(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.MUNICIPAL_ADMIN)
    assert "Choose an institution first." in client.get("/labels/rooms").text
    assert print_from(client, "").status_code == 422
    assert "Print 1 label" in client.get("/labels/rooms?institution=PII").text


def test_a_place_that_the_sheet_does_not_have_is_refused(town: Town, admin: FlaskClient) -> None:
    assert "The sheet has places 1 to 40." in admin.get("/labels/rooms?start=41").text
    response = print_from(admin, "start=41")
    assert response.status_code == 422
    assert "The sheet has places 1 to 40." in response.text


def test_the_page_takes_five_statements(app: Flask, town: Town, admin: FlaskClient) -> None:
    with counted(app) as statements:
        admin.get("/labels/rooms")
    assert len(statements) == 5
