"""Many phones at the same moment: threads with clients of their own, on both databases."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy import select

from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.inventory.models import StocktakeEntry, StocktakePhone
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.signing_off import override_phone
from assetmgr.inventory.policy.sealing import rows_sha256
from assetmgr.inventory.queries.heads import stocktake_or_none
from assetmgr.inventory.queries.phones import phones_of
from assetmgr.inventory.queries.sealed import sealed_rows
from tests.inventory.conftest import HEAD, NewPhone
from tests.inventory.phone import Phone
from tests.support.town import Town
from tests.support.writing import written


def together(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Start all jobs at the same moment, each in its thread; their results."""
    barrier = Barrier(len(jobs))

    def started(job: Callable[[], Any]) -> Any:
        barrier.wait(30)
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(started, jobs))


def test_two_phones_at_one_device_are_told_which_was_the_first(
    new_phone: NewPhone, town: Town
) -> None:
    for tag in ("K-0001", "K-0002", "K-0003", "K-0004"):
        pair = new_phone("A"), new_phone("B")
        for phone in pair:
            phone.scan(tag, room=town.rooms["ABC"])
        told = together([phone.receipts for phone in pair])
        assert sorted(one[0]["again"] for one in told) == [False, True]


def test_one_phone_over_two_connections_stores_each_entry_once(
    app: Flask, new_phone: NewPhone
) -> None:
    phone = new_phone()
    for _ in range(20):
        phone.scan("K-0001")
    twin = Phone(app.test_client(), phone.key, phone.token, queue=phone.queue)
    answers = together([phone.receipts, twin.receipts])
    states = Counter(receipt["state"] for answer in answers for receipt in answer)
    assert states == {"stored": 20, "repeated": 20}


def test_twenty_phones_deliver_at_once_without_an_error(app: Flask, new_phone: NewPhone) -> None:
    phones = [new_phone(str(number)) for number in range(20)]

    def count(phone: Phone) -> set[int]:
        statuses = set()
        for _ in range(5):
            for tag in ("K-0001", "P-0002", "K-0101", "K-9999"):
                phone.scan(tag)
            statuses.add(phone.deliver(phone.queue[-4:]).status_code)
            statuses.add(phone.get("found?after=0").status_code)
        return statuses

    assert set().union(*together([partial(count, one) for one in phones])) == {200}
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert set(session.scalars(select(StocktakePhone.received))) == {20}
        told = Counter(session.scalars(select(StocktakeEntry.uuid)))
    assert told == Counter(entry["uuid"] for phone in phones for entry in phone.queue)


def test_what_comes_while_it_closes_is_in_the_sum_or_late(
    app: Flask, stocktake_id: int, new_phone: NewPhone
) -> None:
    phones = [new_phone(str(number)) for number in range(4)]
    with written(app) as session:
        for one in phones_of(session, stocktake_id):
            stocktake = stocktake_or_none(session, stocktake_id)
            assert stocktake is not None
            override_phone(session, stocktake, one.id, actor=HEAD, now=datetime.now(UTC))

    def shut() -> None:
        with written(app) as session:
            stocktake = stocktake_or_none(session, stocktake_id)
            assert stocktake is not None
            now = datetime.now(UTC)
            close(session, stocktake, actor=HEAD, now=now, today=now.date())

    def tell(phone: Phone) -> None:
        for _ in range(10):
            phone.scan("K-0001")
            assert phone.deliver(phone.queue[-1:]).status_code == 200

    together([shut, *(partial(tell, one) for one in phones)])
    with app.app_context(), reading(db.session(), reason="a test") as session:
        closed = stocktake_or_none(session, stocktake_id)
        assert closed is not None
        assert closed.rows_sha256 == rows_sha256(*sealed_rows(session, stocktake_id))
        told = session.execute(select(StocktakeEntry.uuid, StocktakeEntry.received_at)).all()
    assert len(told) == 40
