"""Closing: who holds it up, what it changes, what it freezes."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.db.scope import Institutions, set_scope
from assetmgr.db.transaction import begin_writing, reading
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Room, Site
from assetmgr.inventory.codes import Condition, Decision, Outcome, Result, StocktakeStatus
from assetmgr.inventory.models import Stocktake, StocktakeLine
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.operations.resolving import resolve, set_aside
from assetmgr.inventory.operations.reviewing import Verdict, decide
from assetmgr.inventory.operations.signing_off import override_phone
from assetmgr.inventory.queries.heads import head_of, stocktake_or_none
from assetmgr.inventory.queries.listing import Wanted, stocktakes
from assetmgr.inventory.queries.mark import mark_of
from assetmgr.inventory.queries.phones import phones_of
from assetmgr.inventory.queries.picture import Picture, picture
from tests.inventory.conftest import HEAD, NewPhone
from tests.inventory.phone import Phone
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written


def the(session: Session, stocktake_id: int) -> Stocktake:
    found = stocktake_or_none(session, stocktake_id)
    assert found is not None
    return found


def closed(app: Flask, stocktake_id: int, mark: str | None = None) -> str:
    with written(app) as session:
        now = datetime.now(UTC)
        one = the(session, stocktake_id)
        return close(session, one, mark=mark, actor=HEAD, now=now, today=now.date())


def seen(app: Flask, stocktake_id: int) -> Picture:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        head = head_of(session, stocktake_id)
        assert head is not None
        return picture(session, head)


def device(app: Flask, tag: str) -> Device:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        one = session.scalars(select(Device).where(Device.asset_tag == tag)).one()
        session.expunge(one)
        return one


@pytest.fixture
def cellar(app: Flask, town: Town) -> int:
    """A second room of ABC."""
    with written(app) as session:
        place = town.institutions["ABC"]
        site = session.scalars(select(Site.id).where(Site.institution_id == place)).one()
        room = Room(institution_id=place, site_id=site, name="Pagrabs", use=RoomUse.STORAGE)
        session.add(room)
        session.flush()
        return room.id


def test_a_phone_that_did_not_sign_off_holds_the_closing_up(
    app: Flask, stocktake_id: int, phone: Phone
) -> None:
    with pytest.raises(Refused, match=r"Annas tālrunis \(Anna Ozola\)"):
        closed(app, stocktake_id)
    assert phone.sign_off(0).status_code == 200
    assert len(closed(app, stocktake_id)) == 64


def test_a_sign_off_waits_for_the_last_number_and_more_takes_it_back(
    app: Flask, stocktake_id: int, phone: Phone
) -> None:
    phone.scan("K-0001")
    response = phone.sign_off()
    assert (response.status_code, response.get_json()) == (409, {"received": 0})
    phone.receipts()
    assert phone.sign_off().get_json() == {"received": 1}
    phone.scan("K-0002")
    phone.receipts()
    with pytest.raises(Refused, match="signed off"):
        closed(app, stocktake_id)


def test_an_administrator_answers_by_name_for_a_phone_that_is_gone(
    app: Flask, stocktake_id: int, phone: Phone
) -> None:
    with written(app) as session:
        (one,) = phones_of(session, stocktake_id)
        stocktake = the(session, stocktake_id)
        assert override_phone(session, stocktake, one.id, actor=HEAD, now=datetime.now(UTC))
        assert not override_phone(session, stocktake, 10**6, actor=HEAD, now=datetime.now(UTC))
    closed(app, stocktake_id)
    (one,) = seen(app, stocktake_id).phones
    assert one.overridden_by == "Anna Ozola"


def test_closing_freezes_what_was_found(
    app: Flask, stocktake_id: int, phone: Phone, town: Town, cellar: int
) -> None:
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.scan("K-0002", room=cellar, move_here=True)
    phone.scan("K-0003", room=cellar, condition="damaged", note="plaisa")
    phone.scan("K-0101")
    phone.receipts()
    phone.sign_off()
    total = closed(app, stocktake_id)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        rows = session.scalars(select(StocktakeLine).order_by(StocktakeLine.tag_key)).all()
        told = {row.asset_tag: (row.result, row.decision, row.found_room) for row in rows}
        damaged = [(row.asset_tag, row.note) for row in rows if row.condition is Condition.DAMAGED]
        one = the(session, stocktake_id)
        assert (one.status, one.rows_sha256) == (StocktakeStatus.CLOSED, total)
        trail = session.scalars(
            select(AuditEntry.action)
            .where(AuditEntry.subject_type == "stocktake")
            .order_by(AuditEntry.id)
        ).all()
    assert told == {
        "K-0001": (Result.FOUND, Decision.NOTHING, "101"),
        "K-0002": (Result.ELSEWHERE, Decision.MOVED, "Pagrabs"),
        "K-0003": (Result.ELSEWHERE, Decision.NOTHING, "Pagrabs"),
        "K-0004": (Result.MISSING, Decision.NOTHING, None),
        "P-0001": (Result.MISSING, Decision.NOTHING, None),
        "P-0002": (Result.MISSING, Decision.NOTHING, None),
    }
    assert damaged == [("K-0003", "plaisa")]
    assert device(app, "K-0002").room_id == cellar
    assert device(app, "K-0003").room_id == town.rooms["ABC"]
    assert device(app, "K-0004").status is Status.IN_USE
    assert trail == ["opened", "closed"]


def test_missing_devices_are_set_by_decision(
    app: Flask, stocktake_id: int, phone: Phone, town: Town
) -> None:
    phone.scan("K-0001", condition="damaged")
    phone.receipts()
    phone.sign_off()
    with written(app) as session:
        verdicts = {
            town.devices["K-0001"]: Verdict(Decision.NEEDS_REPAIR),
            town.devices["K-0002"]: Verdict(Decision.LOST, "nav kopš maija"),
            town.devices["K-0003"]: Verdict(Decision.NOTHING),
        }
        one = the(session, stocktake_id)
        assert decide(session, one, verdicts, actor=HEAD, now=datetime.now(UTC)) == 3
    closed(app, stocktake_id)
    states = [device(app, tag).status for tag in ("K-0001", "K-0002", "K-0003")]
    assert states == [Status.NEEDS_REPAIR, Status.LOST, Status.IN_USE]


def test_a_decision_that_does_not_fit_the_finding_is_refused(
    app: Flask, stocktake_id: int, town: Town
) -> None:
    verdicts = {town.devices["K-0001"]: Verdict(Decision.MOVED)}
    with pytest.raises(Refused, match="K-0001"), written(app) as session:
        decide(session, the(session, stocktake_id), verdicts, actor=HEAD, now=datetime.now(UTC))


def test_a_decision_about_something_else_than_was_seen_is_refused(
    app: Flask, stocktake_id: int, town: Town
) -> None:
    def decided(was: Decision, decision: Decision) -> None:
        verdicts = {town.devices["K-0001"]: Verdict(decision, was=was)}
        with written(app) as session:
            decide(session, the(session, stocktake_id), verdicts, actor=HEAD, now=datetime.now(UTC))

    decided(Decision.NOTHING, Decision.LOST)
    with pytest.raises(Refused, match="K-0001"):
        decided(Decision.NOTHING, Decision.STOLEN)
    decided(Decision.LOST, Decision.NOTHING)


def test_nothing_is_closed_that_changed_since_somebody_looked(
    app: Flask, stocktake_id: int, phone: Phone
) -> None:
    phone.sign_off()
    with app.app_context(), reading(db.session(), reason="a test") as session:
        looked = mark_of(session, stocktake_id)
    phone.scan("K-0001")
    phone.deliver()
    phone.sign_off()
    with pytest.raises(Refused, match="Something new"):
        closed(app, stocktake_id, mark=looked)
    assert seen(app, stocktake_id).head.is_open


def test_one_change_that_cannot_be_made_refuses_the_whole_closing_by_its_name(
    app: Flask, stocktake_id: int, town: Town
) -> None:
    verdicts = {town.devices[tag]: Verdict(Decision.LOST) for tag in ("K-0001", "K-0002")}
    with written(app) as session:
        decide(session, the(session, stocktake_id), verdicts, actor=HEAD, now=datetime.now(UTC))
        one = session.scalars(select(Device).where(Device.asset_tag == "K-0002")).one()
        one.status = Status.WRITTEN_OFF
    with pytest.raises(Refused, match="K-0002: A device with the status written_off"):
        closed(app, stocktake_id)
    assert device(app, "K-0001").status is Status.IN_USE
    assert seen(app, stocktake_id).head.is_open


def test_each_further_change_costs_the_closing_one_statement(
    app: Flask, town: Town, stocktake_id: int
) -> None:
    def statements(key: int, *tags: str) -> int:
        lost = {town.devices[tag]: Verdict(Decision.LOST) for tag in tags}
        with written(app) as session:
            decide(session, the(session, key), lost, actor=HEAD, now=datetime.now(UTC))
        with counted(app) as sent:
            closed(app, key)
        return len(sent)

    with written(app) as session:
        place, now = town.institutions["ABC"], datetime.now(UTC)
        other = open_stocktake(session, place, title="Otra", actor=HEAD, now=now).stocktake.id
    one = statements(stocktake_id, "K-0001")
    assert statements(other, "K-0002", "K-0003", "K-0004", "P-0001") <= one + 3


def test_what_a_phone_tells_after_the_closing_is_listed_apart(
    app: Flask, stocktake_id: int, new_phone: NewPhone
) -> None:
    phone, offline = new_phone("A"), new_phone("B")
    phone.scan("K-0001")
    phone.receipts()
    phone.sign_off()
    first = offline.scan("K-0002")
    with written(app) as session:
        one = the(session, stocktake_id)
        override_phone(
            session, one, phones_of(session, stocktake_id)[1].id, actor=HEAD, now=datetime.now(UTC)
        )
    total = closed(app, stocktake_id)
    answer = offline.deliver().get_json()
    assert (answer["status"], answer["receipts"][0]["state"]) == ("closed", "late")
    assert offline.receipts()[0]["state"] == "late"
    after = seen(app, stocktake_id)
    assert [one.uuid for one in after.reading.late] == [first["uuid"]]
    assert len(after.with_result(Result.MISSING)) == 5
    assert after.head.rows_sha256 == total
    assert offline.sign_off().status_code == 200


def test_a_closed_stocktake_takes_nothing_more(app: Flask, stocktake_id: int) -> None:
    closed(app, stocktake_id)
    with pytest.raises(Refused, match="closed"):
        closed(app, stocktake_id)
    with pytest.raises(Refused, match="closed"), written(app) as session:
        decide(session, the(session, stocktake_id), {}, actor=HEAD, now=datetime.now(UTC))


def test_an_unknown_code_is_resolved_by_a_serial_number_or_set_aside(
    app: Flask, stocktake_id: int, phone: Phone, town: Town
) -> None:
    phone.scan("torn-4711", room=town.rooms["ABC"])
    strange = phone.scan("https://example.com/", note="uz galda")
    phone.told("remark", target=strange["uuid"], note="uz krēsla")
    phone.receipts()
    first, second = (one.entry.id for one in seen(app, stocktake_id).unresolved)
    with written(app) as session:
        one = the(session, stocktake_id)
        now = datetime.now(UTC)
        outcome = resolve(session, one, first, " sn0001K ", actor=HEAD, now=now)
        assert outcome is Outcome.FOUND
        with pytest.raises(Refused, match="No device"):
            resolve(session, one, second, "K-0101", actor=HEAD, now=now)
        set_aside(session, one, second, "reklāmas kods", actor=HEAD, now=now)
        for code in (first, second):
            with pytest.raises(Refused, match="resolved meanwhile"):
                resolve(session, one, code, "K-0001", actor=HEAD, now=now)
            with pytest.raises(Refused, match="resolved meanwhile"):
                set_aside(session, one, code, "cits", actor=HEAD, now=now)
    after = seen(app, stocktake_id)
    assert after.unresolved == ()
    assert town.devices["K-0001"] in after.reading.findings
    (aside,) = after.scans(Outcome.UNKNOWN)
    assert (aside.entry.note, aside.remark.note) == ("uz galda", "uz krēsla")
    assert aside.entry.resolution == "reklāmas kods"
    (known, _) = (one.entry for one in after.reading.scans)
    assert (known.asset_tag, known.model, known.status) == ("K-0001", "", Status.IN_USE)
    assert (known.kind_id, known.room) == (town.kinds["chromebook"], "101")


def test_a_school_closes_within_its_own_scope(
    app: Flask, stocktake_id: int, town: Town, cellar: int, phone: Phone
) -> None:
    phone.scan("K-0001", room=cellar, move_here=True)
    phone.receipts()
    phone.sign_off()
    with app.app_context():
        session = db.session()
        begin_writing(session)
        set_scope(session, Institutions(frozenset({town.institutions["ABC"]})))
        now = datetime.now(UTC)
        close(session, the(session, stocktake_id), actor=HEAD, now=now, today=now.date())
        session.commit()
    assert device(app, "K-0001").room_id == cellar


def test_the_list_takes_as_many_statements_for_ten_as_for_one(
    app: Flask, stocktake_id: int, phone: Phone
) -> None:
    first = phone.scan("K-0001")
    phone.scan("K-0002")
    phone.told("undo", target=first["uuid"])
    phone.receipts()
    with (
        counted(app) as statements,
        app.app_context(),
        reading(db.session(), reason="a test") as session,
    ):
        rows, more = stocktakes(session, Wanted())
    assert [(row.expected, row.found, row.phones, row.waiting) for row in rows] == [(6, 1, 1, 1)]
    assert not more
    assert len(statements) == 3
    phone.sign_off()
    closed(app, stocktake_id)
    with app.app_context(), reading(db.session(), reason="a test") as session:
        rows, _ = stocktakes(session, Wanted())
    assert [(row.expected, row.found, row.missing, row.waiting) for row in rows] == [(6, 1, 5, 0)]
