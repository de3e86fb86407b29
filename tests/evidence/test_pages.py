"""The list of devices that nobody has seen for long, and what the device page says."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from re import search

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.devices.models import Device
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")
NOW = datetime(2024, 9, 25, 12, tzinfo=UTC)


def seen(app: Flask, town: Town, days: dict[str, int], source: Source = Source.SCAN) -> None:
    """Let devices have been seen so many days ago."""
    with written(app) as session:
        for tag, ago in days.items():
            place = town.institutions["XYZ" if tag.endswith("0101") else "ABC"]
            saw(session, source, [(town.devices[tag], place, NOW - timedelta(days=ago))])


def order(page: str, *tags: str) -> list[str]:
    """The tags that a page names, in their order."""
    found = [(page.index(f">{tag}</a>"), tag) for tag in tags if f">{tag}</a>" in page]
    return [tag for _, tag in sorted(found)]


def test_what_was_never_seen_stands_first_then_the_longest_unseen(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    seen(app, town, {"K-0001": 400, "K-0002": 500, "K-0003": 10, "P-0001": 366})
    page = staff.get("/evidence/").text
    tags = order(page, "K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002")
    assert set(tags[:2]) == {"K-0004", "P-0002"}
    assert tags[2:] == ["K-0002", "K-0001", "P-0001"]


def test_any_source_counts_and_the_newest_is_named(
    app: Flask, town: Town, staff: FlaskClient
) -> None:
    seen(app, town, {"K-0001": 400})
    seen(app, town, {"K-0001": 380}, Source.SYNC)
    assert "by Google" in staff.get("/evidence/").text
    seen(app, town, {"K-0001": 5}, Source.MOVE)
    assert order(staff.get("/evidence/").text, "K-0001") == []


def test_a_shorter_period_lists_more(app: Flask, town: Town, staff: FlaskClient) -> None:
    seen(app, town, {"K-0001": 40, "K-0002": 20})
    page = staff.get("/evidence/?days=30").text
    assert order(page, "K-0001", "K-0002") == ["K-0001"]
    assert order(staff.get("/evidence/?days=31").text, "K-0001") == []


def test_filters_narrow_the_list(town: Town, staff: FlaskClient, city: FlaskClient) -> None:
    assert order(staff.get("/evidence/?kind=laptop").text, "K-0001", "P-0001") == ["P-0001"]
    room = town.rooms["ABC"]
    assert order(city.get(f"/evidence/?institution=ABC&room={room}").text, "K-0001", "K-0101") == [
        "K-0001"
    ]
    assert "Everything was seen" in staff.get("/evidence/?room=9999").text


def test_a_device_that_came_later_is_not_missed(app: Flask, town: Town, staff: FlaskClient) -> None:
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.tag_key == "k-0001")).one()
        device.acquired_on = date(2024, 6, 3)
    assert order(staff.get("/evidence/?days=180").text, "K-0001", "K-0002") == ["K-0002"]
    assert order(staff.get("/evidence/?days=90").text, "K-0001") == ["K-0001"]


def test_a_strange_address_is_read_as_far_as_it_makes_sense(town: Town, staff: FlaskClient) -> None:
    for address in (
        "/evidence/?after=x",
        "/evidence/?before=WyIyMDI0LTA5LTAxIiwgMV0",
        "/evidence/?days=no&kind=no&room=no",
    ):
        assert staff.get(address).status_code == 200


def test_others_devices_are_not_listed(town: Town, staff: FlaskClient, city: FlaskClient) -> None:
    assert "K-0101" not in staff.get("/evidence/").text
    assert order(city.get("/evidence/?institution=").text, "K-0001", "K-0101") != []
    assert order(city.get("/evidence/?institution=XYZ").text, "K-0001", "K-0101") == ["K-0101"]


def test_the_page_says_where_most_of_them_are(
    app: Flask, town: Town, staff: FlaskClient, city: FlaskClient
) -> None:
    page = city.get("/evidence/?institution=").text
    assert page.index(">ABC <") < page.index(">PII <")
    assert '<span class="muted">6</span>' in page
    laptops = city.get("/evidence/?institution=&kind=laptop").text
    assert '<span class="muted">2</span>' in laptops
    assert ">PII <" not in laptops
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.tag_key == "k-0001")).one()
        device.room_id = None
    page = staff.get("/evidence/").text
    assert page.index(">101 <") < page.index(">in no room <")


def test_who_opens_stocktakes_may_count_these_alone(
    town: Town, staff: FlaskClient, admin: FlaskClient
) -> None:
    assert "Count these alone" in admin.get("/evidence/?days=90").text
    assert "what=doubtful" in admin.get("/evidence/?days=90").text
    assert "Count these alone" not in staff.get("/evidence/").text


def test_the_device_page_says_when_and_by_what(app: Flask, town: Town, staff: FlaskClient) -> None:
    address = f"/devices/{town.devices['K-0001']}"
    assert "not yet" in staff.get(address).text
    seen(app, town, {"K-0001": 3})
    seen(app, town, {"K-0001": 1}, Source.SYNC)
    page = staff.get(address).text
    assert page.index("(by Google)") < page.index("(scanned)")


def test_the_first_page_counts_them(app: Flask, town: Town, staff: FlaskClient) -> None:
    assert "devices that nobody has seen for a year" in staff.get("/dashboard/").text
    seen(app, town, dict.fromkeys(("K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002"), 9))
    assert "nobody has seen for a year" not in staff.get("/dashboard/").text


def test_pages_follow_each_other_by_key(
    app: Flask, town: Town, staff: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assetmgr.evidence.queries.unseen.ROWS", 2)
    seen(app, town, {"K-0001": 400, "K-0002": 500, "K-0003": 600, "P-0001": 366})
    names = ("K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002")
    address, found = "/evidence/", []
    for _ in range(3):
        page = staff.get(address).text
        found += order(page, *names)
        address = _link(page, "next")
    assert sorted(found) == sorted(names)
    assert found[2:] == ["K-0003", "K-0002", "K-0001", "P-0001"]
    assert address == ""
    assert order(staff.get(_link(page, "prev")).text, *names) == ["K-0003", "K-0002"]


def _link(page: str, rel: str) -> str:
    found = search(rf'rel="{rel}" href="([^"]+)"', page)
    return unescape(found[1]) if found else ""


def test_the_list_takes_few_statements(
    app: Flask, town: Town, staff: FlaskClient, city: FlaskClient
) -> None:
    for client, address, count in ((staff, "/evidence/", 7), (city, "/evidence/", 6)):
        with counted(app) as statements:
            client.get(address)
        assert len(statements) == count, (address, statements)
