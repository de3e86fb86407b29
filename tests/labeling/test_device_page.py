"""What a device's page and the chooser say of its label: printed how often, seen since or not."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assetmgr.auth.codes import Role
from assetmgr.devices.queries import device_card
from assetmgr.evidence.models import LastSeen, Source
from assetmgr.labeling.models import LabelSetting
from tests.support.browser import csrf_token
from tests.support.pages import reader
from tests.support.town import Town
from tests.support.writing import written


def print_label(client: FlaskClient, device_id: int) -> None:
    token = csrf_token(client.get(f"/labels/?device={device_id}").text)
    address = f"/labels/print?device={device_id}"
    assert client.post(address, data={"csrf_token": token}, buffered=True).status_code == 200


def seen(app: Flask, town: Town, tag: str, days: int, source: Source = Source.SCAN) -> None:
    """Say that a device was seen so many days after its label was printed."""
    with written(app) as session:
        card = device_card(session, town.devices[tag])
        assert card is not None
        assert card.label_printed_at is not None
        at = card.label_printed_at + timedelta(days=days)
        place = card.institution_id
        session.add(LastSeen(device_id=card.id, source=source, institution_id=place, seen_at=at))


def test_a_label_that_was_never_printed_says_so(town: Town, admin: FlaskClient) -> None:
    page = admin.get(f"/devices/{town.devices['K-0001']}").text
    assert "The label is not yet printed." in page


def test_printing_again_marks_the_history_and_is_counted(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    device = town.devices["K-0001"]
    print_label(admin, device)
    page = admin.get(f"/devices/{device}").text
    assert "Label printed again" not in page
    assert "Printed 2 times." not in page
    print_label(admin, device)
    page = admin.get(f"/devices/{device}").text
    assert page.count("Label printed again") == 1
    assert "Printed 2 times." in page


def test_the_page_says_whether_the_label_was_scanned_since_it_was_printed(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    device = town.devices["K-0001"]
    print_label(admin, device)
    assert "not seen since it was printed" in admin.get(f"/devices/{device}").text
    seen(app, town, "K-0001", 30)
    assert "scanned since on" in admin.get(f"/devices/{device}").text
    print_label(admin, town.devices["K-0002"])
    seen(app, town, "K-0002", -1)
    assert "not seen since" in admin.get(f"/devices/{town.devices['K-0002']}").text


def test_labels_not_seen_since_they_were_printed_can_be_chosen(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    for tag in ("K-0001", "K-0002", "K-0003"):
        print_label(admin, town.devices[tag])
    seen(app, town, "K-0001", 1)
    seen(app, town, "K-0002", -1)
    seen(app, town, "K-0003", 1, Source.SYNC)
    page = admin.get("/labels/?printed=unseen").text
    assert "Print 2 labels" in page
    assert 'aria-label="K-0002"' in page
    assert 'aria-label="K-0003"' in page
    assert "Print 3 labels" in admin.get("/labels/?printed=never").text


def test_the_device_shows_its_label_as_the_institution_prints_it(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        place = town.institutions["ABC"]
        session.add(LabelSetting(institution_id=place, lines=["serial_number"], paper="25x25"))
    device = town.devices["K-0001"]
    with_setting = admin.get(f"/devices/{device}").text
    assert "S/N SN0001K</text>" in with_setting
    assert 'viewBox="0 0 70.9 70.9"' in with_setting


@pytest.mark.parametrize("address", ["/D/K-0001", "/devices/find?code=HTTPS://X.LV/D/K-0001"])
def test_a_label_that_a_camera_or_a_scanner_opens_counts_as_seen_once(
    town: Town, admin: FlaskClient, address: str
) -> None:
    device = town.devices["K-0001"]
    print_label(admin, device)
    page = admin.get(address, follow_redirects=True).text
    assert f'hx-post="/devices/{device}/read"' in page
    part = admin.post(f"/devices/{device}/read", data={"csrf_token": csrf_token(page)})
    assert "scanned since on" in part.text
    assert "hx-post" not in part.text
    again = admin.get(f"/devices/{device}").text
    assert "scanned since on" in again
    assert f"/devices/{device}/read" not in again


def test_a_typed_tag_and_a_reader_who_does_not_count_note_nothing(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    device = town.devices["K-0001"]
    page = admin.get("/devices/find?code=K-0001", follow_redirects=True).text
    assert f"/devices/{device}/read" not in page
    viewer = reader(app, town, Role.MUNICIPAL_VIEWER)
    page = viewer.get("/D/K-0001", follow_redirects=True).text
    assert f"/devices/{device}/read" not in page
    told = {"csrf_token": csrf_token(page)}
    assert viewer.post(f"/devices/{device}/read", data=told).status_code == 403
    foreign = town.devices["K-0101"]
    token = csrf_token(admin.get(f"/devices/{device}/edit").text)
    told = {"csrf_token": token}
    assert admin.post(f"/devices/{foreign}/read", data=told).status_code == 404


def test_a_person_who_ticked_the_device_has_not_read_its_label(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    print_label(admin, town.devices["K-0001"])
    seen(app, town, "K-0001", 1, Source.CHECK)
    page = admin.get(f"/devices/{town.devices['K-0001']}").text
    assert "not seen since it was printed" in page
    assert "(looked at in person)" in page
    assert "Print 1 label" in admin.get("/labels/?printed=unseen").text


def test_the_label_is_printed_as_its_own_institution_prints(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    place = town.institutions["ABC"]
    with written(app) as session:
        session.add(LabelSetting(institution_id=place, lines=[], paper="25x25"))
    city = reader(app, town, Role.MUNICIPAL_ADMIN)
    address = f"/labels/?device={town.devices['K-0001']}&institution=ABC"
    assert address.replace("&", "&amp;") in city.get(f"/devices/{town.devices['K-0001']}").text
    page = city.get(address).text
    assert '<option value="25x25" selected>' in page
    assert '<input type="hidden" name="institution" value="ABC">' in page
