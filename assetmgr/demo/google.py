"""The Chromebooks of the plan as Google's directory would list them (ChromeOsDevice)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from assetmgr.demo.chance import noise, share
from assetmgr.demo.custody import COMPARED_AT, last_users, swapped_pair
from assetmgr.demo.rows import Plan, PlannedDevice
from assetmgr.demo.stays import Stay, stays
from assetmgr.demo.usage import usage_since

_REPORTED_DAYS = 15
_UNKNOWN = 6
_OTHER_CASE = 5
_WITHOUT_SERIAL = 2
NOBODY: Final[Mapping[str, str]] = {}
_MANAGED = {"type": "USER_TYPE_MANAGED"}
_GUEST = {"type": "USER_TYPE_UNMANAGED"}
_STATUS = {
    "written_off": "DEPROVISIONED",
    "lost": "DISABLED",
    "stolen": "DISABLED",
    "permanently_damaged": "DISABLED",
}


def google_fleet(
    plan: Plan, until: date, holders: Mapping[str, str] = NOBODY
) -> list[dict[str, Any]]:
    """Every Chromebook that Google still lists at the end of `until`, in its own JSON shape.

    Activity covers the last 15 days. `holders`: the invented addresses of borrowers by the tag of
    what they borrowed; who used it last is told of those devices alone. Some serials come in other
    case, two are empty, and a few devices are unknown to the register. `until` must not be after
    the plan's last day (ValueError).
    """
    if until > plan.until:
        raise ValueError(f"the plan ends on {plan.until}, before {until}")
    activity = _activity(plan, until)
    there = [d for d in plan.devices if _is_listed(d, until)]
    users = _users(there, until, holders)
    listed = [_device(d, until, activity) | users.get(d.asset_tag, {}) for d in there]
    return _with_quirks(listed) + [_stranger(number, until) for number in range(_UNKNOWN)]


def _users(
    devices: Iterable[PlannedDevice], until: date, holders: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """`recentUsers` by tag; two borrowers of one school swapped."""
    lent = [one for one in devices if one.asset_tag in holders]
    there = [one.asset_tag for one in lent if _stay(one, until).institution == COMPARED_AT]
    known = {one.asset_tag: holders[one.asset_tag] for one in lent}
    return {
        tag: {"recentUsers": [_MANAGED | {"email": email} if email else _GUEST]}
        for tag, email in last_users(known, swapped_pair(there)).items()
    }


def _activity(plan: Plan, until: date) -> dict[str, list[dict[str, Any]]]:
    first = until - timedelta(days=_REPORTED_DAYS - 1)
    found: dict[str, list[dict[str, Any]]] = {}
    for tag, on, milliseconds in usage_since(plan, first):
        if first <= on <= until:
            found.setdefault(tag, []).append({"date": str(on), "activeTime": milliseconds})
    return found


def _stay(device: PlannedDevice, until: date) -> Stay:
    return next(stay for stay in stays(device) if until < stay.end)


def _is_listed(device: PlannedDevice, until: date) -> bool:
    """What was written off more than a year ago has left Google's list."""
    if device.kind != "chromebook" or device.entered_on > until:
        return False
    stay = _stay(device, until)
    return stay.status != "written_off" or (until - stay.first).days <= 365


def _device(
    device: PlannedDevice, until: date, activity: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    stay = _stay(device, until)
    tag = device.asset_tag
    seen = activity.get(tag, [])
    row = _entry(tag, f"{device.manufacturer} {device.model}", stay.institution)
    row |= {
        "serialNumber": device.serial_number,
        "annotatedAssetId": tag,
        "annotatedLocation": device.room,
        "status": _STATUS.get(stay.status, "ACTIVE"),
        "lastSync": _last_sync(tag, seen, until),
        "firstEnrollmentTime": _at(device.entered_on + timedelta(days=3), tag),
        "lastEnrollmentTime": _at(device.entered_on + timedelta(days=3), tag),
    }
    if device.aue:
        row["autoUpdateThrough"] = f"{device.aue:%Y-%m}"
    return row | ({"activeTimeRanges": seen} if seen else {})


def _entry(key: str, model: str, institution: str) -> dict[str, Any]:
    """What every listed device has, whoever knows it."""
    version = 138 - int(3 * share("version", key))
    return {
        "kind": "admin#directory#chromeosdevice",
        "deviceId": str(UUID(bytes=noise("google id", key, size=16), version=4)),
        "model": model,
        "macAddress": noise("mac", key, size=6).hex(),
        "orgUnitId": f"03ph8a2z{noise('unit', institution, size=4).hex()}",
        "orgUnitPath": f"/Skolas/{institution}",
        "osVersion": f"{version}.0.7204.{50 + version}",
        "bootMode": "Verified",
        "systemRamTotal": str(4 * 1024**3),
    }


def _last_sync(tag: str, seen: list[dict[str, Any]], until: date) -> str:
    if seen:
        return _at(date.fromisoformat(seen[-1]["date"]), tag)
    return _at(until - timedelta(days=int(_REPORTED_DAYS + 200 * share("idle", tag))), tag)


def _at(on: date, key: str) -> str:
    """A moment of a school day in UTC."""
    minute = int(420 * share("minute", key))
    return f"{on}T{6 + minute // 60:02d}:{minute % 60:02d}:00.000Z"


def _with_quirks(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in listed[40 : 40 + _OTHER_CASE]:
        row["serialNumber"] = row["serialNumber"].lower()
    for row in listed[90 : 90 + _WITHOUT_SERIAL]:
        row["serialNumber"] = ""
    for row in listed[120:130]:
        row["annotatedAssetId"] = ""
    return listed


def _stranger(number: int, until: date) -> dict[str, Any]:
    key = f"stranger {number}"
    enrolled = _at(until - timedelta(days=20 + 7 * number), key)
    return _entry(key, "Acer Chromebook Spin 511 R753", "CSSK") | {
        "serialNumber": f"NXSTRG{number:04d}",
        "status": "ACTIVE",
        "lastSync": _at(until - timedelta(days=number), key),
        "firstEnrollmentTime": enrolled,
        "lastEnrollmentTime": enrolled,
        "autoUpdateThrough": "2031-06",
    }
