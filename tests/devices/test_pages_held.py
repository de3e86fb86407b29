"""The pages of a device that an open act holds: what cannot be changed is not offered."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.devices.models import Device
from assetmgr.loans.models import Act
from assetmgr.loans.operations.handing_out import Wish, prepare
from tests.devices.filled import filled, form_of
from tests.support.browser import csrf_token
from tests.support.lending import agree, lend, make_available
from tests.support.pages import reader
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")
STEPS = ("status", "edit", "move", "void")


@pytest.fixture
def lent(app: Flask, town: Town) -> int:
    """K-0001, which Ada has by A-ABC-1; its act's id."""
    with written(app) as session:
        return lend(session, town, "K-0001", "ada").act.id


def test_every_form_says_first_which_act_holds_the_device_and_leads_there(
    town: Town, admin: FlaskClient, lent: int
) -> None:
    own = f"/devices/{town.devices['K-0001']}"
    for address in (own, *(f"{own}/{step}" for step in STEPS)):
        page = admin.get(address).text
        assert "Issued: A-ABC-1" in page, address
        assert f'href="/lending/acts/{lent}"' in page, address
        assert "take the device back there, or note it as lost or stolen" in page, address


def test_what_would_be_refused_is_not_offered(town: Town, city: FlaskClient, lent: int) -> None:
    own = f"/devices/{town.devices['K-0001']}"
    assert 'name="status"' not in city.get(f"{own}/status").text
    assert "Take back the entry" not in city.get(f"{own}/void").text
    for step in ("edit", "move"):
        page = city.get(f"{own}/{step}").text
        assert ">XYZ</option>" not in page
        assert 'value="lost"' not in page
    shown = city.get(own).text
    assert f'{own}/move"' in shown
    assert f'{own}/status"' not in shown
    assert f'{own}/void"' not in shown


def test_a_lent_device_still_changes_its_room_and_its_notes(
    town: Town, admin: FlaskClient, lent: int
) -> None:
    own = f"/devices/{town.devices['K-0001']}"
    assert filled(admin, f"{own}/move", room="").status_code == 302
    assert filled(admin, f"{own}/edit", notes="a scratch").status_code == 302


def test_a_form_that_was_opened_before_the_loan_is_answered_with_the_act(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = f"/devices/{town.devices['K-0001']}/status"
    opened = form_of(admin.get(address).text)
    with written(app) as session:
        lend(session, town, "K-0001", "ada")
    sent = admin.post(address, data={**opened, "status": "lost"})
    assert (sent.status_code, "Issued: A-ABC-1" in sent.text) == (422, True)


def test_what_is_prepared_is_cancelled_or_issued(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        make_available(session, town, "K-0001")
        agree(session, town, "ada")
        wish = Wish(town.devices["K-0001"], town.persons["ada"])
        prepare(session, [wish], actor=ACTOR, now=NOW, today=TODAY)
    page = admin.get(f"/devices/{town.devices['K-0001']}/status").text
    assert "issue the device there, or cancel the act" in page
    assert "Its status is final" not in page


def test_who_reads_alone_learns_the_number_and_no_name(app: Flask, town: Town, lent: int) -> None:
    page = reader(app, town, Role.MUNICIPAL_VIEWER).get(f"/devices/{town.devices['K-0001']}").text
    assert "A-ABC-1" in page
    assert f"/lending/acts/{lent}" not in page
    assert "Ada" not in page


def test_an_act_for_named_handlers_is_in_the_way_and_leads_nowhere(
    app: Flask, town: Town, admin: FlaskClient, lent: int
) -> None:
    own = f"/devices/{town.devices['K-0001']}"
    with written(app) as session:
        session.scalars(select(Act).where(Act.id == lent)).one().sensitive = True
    page = admin.get(f"{own}/status").text
    assert "The device is lent by the act A-ABC-1" in page
    assert (f"/lending/acts/{lent}" in page, "Ada" in page) == (False, False)
    assert "A-ABC-1" not in admin.get(own).text.partition('id="history"')[0]
    told = {"csrf_token": csrf_token(page), "status": "lost", "effective_on": "2024-09-25"}
    assert admin.post(f"{own}/status", data=told).status_code == 422
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.asset_tag == "K-0001")).one()
        assert device.status.value == "in_use"
