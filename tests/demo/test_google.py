"""The stand-in's fleet says what the register knows, with the quirks of real lists."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from assetmgr.demo.google import google_fleet
from assetmgr.demo.people import DOMAIN
from assetmgr.demo.plan import build
from assetmgr.demo.rows import Plan
from assetmgr.demo.stays import stays
from assetmgr.demo.usage import usage


@pytest.fixture(scope="module")
def fleet(plan: Plan) -> list[dict[str, Any]]:
    return google_fleet(plan, plan.until)


def test_every_chromebook_in_use_is_listed_once(plan: Plan, fleet: list[dict[str, Any]]) -> None:
    serials = {row["serialNumber"].casefold() for row in fleet}
    idle = [
        device.asset_tag
        for device in plan.devices
        if device.kind == "chromebook"
        and not device.changes
        and device.serial_number.casefold() not in serials
    ]
    assert len(idle) <= 2
    assert len({row["deviceId"] for row in fleet}) == len(fleet)


def test_a_few_are_unknown_and_a_few_have_odd_serials(
    plan: Plan, fleet: list[dict[str, Any]]
) -> None:
    known = {d.serial_number for d in plan.devices if d.kind == "chromebook"}
    folded = {serial.casefold() for serial in known}
    listed = [row["serialNumber"] for row in fleet]
    assert listed.count("") == 2
    assert sum(serial != "" and serial.casefold() not in folded for serial in listed) == 6
    assert sum(serial not in known and serial.casefold() in folded for serial in listed) == 5


def test_no_person_is_named(fleet: list[dict[str, Any]]) -> None:
    assert "@" not in json.dumps(fleet)
    assert not {"recentUsers", "annotatedUser"} & {key for row in fleet for key in row}


def test_borrowers_use_what_they_have_but_for_two_who_swapped(plan: Plan) -> None:
    lent = {
        device.asset_tag: f"{device.asset_tag.lower()}@{DOMAIN}"
        for device in plan.devices
        if device.kind == "chromebook" and list(stays(device))[-1].status == "in_use"
    }
    fleet = google_fleet(plan, plan.until, lent)
    told = [(row["annotatedAssetId"], row["recentUsers"]) for row in fleet if "recentUsers" in row]
    used = {tag: users[0].get("email") for tag, users in told if tag}
    swapped = {tag: email for tag, email in used.items() if email and email != lent[tag]}
    assert {lent[tag] for tag in swapped} == set(swapped.values())
    assert len(swapped) == 2
    guests = [tag for tag, email in used.items() if email is None]
    assert 0 < len(guests) < len(used) / 10
    assert all(len(users) == 1 for _, users in told)
    assert json.dumps(fleet).count("@") == json.dumps(fleet).count(f"@{DOMAIN}")


def test_activity_is_that_of_the_last_fifteen_days(plan: Plan, fleet: list[dict[str, Any]]) -> None:
    first = plan.until - timedelta(days=14)
    own = {(tag, str(on), ms) for tag, on, ms in usage(plan) if on >= first}
    listed = {
        (row["annotatedAssetId"], seen["date"], seen["activeTime"])
        for row in fleet
        for seen in row.get("activeTimeRanges", [])
        if row["annotatedAssetId"]
    }
    nameless = sum(
        len(row.get("activeTimeRanges", []))
        for row in fleet
        if not row.get("annotatedAssetId", "-")
    )
    assert listed <= own
    assert len(own) == len(listed) + nameless


def test_lost_and_written_off_devices_are_not_active(fleet: list[dict[str, Any]]) -> None:
    assert {row["status"] for row in fleet} == {"ACTIVE", "DISABLED", "DEPROVISIONED"}
    gone = [row for row in fleet if row["status"] != "ACTIVE"]
    assert all("activeTimeRanges" not in row or row["status"] == "DISABLED" for row in gone)


def test_an_earlier_day_lists_the_fleet_of_then(plan: Plan) -> None:
    until = date(2025, 2, 3)
    assert google_fleet(plan, until) == google_fleet(build(until), until)


def test_a_day_after_the_plan_is_refused(plan: Plan) -> None:
    with pytest.raises(ValueError, match="the plan ends on"):
        google_fleet(plan, plan.until + timedelta(days=1))
