"""The plan holds the published totals, is the same every time, and never revises its past."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from assetmgr.demo.plan import build
from assetmgr.demo.rows import Plan, PlannedDevice

BASELINE = date(2024, 9, 1)
NOT_COUNTED = {"permanently_damaged", "lost", "stolen", "written_off"}

BROKEN = {"maintenance", "needs_repair", "damaged", "lost", "stolen", "written_off"}
FOLLOWS = {
    "available": {"in_use", "in_reserve"} | BROKEN,
    "in_use": {"available", "in_reserve"} | BROKEN,
    "in_reserve": {"available", "in_use"} | BROKEN,
    "needs_repair": {"under_repair", "available", "in_use", "permanently_damaged", "written_off"},
    "under_repair": {"available", "in_use", "damaged", "permanently_damaged"},
    "damaged": {"needs_repair", "under_repair", "available", "permanently_damaged", "written_off"},
    "permanently_damaged": {"written_off"},
    "lost": {"available", "stolen", "written_off"},
    "stolen": {"available", "written_off"},
    "written_off": set[str](),
}


def cut(plan: Plan, until: date) -> Plan:
    """What a plan says of the time up to a day."""
    return replace(
        plan,
        until=until,
        headcounts=tuple(row for row in plan.headcounts if row.as_of <= until),
        devices=tuple(
            replace(device, changes=tuple(c for c in device.changes if c[0] <= until))
            for device in plan.devices
            if device.entered_on <= until
        ),
    )


def now(device: PlannedDevice, column: str) -> str:
    first: str = getattr(device, column)
    return next((c[column] for _, c in reversed(device.changes) if column in c), first)


@pytest.mark.parametrize("until", [BASELINE, date(2024, 12, 31), date(2025, 8, 18)], ids=str)
def test_a_shorter_plan_is_the_beginning_of_a_longer_one(plan: Plan, until: date) -> None:
    assert build(until) == cut(plan, until)


def test_the_same_day_gives_the_same_plan(plan: Plan) -> None:
    assert build(plan.until) == plan


def test_a_day_before_the_baseline_is_refused() -> None:
    with pytest.raises(ValueError, match="2024-09-01"):
        build(date(2024, 8, 31))


def test_there_are_eleven_schools_nineteen_preschools_and_their_twenty_one_sites(
    plan: Plan,
) -> None:
    types = {row.code: row.type for row in plan.institutions}
    assert Counter(types.values()) == {"school": 11, "preschool": 19, "other": 2}
    assert sum(types[site.institution] == "preschool" for site in plan.sites) == 21


@pytest.mark.parametrize(
    ("kind", "purpose", "total"),
    [
        ("desktop", "pupils", 475),
        ("laptop", "pupils", 859),
        ("chromebook", "pupils", 2092),
        ("tablet", "pupils", 703),
        ("desktop", "teachers", 403),
        ("laptop", "teachers", 261),
    ],
)
def test_the_schools_hold_the_published_totals(kind: str, purpose: str, total: int) -> None:
    plan = build(BASELINE)
    schools = {row.code for row in plan.institutions if row.type == "school"}
    held = [
        device
        for device in plan.devices
        if (device.kind, device.purpose) == (kind, purpose)
        and device.institution in schools
        and now(device, "status") not in NOT_COUNTED
    ]
    assert len(held) == total


def test_no_chromebook_joins_or_leaves_while_the_published_weeks_last(plan: Plan) -> None:
    first, last = date(2024, 9, 1), date(2024, 11, 24)
    days = {on for d in plan.devices if d.kind == "chromebook" for on, _ in d.changes}
    days |= {d.entered_on for d in plan.devices if d.kind == "chromebook"}
    assert not any(first < day <= last for day in days)


@pytest.mark.parametrize(
    "key",
    [
        lambda d: d.asset_tag.casefold(),
        lambda d: (d.kind, d.inventory_number),
        lambda d: (d.kind, d.serial_number.casefold()),
    ],
    ids=["tag", "inventory number", "serial number"],
)
def test_names_are_unique(plan: Plan, key: Callable[[PlannedDevice], object]) -> None:
    assert Counter(map(key, plan.devices)).most_common(1)[0][1] == 1


def test_every_status_may_follow_the_one_before(plan: Plan) -> None:
    for device in plan.devices:
        changed = [c["status"] for _, c in device.changes if "status" in c]
        for before, after in pairwise([device.status, *changed]):
            assert after in FOLLOWS[before], (device.asset_tag, before, after)


def test_changes_are_in_order_after_the_entry_and_one_a_day(plan: Plan) -> None:
    for device in plan.devices:
        days = [device.entered_on, *(on for on, _ in device.changes)]
        assert all(earlier < later for earlier, later in pairwise(days)), device.asset_tag
        assert days[-1] <= plan.until


def test_every_device_stands_in_a_room_of_its_institution(plan: Plan) -> None:
    rooms = {(room.institution, room.site, room.name) for room in plan.rooms}
    for device in plan.devices:
        moved = [c for _, c in device.changes if "institution" in c]
        places = [(device.institution, device.site, device.room)]
        places += [(c["institution"], c["site"], c["room"]) for c in moved]
        assert set(places) <= rooms, device.asset_tag


def test_room_names_are_unique_in_their_institution(plan: Plan) -> None:
    assert len({(room.institution, room.name) for room in plan.rooms}) == len(plan.rooms)


def test_one_device_alone_has_no_day_of_acquisition(plan: Plan) -> None:
    undated = [(d.kind, d.purpose) for d in plan.devices if d.acquired_on is None]
    assert undated == [("desktop", "teachers")]
    assert all(d.entered_on == d.acquired_on for d in plan.devices if d.acquired_on)


def test_chromebooks_alone_have_an_end_of_updates(plan: Plan) -> None:
    years = {d.aue.year for d in plan.devices if d.aue}
    assert years == set(range(2026, 2032))
    assert {d.kind for d in plan.devices if d.aue} == {"chromebook"}
    assert all(d.aue for d in plan.devices if d.kind == "chromebook")


def test_devices_arrive_leave_move_and_get_lost_after_the_baseline(plan: Plan) -> None:
    later = [c for d in plan.devices for on, c in d.changes if on > BASELINE]
    seen = Counter(c.get("status", "moved") for c in later)
    assert {"moved", "needs_repair", "under_repair", "lost", "written_off"} <= set(seen)
    assert sum(d.entered_on > BASELINE for d in plan.devices) > 500


def test_headcounts_are_told_once_a_year_for_every_place(plan: Plan) -> None:
    told = Counter(row.as_of for row in plan.headcounts)
    assert told == {date(year, 9, 1): 11 + 21 for year in (2024, 2025, 2026)}
