"""What was remarked on a scan, or on a device: the last remark counts, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from assetmgr.inventory.codes import Condition
from assetmgr.inventory.policy.rows import Entry


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, how the device looked, and whether it is to be moved to where it was found."""

    note: str | None = None
    condition: Condition | None = None
    move_here: bool | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Remark":
        """All that these entries told, in the order of the log."""
        return reduce(cls.then, sorted(entries, key=lambda one: one.id), cls())

    def then(self, entry: Entry) -> "Remark":
        """This remark after another entry told something; what it does not tell stays."""
        return Remark(
            self.note if entry.note is None else entry.note,
            self.condition if entry.condition is None else entry.condition,
            self.move_here if entry.move_here is None else entry.move_here,
        )
