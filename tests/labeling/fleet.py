"""A fleet that is large enough for several sheets."""

from collections.abc import Mapping
from datetime import date

from flask import Flask
from sqlalchemy import select

from assetmgr.db.transaction import writing
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device, create_devices, ensure_models
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.extensions import db
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Room, Site
from tests.support.town import ACTOR, NOW, TODAY, Town

MODELS = (("Lenovo", "300e Gen 3"), ("HP", "Chromebook 11 G9 EE"), ("Acer", "Spin 511 ķēžu"))


def add_fleet(app: Flask, town: Town, count: int, code: str = "XYZ") -> list[str]:
    """Add Chromebooks of three models to an institution; their tags, some of them awkward."""
    tags = [f"Ž_{number:04}" if number % 40 == 7 else f"c-{number:04}" for number in range(count)]
    with app.app_context(), writing(db.session(), reason="a test") as session:
        models = list(ensure_models(session, MODELS).items())
        facts = []
        for number, tag in enumerate(tags):
            named, model = models[number % len(models)]
            facts.append(
                DeviceFacts(
                    asset_tag=tag,
                    kind_id=town.kinds["chromebook"],
                    institution_id=town.institutions[code],
                    purpose=Purpose.PUPILS,
                    status=Status.IN_USE,
                    model_id=model.id,
                    model_name=" ".join(named),
                    acquired_on=date(2023, 8, 15),
                )
            )
        create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    return tags


def put_into_rooms(
    app: Flask, town: Town, rooms: Mapping[str, str | None], code: str = "ABC"
) -> None:
    """Put devices of an institution (by tag) into rooms (by name, made where there is none)."""
    place = town.institutions[code]
    with app.app_context(), writing(db.session(), reason="a test") as session:
        site = session.scalars(select(Site.id).where(Site.institution_id == place)).one()
        for tag, name in rooms.items():
            wanted = (Room.institution_id == place, Room.name == name)
            room = session.scalars(select(Room).where(*wanted)).one_or_none()
            if room is None and name is not None:
                room = Room(institution_id=place, site_id=site, name=name, use=RoomUse.CLASSROOM)
                session.add(room)
                session.flush()
            device = session.scalars(select(Device).where(Device.asset_tag == tag)).one()
            values = {"room_id": room.id if room else None}
            change_device(
                session, device, values, effective=TODAY, actor=ACTOR, now=NOW, today=TODAY
            )
