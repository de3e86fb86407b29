"""Google's JSON into records, and the mask that asks for exactly what is kept.

Field meanings: Directory API, ChromeOsDevice. A date or time that cannot be read becomes 'not
told': one odd device must not cost the night's sweep.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypedDict

from sync.faults import SourceFault
from sync.records import Activity, GoogleFacts, SeenDevice
from sync.users import Marks, UserJson

MASK = (
    "nextPageToken,chromeosdevices(deviceId,serialNumber,model,macAddress,status,orgUnitId,"
    "orgUnitPath,annotatedAssetId,annotatedLocation,notes,lastSync,firstEnrollmentTime,"
    "lastEnrollmentTime,autoUpdateThrough,osVersion,bootMode,activeTimeRanges(date,activeTime))"
)
MASK_WITH_USERS = MASK.removesuffix(")") + ",recentUsers(type,email))"
"""Asked for only where custody is compared."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class DayJson(TypedDict, total=False):
    """One entry of activeTimeRanges: a day and its milliseconds."""

    date: str
    activeTime: int


class DeviceJson(TypedDict, total=False):
    """The masked ChromeOsDevice."""

    deviceId: str
    serialNumber: str
    model: str
    macAddress: str
    status: str
    orgUnitId: str
    orgUnitPath: str
    annotatedAssetId: str
    annotatedLocation: str
    notes: str
    lastSync: str
    firstEnrollmentTime: str
    lastEnrollmentTime: str
    autoUpdateThrough: str
    osVersion: str
    bootMode: str
    activeTimeRanges: list[DayJson]
    recentUsers: list[UserJson]


class ListJson(TypedDict, total=False):
    """The masked ChromeOsDevices: one page."""

    nextPageToken: str
    chromeosdevices: list[DeviceJson]


def parse_device(told: DeviceJson, marks: Marks | None = None) -> SeenDevice:
    """Return the record of one device; raises SourceFault where Google left out its id.

    Without `marks` nothing is read of who used it.
    """
    if not told.get("deviceId"):
        raise SourceFault("Google listed a device without an id.")
    serial = told.get("serialNumber", "").strip() or None
    return SeenDevice(
        told["deviceId"],
        serial,
        _facts(told),
        _activity(told.get("activeTimeRanges", ())),
        marks.of_newest(told.get("recentUsers", [])) if marks else None,
    )


def _facts(told: DeviceJson) -> GoogleFacts:

    return GoogleFacts(
        told.get("model", ""),
        told.get("macAddress", ""),
        told.get("status", ""),
        told.get("orgUnitId", ""),
        told.get("orgUnitPath", ""),
        told.get("annotatedAssetId", "").strip(),
        told.get("annotatedLocation", "").strip(),
        told.get("notes", "").strip(),
        parse_moment(told.get("lastSync", "")),
        parse_moment(told.get("firstEnrollmentTime", "")),
        parse_moment(told.get("lastEnrollmentTime", "")),
        parse_update_end(told.get("autoUpdateThrough", "")),
        told.get("osVersion", ""),
        told.get("bootMode", ""),
    )


class _Days(dict[str, date]):
    """Dates by their text, each parsed once: a sweep names the same fifteen again and again."""

    def __missing__(self, text: str) -> date:
        self[text] = date.fromisoformat(text)
        return self[text]


DAYS = _Days()


def _activity(told: Sequence[DayJson]) -> Activity:
    try:
        days = {DAYS[entry["date"]]: entry["activeTime"] for entry in told}
    except (KeyError, ValueError):
        return _mended(told)
    return days if len(days) == len(told) else _mended(told)


def _mended(told: Sequence[DayJson]) -> Activity:
    """Leave out entries without a readable day; of a day told twice the longer use counts."""
    days: dict[date, int] = {}
    for entry in told:
        day = _parse_day(entry.get("date", ""))
        if day is not None:
            days[day] = max(entry.get("activeTime", 0), days.get(day, 0))
    return days


def parse_moment(text: str) -> datetime | None:
    """Return aware UTC of an RFC 3339 text; None where it is empty, odd or the epoch."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    # Google writes 1970-01-01 for a device that has never synced.
    return None if moment == EPOCH else moment


@lru_cache(maxsize=1024)
def parse_update_end(text: str) -> date | None:
    """Return the last day of updates; Google documents no format, so three are read.

    'YYYY-MM-DD' (what it sends) and a longer timestamp give that day, 'YYYY-MM' the month's
    last day; anything else is None.
    """
    if len(text) != len("YYYY-MM"):
        return _parse_day(text[:10])
    first = _parse_day(f"{text}-01")
    return first and first.replace(day=monthrange(first.year, first.month)[1])


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
