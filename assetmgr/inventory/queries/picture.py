"""Everything about one stocktake: its list, what was found, its exceptions, its rooms."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.queries import NamedKind, kinds
from assetmgr.inventory.codes import Condition, Decision, Outcome, Result
from assetmgr.inventory.models import StocktakePhoto
from assetmgr.inventory.policy.decisions import decided, moves, possible
from assetmgr.inventory.policy.phones import Phone
from assetmgr.inventory.policy.reading import Finding, Reading, read
from assetmgr.inventory.policy.rows import Line
from assetmgr.inventory.policy.scans import Scan
from assetmgr.inventory.queries.devices import ExpectedDevice, expected_devices
from assetmgr.inventory.queries.heads import Head
from assetmgr.inventory.queries.log import entries_of
from assetmgr.inventory.queries.names import room_names
from assetmgr.inventory.queries.phones import phones_of


@dataclass(frozen=True, slots=True)
class Item:
    """An expected device with what was found of it (None: nothing), and what is done about it.

    `moves`: the closing moves it to where it was found. `condition` is how it looked, and
    `found_room` the name of the room in which it was seen, '' where none was told.
    """

    device: ExpectedDevice
    finding: Finding | None
    decision: Decision
    moves: bool
    condition: Condition | None
    found_room: str

    @property
    def result(self) -> Result:
        """Found, elsewhere or missing."""
        return self.finding.result if self.finding else Result.MISSING

    @property
    def is_damaged(self) -> bool:
        """Whether somebody saw damage."""
        return self.condition is Condition.DAMAGED

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

    `photos` are the uuids of scans with a photo, `kinds` all kinds by id, `scope_rooms` the names
    of the rooms in its scope.
    """

    head: Head
    items: tuple[Item, ...]
    reading: Reading
    phones: tuple[Phone, ...]
    photos: frozenset[str]
    kinds: Mapping[int, NamedKind]
    scope_rooms: tuple[str, ...]

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
    """Read one stocktake whole, in six statements at most whatever its size."""
    devices = expected_devices(session, head.id)
    lines = {
        key: Line(key, one.tag_key, one.room_id, one.decision, one.note)
        for key, one in devices.items()
    }
    reading = read(lines.values(), entries_of(session, head.id))
    rooms = room_names(session, head.scope.room_ids) if head.rooms is None else head.rooms
    return Picture(
        head=head,
        items=tuple(
            _item(head, device, lines[key], reading.findings.get(key))
            for key, device in devices.items()
        ),
        reading=reading,
        phones=phones_of(session, head.id),
        photos=_photos(session, head.id),
        kinds={kind.id: kind for kind in kinds(session)},
        scope_rooms=rooms,
    )


def _item(head: Head, device: ExpectedDevice, line: Line, finding: Finding | None) -> Item:
    """While it is open from the scans; once it is closed as its line was frozen."""
    decision, condition, room = device.decision, device.condition, device.found_room
    if head.is_open:
        decision = decided(line, finding)
        condition = finding.remark.condition if finding else None
        room = finding.room if finding else None
    return Item(device, finding, decision, moves(decision, finding), condition, room or "")


def _photos(session: Session, stocktake_id: int) -> frozenset[str]:
    rows = session.scalars(
        select(StocktakePhoto.uuid).where(StocktakePhoto.stocktake_id == stocktake_id)
    )
    return frozenset(rows)
