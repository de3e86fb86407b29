"""A row of a device file on its way: what is there, what it tells, what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from assetmgr.db.errors import Refused
from assetmgr.devices.policy.text import comparable
from assetmgr.exchange.devices.current import Current, Number
from assetmgr.exchange.faults import Fault, fault_of
from assetmgr.exchange.parse import Row


@dataclass(slots=True)
class Draft:
    """A row on its way: what is there now, what it tells of a device's columns, what is wrong.

    In `values` a room or a model that does not exist yet stands as its name (`RoomRef`,
    `ModelRef`); of a device that is there, only what changes stands in it.
    """

    row: Row
    tag: str
    current: Current | None
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def final(self, column: str) -> Any:
        """The value of a column after the import."""
        if column in self.values or self.current is None:
            return self.values.get(column)
        return self.current.values[column]

    def refuse(self, refused: Refused, column: str | None = None) -> None:
        """Note what is wrong."""
        self.faults.append(fault_of(self.row.number, refused, column))

    def number(self, column: str) -> Number | None:
        """The inventory or serial number after the import, as it must be unique."""
        return _number(self.final, column)

    def number_now(self, column: str) -> Number | None:
        """The same before the import; None for a new device."""
        return _number(self.current.values.__getitem__, column) if self.current else None


def _number(value: Callable[[str], Any], column: str) -> Number | None:
    owner, kind, number = value("institution_id"), value("kind_id"), comparable(value(column))
    return (owner, kind, number) if owner and kind and number else None
