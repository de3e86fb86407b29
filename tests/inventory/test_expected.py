"""What a stocktake expects: what is told before, what is frozen, and what the lists say."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.evidence.queries import Wanted, unseen_by_institution
from assetmgr.inventory.policy.scope import NO_ROOM, Scope
from assetmgr.inventory.queries.expected import expected_rows
from assetmgr.inventory.queries.foreseen import foreseen, foreseen_in_all
from tests.support.town import ACTOR, Town
from tests.support.writing import written

DAYS = 30


def test_the_list_of_the_unseen_and_a_stocktake_of_the_doubtful_are_the_same(
    app: Flask, town: Town
) -> None:
    now = datetime.now(UTC)
    abc, xyz = town.institutions["ABC"], town.institutions["XYZ"]
    with written(app) as session:
        added(session, town, "new today", acquired_on=None, day=now.date())
        added(session, town, "bought yesterday", acquired_on=now.date() - timedelta(days=1))
        came, seen = added(session, town, "came lately"), added(session, town, "seen")
        saw(session, Source.SCAN, [(seen, abc, now), (came, abc, now)])
        moved = session.scalars(select(Device).where(Device.id == came)).one()
        moved.institution_id = xyz
    with written(app) as session:
        saw(session, Source.SCAN, [(town.devices["K-0101"], xyz, now)])
        told = unseen_by_institution(session, Wanted(now - timedelta(days=DAYS)))
        scope = Scope(doubtful_days=DAYS)
        assert told == {abc: 6, xyz: 2, town.institutions["PII"]: 2}
        assert foreseen_in_all(session, scope, now) == told
        for place, count in told.items():
            assert foreseen(session, place, scope, now).count == count
            assert len(expected_rows(session, place, scope, now)) == count


def test_what_stands_in_no_room_may_be_counted_by_itself(app: Flask, town: Town) -> None:
    now, place = datetime.now(UTC), town.institutions["ABC"]
    with written(app) as session:
        loose = added(session, town, "loose")
        for rooms, count in (((NO_ROOM,), 1), ((town.rooms["ABC"],), 6), ((), 7)):
            scope = Scope(room_ids=rooms)
            assert foreseen(session, place, scope, now).count == count
            assert len(expected_rows(session, place, scope, now)) == count
        (row,) = expected_rows(session, place, Scope(room_ids=(NO_ROOM,)), now)
        assert row["device_id"] == loose


def added(
    session: Session,
    town: Town,
    tag: str,
    acquired_on: date | None = date(2022, 8, 15),
    day: date = date(2024, 9, 2),
) -> int:
    """A laptop of ABC in no room; its id."""
    facts = DeviceFacts(
        asset_tag=tag,
        kind_id=town.kinds["laptop"],
        institution_id=town.institutions["ABC"],
        purpose=Purpose.PUPILS,
        status=Status.IN_USE,
        acquired_on=acquired_on,
    )
    moment = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    (key,) = create_devices(session, [facts], actor=ACTOR, now=moment, today=day)
    return key
