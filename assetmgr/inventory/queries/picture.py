"""Everything about one stocktake: its list, what was found, its exceptions, its rooms."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.inventory.codes import Decision, Outcome, Result
from assetmgr.inventory.models import StocktakePhoto
from assetmgr.inventory.policy.decisions import decided, possible
from assetmgr.inventory.policy.phones import Phone
from assetmgr.inventory.policy.reading import Finding, Reading, read
from assetmgr.inventory.policy.rows import Line
from assetmgr.inventory.policy.scans import Scan
from assetmgr.inventory.queries.devices import (
    ExpectedDevice,
    OwnDevice,
    expected_devices,
    own_devices,
)
from assetmgr.inventory.queries.heads import Head
from assetmgr.inventory.queries.log import entries_of
from assetmgr.inventory.queries.phones import phones_of
from assetmgr.inventory.queries.rooms import room_names


@dataclass(frozen=True, slots=True)
class Item:
    """An expected device with what was found of it (None: nothing), and what is done about it.

    `found_room` is the name of the room in which it was seen, '' where none was told.
    """

    device: ExpectedDevice
    finding: Finding | None
    decision: Decision
    found_room: str

    @property
    def result(self) -> Result:
        """Found, elsewhere or missing."""
        return self.finding.result if self.finding else Result.MISSING

    @property
    def is_damaged(self) -> bool:
        """Whether somebody saw damage."""
        return self.finding is not None and self.finding.is_damaged

    @property
    def note(self) -> str:
        """The reviewer's note, or else what was remarked at the scan."""
        remarked = self.finding.remark.note if self.finding else None
        return self.device.note or remarked or ""

    @property
    def choices(self) -> tuple[Decision, ...]:
        """What may be decided, the default first."""
        found = possible(self.finding)
        return tuple(one for one in Decision if one in found)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many expected devices were found where, and how many exceptions there are."""

    expected: int
    found: int
    elsewhere: int
    missing: int
    damaged: int
    unlisted: int
    written_off: int
    foreign: int
    unknown: int
    unresolved: int
    late: int

    @property
    def seen(self) -> int:
        """Expected devices that were seen, in their room or in another one."""
        return self.found + self.elsewhere


@dataclass(frozen=True, slots=True)
class Picture:
    """One stocktake as it is now, or as it was closed.

    `others` are own devices that were scanned and not expected, by id; `photos` the uuids of scans
    with a photo; `rooms` names by id.
    """

    head: Head
    items: tuple[Item, ...]
    reading: Reading
    phones: tuple[Phone, ...]
    others: Mapping[int, OwnDevice]
    photos: frozenset[str]
    rooms: Mapping[int, str]

    def with_result(self, result: Result) -> tuple[Item, ...]:
        """The expected devices with this result, by tag."""
        return tuple(item for item in self.items if item.result is result)

    @property
    def damaged(self) -> tuple[Item, ...]:
        """The expected devices that looked damaged, by tag."""
        return tuple(item for item in self.items if item.is_damaged)

    def scans(self, outcome: Outcome) -> tuple[Scan, ...]:
        """The scans with this outcome that count once, in their order."""
        return self.reading.standing(outcome)

    @property
    def unresolved(self) -> tuple[Scan, ...]:
        """Unknown codes that nobody resolved or set aside."""
        return tuple(one for one in self.scans(Outcome.UNKNOWN) if not one.entry.resolved_by)

    @property
    def counts(self) -> Counts:
        """All counts."""
        return Counts(
            expected=len(self.items),
            found=len(self.with_result(Result.FOUND)),
            elsewhere=len(self.with_result(Result.ELSEWHERE)),
            missing=len(self.with_result(Result.MISSING)),
            damaged=len(self.damaged),
            unlisted=len(self.scans(Outcome.UNLISTED)),
            written_off=len(self.scans(Outcome.WRITTEN_OFF)),
            foreign=len(self.scans(Outcome.FOREIGN)),
            unknown=len(self.scans(Outcome.UNKNOWN)),
            unresolved=len(self.unresolved),
            late=len(self.reading.late),
        )


def picture(session: Session, head: Head) -> Picture:
    """Read one stocktake whole, in six statements whatever its size."""
    devices = expected_devices(session, head.id)
    lines = {
        key: Line(key, one.tag_key, one.room_id, one.decision, one.note)
        for key, one in devices.items()
    }
    reading = read(lines.values(), entries_of(session, head.id))
    rooms = room_names(session, head.institution_id)
    strange = {
        scan.entry.device_id
        for outcome in (Outcome.UNLISTED, Outcome.WRITTEN_OFF)
        for scan in reading.standing(outcome)
        if scan.entry.device_id is not None
    }
    return Picture(
        head=head,
        items=tuple(
            _item(head, device, lines[key], reading.findings.get(key), rooms)
            for key, device in devices.items()
        ),
        reading=reading,
        phones=phones_of(session, head.id),
        others=own_devices(session, head.institution_id, strange),
        photos=_photos(session, head.id),
        rooms=rooms,
    )


def _item(
    head: Head,
    device: ExpectedDevice,
    line: Line,
    finding: Finding | None,
    rooms: Mapping[int, str],
) -> Item:
    decision = decided(line, finding) if head.is_open else device.decision
    room_id = finding.room_id if finding else None
    named = device.found_room or rooms.get(room_id or 0, "")
    return Item(device, finding, decision, named)


def _photos(session: Session, stocktake_id: int) -> frozenset[str]:
    rows = session.scalars(
        select(StocktakePhoto.uuid).where(StocktakePhoto.stocktake_id == stocktake_id)
    )
    return frozenset(rows)
