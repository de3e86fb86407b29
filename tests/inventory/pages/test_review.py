"""The review, the closing, and the page of a closed stocktake."""

import re
from io import BytesIO

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from assetmgr.db.transaction import reading
from assetmgr.devices.models import Device
from assetmgr.extensions import db
from tests.inventory.conftest import NewPhone
from tests.inventory.pages.sending import post, seen
from tests.inventory.phone import Phone
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written


@pytest.fixture
def review(stocktake_id: int) -> str:
    """The address of the review."""
    return f"/stocktakes/{stocktake_id}/review"


@pytest.fixture
def phone(new_phone: NewPhone, town: Town, library: int) -> Phone:
    """A phone that found K-0001, K-0002 (damaged), and K-0003 elsewhere, and signed off."""
    phone = new_phone()
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.scan("K-0002", room=town.rooms["ABC"], condition="damaged")
    phone.scan("K-0003", room=library)
    phone.deliver()
    phone.sign_off()
    return phone


def told(admin: FlaskClient, review: str, **fields: str) -> dict[str, str]:
    """What the page sends: its mark, each device as it showed it, and then these fields."""
    page = admin.get(review).text
    shown = re.findall(r'name="was-(\d+)" value="(\w+)"', page)
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    sent = {f"{what}-{key}": value for key, value in shown for what in ("was", "decision")}
    return {"mark": mark, **sent, **fields}


def chosen(page: str, device_id: int) -> str:
    """What stands selected for a device."""
    choices = page.partition(f'name="decision-{device_id}"')[2].partition("</select>")[0]
    found = re.search(r'value="(\w+)" selected', choices)
    assert found
    return found[1]


def decisions(app: Flask, stocktake_id: int) -> dict[str, str]:
    """What is done about each device as things stand, by tag."""
    return {item.device.tag: item.decision.value for item in seen(app, stocktake_id).items}


def device(app: Flask, tag: str) -> Device:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        one = session.scalars(select(Device).where(Device.asset_tag == tag)).one()
        session.expunge(one)
        return one


def test_what_closing_does_is_told_before(
    admin: FlaskClient, phone: Phone, review: str, town: Town
) -> None:
    assert phone
    page = admin.get(review).text
    assert "No device changes in the register" in page
    assert "3 missing devices stay as they are" in page
    choices = {
        f"decision-{town.devices['K-0004']}": "lost",
        f"decision-{town.devices['P-0001']}": "stolen",
        f"decision-{town.devices['K-0002']}": "needs_repair",
        f"decision-{town.devices['K-0003']}": "moved",
    }
    response = post(admin, review, told(admin, review, save="1", **choices))
    page = admin.get(response.location).text
    assert "The decisions are kept. Nothing changes before the closing." in page
    for line in (
        "1 device moves",
        "1 device is noted as lost",
        "1 device is noted as stolen",
        "1 device is noted as needing repair",
        "1 missing device stays as it is",
    ):
        assert line in page, line


def test_all_missing_of_a_room_are_decided_at_once(
    app: Flask, admin: FlaskClient, phone: Phone, review: str, stocktake_id: int, town: Town
) -> None:
    assert phone
    room = town.rooms["ABC"]
    post(admin, review, told(admin, review, apply=str(room), **{f"room-{room}": "lost"}))
    found = decisions(app, stocktake_id)
    assert [found[tag] for tag in ("K-0004", "P-0001", "P-0002")] == ["lost"] * 3
    assert found["K-0001"] == found["K-0003"] == "nothing"


def test_decisions_are_applied_and_the_page_is_frozen(
    app: Flask, admin: FlaskClient, phone: Phone, review: str, stocktake_id: int, library: int
) -> None:
    assert phone
    k3, k4 = device(app, "K-0003"), device(app, "K-0004")
    choices = {f"decision-{k3.id}": "moved", f"decision-{k4.id}": "lost"}
    post(admin, review, told(admin, review, **choices))
    assert device(app, "K-0004").status.value == "in_use"
    response = post(admin, review, told(admin, review, close="1"))
    assert response.location == f"/stocktakes/{stocktake_id}"
    assert device(app, "K-0003").room_id == library
    assert device(app, "K-0004").status.value == "lost"
    found = seen(app, stocktake_id)
    page = admin.get(response.location).text
    assert f"{found.head.rows_sha256}</span>" in page
    assert "3 <small>of 6 found" in page
    assert "Note as lost" in page
    assert "data-desk" not in page
    assert "hx-trigger" not in page.partition("<main")[2]
    assert admin.get(review).location == response.location
    live = admin.get(f"/stocktakes/{stocktake_id}/live")
    assert (live.status_code, live.headers["HX-Refresh"]) == (204, "true")


