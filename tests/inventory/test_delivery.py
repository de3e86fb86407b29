"""What phones deliver: each entry once, a receipt for every one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.extensions import db
from assetmgr.inventory.codes import Outcome
from assetmgr.inventory.models import StocktakeEntry
from tests.inventory.conftest import HEAD, NewPhone
from tests.inventory.phone import Phone
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written


def rows(app: Flask) -> list[StocktakeEntry]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        found = list(session.scalars(select(StocktakeEntry).order_by(StocktakeEntry.id)))
        session.expunge_all()
        return found


def test_a_scan_is_told_with_what_the_register_says_of_the_device(phone: Phone, town: Town) -> None:
    phone.scan("HTTPS://IERICES.EXAMPLE.LV/D/K-0001", room=town.rooms["ABC"])
    response = phone.deliver()
    assert response.headers["Cache-Control"] == "no-store"
    assert response.get_json() == {
        "received": 1,
        "status": "open",
        "receipts": [
            {
                "number": 1,
                "uuid": phone.queue[0]["uuid"],
                "state": "stored",
                "outcome": "found",
                "again": False,
                "device": {
                    "tag": "K-0001",
                    "model": "",
                    "kind": "chromebook",
                    "room": "101",
                    "status": "in_use",
                },
                "owner": None,
            }
        ],
    }


def test_every_outcome_is_told_apart(app: Flask, phone: Phone, town: Town) -> None:
    with written(app) as session:
        for tag, status in (("P-0001", Status.LOST),):
            device = session.scalars(select(Device).where(Device.asset_tag == tag)).one()
            now = datetime.now(UTC)
            change_device(
                session, device, {"status": status},
                effective=now.date(), actor=HEAD, now=now, today=now.date(),
            )  # fmt: skip
    codes = (" k-0001 ", "K-0101", "K-9999", "HTTPS://EXAMPLE.COM/?Q=1", "HTTPS://X.LV/D/K-00%0")
    for code in codes:
        phone.scan(code)
    told = [(one["outcome"], one["owner"], one["device"]) for one in phone.receipts()]
    assert [one[:2] for one in told] == [
        ("found", None),
        ("foreign", "XYZ"),
        ("unknown", None),
        ("unknown", None),
        ("unknown", None),
    ]
    assert [bool(one[2]) for one in told] == [True, False, False, False, False]
    assert [one.device_id is not None for one in rows(app)] == [True, False, False, False, False]


def test_the_same_scan_delivered_ten_times_is_one_row(app: Flask, phone: Phone) -> None:
    phone.scan("K-0001")
    first = phone.receipts()
    again = [phone.receipts() for _ in range(9)]
    assert len(rows(app)) == 1
    assert first[0]["state"] == "stored"
    assert [one for answer in again for one in answer] == [{**first[0], "state": "repeated"}] * 9


def test_an_entry_twice_in_one_delivery_is_one_row(app: Flask, phone: Phone) -> None:
    one = phone.scan("K-0001")
    states = [receipt["state"] for receipt in phone.receipts([one, one])]
    assert (states, len(rows(app))) == (["stored", "repeated"], 1)


def test_a_gap_stops_the_delivery_after_what_came_before_it(app: Flask, phone: Phone) -> None:
    for tag in ("K-0001", "K-0002", "K-0003", "K-0004"):
        phone.scan(tag)
    response = phone.deliver([phone.queue[0], phone.queue[2], phone.queue[3]])
    told = response.get_json()
    assert response.status_code == 409
    assert (told["received"], [one["number"] for one in told["receipts"]]) == (1, [1])
    assert [one.number for one in rows(app)] == [1]
    assert [one["state"] for one in phone.receipts()] == ["repeated"] + ["stored"] * 3


def test_a_clock_three_hours_off_is_mended(app: Flask, new_phone: NewPhone, town: Town) -> None:
    phone = new_phone()
    phone.clock = timedelta(hours=3)
    phone.scan("K-0001")
    phone.receipts()
    (row,) = rows(app)
    assert row.told_at - row.at >= timedelta(hours=2, minutes=59)
    assert abs(row.at - row.received_at) < timedelta(seconds=5)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        seen = session.scalars(select(LastSeen).where(LastSeen.source == Source.SCAN)).one()
        assert (seen.device_id, seen.seen_at) == (town.devices["K-0001"], row.at)


def test_the_second_scan_of_a_device_is_again_until_the_first_is_undone(
    new_phone: NewPhone,
) -> None:
    one, other = new_phone("A"), new_phone("B")
    first = one.scan("K-0001")
    assert [receipt["again"] for receipt in one.receipts()] == [False]
    other.scan("K-0001")
    assert [receipt["again"] for receipt in other.receipts()] == [True]
    one.told("undo", target=first["uuid"])
    assert one.receipts()[1]["outcome"] == "found"
    other.queue.clear()
    third = new_phone("C")
    third.scan("K-0001")
    third.scan("K-0001")
    assert [receipt["again"] for receipt in third.receipts()] == [True, True]


def test_a_code_of_no_own_device_is_again_whoever_reads_it_and_however_it_is_written(
    new_phone: NewPhone,
) -> None:
    one, other = new_phone("A"), new_phone("B")
    first = one.scan("K-0101")
    one.scan("HTTPS://X.LV/D/K-0101")
    one.scan("torn")
    assert [receipt["again"] for receipt in one.receipts()] == [False, True, False]
    assert [receipt["again"] for receipt in one.receipts()] == [False, True, False]
    for code in ("k-0101", "TORN", "K-9999"):
        other.scan(code)
    assert [receipt["again"] for receipt in other.receipts()] == [True, True, False]
    one.told("undo", target=first["uuid"])
    one.receipts()
    assert [receipt["again"] for receipt in one.receipts()][:2] == [False, False]


def test_an_undone_scan_leaves_the_next_one_the_first(phone: Phone) -> None:
    first = phone.scan("K-0001")
    phone.told("undo", target=first["uuid"])
    phone.scan("K-0001")
    assert [one["again"] for one in phone.receipts()] == [False, False, False]


def test_a_remark_of_no_known_scan_is_kept_and_says_so(app: Flask, phone: Phone) -> None:
    phone.told("remark", target=str(uuid4()), note="salauzts ekrāns")
    (receipt,) = phone.receipts()
    assert (receipt["state"], receipt["outcome"]) == ("stored", None)
    assert rows(app)[0].note == "salauzts ekrāns"


def test_elsewhere_is_another_room_and_a_foreign_room_is_none(
    app: Flask, phone: Phone, town: Town
) -> None:
    phone.scan("K-0001", room=town.rooms["XYZ"])
    phone.scan("K-0002", room=2**40)
    assert [one["outcome"] for one in phone.receipts()] == ["found", "found"]
    assert {one.room_id for one in rows(app)} == {None}


def test_text_is_cut_to_its_column_and_freed_of_what_no_database_takes(
    app: Flask, phone: Phone
) -> None:
    phone.scan("A\0B\ud800" + "x" * 600, note="ņ" * 3000)
    assert phone.receipts()[0]["outcome"] == Outcome.UNKNOWN
    (row,) = rows(app)
    assert (row.code or "").startswith("AB?x")
    assert (len(row.code or ""), len(row.note or "")) == (500, 2000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"number": True},
        {"uuid": "x"},
        {"action": "delete"},
        {"at": "yesterday"},
        {"at": "2026-11-22T10:00:00"},
        {"at": "9999-12-31T23:59:59-12:00"},
        {"code": None},
        {"condition": "eaten"},
        {"move_here": "yes"},
    ],
)
def test_a_body_that_is_no_such_json_stores_nothing(
    app: Flask, phone: Phone, wrong: dict[str, object]
) -> None:
    phone.scan("K-0001")
    phone.scan("K-0002")
    phone.queue[1] |= wrong
    response = phone.deliver()
    assert (response.status_code, list(response.get_json())) == (400, ["error"])
    assert rows(app) == []


def test_two_hundred_entries_take_as_many_statements_as_two(
    app: Flask, phone: Phone, town: Town
) -> None:
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.scan("K-0002", room=town.rooms["ABC"])
    with counted(app) as few:
        phone.receipts()
    sent = len(phone.queue)
    for _ in range(100):
        phone.scan("K-0003", room=town.rooms["ABC"])
        phone.scan("K-0004", room=town.rooms["ABC"])
    with counted(app) as many:
        phone.receipts(phone.queue[sent:])
    assert len(few) == len(many) == 5
