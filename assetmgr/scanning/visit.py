"""What a person scanned in this visit, newest first: kept in the browser's own session.

Only what the page needs to show it again: when it began, the ids of the newest own devices; of
other codes the text and what it meant then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flask import session

from assetmgr.scanning.codes import Meaning
from assetmgr.scanning.queries import Reading

KEPT: Final = 150
STRANGERS: Final = 20
"""Codes of no device that are kept at most: a cookie is small."""
LONGEST: Final = 40
OVER: Final = timedelta(hours=4)
"""A visit is over when nothing was scanned for so long."""
_KEY: Final = "visit"


@dataclass(frozen=True, slots=True)
class Visited:
    """One code of the visit; `device_id` where it is a device within the reader's scope."""

    meaning: Meaning
    code: str
    device_id: int | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """When it began, to the second, and its newest codes, the newest first."""

    begun_at: datetime
    codes: tuple[Visited, ...]


def current(now: datetime) -> Visit:
    """This visit; one that begins now where the last one is over."""
    kept = session.get(_KEY)
    if not kept or now - _moment(kept["at"]) > OVER:
        return Visit(_moment(int(now.timestamp())), ())
    return Visit(_moment(kept["begun"]), tuple(_unpacked(one) for one in kept["codes"]))


def remember(readings: Iterable[Reading], now: datetime) -> Visit:
    """Put codes before those of the visit, each but once; the visit as it then is."""
    visit = current(now)
    fresh = [_visited(one) for one in readings if one.meaning is not Meaning.ROOM]
    both = list(dict.fromkeys([*reversed(fresh), *visit.codes]))[:KEPT]
    strangers = [one for one in both if one.device_id is None][:STRANGERS]
    found = [one for one in both if one.device_id is not None or one in strangers]
    session[_KEY] = {
        "begun": int(visit.begun_at.timestamp()),
        "at": int(now.timestamp()),
        "codes": [_packed(one) for one in found],
    }
    return Visit(visit.begun_at, tuple(found))


def forget() -> None:
    """End the visit."""
    session.pop(_KEY, None)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _visited(reading: Reading) -> Visited:
    if reading.device_id is not None:
        return Visited(Meaning.DEVICE, "", reading.device_id)
    return Visited(reading.meaning, reading.code[:LONGEST], None, reading.owner[:LONGEST])


def _packed(one: Visited) -> Any:
    return one.device_id or [one.meaning.value, one.code, one.owner]


def _unpacked(kept: Any) -> Visited:
    if isinstance(kept, int):
        return Visited(Meaning.DEVICE, "", kept)
    meaning, code, owner = kept
    return Visited(Meaning(meaning), code, None, owner)
