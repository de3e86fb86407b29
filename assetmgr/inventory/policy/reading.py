"""What a stocktake found: devices, rooms and exceptions, computed from the list and the log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assetmgr.inventory.codes import Condition, Outcome, Result
from assetmgr.inventory.policy.outcome import of_expected
from assetmgr.inventory.policy.remarks import Remark
from assetmgr.inventory.policy.rows import Entry, Line
from assetmgr.inventory.policy.scans import Scan, scans_of


@dataclass(frozen=True, slots=True)
class Finding:
    """An expected device that was seen: the first scan says when and by whom.

    `room_id` is that of the last scan which told a room, `room` its name then. `remark` is made of
    all that was told of its scans, in the order in which it was told; 'move it here' counts from
    the scan whose room counts.
    """

    device_id: int
    result: Result
    first: Scan
    room_id: int | None
    room: str | None
    remark: Remark

    @property
    def is_damaged(self) -> bool:
        """Whether somebody saw damage."""
        return self.remark.condition is Condition.DAMAGED


@dataclass(frozen=True, slots=True)
class RoomCount:
    """Of the devices expected in a room: how many were seen (`elsewhere` of them in another
    room), and the ids of the rest, in the order of the list. No room is a room of its own.
    """

    room_id: int | None
    expected: int
    found: int
    elsewhere: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the log says up to now; scans after the closing stand in `late` alone."""

    scans: tuple[Scan, ...]
    findings: Mapping[int, Finding]
    missing: tuple[int, ...]
    rooms: tuple[RoomCount, ...]
    late: tuple[Entry, ...]

    def standing(self, outcome: Outcome) -> tuple[Scan, ...]:
        """The scans with this outcome that count once: neither taken back nor again."""
        return tuple(
            one
            for one in self.scans
            if one.entry.outcome is outcome and one.stands and not one.again
        )


def read(lines: Iterable[Line], entries: Iterable[Entry]) -> Reading:
    """Read the log against the expected list."""
    expected, log = tuple(lines), tuple(entries)
    scans = scans_of(log)
    seen: dict[int, list[Scan]] = {}
    for scan in scans:
        if scan.stands and scan.entry.device_id is not None:
            seen.setdefault(scan.entry.device_id, []).append(scan)
    findings = {
        line.device_id: _finding(line, seen[line.device_id])
        for line in expected
        if line.device_id in seen
    }
    return Reading(
        scans=scans,
        findings=findings,
        missing=tuple(one.device_id for one in expected if one.device_id not in findings),
        rooms=_rooms(expected, findings),
        late=tuple(sorted((one for one in log if one.is_late), key=lambda one: one.id)),
    )


def _finding(line: Line, scans: list[Scan]) -> Finding:
    placed = [scan for scan in scans if scan.entry.room_id is not None]
    last = placed[-1] if placed else scans[-1]
    room_id = last.entry.room_id
    result = Result.FOUND
    if of_expected(line.room_id, room_id) is Outcome.ELSEWHERE:
        result = Result.ELSEWHERE
    remark = Remark.of(entry for scan in scans for entry in scan.told)
    remark = replace(remark, move_here=last.remark.move_here)
    return Finding(line.device_id, result, scans[0], room_id, last.entry.room, remark)


def _rooms(lines: tuple[Line, ...], findings: Mapping[int, Finding]) -> tuple[RoomCount, ...]:
    rooms: dict[int | None, list[int]] = {}
    for line in lines:
        rooms.setdefault(line.room_id, []).append(line.device_id)
    return tuple(_room(key, ids, findings) for key, ids in rooms.items())


def _room(key: int | None, ids: list[int], findings: Mapping[int, Finding]) -> RoomCount:
    found = [findings[one].result for one in ids if one in findings]
    missing = tuple(one for one in ids if one not in findings)
    return RoomCount(key, len(ids), len(found), found.count(Result.ELSEWHERE), missing)
