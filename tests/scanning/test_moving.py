"""'Move it here': explicit, audited as a scan, for those who may."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.devices.models import Device
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Room, Site
from tests.scanning.conftest import post, read
from tests.support.town import Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")


@pytest.fixture
def library(app: Flask, town: Town) -> int:
    """Another room of ABC."""
    with written(app) as session:
        place = town.institutions["ABC"]
        site = session.scalars(select(Site.id).where(Site.institution_id == place)).one()
        room = Room(institution_id=place, site_id=site, name="Library", use=RoomUse.LIBRARY)
        session.add(room)
        session.flush()
        return room.id


def room_of(app: Flask, town: Town, tag: str) -> int | None:
    with written(app) as session:
        device_id = town.devices[tag]
        return session.scalars(select(Device.room_id).where(Device.id == device_id)).one()


def test_a_device_from_elsewhere_is_moved_by_one_click_and_not_before(
    app: Flask, town: Town, admin: FlaskClient, library: int
) -> None:
    page = read(admin, "K-0001", room=library).text
    assert "The register has it in another place." in page
    assert "Move it here" in page
    assert room_of(app, town, "K-0001") == town.rooms["ABC"]
    answer = post(admin, "/scan/move", device=town.devices["K-0001"], room=library)
    assert "K-0001 is in Library now." in answer.text
    assert room_of(app, town, "K-0001") == library
    with written(app) as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.via, entry.action) == ("scan", "changed")
        assert entry.after is not None
        assert entry.after["room_id"] == library


def test_who_may_not_change_the_register_is_not_offered_the_move(
    app: Flask, town: Town, staff: FlaskClient, library: int
) -> None:
    page = read(staff, "K-0001", room=library).text
    assert "The register has it in another place." in page
    assert "Move it here" not in page
    answer = post(staff, "/scan/move", device=town.devices["K-0001"], room=library)
    assert answer.status_code == 403
    assert room_of(app, town, "K-0001") == town.rooms["ABC"]


def test_nothing_of_another_institution_is_moved(
    app: Flask, town: Town, admin: FlaskClient, library: int
) -> None:
    for device, room in (
        (town.devices["K-0101"], library),
        (town.devices["K-0001"], town.rooms["XYZ"]),
        (0, library),
        ("x", "y"),
    ):
        assert post(admin, "/scan/move", device=device, room=room).status_code == 404
    assert room_of(app, town, "K-0101") == town.rooms["XYZ"]


def test_the_municipality_moves_between_institutions(
    app: Flask, town: Town, city: FlaskClient
) -> None:
    read(city, "K-0101", room=town.rooms["ABC"])
    post(city, "/scan/move", device=town.devices["K-0101"], room=town.rooms["ABC"])
    assert room_of(app, town, "K-0101") == town.rooms["ABC"]
    assert "K-0101" in city.get(f"/scan/?room={town.rooms['ABC']}").text
