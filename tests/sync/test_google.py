"""A good sweep over real HTTP: what is asked for, what comes, and what must never travel."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from sync.emulator import Emulator, Fault, Fleet, running
from sync.parse import MASK
from sync.source import sweep
from tests.sync.conftest import Desk
from tests.sync.devices import NEWEST_DAY, google_device, google_fleet


def test_a_sweep_reads_every_device_page_by_page(desk: Desk) -> None:
    source = desk.source()
    assert [device.google_id for device in sweep(source)] == [
        f"id-{number:05}" for number in range(1, 651)
    ]
    assert (source.tally.pages, source.tally.retries, source.tally.restarts) == (3, 0, 0)
    assert desk.told == ["page 1: 300", "page 2: 600", "page 3: 650"]


def test_pages_are_numbered_and_no_larger_than_asked(desk: Desk) -> None:
    pages = list(desk.source(page_size=250).pages())
    assert [(page.number, len(page.devices)) for page in pages] == [(1, 250), (2, 250), (3, 150)]


def test_every_kept_field_arrives_as_a_record(desk: Desk) -> None:
    device = sweep(desk.source())[6]
    facts = device.facts
    assert (device.google_id, device.serial) == ("id-00007", "5CD0000007")
    assert (facts.model, facts.status) == ("Acer Chromebook 311", "ACTIVE")
    assert (facts.org_unit_id, facts.org_unit_path) == ("id:03ph8a2z", "/Skolas/Centra")
    assert (facts.annotated_asset_id, facts.annotated_location) == ("K-0007", "214")
    assert facts.last_sync == datetime(2024, 11, 22, 8, 15, 30, 250_000, tzinfo=UTC)
    assert facts.first_enrolled_at == datetime(2022, 8, 20, 7, tzinfo=UTC)
    assert facts.last_enrolled_at == datetime(2022, 8, 20, 7, tzinfo=UTC)
    assert facts.auto_update_through == date(2031, 6, 1)
    assert (facts.os_version, facts.boot_mode) == ("130.0.6723.126", "Verified")
    assert facts.mac == "0c9a00000007"
    assert len(device.activity) == 15
    assert device.activity[NEWEST_DAY] == 67_000


def test_no_personal_field_is_asked_for_or_travels(desk: Desk, google: Emulator) -> None:
    sweep(desk.source())
    lists = [e for e in google.exchanges if e.request.path.endswith("/chromeos")]
    assert [exchange.request.query["fields"] for exchange in lists] == [MASK] * 3
    for exchange in lists:
        assert b"secret.person" not in exchange.body
        assert b"annotatedUser" not in exchange.body
        assert b"recentUsers" not in exchange.body


def test_the_mask_leaves_out_everything_that_is_not_kept(desk: Desk, google: Emulator) -> None:
    sweep(desk.source())
    page = json.loads(google.exchanges[-1].body)
    asked = MASK.partition("chromeosdevices(")[2].replace("activeTimeRanges(date,activeTime)", "")
    kept = {name for name in asked.strip("()").split(",") if name}
    assert page.keys() == {"chromeosdevices"}
    assert {name for device in page["chromeosdevices"] for name in device} == {
        *kept,
        "activeTimeRanges",
    }


def test_one_token_serves_the_whole_sweep(desk: Desk, google: Emulator) -> None:
    sweep(desk.source())
    assert [e.request.path for e in google.exchanges].count("/token") == 1


def test_an_empty_fleet_is_a_sweep_of_one_page(make_desk: Callable[[Emulator], Desk]) -> None:
    with running(Fleet([])) as emulator:
        source = make_desk(emulator).source()
        assert sweep(source) == ()
    assert source.tally.pages == 1


def test_a_bare_device_is_read_with_nothing_told(make_desk: Callable[[Emulator], Desk]) -> None:
    with running(Fleet([{"deviceId": "bare"}])) as emulator:
        (device,) = sweep(make_desk(emulator).source())
    assert (device.serial, device.facts.last_sync, device.activity) == (None, None, {})


def test_serials_are_trimmed_and_letters_kept(make_desk: Callable[[Emulator], Desk]) -> None:
    fleet = Fleet([google_device(1, serialNumber=" ab Ķ1 "), google_device(2, serialNumber="  ")])
    with running(fleet) as emulator:
        devices = sweep(make_desk(emulator).source())
    assert [device.serial for device in devices] == ["ab Ķ1", None]


def test_google_counts_its_devices_for_a_cross_check(desk: Desk) -> None:
    assert desk.source().count() == 650


def test_a_device_that_came_twice_is_swept_once(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("duplicates", limit=20))
    source = desk.source()
    assert len(sweep(source)) == 650
    assert source.tally.devices == 650 + 2 * 20


@pytest.mark.parametrize("size", [300, 301])
def test_the_last_page_ends_the_sweep(size: int, make_desk: Callable[[Emulator], Desk]) -> None:
    with running(Fleet(google_fleet(size))) as emulator:
        source = make_desk(emulator).source()
        assert len(sweep(source)) == size
    assert source.tally.pages == (size + 299) // 300
