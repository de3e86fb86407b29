"""What phones may ask: their own sign-in, their own institution, nothing else."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.inventory.models import Stocktake, StocktakeEntry, StocktakePhone, StocktakePhoto
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.resolving import resolve
from assetmgr.inventory.operations.signing_off import override_phone
from assetmgr.inventory.queries.heads import stocktake_or_none
from assetmgr.inventory.queries.phones import phones_of
from tests.inventory.conftest import HEAD, NewPhone
from tests.inventory.phone import Phone
from tests.support.browser import csrf_token
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.stocktakes import stocktake_of
from tests.support.town import Town
from tests.support.writing import written

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 100
UUID = "00000000-0000-4000-8000-00000000abcd"


def the(session: Session, stocktake_id: int) -> Stocktake:
    stocktake = stocktake_or_none(session, stocktake_id)
    assert stocktake is not None
    return stocktake


def join(client: FlaskClient, stocktake_id: int, **fields: object) -> TestResponse:
    token = csrf_token(client.get("/institutions/ABC/contact").text)
    headers = {"X-CSRFToken": token}
    return client.post(f"/stocktakes/{stocktake_id}/join", json=fields, headers=headers)


def send_photo(
    phone: Phone, content: bytes, kind: str = "image/jpeg", uuid: str = UUID
) -> TestResponse:
    return phone.client.post(
        f"/stocktakes/phone/photo/{uuid}", data=content, content_type=kind, headers=phone.headers
    )


def test_a_signed_in_persons_phone_joins_and_then_needs_no_cookie(
    app: Flask, town: Town, stocktake_id: int
) -> None:
    response = join(reader(app, town, Role.SCHOOL_ADMIN), stocktake_id, name="Zils tālrunis")
    told = response.get_json()
    assert response.status_code == 201
    assert told["stocktake"] == {
        "id": stocktake_id,
        "number": "I-ABC-1",
        "title": "Gada inventarizācija",
        "institution": "ABC",
        "status": "open",
    }
    phone = Phone(app.test_client(), told["key"], told["token"])
    assert phone.get("list").status_code == 200
    with app.app_context(), reading(db.session(), reason="a test") as session:
        row = session.scalars(select(StocktakePhone)).one()
        assert (row.name, row.joined_by) == ("Zils tālrunis", "school_admin")
        assert told["token"] not in {row.key, row.token_sha256}


def test_joining_needs_the_forms_token_and_ones_own_institution(
    app: Flask, town: Town, stocktake_id: int
) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    assert client.post(f"/stocktakes/{stocktake_id}/join").status_code == 400
    assert join(client, stocktake_of(app, town, "XYZ")).status_code == 404
    assert join(client, stocktake_id).status_code == 201


@pytest.mark.parametrize(
    "header",
    [None, "Phone", "Phone x:y", "Bearer abc", "Phone :", "Phone {key}:wrong", "Phone {key}", "ā"],
)
def test_a_wrong_sign_in_is_refused(app: Flask, phone: Phone, header: str | None) -> None:
    headers = {"Authorization": header.format(key=phone.key)} if header else {}
    client = app.test_client()
    for method, what in (("GET", "list"), ("GET", "found"), ("POST", "deliver")):
        response = client.open(f"/stocktakes/phone/{what}", method=method, headers=headers)
        assert (response.status_code, response.get_json()) == (401, {"error": "phone"})


def test_the_list_has_what_a_phone_needs_without_a_network(phone: Phone, town: Town) -> None:
    told = phone.get("list", **{"Accept-Language": "en"}).get_json()
    assert told["rooms"] == [
        {"id": town.rooms["ABC"], "name": "101", "site": "Ābeļu sākumskola, 1", "floor": None}
    ]
    assert told["devices"][0] == {
        "tag": "K-0001",
        "key": "k-0001",
        "serial": "SN0001K",
        "kind": "chromebook",
        "model": "",
        "room": town.rooms["ABC"],
        "status": "in_use",
    }
    assert [one["tag"] for one in told["devices"]][-2:] == ["P-0001", "P-0002"]
    assert told["others"] == []
    assert told["words"]["status"]["in_use"] == "In use"
    assert phone.get("list").get_json()["words"]["status"]["in_use"] == "Lietošanā"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_list_that_the_phone_has_is_not_sent_again(phone: Phone, encoding: str) -> None:
    first = phone.get("list", **{"Accept-Encoding": encoding})
    headers = {"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]}
    again = phone.get("list", **headers)
    assert (again.status_code, again.data) == (304, b"")
    assert phone.get("list", **{**headers, "Accept-Language": "en"}).status_code == 200


def test_what_all_phones_found_comes_as_a_delta(new_phone: NewPhone, town: Town) -> None:
    one, other = new_phone("A"), new_phone("B")
    room = town.rooms["ABC"]
    scan = one.scan("K-0001", room=room)
    one.scan("K-0101")
    one.receipts()
    first = other.get("found?after=0").get_json()
    assert [(c["key"], c["room"], c["by"], c["undone"]) for c in first["changes"]] == [
        ("k-0001", room, "A", False)
    ]
    one.told("undo", target=scan["uuid"])
    one.scan("K-0002")
    one.receipts()
    then = other.get(f"found?after={first['after']}").get_json()
    assert {(c["key"], c["undone"]) for c in then["changes"]} == {
        ("k-0001", True),
        ("k-0002", False),
    }
    last = other.get(f"found?after={then['after']}").get_json()
    assert last == {"after": then["after"], "resolved": 0, "changes": []}
    assert other.get("found?after=x").status_code == 400
    assert other.get("found?after=0&resolved=-").status_code == 400


def test_a_photo_is_kept_once(app: Flask, phone: Phone) -> None:
    phone.scan("K-9999", uuid=UUID)
    phone.receipts()
    first = send_photo(phone, JPEG)
    assert (first.status_code, first.get_json()) == (201, {"uuid": UUID})
    assert send_photo(phone, JPEG).status_code == 200
    assert send_photo(phone, b"GIF89a").status_code == 400
    assert send_photo(phone, JPEG, "text/html").status_code == 400
    too_large = send_photo(phone, JPEG + b"\0" * 500_000)
    assert (too_large.status_code, too_large.get_json()) == (413, {"error": "too large"})
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert session.scalars(select(StocktakePhoto.content)).all() == [JPEG]


def test_a_photo_of_no_scan_is_refused(app: Flask, town: Town, new_phone: NewPhone) -> None:
    phone, foreign = new_phone(), new_phone("XYZ", stocktake_of(app, town, "XYZ"))
    scan = phone.scan("K-9999")
    remark = phone.told("remark", target=scan["uuid"], note="?")
    phone.receipts()
    for one, uuid in ((phone, UUID), (phone, remark["uuid"]), (foreign, scan["uuid"])):
        response = send_photo(one, JPEG, uuid=uuid)
        assert (response.status_code, response.get_json()) == (404, {"error": "no such scan"})
    assert send_photo(phone, JPEG, uuid=scan["uuid"]).status_code == 201


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"null", b'{"sent_at": 1}', b"[" * 100_000, b'{"entries": [], "x": NaN}'],
)
def test_nonsense_is_answered_with_400(phone: Phone, body: bytes) -> None:
    for what in ("deliver", "sign-off"):
        response = phone.client.post(f"/stocktakes/phone/{what}", data=body, headers=phone.headers)
        assert response.status_code == 400, what
        assert list(response.get_json()) == ["error"]


def test_an_entry_under_another_ones_uuid_is_refused(new_phone: NewPhone) -> None:
    one, other = new_phone("A"), new_phone("B")
    entry = one.scan("K-0001")
    one.receipts()
    response = other.deliver([{**entry, "code": "K-0002"}])
    assert (response.status_code, response.get_json()) == (
        400,
        {"error": "uuid: another entry has it"},
    )


def test_a_phone_that_joined_again_delivers_what_came_under_its_old_key_once(
    app: Flask, new_phone: NewPhone
) -> None:
    old, anew = new_phone("A"), new_phone("A")
    first, second = old.scan("K-0001"), old.scan("K-0002")
    old.receipts()  # and the answer was lost
    third = anew.scan("K-0003") | {"number": 3}
    told = [first, second, third]
    answer = anew.deliver(told).get_json()
    assert answer["received"] == 3
    seen = [(one["state"], one["outcome"], one["again"]) for one in answer["receipts"]]
    assert seen == [("repeated", "found", False)] * 2 + [("stored", "found", False)]
    assert [one["uuid"] for one in answer["receipts"]] == [one["uuid"] for one in told]
    again = anew.deliver(told).get_json()
    assert [(one["number"], one["state"]) for one in again["receipts"]] == [
        (number, "repeated") for number in (1, 2, 3)
    ]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        stored = session.scalars(select(StocktakeEntry.code).order_by(StocktakeEntry.id)).all()
    assert stored == ["K-0001", "K-0002", "K-0003"]


def test_after_the_closing_a_phone_reads_nothing_and_tells_all_the_same(
    app: Flask, stocktake_id: int, new_phone: NewPhone
) -> None:
    phone, excused = new_phone("A"), new_phone("B")
    phone.scan("K-0001")
    phone.receipts()
    phone.sign_off()
    with written(app) as session:
        stocktake = the(session, stocktake_id)
        ids = {one.name: one.id for one in phones_of(session, stocktake_id)}
        override_phone(session, stocktake, ids["B"], "?", actor=HEAD, now=datetime.now(UTC))
    for what in ("list", "found?after=0"):
        response = excused.get(what)
        assert (response.status_code, response.get_json()) == (409, {"error": "excused"})
        assert phone.get(what).status_code == 200
    excused.scan("K-0002")
    excused.scan("K-0101")
    told = [
        (one["state"], one["outcome"], one["device"], one["owner"]) for one in excused.receipts()
    ]
    assert told == [("stored", "found", None, None), ("stored", "foreign", None, None)]
    with written(app) as session:
        now = datetime.now(UTC)
        close(session, the(session, stocktake_id), actor=HEAD, now=now, today=now.date())
    for one in (phone, excused):
        for what in ("list", "found?after=0"):
            response = one.get(what)
            assert (response.status_code, response.get_json()) == (409, {"error": "closed"})
    phone.scan("P-0001")
    late = phone.receipts()
    assert [(one["state"], one["device"]) for one in late] == [("repeated", None), ("late", None)]


def test_what_a_phone_still_holds_can_be_handed_in_after_the_closing(
    app: Flask, town: Town, stocktake_id: int
) -> None:
    client = reader(app, town, Role.SCHOOL_ADMIN)
    with written(app) as session:
        now = datetime.now(UTC)
        close(session, the(session, stocktake_id), actor=HEAD, now=now, today=now.date())
    assert join(client, stocktake_id).status_code == 409
    joined = join(client, stocktake_id, holds_scans=True).get_json()
    phone = Phone(app.test_client(), joined["key"], joined["token"])
    phone.scan("K-0001")
    assert [one["state"] for one in phone.receipts()] == ["late"]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert phones_of(session, stocktake_id) == ()


def test_a_code_that_is_resolved_is_found_on_every_phone(
    app: Flask, stocktake_id: int, new_phone: NewPhone
) -> None:
    one, other = new_phone("A"), new_phone("B")
    one.scan("TORN")
    one.scan("K-0001")
    one.receipts()
    before = other.get("found?after=0&resolved=0").get_json()
    assert [change["key"] for change in before["changes"]] == ["k-0001"]
    with written(app) as session:
        stocktake, now = the(session, stocktake_id), datetime.now(UTC)
        torn = select(StocktakeEntry.id).where(StocktakeEntry.code == "TORN")
        resolve(session, stocktake, session.scalars(torn).one(), "K-0003", actor=HEAD, now=now)
    asked = f"found?after={before['after']}&resolved="
    after = other.get(f"{asked}{before['resolved']}").get_json()
    assert [(change["key"], change["by"]) for change in after["changes"]] == [("k-0003", "A")]
    assert (after["after"], after["resolved"]) == (before["after"], 1)
    assert other.get(f"{asked}1").get_json()["changes"] == []


def test_a_phone_speaks_of_its_own_stocktake_whatever_it_is_told(
    app: Flask, town: Town, new_phone: NewPhone
) -> None:
    foreign = new_phone("XYZ", stocktake_of(app, town, "XYZ"))
    foreign.scan("K-0001")
    foreign.scan("K-0101")
    receipts = foreign.receipts()
    assert [(one["outcome"], one["owner"]) for one in receipts] == [
        ("foreign", "ABC"),
        ("found", None),
    ]
    assert receipts[0]["device"] is None
    assert "K-0001" not in foreign.get("list").text


def test_questions_take_few_statements(app: Flask, phone: Phone) -> None:
    for tag in ("K-0001", "K-0002", "K-0101", "K-9999"):
        phone.scan(tag)
    with counted(app) as delivering:
        phone.receipts()
    with counted(app) as listing:
        phone.get("list")
    with counted(app) as asking:
        answer = phone.get("found?after=0").get_json()
    with counted(app) as polling:
        phone.get(f"found?after={answer['after']}")
    numbers = (len(delivering), len(listing), len(asking), len(polling))
    assert numbers == (8, 6, 4, 2)


def test_more_than_two_hundred_entries_at_once_are_refused(phone: Phone) -> None:
    for _ in range(201):
        phone.scan("K-0001")
    assert phone.deliver().status_code == 400
    assert phone.deliver(phone.queue[:200]).get_json()["received"] == 200
