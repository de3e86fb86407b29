"""Moves, repairs and syncs tell that devices were seen."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.evidence.policy import shown_by
from assetmgr.inventory.operations.ticking import Tick, Ticked, count_by_ticks
from tests.support.town import ACTOR, NOW, TODAY, Town


def changed(
    session: Session, town: Town, values: dict[str, Any], effective: date = TODAY
) -> dict[Source, tuple[int, datetime]]:
    """What is known of K-0001 after a change: by source the institution and the moment."""
    device_id = town.devices["K-0001"]
    device = session.scalars(select(Device).where(Device.id == device_id)).one()
    change_device(session, device, values, effective=effective, actor=ACTOR, now=NOW, today=TODAY)
    rows = session.scalars(select(LastSeen).where(LastSeen.device_id == device_id))
    return {row.source: (row.institution_id, row.seen_at) for row in rows}


def test_a_move_to_another_institution_was_seen_there(town: Town, session: Session) -> None:
    place = town.institutions["XYZ"]
    assert changed(session, town, {"institution_id": place}) == {Source.MOVE: (place, NOW)}


def test_a_move_of_an_earlier_day_was_seen_on_that_day(town: Town, session: Session) -> None:
    told = changed(session, town, {"institution_id": town.institutions["XYZ"]}, date(2024, 5, 6))
    assert told[Source.MOVE][1] == datetime(2024, 5, 6, 12, tzinfo=UTC)


def test_a_repair_that_begins_was_seen(town: Town, session: Session) -> None:
    told = changed(session, town, {"status": Status.NEEDS_REPAIR})
    assert told == {Source.REPAIR: (town.institutions["ABC"], NOW)}


def test_a_note_shows_nothing(town: Town, session: Session) -> None:
    assert changed(session, town, {"notes": "scratched"}) == {}


@pytest.mark.parametrize(
    ("columns", "status", "sources"),
    [
        ({"room_id": 7}, Status.IN_USE, [Source.MOVE]),
        ({"room_id": None}, Status.IN_USE, []),
        ({"institution_id": 2, "room_id": None}, Status.IN_USE, [Source.MOVE]),
        ({"status": Status.UNDER_REPAIR}, Status.NEEDS_REPAIR, [Source.REPAIR]),
        ({"status": Status.IN_USE}, Status.UNDER_REPAIR, [Source.REPAIR]),
        ({"status": Status.WRITTEN_OFF}, Status.NEEDS_REPAIR, []),
        ({"status": Status.LOST}, Status.IN_USE, []),
        ({"status": Status.MAINTENANCE, "room_id": 7}, Status.IN_USE, [Source.MOVE, Source.REPAIR]),
    ],
)
def test_what_a_change_shows(
    columns: dict[str, Any], status: Status, sources: list[Source]
) -> None:
    assert list(shown_by(columns, status)) == sources


def test_who_ticks_a_device_looked_at_it_and_read_no_label(town: Town, session: Session) -> None:
    place, there = town.institutions["PII"], town.devices["T-0001"]
    ticks = {there: Ticked(Tick.PRESENT), town.devices["T-0002"]: Ticked(Tick.MISSING)}
    count_by_ticks(session, place, ticks, title="Planšetes", actor=ACTOR, now=NOW, today=TODAY)
    rows = session.scalars(select(LastSeen))
    assert [(row.device_id, row.source) for row in rows] == [(there, Source.CHECK)]