def test_closing_with_fresh_decisions_keeps_them_and_asks_once_more(
    app: Flask, admin: FlaskClient, phone: Phone, review: str, stocktake_id: int, town: Town
) -> None:
    assert phone
    fields = {"close": "1", f"decision-{town.devices['K-0004']}": "lost"}
    response = post(admin, review, told(admin, review, **fields))
    assert response.location == review
    assert seen(app, stocktake_id).head.is_open


def test_an_older_page_takes_nothing_back_that_was_decided_or_told_meanwhile(
    app: Flask,
    admin: FlaskClient,
    city: FlaskClient,
    phone: Phone,
    review: str,
    stocktake_id: int,
    town: Town,
    library: int,
) -> None:
    older = told(admin, review)
    post(city, review, told(city, review, **{f"decision-{town.devices['K-0004']}": "lost"}))
    phone.scan("K-0003", room=library, move_here=True)
    phone.scan("P-0001", room=library, move_here=True)
    phone.deliver()
    post(admin, review, {**older, "save": "1"})
    room = town.rooms["ABC"]
    post(admin, review, {**older, "apply": str(room), f"room-{room}": "nothing"})
    post(admin, review, {**older, f"decision-{town.devices['P-0002']}": "stolen"})
    found = decisions(app, stocktake_id)
    assert found == {
        "K-0001": "nothing",
        "K-0002": "nothing",
        "K-0003": "moved",
        "K-0004": "lost",
        "P-0001": "moved",
        "P-0002": "stolen",
    }


def test_what_changed_meanwhile_is_named_and_the_other_choices_stay(
    app: Flask,
    admin: FlaskClient,
    city: FlaskClient,
    phone: Phone,
    review: str,
    stocktake_id: int,
    town: Town,
) -> None:
    k4, p1, p2 = (town.devices[tag] for tag in ("K-0004", "P-0001", "P-0002"))
    choices = {f"decision-{k4}": "lost", f"decision-{p1}": "lost", f"decision-{p2}": "stolen"}
    older = told(admin, review, **choices)
    post(city, review, told(city, review, **{f"decision-{p1}": "stolen"}))
    phone.scan("K-0004", room=town.rooms["ABC"], condition="damaged")
    phone.deliver()
    response = post(admin, review, older)
    assert response.status_code == 422
    assert "K-0004, P-0001: changed meanwhile; look again." in response.text
    assert decisions(app, stocktake_id)["P-0002"] == "nothing"
    assert [chosen(response.text, one) for one in (k4, p1, p2)] == ["nothing", "stolen", "stolen"]
    assert f'name="was-{p2}" value="nothing"' in response.text


def test_two_who_decide_the_same_agree(
    app: Flask,
    admin: FlaskClient,
    city: FlaskClient,
    phone: Phone,
    review: str,
    stocktake_id: int,
    town: Town,
) -> None:
    assert phone
    same = told(admin, review, **{f"decision-{town.devices['K-0004']}": "lost"})
    for client in (city, admin):
        assert post(client, review, same).status_code == 302
    assert decisions(app, stocktake_id)["K-0004"] == "lost"


def test_what_another_decided_is_looked_at_before_the_closing(
    app: Flask,
    admin: FlaskClient,
    city: FlaskClient,
    phone: Phone,
    review: str,
    stocktake_id: int,
    town: Town,
) -> None:
    assert phone
    older = told(admin, review, close="1")
    post(city, review, told(city, review, **{f"decision-{town.devices['K-0004']}": "lost"}))
    response = post(admin, review, older)
    assert response.status_code == 422
    assert "Something new came meanwhile." in response.text
    assert seen(app, stocktake_id).head.is_open


