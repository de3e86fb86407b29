"""A register of 100,000 devices, of which one institution's stocktake is open."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor, Via
from assetmgr.db.bulk import bulk_insert, bulk_insert_returning
from assetmgr.db.transaction import writing
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device, DeviceTenure, Kind
from assetmgr.extensions import db
from assetmgr.institutions.codes import InstitutionType, RoomUse
from assetmgr.institutions.models import Institution, Room, Site
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.opening import open_stocktake

INSTITUTIONS: Final = 40
EACH: Final = 2_500
ROOM: Final = 1
"""The room of the first institution, in which all its devices stand."""
_ACTOR: Final = Actor("bench", Via.COMMAND)
_NOW: Final = datetime.now(UTC)


def fill(app: Flask, phones: int) -> list[str]:
    """Write the register and open the stocktake; the sign-ins of so many phones in it."""
    with app.app_context():
        upgrade()
        with writing(db.session(), reason="bench") as session:
            _places(session)
            kind_id = session.scalars(select(Kind.id).limit(1)).one()
            ids = bulk_insert_returning(session, Device, list(_devices(kind_id)), Device.id)
            bulk_insert(session, DeviceTenure, _tenures(ids))
            opened = open_stocktake(session, 1, title="Bench", actor=_ACTOR, now=_NOW)
            joined = [
                join(session, opened.stocktake, f"Bench {number}", actor=_ACTOR, now=_NOW)
                for number in range(phones)
            ]
            sign_ins = [f"Phone {one.phone.key}:{one.token}" for one in joined]
        with db.engine.begin() as connection:
            connection.execute(text("ANALYZE"))  # as a database that runs has done by itself
        return sign_ins


def tag(number: int) -> str:
    """The tag of the n-th device, from 0 on; the first 2,500 are expected."""
    return f"B-{number:06}"


def _places(session: Session) -> None:
    for number in range(1, INSTITUTIONS + 1):
        name = f"Iestāde {number}"
        session.add(
            Institution(
                id=number,
                code=str(number),
                name=name,
                short_name=name,
                type=InstitutionType.SCHOOL,
            )
        )
    session.flush()
    session.add(Site(id=1, institution_id=1, name="Vieta"))
    session.flush()
    session.add(Room(id=ROOM, institution_id=1, site_id=1, name="101", use=RoomUse.CLASSROOM))
    session.flush()


def _devices(kind_id: int) -> Iterator[dict[str, Any]]:
    for number in range(INSTITUTIONS * EACH):
        institution_id = number // EACH + 1
        yield {
            "institution_id": institution_id,
            "room_id": ROOM if institution_id == 1 else None,
            "kind_id": kind_id,
            "asset_tag": tag(number),
            "tag_key": tag(number).casefold(),
            "purpose": Purpose.PUPILS,
            "status": Status.IN_USE,
            "search_text": tag(number).casefold(),
            "entered_on": _NOW.date(),
            "version": 1,
        }


def _tenures(ids: list[int]) -> Iterator[dict[str, int]]:
    for number, device_id in enumerate(ids):
        yield {"device_id": device_id, "institution_id": number // EACH + 1}
