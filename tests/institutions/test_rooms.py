"""Rooms: seen, added, changed."""

from collections.abc import Sequence
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading, writing
from assetmgr.extensions import db
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Building, Room, Site
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import Town

NEW = "/institutions/ABC/rooms/new"


def rows(app: Flask, statement: Any) -> Sequence[Any]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        return session.execute(statement).all()


def site_of(app: Flask, town: Town, code: str) -> int:
    statement = select(Site.id).where(Site.institution_id == town.institutions[code])
    site_id: int = rows(app, statement)[0].id
    return site_id


def building(app: Flask, town: Town, code: str, floors: int = 2) -> str:
    site_id = site_of(app, town, code)
    with app.app_context(), writing(db.session(), reason="a test") as session:
        added = Building(
            institution_id=town.institutions[code], site_id=site_id, name="Korpuss", floors=floors
        )
        session.add(added)
        session.flush()
        return str(added.id)


def own_room(town: Town) -> str:
    return f"/institutions/ABC/rooms/{town.rooms['ABC']}"


def test_what_stands_in_a_room_is_grouped_by_kind(app: Flask, town: Town) -> None:
    page = reader(app, town, Role.SCHOOL_STAFF).get(own_room(town)).text
    assert "6 devices" in page
    assert page.index("P-0002") < page.index("K-0001")
    for tag in ("K-0001", "P-0002"):
        assert f'href="/devices/{town.devices[tag]}">{tag}</a>' in page
    assert "K-0101" not in page


def test_the_labels_of_a_room_are_one_click_for_who_may_print(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    link = f'href="/labels/?institution=ABC&amp;room={town.rooms["ABC"]}"'
    assert link in admin.get(own_room(town)).text
    assert link not in reader(app, town, Role.SCHOOL_STAFF).get(own_room(town)).text


def test_a_room_is_added_with_its_place(app: Flask, town: Town, admin: FlaskClient) -> None:
    told = {
        "name": " 202 ",
        "use": "library",
        "site_id": str(site_of(app, town, "ABC")),
        "building_id": building(app, town, "ABC"),
        "floor": "2",
    }
    response = send(admin, NEW, told)
    columns = select(Room.id, Room.use, Room.floor, Room.building_id)
    added = rows(app, columns.where(Room.name == "202"))[0]
    assert response.location == f"/institutions/ABC/rooms/{added.id}"
    assert (added.use, added.floor, str(added.building_id)) == (
        RoomUse.LIBRARY,
        2,
        told["building_id"],
    )
    page = admin.get(response.location).text
    assert "Korpuss, floor 2" in page
    assert "Nothing stands here" in page


def test_a_room_is_changed_and_the_change_audited(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    told = {"name": "101a", "use": "storage", "site_id": str(site_of(app, town, "ABC"))}
    response = send(admin, f"{own_room(town)}/edit", told)
    assert response.location == own_room(town)
    columns = select(AuditEntry.subject_type, AuditEntry.before, AuditEntry.after)
    assert tuple(rows(app, columns.order_by(AuditEntry.id.desc()))[0]) == (
        "room",
        {"name": "101", "use": "classroom"},
        {"name": "101a", "use": "storage"},
    )


def test_a_name_that_the_site_has_already_is_refused(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    site_id = str(site_of(app, town, "ABC"))
    response = send(admin, NEW, {"name": "101", "use": "other", "site_id": site_id})
    assert response.status_code == 422
    assert "This site has a room of that name." in response.text
    send(admin, NEW, {"name": "102", "use": "other", "site_id": site_id})
    told = {"name": "102", "use": "classroom", "site_id": site_id}
    response = send(admin, f"{own_room(town)}/edit", told)
    assert response.status_code == 422
    assert "This site has a room of that name." in response.text
    names = rows(app, select(Room.name).where(Room.site_id == int(site_id)).order_by(Room.name))
    assert [row.name for row in names] == ["101", "102"]


def test_a_floor_that_the_building_does_not_have_is_refused(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    told = {"name": "x", "use": "other", "site_id": str(site_of(app, town, "ABC"))}
    told |= {"building_id": building(app, town, "ABC", floors=2), "floor": "3"}
    response = send(admin, NEW, told)
    assert response.status_code == 422
    assert "The building has 2 floors." in response.text


def test_a_building_of_another_site_is_refused(app: Flask, town: Town, admin: FlaskClient) -> None:
    elsewhere = building(app, town, "ABC")
    with app.app_context(), writing(db.session(), reason="a test") as session:
        site = Site(institution_id=town.institutions["ABC"], name="Otrā vieta")
        session.add(site)
        session.flush()
        other = str(site.id)
    told = {"name": "x", "use": "other", "site_id": other}
    response = send(admin, NEW, told | {"building_id": elsewhere})
    assert response.status_code == 422
    assert "This building stands at another site." in response.text


def test_another_institutions_site_and_building_are_not_in_the_list(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    own = str(site_of(app, town, "ABC"))
    for foreign in (
        {"site_id": str(site_of(app, town, "XYZ"))},
        {"site_id": own, "building_id": building(app, town, "XYZ")},
    ):
        response = send(admin, NEW, {"name": "x", "use": "other"} | foreign)
        assert response.status_code == 422
        assert "Choose one of the list." in response.text


def test_a_foreign_room_is_not_there_under_any_institution(town: Town, admin: FlaskClient) -> None:
    theirs = town.rooms["XYZ"]
    for code in ("ABC", "XYZ"):
        assert admin.get(f"/institutions/{code}/rooms/{theirs}").status_code == 404
        assert admin.get(f"/institutions/{code}/rooms/{theirs}/edit").status_code == 404


def test_who_may_not_write_does_not_reach_the_forms(app: Flask, town: Town) -> None:
    client = reader(app, town, Role.SCHOOL_STAFF)
    assert client.get(NEW).status_code == 403
    assert client.get(f"{own_room(town)}/edit").status_code == 403
    assert app.test_client().get(own_room(town)).location.startswith("/sign-in")


def test_the_page_of_a_room_takes_eight_statements(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with counted(app) as statements:
        admin.get(own_room(town))
    assert len(statements) == 8


def test_a_rooms_form_offers_the_buildings_with_their_floors_in_six_statements(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    building(app, town, "ABC", floors=3)
    with counted(app) as statements:
        page = admin.get(NEW).text
    assert "Korpuss (3 floors)" in page
    assert len(statements) == 6
