"""What a person scanned in this visit, newest first: kept in the browser's own session.

Only what the page needs to show it again: the ids of own devices; of other codes the text and
what it meant then.
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
_KEY: Final = "scanned"


@dataclass(frozen=True, slots=True)
class Visited:
    """One code of the visit; `device_id` where it is a device within the reader's scope."""

    meaning: Meaning
    code: str
    device_id: int | None = None
    owner: str = ""


def visited(now: datetime) -> list[Visited]:
    """The codes of this visit, newest first; none where it is over."""
    kept = session.get(_KEY)
    if not kept or now - datetime.fromtimestamp(kept["at"], UTC) > OVER:
        return []
    return [_unpacked(one) for one in kept["codes"]]


def remember(readings: Iterable[Reading], now: datetime) -> list[Visited]:
    """Put codes before those of the visit, each but once; the visit as it then is."""
    fresh = [_visited(one) for one in readings if one.meaning is not Meaning.ROOM]
    both = list(dict.fromkeys([*reversed(fresh), *visited(now)]))[:KEPT]
    strangers = [one for one in both if one.device_id is None][:STRANGERS]
    found = [one for one in both if one.device_id is not None or one in strangers]
    session[_KEY] = {"at": int(now.timestamp()), "codes": [_packed(one) for one in found]}
    return found


def forget() -> None:
    """End the visit."""
    session.pop(_KEY, None)


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
