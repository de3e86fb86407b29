"""The newest sighting of each source stays, in whatever order the news comes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import permutations
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import case, select, type_coerce
from sqlalchemy.orm import Session

from assetmgr.db.scope import Institutions, ScopeError, set_scope
from assetmgr.db.transaction import begin_writing
from assetmgr.devices.models import Device
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.evidence.operations import saw, saw_selected
from assetmgr.extensions import db
from tests.support.town import Town
from tests.support.writing import written

NOON = datetime(2024, 9, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERE = ("K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002")


def stored(session: Session, device_id: int) -> dict[Source, datetime]:
    """When a device was seen, by source."""
    rows = session.execute(
        select(LastSeen.source, LastSeen.seen_at).where(LastSeen.device_id == device_id)
    )
    return dict(rows.all())


def test_newer_news_overwrite_and_older_do_not(town: Town, session: Session) -> None:
    device, place = town.devices["K-0001"], town.institutions["ABC"]
    saw(session, Source.SCAN, [(device, place, NOON)])
    saw(session, Source.SCAN, [(device, place, NOON - HOUR)])
    assert stored(session, device) == {Source.SCAN: NOON}
    saw(session, Source.SCAN, [(device, place, NOON + HOUR), (device, place, NOON)])
    assert stored(session, device) == {Source.SCAN: NOON + HOUR}


def test_each_source_keeps_its_own(town: Town, session: Session) -> None:
    device, place = town.devices["K-0001"], town.institutions["ABC"]
    saw(session, Source.SCAN, [(device, place, NOON)])
    saw(session, Source.SYNC, [(device, place, NOON - HOUR)])
    assert stored(session, device) == {Source.SCAN: NOON, Source.SYNC: NOON - HOUR}


def test_what_a_query_gives_is_kept_where_it_is_newer_and_where_there_is_a_moment(
    town: Town, session: Session
) -> None:
    place = town.institutions["ABC"]
    older, newer, silent = (town.devices[tag] for tag in HERE[:3])
    told = [(older, place, NOON), (newer, place, NOON), (silent, place, NOON)]
    saw(session, Source.SYNC, told)
    moment = case((Device.id == older, NOON - HOUR), (Device.id == newer, NOON + HOUR))
    telling = select(Device.id, Device.institution_id, type_coerce(moment, LastSeen.seen_at.type))
    saw_selected(session, Source.SYNC, telling.where(Device.id.in_((older, newer, silent))))
    assert [stored(session, device)[Source.SYNC] for device in (older, newer, silent)] == [
        NOON, NOON + HOUR, NOON,
    ]  # fmt: skip


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_whatever_the_order_the_newest_stays(
    town: Town, session: Session, order: tuple[int, ...]
) -> None:
    device, place = town.devices["K-0001"], town.institutions["ABC"]
    for hours in order:
        saw(session, Source.SCAN, [(device, place, NOON + hours * HOUR)])
    assert stored(session, device) == {Source.SCAN: NOON + 2 * HOUR}


def test_two_who_saw_the_same_devices_in_another_order_do_not_wait_for_each_other(
    app: Flask, town: Town
) -> None:
    place, start = town.institutions["ABC"], Barrier(2)
    devices = [key for tag, key in town.devices.items() if tag in HERE]

    def tell(order: list[int]) -> None:
        for hours in range(200):
            start.wait(30)
            with written(app) as session:
                saw(session, Source.SCAN, [(one, place, NOON + hours * HOUR) for one in order])

    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(tell, order) for order in (devices, devices[::-1])]
        try:
            assert [one.result() for one in told] == [None, None]
        finally:
            start.abort()


def test_a_device_seen_elsewhere_is_refused(app: Flask, town: Town) -> None:
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset({town.institutions["ABC"]})))
        with pytest.raises(ScopeError):
            saw(session, Source.SCAN, [(town.devices["K-0101"], town.institutions["XYZ"], NOON)])
        session.rollback()
