"""A scan as a line of a page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import gettext

from assetmgr.inventory.codes import Condition, Outcome
from assetmgr.inventory.policy.rows import Entry
from assetmgr.inventory.policy.scans import Scan
from assetmgr.inventory.queries.devices import ExpectedDevice
from assetmgr.inventory.queries.picture import Item, Picture
from assetmgr.inventory.words import said
from labels.spec import tag_from_scan

TONES: Final = {
    Outcome.FOUND: ("ok", "check-lg"),
    Outcome.ELSEWHERE: ("amber", "geo-alt"),
    Outcome.UNLISTED: ("amber", "plus-lg"),
    Outcome.FOREIGN: ("bad", "building"),
    Outcome.WRITTEN_OFF: ("bad", "archive"),
    Outcome.UNKNOWN: ("bad", "question-circle"),
}


@dataclass(frozen=True, slots=True)
class ScanShown:
    """What was scanned, what that means, and what was said of it; texts are '' where none is."""

    entry_id: int
    uuid: str
    device_id: int | None
    at: datetime
    code: str
    tag: str
    model: str
    expected: str
    room: str
    outcome: Outcome
    word: str
    tone: str
    icon: str
    by: str
    note: str
    is_damaged: bool
    move_here: bool
    undone: bool
    again: bool
    has_photo: bool
    resolved_by: str
    resolution: str


def scan_shown(scan: Scan, found: Picture, items: Mapping[int, Item]) -> ScanShown:
    """Put a scan into words; `items` are the picture's by device."""
    item = items.get(scan.entry.device_id or 0)
    return in_words(scan, item.device if item else None, found.photos)


def in_words(
    scan: Scan, expected: ExpectedDevice | None, photos: Collection[str] = ()
) -> ScanShown:
    """Put a scan into words, given its device's line and the uuids of scans with a photo."""
    entry, remark = scan.entry, scan.remark
    outcome = entry.outcome or Outcome.UNKNOWN
    tone, icon = ("plain", "arrow-counterclockwise") if scan.undone else TONES[outcome]
    return ScanShown(
        entry_id=entry.id,
        uuid=entry.uuid,
        device_id=entry.device_id,
        at=entry.at,
        code=entry.code or "",
        tag=expected.tag if expected else entry.asset_tag or code_text(entry),
        model=expected.model if expected else entry.model or entry.owner or "",
        expected=expected.room if expected else "",
        room=entry.room or "",
        outcome=outcome,
        word=_word(scan, outcome),
        tone="plain" if scan.again else tone,
        icon="arrow-repeat" if scan.again else icon,
        by=entry.by,
        note=remark.note or "",
        is_damaged=remark.condition is Condition.DAMAGED,
        move_here=remark.move_here is True,
        undone=scan.undone,
        again=scan.again,
        has_photo=entry.uuid in photos,
        resolved_by=entry.resolved_by or "",
        resolution=entry.resolution or "",
    )


def by_device(found: Picture) -> dict[int, Item]:
    """The expected devices by id."""
    return {item.device.device_id: item for item in found.items}


def code_text(entry: Entry) -> str:
    """What was read: the tag that a label's address carries, else the text as it is."""
    return tag_from_scan(entry.code or "") or gettext("nothing readable")


def _word(scan: Scan, outcome: Outcome) -> str:
    if scan.undone:
        return str(gettext("Taken back"))
    return str(gettext("Once more")) if scan.again else said(outcome)
