"""From the log to scans: which were taken back, which came again, what was remarked on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assetmgr.inventory.codes import Action
from assetmgr.inventory.policy.remarks import Remark
from assetmgr.inventory.policy.rows import Entry

Name = tuple[int, str]
"""A phone's id and the uuid of one of its scans: a phone speaks of its own scans alone."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as the whole log shows it; one that was taken back is never *again*."""

    entry: Entry
    undone: bool
    again: bool
    remark: Remark

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.undone


def scans_of(entries: Iterable[Entry]) -> tuple[Scan, ...]:
    """Every scan that came before the closing, in the order of the log.

    An undo or a remark counts from its own phone and after its scan; undoing the first scan of a
    device makes the second one count.
    """
    log = sorted((one for one in entries if not one.is_late), key=lambda one: one.id)
    told, undone, remarks = _told(log)
    scans: list[Scan] = []
    seen: set[int] = set()
    for name, entry in told.items():
        gone = name in undone
        again = not gone and entry.device_id in seen
        if entry.device_id is not None and not gone:
            seen.add(entry.device_id)
        scans.append(Scan(entry, gone, again, remarks[name]))
    return tuple(scans)


def _told(log: Sequence[Entry]) -> tuple[dict[Name, Entry], set[Name], dict[Name, Remark]]:
    told: dict[Name, Entry] = {}
    undone: set[Name] = set()
    remarks: dict[Name, Remark] = {}
    for entry in log:
        name = entry.phone_id, (entry.target or "")
        if entry.action is Action.SCAN:
            name = entry.phone_id, entry.uuid
            told[name] = entry
            remarks[name] = Remark().then(entry)
        elif name in told and entry.action is Action.UNDO:
            undone.add(name)
        elif name in told:
            remarks[name] = remarks[name].then(entry)
    return told, undone, remarks
