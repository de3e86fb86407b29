"""Made-up Chrome devices in Google's JSON shape, and their register side."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sync.records import GoogleFacts, SeenDevice

NEWEST_DAY = date(2024, 11, 22)


def google_device(number: int, **told: Any) -> dict[str, Any]:
    """Return a full device with fifteen days of activity and everything that must not travel."""
    days = [NEWEST_DAY - timedelta(days=back) for back in reversed(range(15))]
    return {
        "kind": "admin#directory#chromeosdevice",
        "etag": f'"{number}"',
        "deviceId": f"id-{number:05}",
        "serialNumber": f"5CD{number:07}",
        "model": "Acer Chromebook 311",
        "macAddress": f"0c9a{number:08x}",
        "status": "ACTIVE",
        "orgUnitId": "id:03ph8a2z",
        "orgUnitPath": "/Skolas/Centra",
        "annotatedAssetId": f"K-{number:04}",
        "annotatedLocation": "214",
        "annotatedUser": "secret.person@example.org",
        "recentUsers": [{"type": "USER_TYPE_MANAGED", "email": "secret.person@example.org"}],
        "notes": "",
        "lastSync": "2024-11-22T08:15:30.250Z",
        "firstEnrollmentTime": "2022-08-20T07:00:00Z",
        "lastEnrollmentTime": "2022-08-20T07:00:00.000Z",
        "autoUpdateThrough": "2031-06-01",
        "autoUpdateExpiration": "1938038400000",
        "osVersion": "130.0.6723.126",
        "bootMode": "Verified",
        "systemRamTotal": "4294967296",
        "activeTimeRanges": [
            {"date": day.isoformat(), "activeTime": number * 1000 + 60_000} for day in days
        ],
        **told,
    }


def google_fleet(size: int) -> list[dict[str, Any]]:
    """Return that many devices, numbered from 1."""
    return [google_device(number) for number in range(1, size + 1)]


def seen_device(
    google_id: str, serial: str | None = None, *, minute: int = 0, model: str = ""
) -> SeenDevice:
    """Return what a sweep saw, last synced at that minute."""
    last_sync = datetime(2024, 11, 22, 8, minute, tzinfo=UTC)
    facts = GoogleFacts(model=model, last_sync=last_sync)
    return SeenDevice(google_id, serial, facts, {NEWEST_DAY: 60_000})
