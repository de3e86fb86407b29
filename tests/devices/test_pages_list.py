"""The device list: who sees what, its filters, its order and its pages."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.auth.codes import Role
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import create_devices, ensure_models, void_device
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.queries.keyset import Cursor, packed
from tests.support.pages import reader
from tests.support.sql import counted
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

pytestmark = pytest.mark.usefixtures("september")
ABC = ["K-0001", "K-0002", "K-0003", "K-0004", "P-0001", "P-0002"]


def tags(client: FlaskClient, query: str = "") -> list[str]:
    """The tags of a page of the list."""
    response = client.get(f"/devices/?{query}")
    assert response.status_code == 200
    return re.findall(r'class="c-key"><a href="/devices/\d+">([^<]+)<', response.text)


def add(app: Flask, town: Town, **devices: dict[str, object]) -> None:
    """Devices of ABC by tag (with _ for -), each a laptop for pupils unless it says otherwise."""
    usual: dict[str, object] = {
        "kind_id": town.kinds["laptop"],
        "institution_id": town.institutions["ABC"],
        "purpose": Purpose.PUPILS,
        "status": Status.IN_USE,
    }
    with written(app) as session:
        facts = [
            DeviceFacts(**{"asset_tag": tag.replace("_", "-"), **usual, **told})  # type: ignore[arg-type]
            for tag, told in devices.items()
        ]
        create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)


def test_a_school_sees_its_own_devices_and_the_municipality_all(
    admin: FlaskClient, staff: FlaskClient, city: FlaskClient
) -> None:
    assert tags(admin) == tags(staff) == ABC
    assert len(tags(city)) == 10
    assert tags(city, "institution=XYZ") == ["K-0101", "P-0101"]


def test_a_school_that_asks_for_another_one_still_sees_its_own(admin: FlaskClient) -> None:
    assert tags(admin, "institution=XYZ") == ABC


def test_strangers_and_borrowers_do_not_see_the_list(app: Flask, town: Town) -> None:
    assert app.test_client().get("/devices/").status_code == 302
    assert reader(app, town, Role.BORROWER).get("/devices/").status_code == 403


def test_a_filter_leaves_what_fulfils_it(admin: FlaskClient) -> None:
    for query, expected in (
        ("kind=chromebook", ABC[:4]),
        ("purpose=teachers", ["P-0002"]),
        ("kind=chromebook&purpose=teachers", []),
        ("status=group:in_use", ABC),
        ("status=lost", []),
        ("age=younger_than_3", ABC),
        ("age=from_5", []),
        ("q=k-0003", ["K-0003"]),
        ("q=K-00+SN0002", ["K-0002"]),
        ("q=k-", ABC[:4]),
        ("q=p-+0001", ["P-0001"]),
        ("q=http://127.0.0.1:8000/D/K-0004", ["K-0004"]),
        ("q=%25%25%25", []),
        ("q=%22k-0003", []),
        ("kind=nonsense&sort=evil&room=x&after=zz&status=group:no", ABC),
    ):
        assert tags(admin, query) == expected, query


def test_ages_are_judged_on_the_day(app: Flask, town: Town, admin: FlaskClient) -> None:
    with written(app) as session:
        model = ensure_models(session, [("Acme", "Short")])["Acme", "Short"]
        model.life_years = 1
        short = model.id
    add(
        app,
        town,
        A_1={"acquired_on": date(2019, 9, 25)},
        A_2={"acquired_on": date(2019, 9, 26)},
        A_3={"acquired_on": date(2021, 9, 25)},
        A_4={"acquired_on": date(2021, 9, 26)},
        A_5={},
        A_6={"acquired_on": date(2023, 9, 25), "model_id": short},
        A_7={"acquired_on": date(2024, 9, 1), "aue": date(2024, 8, 31)},
        A_8={"acquired_on": date(2024, 9, 1), "aue": date(2024, 9, 1)},
    )
    mine = "q=a-&age="
    assert tags(admin, f"{mine}from_5") == ["A-1"]
    assert tags(admin, f"{mine}from_3_to_5") == ["A-2", "A-3"]
    assert tags(admin, f"{mine}younger_than_3") == ["A-4", "A-6", "A-7", "A-8"]
    assert tags(admin, f"{mine}unknown") == ["A-5"]
    assert tags(admin, f"{mine}past_life") == ["A-1", "A-6", "A-7"]


def test_words_are_found_without_case_and_diacritics(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    add(app, town, A_1={"notes": "Šķūnis, 100%"}, A_2={"notes": "skapis"})
    assert tags(admin, "q=SKUNIS") == tags(admin, "q=šķūni+100%25") == ["A-1"]


def test_a_room_is_a_filter_of_its_institution(
    town: Town, admin: FlaskClient, city: FlaskClient
) -> None:
    assert tags(admin, f"room={town.rooms['ABC']}") == ABC
    assert tags(admin, f"room={town.rooms['XYZ']}") == []
    assert ">101</option>" in city.get("/devices/?institution=XYZ").text


def test_a_voided_device_is_never_listed(app: Flask, town: Town, admin: FlaskClient) -> None:
    with written(app) as session:
        device = session.scalars(select(Device).where(Device.tag_key == "p-0001")).one()
        void_device(session, device, actor=ACTOR, now=NOW)
    assert "P-0001" not in tags(admin)
    assert tags(admin, "q=p-0001") == []


@pytest.mark.parametrize("sort", ["tag", "model", "acquired", "status", "institution"])
def test_pages_meet_without_a_device_twice_or_missing(
    app: Flask, town: Town, city: FlaskClient, sort: str
) -> None:
    statuses = (Status.IN_USE, Status.AVAILABLE, Status.LOST)
    days = (None, date(2020, 1, 1), date(2021, 1, 1))
    many: dict[str, dict[str, object]] = {
        f"A_{n:03}": {"status": statuses[n % 3], "acquired_on": days[n % 3]} for n in range(110)
    }
    add(app, town, **many)
    for direction in ("", "desc"):
        forward = list(_walk(city, f"/devices/?sort={sort}&dir={direction}", "next"))
        back = list(_walk(city, forward[-1][1], "prev"))
        everything = [tag for page, _ in forward for tag in page]
        assert len(everything) == len(set(everything)) == 120
        assert [page for page, _ in back] == [page for page, _ in forward][::-1]


def _walk(client: FlaskClient, address: str, rel: str) -> Iterator[tuple[list[str], str]]:
    """The tags of each page from one on, with its address."""
    while address:
        page = client.get(address).text
        yield re.findall(r'class="c-key"><a href="/devices/\d+">([^<]+)<', page), address
        address = _link(page, rel)


def test_the_order_is_the_one_that_was_asked_for(app: Flask, town: Town, city: FlaskClient) -> None:
    add(
        app,
        town,
        A_1={"acquired_on": date(2020, 1, 1), "status": Status.WRITTEN_OFF},
        A_2={"acquired_on": None, "status": Status.NEW},
    )
    assert tags(city, "sort=tag&dir=desc") == sorted(tags(city), reverse=True)
    assert tags(city, "sort=acquired")[0] == "A-1"
    assert tags(city, "sort=acquired")[-1] == "A-2"
    assert tags(city, "sort=acquired&dir=desc")[0] == "A-2"
    assert tags(city, "sort=status")[0] == "A-2"
    assert tags(city, "sort=status")[-1] == "A-1"
    assert tags(city, "sort=institution")[0] == "A-1"
    assert tags(city, "sort=institution")[-1] == "T-0002"


def _link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_a_page_past_the_end_leads_to_the_first_one(admin: FlaskClient) -> None:
    end = packed(Cursor("zzz", 1))
    response = admin.get(f"/devices/?kind=chromebook&after={end}")
    assert response.status_code == 302
    assert response.location == "/devices/?kind=chromebook"


def test_counting_stops_where_nobody_reads_further(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    assert "6 devices" in admin.get("/devices/").text
    add(app, town, **{f"A_{n:05}": {} for n in range(10_000)})
    assert "More than 10,000 devices" in admin.get("/devices/").text


def test_htmx_gets_the_results_alone(admin: FlaskClient) -> None:
    part = admin.get("/devices/?kind=chromebook", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'id="results"' in part
    assert 'id="room-filter" hx-swap-oob="true"' in part


def test_the_back_button_gets_the_whole_page_from_htmx(admin: FlaskClient) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in admin.get("/devices/", headers=headers).text


def test_chosen_columns_are_kept_in_the_browser(admin: FlaskClient) -> None:
    assert "SN0001K" not in admin.get("/devices/").text
    admin.get("/devices/?columns=1&cols=serial")
    page = admin.get("/devices/").text
    assert "SN0001K" in page
    assert 'class="c-state"' not in page


def test_selected_devices_go_to_the_label_page(admin: FlaskClient, staff: FlaskClient) -> None:
    assert 'name="device"' in admin.get("/devices/").text
    assert 'action="/labels/"' in admin.get("/devices/").text
    assert 'name="device"' not in staff.get("/devices/").text


def test_only_who_may_write_is_offered_a_new_device(admin: FlaskClient, staff: FlaskClient) -> None:
    assert 'href="/devices/new"' in admin.get("/devices/").text
    assert 'href="/devices/new"' not in staff.get("/devices/").text


def test_who_may_export_downloads_what_the_filters_show(
    admin: FlaskClient, staff: FlaskClient, city: FlaskClient
) -> None:
    page = city.get("/devices/?institution=XYZ&kind=laptop").text
    assert "/devices/list.xlsx?kind=laptop&amp;institution=XYZ" in page
    file = city.get("/devices/list.csv?institution=XYZ&kind=laptop").text.lstrip("\ufeff")
    assert [line.partition(",")[0] for line in file.splitlines()] == ["asset_tag", "P-0101"]
    mine = admin.get("/devices/list.csv?institution=XYZ").text
    assert "P-0101" not in mine
    assert "P-0001" in mine
    assert "/devices/list.csv" not in staff.get("/devices/").text
    assert staff.get("/devices/list.csv").status_code == 403


def test_nothing_found_says_what_to_do(admin: FlaskClient) -> None:
    assert "No device matches" in admin.get("/devices/?q=nowhere").text


def test_the_list_takes_few_statements(app: Flask, city: FlaskClient) -> None:
    for query, count in (
        ("", 4),
        ("q=k-0003&kind=chromebook&sort=model", 4),
        ("institution=XYZ", 5),
        ("age=past_life", 6),
    ):
        with counted(app) as statements:
            city.get(f"/devices/?{query}")
        assert len(statements) == count, statements
