"""Steps before the closing: a phone that is not waited for, an unknown code, the commission."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.inventory.codes import Outcome
from tests.inventory.pages.sending import post, seen, stocktakes_of
from tests.inventory.phone import Phone
from tests.support.town import Town


def test_a_phone_is_not_waited_for_by_name_and_with_a_reason(
    app: Flask, admin: FlaskClient, phone: Phone, stocktake_id: int
) -> None:
    phone.scan("K-0001")
    phone.deliver()
    number = seen(app, stocktake_id).phones[0].id
    address = f"/stocktakes/{stocktake_id}/phones/{number}"
    assert "Annas tālrunis" in admin.get(address).text
    blank = post(admin, address, {"reason": " "})
    assert blank.status_code == 422
    assert "Write why nobody waits for this phone." in blank.text
    assert seen(app, stocktake_id).phones[0].overridden_by is None
    post(admin, address, {"reason": "izlādējies"})
    one = seen(app, stocktake_id).phones[0]
    assert one.standing.value == "overridden"
    assert one.overridden_by == "school_admin: izlādējies"
    assert "izlādējies" in admin.get(f"/stocktakes/{stocktake_id}").text
    with app.app_context(), reading(db.session(), reason="a test") as session:
        (after,) = session.scalars(select(AuditEntry.after).where(AuditEntry.action == "overrode"))
        assert after["reason"] == "izlādējies"
    assert admin.get(f"/stocktakes/{stocktake_id}/phones/99999").status_code == 404


def test_an_unknown_code_is_said_to_be_a_device_wherever_it_was_read(
    app: Flask, admin: FlaskClient, phone: Phone, stocktake_id: int
) -> None:
    phone.scan("K 1")
    phone.scan("K 1")
    phone.scan("K 2")
    phone.deliver()
    entry = seen(app, stocktake_id).reading.scans[0].entry.id
    address = f"/stocktakes/{stocktake_id}/codes/{entry}"
    wrong = post(admin, address, {"code": "nowhere"})
    assert wrong.status_code == 422
    assert "No device of the institution has this tag or number." in wrong.text
    neither = post(admin, address, {"code": "", "reason": ""})
    assert neither.status_code == 422
    assert "Fill in one of both fields." in neither.text
    assert post(admin, address, {"code": "SN0001K"}).status_code == 302
    scans = seen(app, stocktake_id).reading.scans
    assert [scan.entry.outcome for scan in scans] == [
        Outcome.FOUND,
        Outcome.FOUND,
        Outcome.UNKNOWN,
    ]
    assert scans[1].again
    assert admin.get(address).status_code == 404


def test_an_unknown_code_is_set_aside_with_what_it_was(
    app: Flask, admin: FlaskClient, phone: Phone, stocktake_id: int
) -> None:
    first = phone.scan("galds 7", note="gaitenī")
    phone.scan("GALDS 7")
    phone.told("remark", target=first["uuid"], note="pie loga")
    phone.deliver()
    entry = seen(app, stocktake_id).reading.scans[0].entry.id
    address = f"/stocktakes/{stocktake_id}/codes/{entry}"
    assert "pie loga" in admin.get(address).text
    post(admin, address, {"reason": "galda uzlīme"})
    assert seen(app, stocktake_id).unresolved == ()
    scans = seen(app, stocktake_id).reading.scans
    assert [scan.entry.resolution for scan in scans] == ["galda uzlīme"] * 2
    page = admin.get(f"/stocktakes/{stocktake_id}").text
    assert "pie loga · galda uzlīme" in page
    assert "set aside" in page
    assert address not in page
    assert admin.get(address).status_code == 404


def test_the_commission_is_named_later(
    app: Flask, admin: FlaskClient, stocktake_id: int, town: Town
) -> None:
    address = f"/stocktakes/{stocktake_id}/commission"
    assert 'value="Anna Ozola"' in admin.get(address).text
    rows = {"commission_name": ["Ilze Kalna"], "commission_position": ["skolotāja"]}
    added = post(admin, address, {**rows, "commission_add": "1"})
    assert added.status_code == 200
    assert len(stocktakes_of(app, town.institutions["ABC"])[0].commission) == 2
    post(admin, address, rows)
    told = stocktakes_of(app, town.institutions["ABC"])[0].commission
    assert told == [{"name": "Ilze Kalna", "position": "skolotāja"}]


def test_who_may_not_steer_takes_none_of_these_steps(
    app: Flask, staff: FlaskClient, phone: Phone, stocktake_id: int
) -> None:
    phone.scan("torn")
    phone.deliver()
    found = seen(app, stocktake_id)
    for what in (
        f"phones/{found.phones[0].id}",
        f"codes/{found.reading.scans[0].entry.id}",
        "commission",
        "review",
    ):
        address = f"/stocktakes/{stocktake_id}/{what}"
        assert staff.get(address).status_code == 403
        assert post(staff, address, {"reason": "x"}).status_code == 403
