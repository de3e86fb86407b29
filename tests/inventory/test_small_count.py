"""A preschool's small count, and what LIP IT is told of it."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.db.errors import Refused
from assetmgr.db.scope import Institutions, set_scope
from assetmgr.db.transaction import begin_writing, reading
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.extensions import db
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Room, Site
from assetmgr.inventory.codes import Condition, Result
from assetmgr.inventory.models import StocktakeLine
from assetmgr.inventory.operations.opening import EVERYTHING
from assetmgr.inventory.operations.ticking import Tick, Ticked, count_by_ticks
from assetmgr.inventory.policy.scope import Scope
from assetmgr.inventory.policy.sealing import rows_sha256
from assetmgr.inventory.queries.sealed import sealed_rows
from assetmgr.inventory.queries.told_to_it import Trouble, trouble_count, troubles
from tests.inventory.conftest import HEAD
from tests.support.town import Town
from tests.support.writing import written


def count(
    app: Flask, town: Town, code: str = "PII", scope: Scope = EVERYTHING, **ticks: Ticked
) -> int:
    """Tick devices of an institution (T0001 is T-0001), within its own scope."""
    place = town.institutions[code]
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset({place})))
        now = datetime.now(UTC)
        told = {town.devices[f"{tag[0]}-{tag[1:]}"]: one for tag, one in ticks.items()}
        done = count_by_ticks(
            session, place, told,
            title="Planšetes", scope=scope, actor=HEAD, now=now, today=now.date(),
        )  # fmt: skip
        key = done.id
        session.commit()
    return key


def told(app: Flask) -> list[Trouble]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        found = troubles(session)
        assert trouble_count(session) == len(found)
        return list(found)


def test_a_small_count_is_closed_at_once_with_a_sum_and_changes_no_device(
    app: Flask, town: Town
) -> None:
    key = count(
        app,
        town,
        T0001=Ticked(Tick.DAMAGED, "plīsis stikls"),
        T0002=Ticked(Tick.MISSING, "vasarā vēl bija"),
    )
    with app.app_context(), reading(db.session(), reason="a test") as session:
        rows = session.scalars(select(StocktakeLine).order_by(StocktakeLine.tag_key)).all()
        assert [(one.result, one.condition, one.note) for one in rows] == [
            (Result.FOUND, Condition.DAMAGED, "plīsis stikls"),
            (Result.MISSING, None, "vasarā vēl bija"),
        ]
        assert len(rows_sha256(*sealed_rows(session, key))) == 64
        states = set(session.scalars(select(Device.status)))
    assert states == {Status.IN_USE}


def test_lip_it_is_told_until_something_was_done(app: Flask, town: Town) -> None:
    count(app, town, T0001=Ticked(Tick.DAMAGED, "plīsis"), T0002=Ticked(Tick.MISSING))
    assert [(one.tag, one.result, one.note) for one in told(app)] == [
        ("T-0001", Result.FOUND, "plīsis"),
        ("T-0002", Result.MISSING, None),
    ]
    with written(app) as session:
        one = session.scalars(select(Device).where(Device.asset_tag == "T-0001")).one()
        now = datetime.now(UTC)
        change_device(
            session, one, {"status": Status.NEEDS_REPAIR},
            effective=now.date(), actor=HEAD, now=now, today=now.date(),
        )  # fmt: skip
    assert [one.tag for one in told(app)] == ["T-0002"]
    count(app, town, T0001=Ticked(Tick.PRESENT), T0002=Ticked(Tick.PRESENT))
    assert told(app) == []


def test_a_count_of_another_kind_takes_nothing_off_the_list(app: Flask, town: Town) -> None:
    laptops, chromebooks = Scope(kinds=("laptop",)), Scope(kinds=("chromebook",))
    count(app, town, "ABC", laptops, P0001=Ticked(Tick.DAMAGED), P0002=Ticked(Tick.MISSING))
    well = {f"K000{n}": Ticked(Tick.PRESENT) for n in range(1, 5)}
    count(app, town, "ABC", chromebooks, **well)
    assert [one.tag for one in told(app)] == ["P-0001", "P-0002"]
    count(app, town, "ABC", laptops, P0001=Ticked(Tick.PRESENT), P0002=Ticked(Tick.MISSING))
    assert [one.tag for one in told(app)] == ["P-0002"]


def test_a_count_of_the_next_room_takes_nothing_off_the_list(app: Flask, town: Town) -> None:
    second = moved_to_a_second_room(app, town, "T-0002")
    first = town.rooms["PII"]
    count(app, town, scope=Scope(room_ids=(first,)), T0001=Ticked(Tick.MISSING))
    count(app, town, scope=Scope(room_ids=(second,)), T0002=Ticked(Tick.PRESENT))
    assert [one.tag for one in told(app)] == ["T-0001"]
    count(app, town, scope=Scope(room_ids=(first,)), T0001=Ticked(Tick.PRESENT))
    assert told(app) == []


def moved_to_a_second_room(app: Flask, town: Town, tag: str) -> int:
    with written(app) as session:
        place = Site.institution_id == town.institutions["PII"]
        site = session.scalars(select(Site).where(place)).one()
        room = Room(
            institution_id=site.institution_id, site_id=site.id, name="102", use=RoomUse.CLASSROOM
        )
        session.add(room)
        session.flush()
        session.scalars(select(Device).where(Device.asset_tag == tag)).one().room_id = room.id
        return room.id


def test_a_device_without_a_tick_is_named_and_nothing_is_counted(app: Flask, town: Town) -> None:
    with pytest.raises(Refused, match="T-0002"):
        count(app, town, T0001=Ticked(Tick.PRESENT))
    assert told(app) == []
