"""The small count of a preschool: one page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Role
from assetmgr.auth.operations import add_user
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from tests.inventory.pages.sending import post, seen, stocktakes_of
from tests.support.browser import sign_in
from tests.support.sql import counted
from tests.support.town import _HASH, ACTOR, NOW, TODAY, Town
from tests.support.writing import written

SMALL = "/stocktakes/small"


@pytest.fixture
def deputy(app: Flask, town: Town) -> FlaskClient:
    """The deputy head of the preschool."""
    with written(app) as session:
        user = add_user(
            session,
            "deputy@town.example",
            name="Vadītājas vietniece",
            role=Role.SCHOOL_STAFF,
            institution_ids=[town.institutions["PII"]],
        )
        user.password_hash = _HASH
    return sign_in(app, "deputy@town.example")


def more_tablets(app: Flask, town: Town, count: int) -> None:
    with written(app) as session:
        facts = [
            DeviceFacts(
                asset_tag=f"T-{n:04}",
                kind_id=town.kinds["tablet"],
                institution_id=town.institutions["PII"],
                room_id=town.rooms["PII"],
                purpose=Purpose.PUPILS,
                status=Status.IN_USE,
            )
            for n in range(100, 100 + count)
        ]
        create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)


def test_the_page_shows_the_tablets_by_their_group_and_nothing_is_ticked(
    deputy: FlaskClient,
) -> None:
    page = deputy.get(SMALL).text
    assert "T-0001" in page
    assert "T-0002" in page
    assert page.index("101") < page.index("T-0001")
    assert page.count('type="radio"') == 6
    assert " checked" not in page.partition("<main")[2]


def test_everything_ticked_is_told_to_it_and_closed_at_once(
    app: Flask, deputy: FlaskClient, city: FlaskClient, town: Town
) -> None:
    one, two = town.devices["T-0001"], town.devices["T-0002"]
    told = {f"tick-{one}": "damaged", f"note-{one}": "neieslēdzas", f"tick-{two}": "missing"}
    response = post(deputy, SMALL, told)
    made = stocktakes_of(app, town.institutions["PII"])[0]
    assert response.location == f"/stocktakes/{made.id}"
    page = deputy.get(response.location).text
    assert "Thank you! LIP IT knows." in page
    assert "neieslēdzas" in page
    assert "T-0002" in page
    found = seen(app, made.id)
    assert (found.counts.missing, found.counts.damaged) == (1, 1)
    assert found.head.rows_sha256
    assert "I-PII-1" in city.get("/stocktakes/").text


def test_unticked_devices_are_named_and_nothing_is_lost(
    app: Flask, deputy: FlaskClient, town: Town
) -> None:
    one = town.devices["T-0001"]
    response = post(deputy, SMALL, {f"tick-{one}": "damaged", f"note-{one}": "saplīsa"})
    assert response.status_code == 422
    assert "some devices are not ticked" in response.text
    assert f'<a href="#tick-{town.devices["T-0002"]}-present">T-0002</a>' in response.text
    assert f'id="tick-{one}-damaged" name="tick-{one}" value="damaged" checked' in response.text
    assert 'value="saplīsa"' in response.text
    assert stocktakes_of(app, town.institutions["PII"]) == []


def test_nonsense_is_no_tick(app: Flask, deputy: FlaskClient, town: Town) -> None:
    told = {f"tick-{town.devices[tag]}": "maybe" for tag in ("T-0001", "T-0002")}
    assert post(deputy, SMALL, told).status_code == 422
    assert stocktakes_of(app, town.institutions["PII"]) == []


def test_another_kind_is_chosen(app: Flask, staff: FlaskClient, town: Town) -> None:
    assert "K-0001" in staff.get(SMALL).text
    page = staff.get(f"{SMALL}?kind=laptop").text
    assert "P-0001" in page
    assert "K-0001" not in page
    told = {f"tick-{town.devices[tag]}": "present" for tag in ("P-0001", "P-0002")}
    response = post(staff, f"{SMALL}?kind=laptop", told)
    page = staff.get(response.location).text
    assert "2 devices were ticked; all are in their places" in page
    assert "Count the next one" not in page
    made = stocktakes_of(app, town.institutions["ABC"])[0]
    assert made.scope["kinds"] == ["laptop"]


def test_more_than_fit_one_page_are_counted_room_by_room(
    app: Flask, deputy: FlaskClient, town: Town
) -> None:
    more_tablets(app, town, 58)
    page = deputy.get(SMALL).text
    assert page.count('class="tile"') == 60
    assert 'name="room"' not in page
    loose = more_tablets_of_no_room(app, town)
    page = deputy.get(SMALL).text
    assert '<option value="0">In no room (1)</option>' in page
    assert page.count('class="tile"') == 60
    assert "T-0999" not in page
    alone = f"{SMALL}?kind=tablet&room=0"
    assert deputy.get(alone).text.count('class="tile"') == 1
    response = post(deputy, alone, {f"tick-{loose}": "present"})
    assert stocktakes_of(app, town.institutions["PII"])[0].scope["rooms"] == [0]
    page = deputy.get(response.location).text
    assert "1 device was ticked; it is in its place" in page
    assert "Count the next one" in page


def more_tablets_of_no_room(app: Flask, town: Town) -> int:
    with written(app) as session:
        one = DeviceFacts(
            asset_tag="T-0999",
            kind_id=town.kinds["tablet"],
            institution_id=town.institutions["PII"],
            purpose=Purpose.PUPILS,
            status=Status.IN_USE,
        )
        return create_devices(session, [one], actor=ACTOR, now=NOW, today=TODAY)[0]


def test_a_room_with_too_many_is_counted_with_phones(
    app: Flask, deputy: FlaskClient, town: Town
) -> None:
    more_tablets(app, town, 61)
    page = deputy.get(SMALL).text
    assert "Too many for one page" in page
    assert 'type="radio"' not in page
    more_tablets_of_no_room(app, town)
    page = deputy.get(SMALL).text
    assert page.count('class="tile"') == 1
    assert "Some devices stand on no page of the small count" in page
    assert "More than 60 stand in one place: 101 (63)." in page


def test_the_municipality_says_first_whose_devices(city: FlaskClient) -> None:
    assert "In which institution?" in city.get(SMALL).text
    assert "T-0001" in city.get(f"{SMALL}?institution=PII").text


def test_who_only_reads_does_not_count(app: Flask, viewer: FlaskClient) -> None:
    assert viewer.get(SMALL).status_code == 403
    assert app.test_client().get(SMALL).status_code == 302


def test_the_page_takes_few_statements(app: Flask, deputy: FlaskClient, town: Town) -> None:
    more_tablets(app, town, 58)
    with counted(app) as statements:
        deputy.get(SMALL)
    assert len(statements) == 5, statements