def test_a_phone_that_has_not_signed_off_holds_it_up_by_name(
    app: Flask, admin: FlaskClient, new_phone: NewPhone, review: str, stocktake_id: int
) -> None:
    late = new_phone("Pagraba tālrunis")
    page = admin.get(review).text
    assert page.index("Pagraba tālrunis") < page.index('id="missing"')
    assert f"/stocktakes/{stocktake_id}/phones/" in page
    assert 'name="close" value="1" disabled' in page
    response = post(admin, review, told(admin, review, close="1"))
    assert response.status_code == 422
    assert "These phones have not signed off: Pagraba tālrunis (Anna Ozola)." in response.text
    late.sign_off()
    assert 'value="1" disabled' not in admin.get(review).text
    assert seen(app, stocktake_id).head.is_open


def test_what_came_meanwhile_is_looked_at_before_the_closing(
    app: Flask, admin: FlaskClient, phone: Phone, review: str, stocktake_id: int
) -> None:
    fields = told(admin, review, close="1")
    phone.scan("K-0004")
    phone.deliver()
    phone.sign_off()
    response = post(admin, review, fields)
    assert response.status_code == 422
    assert "Something new came meanwhile." in response.text
    assert seen(app, stocktake_id).head.is_open


def test_a_change_that_the_register_refuses_closes_nothing(
    app: Flask, admin: FlaskClient, phone: Phone, review: str, stocktake_id: int, town: Town
) -> None:
    assert phone
    with written(app) as session:
        one = session.scalars(select(Device).where(Device.asset_tag == "K-0004")).one()
        one.institution_id, one.room_id = town.institutions["XYZ"], None
    post(admin, review, told(admin, review, **{f"decision-{town.devices['K-0004']}": "lost"}))
    response = post(admin, review, told(admin, review, close="1"))
    assert response.status_code == 422
    assert "K-0004: the institution does not have this device any more." in response.text
    assert seen(app, stocktake_id).head.is_open


def test_what_comes_after_the_closing_stands_apart(
    admin: FlaskClient, phone: Phone, review: str, stocktake_id: int
) -> None:
    post(admin, review, told(admin, review, close="1"))
    phone.scan("K-0004")
    phone.deliver()
    page = admin.get(f"/stocktakes/{stocktake_id}").text
    assert "1 scan came after the closing" in page
    late = page.partition('id="late"')[2]
    assert "K-0004" in late
    assert "3 <small>of 6 found" in page


def test_nothing_of_a_closed_stocktake_is_changed(
    app: Flask, admin: FlaskClient, phone: Phone, review: str, stocktake_id: int
) -> None:
    number = seen(app, stocktake_id).phones[0].id
    post(admin, review, told(admin, review, close="1"))
    sum_before = seen(app, stocktake_id).head.rows_sha256
    for what, fields in (
        ("scan", {"code": "K-0004"}),
        ("undo", {}),
        (f"phones/{number}", {"reason": "x"}),
        ("commission", {"commission_name": "x", "commission_position": "y"}),
        ("review", {"close": "1"}),
    ):
        post(admin, f"/stocktakes/{stocktake_id}/{what}", fields)
    found = seen(app, stocktake_id)
    assert found.head.rows_sha256 == sum_before
    assert found.head.commission[0].name == "Anna Ozola"
    assert found.phones[0].overridden_by is None
    assert found.reading.late == ()
    assert phone


def test_act_and_workbook_are_downloads(
    admin: FlaskClient, staff: FlaskClient, phone: Phone, review: str, stocktake_id: int
) -> None:
    assert phone
    draft = text_of(staff.get(f"/stocktakes/{stocktake_id}/act.pdf").data)
    assert "I-ABC-1" in draft
    post(admin, review, told(admin, review, close="1"))
    response = staff.get(f"/stocktakes/{stocktake_id}/act.pdf")
    assert "inventarizacija-I-ABC-1.pdf" in response.headers["Content-Disposition"]
    assert "Juris Bērziņš" in text_of(response.data)
    rows = staff.get(f"/stocktakes/{stocktake_id}/rows.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(rows.data))
    tags = [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]]
    assert tags == ["K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002"]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def test_the_review_of_many_takes_few_statements(
    app: Flask, admin: FlaskClient, many_id: int
) -> None:
    with counted(app) as statements:
        page = admin.get(f"/stocktakes/{many_id}/review").text
    assert page.count('name="decision-') == 406
    assert len(statements) == 10, statements
