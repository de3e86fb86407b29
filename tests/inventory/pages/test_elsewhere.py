"""What other pages say of stocktakes: the first page, a device's page, what small counts told."""

from datetime import UTC, date, datetime

from flask import Flask
from flask.testing import FlaskClient

from assetmgr.devices.codes import Status
from assetmgr.devices.operations import change_device
from assetmgr.devices.queries import device_or_none
from assetmgr.inventory.operations.opening import open_round
from assetmgr.inventory.operations.ticking import Tick, Ticked, count_by_ticks
from tests.inventory.pages.sending import post
from tests.inventory.phone import Phone
from tests.support.town import ACTOR, Town
from tests.support.writing import written


def counted_small(app: Flask, town: Town) -> int:
    """A small count that found one tablet damaged, the other one missing; its id."""
    now = datetime.now(UTC)
    told = {
        town.devices["T-0001"]: Ticked(Tick.DAMAGED, "neieslēdzas"),
        town.devices["T-0002"]: Ticked(Tick.MISSING),
    }
    with written(app) as session:
        return count_by_ticks(
            session,
            town.institutions["PII"],
            told,
            title="Mazā skaitīšana",
            actor=ACTOR,
            now=now,
            today=now.date(),
        ).id


def test_what_small_counts_told_needs_somebody_until_it_is_done(
    app: Flask, town: Town, city: FlaskClient, admin: FlaskClient
) -> None:
    key = counted_small(app, town)
    home = city.get("/dashboard/").text
    assert "devices that small counts told missing or damaged" in home
    assert 'href="/stocktakes/troubles"' in home
    assert "small counts told" not in admin.get("/dashboard/").text
    page = city.get("/stocktakes/troubles").text
    for told in ("T-0001", "neieslēdzas", "T-0002", f'href="/stocktakes/{key}"'):
        assert told in page
    assert "T-0001" not in city.get("/stocktakes/troubles?institution=ABC").text
    assert "Nothing is told" in admin.get("/stocktakes/troubles").text
    with written(app) as session:
        device = device_or_none(session, town.devices["T-0001"])
        assert device is not None
        now = datetime.now(UTC)
        new = {"status": Status.NEEDS_REPAIR}
        day = now.date()
        change_device(session, device, new, effective=day, actor=ACTOR, now=now, today=day)
    assert "T-0001" not in city.get("/stocktakes/troubles").text


def test_a_stocktake_past_its_day_stands_on_the_first_page(
    app: Flask, town: Town, city: FlaskClient, admin: FlaskClient
) -> None:
    for due, told in ((date(2100, 1, 1), 0), (date(2020, 1, 1), 1)):
        with written(app) as session:
            open_round(
                session,
                [town.institutions["ABC"]],
                title="Skolas",
                due_on=due,
                actor=ACTOR,
                now=datetime.now(UTC),
            )
        for client in (city, admin):
            page = client.get("/dashboard/").text
            assert page.count("stocktake that should be closed by now") == told
    assert "late since" in admin.get("/stocktakes/").text


def test_a_preschools_first_page_leads_to_the_small_count(
    city: FlaskClient, admin: FlaskClient, viewer: FlaskClient
) -> None:
    link = 'href="/stocktakes/small"'
    assert link in city.get("/dashboard/?institution=PII").text
    assert link not in viewer.get("/dashboard/?institution=PII").text
    assert link not in admin.get("/dashboard/").text


def test_a_devices_page_says_what_its_last_stocktake_found(
    admin: FlaskClient, phone: Phone, stocktake_id: int, town: Town
) -> None:
    address = f"/devices/{town.devices['K-0001']}"
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.deliver()
    phone.sign_off()
    assert "Gada inventarizācija" not in admin.get(address).text
    review = f"/stocktakes/{stocktake_id}/review"
    mark = admin.get(review).text.partition('name="mark" value="')[2].partition('"')[0]
    post(admin, review, {"close": "1", "mark": mark})
    page = admin.get(address).text
    assert f'<a href="/stocktakes/{stocktake_id}">' in page
    assert "Gada inventarizācija</a>: Found, 101" in page
    missing = admin.get(f"/devices/{town.devices['K-0002']}").text
    assert "Gada inventarizācija</a>: Missing" in missing
