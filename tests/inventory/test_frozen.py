"""What a closed stocktake says stays, whatever becomes of the register."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from assetmgr.db.bulk import bulk_set
from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DeviceTenure, Manufacturer, Model
from assetmgr.extensions import db
from assetmgr.institutions.models import Institution, Room
from assetmgr.inventory.models import StocktakeEntry
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.operations.resolving import resolve
from assetmgr.inventory.policy.scope import Scope
from assetmgr.inventory.queries.heads import head_of, stocktake_or_none
from assetmgr.inventory.queries.verifying import verify
from tests.inventory.conftest import HEAD, NewPhone
from tests.inventory.test_act import act, book
from tests.support.town import Town
from tests.support.writing import written


@pytest.fixture
def closed_id(app: Flask, town: Town, new_phone: NewPhone) -> int:
    """ABC's count of room 101's Chromebooks: a laptop, a lost one and strange codes were there."""
    now, place = datetime.now(UTC), town.institutions["ABC"]
    with written(app) as session:
        maker = Manufacturer(name="Acme", key="acme")
        session.add(maker)
        session.flush()
        model = Model(manufacturer_id=maker.id, name="One", key="one")
        session.add(model)
        session.flush()
        bulk_set(session, Device, Device.institution_id == place, model_id=model.id)
        lost = Device.asset_tag == "P-0002"
        bulk_set(session, Device, lost, status=Status.LOST)
        scope = Scope(room_ids=(town.rooms["ABC"],), kinds=("chromebook", "tablet"))
        opened = open_stocktake(session, place, title="Telpa", scope=scope, actor=HEAD, now=now)
        key = opened.stocktake.id
    phone = new_phone(of=key)
    for code in ("K-0001", "P-0001", "P-0002", "K-0101", "torn", "torn too"):
        phone.scan(code, room=town.rooms["ABC"])
    phone.receipts()
    phone.sign_off()
    with written(app) as session:
        one = stocktake_or_none(session, key)
        assert one is not None
        torn = session.query(StocktakeEntry.id).filter_by(code="torn").scalar()
        resolve(session, one, torn, "P-0001", actor=HEAD, now=now)
        close(session, one, actor=HEAD, now=now, today=now.date())
    return key


def test_a_closed_stocktakes_act_stays_when_the_register_changes(
    app: Flask, closed_id: int, town: Town
) -> None:
    before = act(app, closed_id), book(app, closed_id)
    text = " ".join(before[0])
    for said in ("P-0001 portatīvais dators, Acme One", "Nozaudēta", "Ābeļu sākumskola", "101"):
        assert said in text, said
    with written(app) as session:
        place, other = town.institutions["ABC"], town.institutions["XYZ"]
        session.add(DeviceTenure(device_id=town.devices["P-0001"], institution_id=other))
        session.flush()
        moved = {"institution_id": other, "room_id": None, "model_id": None}
        bulk_set(session, Device, Device.asset_tag == "P-0001", **moved)
        found = {"status": Status.AVAILABLE, "asset_tag": "P-2", "tag_key": "p-2"}
        bulk_set(session, Device, Device.asset_tag == "P-0002", **found)
        bulk_set(session, Room, Room.id == town.rooms["ABC"], name="Cita telpa")
        bulk_set(session, Institution, Institution.id == place, name="Cita skola")
        bulk_set(session, Model, name="Two", key="two")
    assert (act(app, closed_id), book(app, closed_id)) == before
    with app.app_context(), reading(db.session(), reason="a test") as session:
        head = head_of(session, closed_id)
        assert head is not None
        assert verify(session, head).holds


def test_the_act_names_every_kind_and_room_of_its_scope(app: Flask, closed_id: int) -> None:
    text = " ".join(act(app, closed_id))
    assert "telpas: 101; veidi: Chromebook, planšetdators" in text


def test_entries_keep_what_was_scanned(app: Flask, closed_id: int, town: Town) -> None:
    assert closed_id
    with app.app_context(), reading(db.session(), reason="a test") as session:
        rows = session.query(StocktakeEntry).order_by(StocktakeEntry.id).all()
        told = [(row.asset_tag, row.serial_number, row.kind_id, row.model) for row in rows]
    laptop = ("P-0001", "SN0001P", town.kinds["laptop"], "Acme One")
    assert told == [
        ("K-0001", "SN0001K", town.kinds["chromebook"], "Acme One"),
        laptop,
        ("P-0002", "SN0002P", town.kinds["laptop"], "Acme One"),
        (None, None, None, None),
        laptop,
        (None, None, None, None),
    ]
