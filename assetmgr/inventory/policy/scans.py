"""From the log to scans: which were taken back, which came again, what was told of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assetmgr.inventory.codes import Action
from assetmgr.inventory.policy.codes import thing
from assetmgr.inventory.policy.remarks import Remark
from assetmgr.inventory.policy.rows import Entry

Name = tuple[int, str]
"""A phone's id and the uuid of one of its scans: a phone speaks of its own scans alone."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as the whole log shows it; one that was taken back is never *again*.

    `told` is the scan itself and the remarks on it, in the order of the log.
    """

    entry: Entry
    undone: bool
    again: bool
    told: tuple[Entry, ...]

    @property
    def remark(self) -> Remark:
        """What was told of it, all together."""
        return Remark.of(self.told)

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.undone


def scans_of(entries: Iterable[Entry]) -> tuple[Scan, ...]:
    """Every scan that came before the closing, in the order of the log.

    An undo or a remark counts from its own phone and after its scan; undoing the first scan of a
    device or a code makes the second one count.
    """
    log = sorted((one for one in entries if not one.is_late), key=lambda one: one.id)
    told, undone = _told(log)
    scans: list[Scan] = []
    seen: set[int | str] = set()
    for name, (entry, *remarks) in told.items():
        gone, what = name in undone, thing(entry.device_id, entry.code)
        again = not gone and what in seen
        if what is not None and not gone:
            seen.add(what)
        scans.append(Scan(entry, gone, again, (entry, *remarks)))
    return tuple(scans)


def _told(log: Sequence[Entry]) -> tuple[dict[Name, list[Entry]], set[Name]]:
    told: dict[Name, list[Entry]] = {}
    undone: set[Name] = set()
    for entry in log:
        name = entry.phone_id, (entry.target or "")
        if entry.action is Action.SCAN:
            told[entry.phone_id, entry.uuid] = [entry]
        elif name in told and entry.action is Action.UNDO:
            undone.add(name)
        elif name in told:
            told[name].append(entry)
    return told, undone
