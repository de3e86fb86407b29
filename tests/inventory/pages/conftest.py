"""Readers of the stocktake pages, and a stocktake of many devices."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Room, Site
from assetmgr.inventory.codes import Action
from assetmgr.inventory.operations.delivering import deliver
from assetmgr.inventory.operations.joining import join
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.policy.told import Told
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written


@pytest.fixture
def library(app: Flask, town: Town) -> int:
    """A second room of ABC."""
    with written(app) as session:
        place = Site.institution_id == town.institutions["ABC"]
        site = session.scalars(select(Site).where(place)).one()
        room = Room(
            institution_id=site.institution_id,
            site_id=site.id,
            name="Library",
            use=RoomUse.LIBRARY,
        )
        session.add(room)
        session.flush()
        return room.id


@pytest.fixture
def foreign_id(app: Flask, town: Town) -> int:
    """A stocktake of XYZ."""
    with written(app) as session:
        place = town.institutions["XYZ"]
        return open_stocktake(
            session, place, title="Žubīšu skaitīšana", actor=ACTOR, now=datetime.now(UTC)
        ).stocktake.id


@pytest.fixture
def many_id(app: Flask, town: Town) -> int:
    """A stocktake of ABC with 506 devices, of which a phone scanned a hundred."""
    with written(app) as session:
        facts = [
            DeviceFacts(
                asset_tag=f"M-{n:04}",
                kind_id=town.kinds["laptop"],
                institution_id=town.institutions["ABC"],
                room_id=town.rooms["ABC"],
                purpose=Purpose.PUPILS,
                status=Status.IN_USE,
            )
            for n in range(500)
        ]
        create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
        now, place = datetime.now(UTC), town.institutions["ABC"]
        opened = open_stocktake(session, place, title="Liela", actor=ACTOR, now=now).stocktake
        phone = join(session, opened, "Tālrunis", actor=ACTOR, now=now).phone
        codes = [f"M-{n:04}" for n in range(100)] + ["torn", "K-0101"]
        told = [
            Told(n, str(uuid4()), Action.SCAN, now, code=code) for n, code in enumerate(codes, 1)
        ]
        deliver(session, phone.id, told, sent_at=now, now=now)
        return opened.id
