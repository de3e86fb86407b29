"""The page of a stocktake: everything that is read and put into words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assetmgr.devices.policy.text import comparable
from assetmgr.inventory.policy.phones import Phone, holding_up
from assetmgr.inventory.queries.heads import Head
from assetmgr.inventory.queries.picture import Item, Picture
from assetmgr.inventory.showing.exceptions import Exceptions, exceptions_of
from assetmgr.inventory.showing.progress import Progress, RoomShown, progress_of, rooms_of
from assetmgr.inventory.showing.scans import ScanShown, by_device, scan_shown
from labels.spec import tag_from_scan

NEWEST: Final = 8
MOST_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A stocktake as its page shows it; `waiting` are the phones that hold up the closing."""

    head: Head
    progress: Progress
    rooms: Sequence[RoomShown]
    newest: Sequence[ScanShown]
    exceptions: Exceptions
    phones: Sequence[Phone]
    waiting: Sequence[Phone]


def page_of(found: Picture) -> Page:
    """Put a stocktake into words."""
    items = by_device(found)
    newest = found.reading.scans[: -NEWEST - 1 : -1]
    return Page(
        head=found.head,
        progress=progress_of(found),
        rooms=rooms_of(found, items),
        newest=[scan_shown(one, found, items) for one in newest],
        exceptions=exceptions_of(found, items),
        phones=found.phones,
        waiting=holding_up(found.phones),
    )


def last_of(found: Picture, phone_id: int | None) -> ScanShown | None:
    """The last scan of a phone that it did not take back."""
    own = (
        scan
        for scan in reversed(found.reading.scans)
        if scan.entry.phone_id == phone_id and scan.stands
    )
    last = next(own, None)
    return scan_shown(last, found, by_device(found)) if last else None


def looked_for(found: Picture, text: str) -> list[Item]:
    """Expected devices with `text` in their tag or serial number, at most `MOST_FOUND`."""
    key = comparable(tag_from_scan(text)) or ""
    if not key:
        return []
    hits = (
        item
        for item in found.items
        if key in item.device.tag.casefold() or key in (item.device.serial_number or "").casefold()
    )
    return [item for item, _place in zip(hits, range(MOST_FOUND), strict=False)]
