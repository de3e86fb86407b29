"""Buildings of a site: added, changed, removed when they are empty."""

from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from assetmgr.institutions.models import Building, Room, Site
from tests.support.browser import csrf_token
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import Town

TOLD = {"name": "A korpuss", "floors": "2", "teaching": "y"}


def rows(app: Flask, statement: Any) -> Sequence[Any]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return session.execute(statement).all()


def site_of(app: Flask, town: Town, code: str) -> int:
    statement = select(Site.id).where(Site.institution_id == town.institutions[code])
    site_id: int = rows(app, statement)[0].id
    return site_id


def new_page(app: Flask, town: Town) -> str:
    return f"/institutions/ABC/sites/{site_of(app, town, 'ABC')}/buildings/new"


def building(app: Flask, town: Town, code: str, name: str = "A korpuss", floors: int = 3) -> int:
    place, site_id = town.institutions[code], site_of(app, town, code)
    with app.app_context(), writing(db.session(), reason="a test") as session:
        added = Building(institution_id=place, site_id=site_id, name=name, floors=floors)
        session.add(added)
        session.flush()
        return added.id


def put_room_in(app: Flask, town: Town, building_id: int, floor: int) -> None:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        room = session.scalars(select(Room).where(Room.id == town.rooms["ABC"])).one()
        room.building_id, room.floor = building_id, floor


def remove(client: FlaskClient, building_id: int) -> Any:
    page = f"/institutions/ABC/buildings/{building_id}"
    token = csrf_token(client.get(page).text)
    return client.post(f"{page}/remove", data={"csrf_token": token})


def last_entry(app: Flask) -> tuple[Any, ...]:
    columns = select(
        AuditEntry.subject_type, AuditEntry.action, AuditEntry.before, AuditEntry.after
    )
    return tuple(rows(app, columns.order_by(AuditEntry.id.desc()))[0])


def test_a_building_is_added_and_offered_to_rooms(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    response = send(admin, new_page(app, town), TOLD)
    assert (response.status_code, response.location) == (302, "/institutions/ABC#rooms")
    added = rows(app, select(Building.id, Building.floors, Building.teaching))[0]
    assert tuple(added[1:]) == (2, True)
    page = admin.get("/institutions/ABC").text
    assert f'href="/institutions/ABC/buildings/{added.id}">A korpuss</a>: 2 floors' in page
    assert "A korpuss (2 floors)" in admin.get("/institutions/ABC/rooms/new").text
    assert last_entry(app)[:2] == ("building", "created")


def test_a_building_gets_another_name_and_one_floor_more(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    page = f"/institutions/ABC/buildings/{building(app, town, 'ABC')}"
    assert 'value="A korpuss"' in admin.get(page).text
    assert send(admin, page, {"name": "B korpuss", "floors": "4"}).status_code == 302
    assert last_entry(app) == (
        "building",
        "changed",
        {"name": "A korpuss", "floors": 3, "teaching": True},
        {"name": "B korpuss", "floors": 4, "teaching": False},
    )


@pytest.mark.parametrize(
    ("told", "field", "says"),
    [
        ({"name": "A korpuss"}, "name", "This site has a building of that name."),
        ({"name": " "}, "name", "Write how the building is called."),
        ({"name": "x" * 201}, "name", "At most 200 characters."),
        ({"name": "B", "floors": ""}, "floors", "Write how many floors the building has."),
        ({"name": "B", "floors": "0"}, "floors", "The number must lie between 1 and 50."),
        ({"name": "B", "floors": "two"}, "floors", "This is not a whole number."),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    app: Flask, town: Town, admin: FlaskClient, told: dict[str, str], field: str, says: str
) -> None:
    building(app, town, "ABC")
    other = building(app, town, "ABC", "C korpuss")
    for page in (new_page(app, town), f"/institutions/ABC/buildings/{other}"):
        response = send(admin, page, TOLD | told)
        assert response.status_code == 422
        beside = response.text.split(f'id="{field}-error1"')[1].split("</p>")[0]
        assert says in beside
    assert [row.name for row in rows(app, select(Building.name).order_by(Building.name))] == [
        "A korpuss",
        "C korpuss",
    ]


def test_a_floor_with_a_room_is_not_taken_away(app: Flask, town: Town, admin: FlaskClient) -> None:
    known = building(app, town, "ABC", floors=3)
    put_room_in(app, town, known, floor=2)
    page = f"/institutions/ABC/buildings/{known}"
    response = send(admin, page, TOLD | {"floors": "1"})
    assert response.status_code == 422
    assert "There is a room on floor 2." in response.text
    assert send(admin, page, TOLD | {"floors": "2"}).status_code == 302


def test_a_building_with_a_room_is_not_removed(app: Flask, town: Town, admin: FlaskClient) -> None:
    known = building(app, town, "ABC")
    put_room_in(app, town, known, floor=1)
    response = remove(admin, known)
    assert response.status_code == 422
    assert "room 101 is." in response.text
    assert 'value="A korpuss"' in response.text
    assert len(rows(app, select(Building.id))) == 1


def test_an_empty_building_is_removed_and_the_audit_keeps_what_it_was(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    known = building(app, town, "ABC")
    response = remove(admin, known)
    assert (response.status_code, response.location) == (302, "/institutions/ABC#rooms")
    assert "A korpuss is removed." in admin.get(response.location).text
    assert rows(app, select(Building.id)) == []
    subject, action, before, after = last_entry(app)
    assert (subject, action, after) == ("building", "removed", None)
    assert (before["name"], before["floors"]) == ("A korpuss", 3)


def test_a_foreign_building_and_site_are_not_there_under_any_institution(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    theirs, site_id = building(app, town, "XYZ"), site_of(app, town, "XYZ")
    token = csrf_token(admin.get("/institutions/ABC/contact").text)
    for code in ("ABC", "XYZ"):
        page = f"/institutions/{code}/buildings/{theirs}"
        assert admin.get(page).status_code == 404
        assert admin.post(f"{page}/remove", data={"csrf_token": token}).status_code == 404
        assert admin.get(f"/institutions/{code}/sites/{site_id}/buildings/new").status_code == 404
    assert len(rows(app, select(Building.id))) == 1


def test_who_may_not_write_sees_buildings_without_a_way_to_change_them(
    app: Flask, town: Town
) -> None:
    known = building(app, town, "ABC")
    page = f"/institutions/ABC/buildings/{known}"
    for role in (Role.INSTITUTION_HEAD, Role.SCHOOL_STAFF, Role.MUNICIPAL_VIEWER):
        client = reader(app, town, role)
        assert client.get(page).status_code == 403
        assert client.get(new_page(app, town)).status_code == 403
        assert client.post(f"{page}/remove").status_code in {400, 403}
        shown = client.get("/institutions/ABC").text
        assert "A korpuss: 3 floors" in shown
        assert page not in shown
    assert app.test_client().get(page).location.startswith("/sign-in")


def test_the_form_of_a_new_building_takes_four_statements_and_of_a_known_one_five(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    known = f"/institutions/ABC/buildings/{building(app, town, 'ABC')}"
    for page, count in ((new_page(app, town), 4), (known, 5)):
        with counted(app) as statements:
            admin.get(page)
        assert len(statements) == count
