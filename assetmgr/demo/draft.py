"""A device whose life is still being told."""

from dataclasses import dataclass, field, replace
from datetime import date

from assetmgr.demo.catalog import Delivery
from assetmgr.demo.names import Names
from assetmgr.demo.rows import Change, PlannedDevice, PlannedRoom
from assetmgr.devices.codes import NOT_COUNTED


@dataclass(slots=True)
class Draft:
    """The first state of a device, its changes so far, and where it stands now."""

    first: PlannedDevice
    institution: str
    site: str
    room: str
    status: str
    changes: list[Change] = field(default_factory=list)
    replaced: bool = False

    @property
    def tag(self) -> str:
        """The asset tag."""
        return self.first.asset_tag

    @property
    def counts(self) -> bool:
        """Whether it counts in its present status."""
        return self.status not in NOT_COUNTED

    @property
    def last_change(self) -> date:
        """The day of the newest change, or of the entry."""
        return self.changes[-1][0] if self.changes else self.first.entered_on

    def become(self, status: str, on: date) -> None:
        """Change the status on a day. Raises ValueError for a day not after the last change."""
        self._change(on, {"status": status})
        self.status = status

    def move(self, room: PlannedRoom, on: date) -> None:
        """Go to another institution's room on a day. Raises ValueError as `become` does."""
        columns = {"institution": room.institution, "site": room.site, "room": room.name}
        self._change(on, columns)
        self.institution, self.site, self.room = room.institution, room.site, room.name

    def _change(self, on: date, columns: dict[str, str]) -> None:
        if on <= self.last_change:
            raise ValueError(f"{self.tag}: {on} is not after {self.last_change}")
        self.changes.append((on, columns))

    def row(self, until: date) -> PlannedDevice:
        """The finished row, cut after `until`."""
        return replace(self.first, changes=tuple(c for c in self.changes if c[0] <= until))


@dataclass(frozen=True, slots=True)
class Bought:
    """What the devices of one delivery share."""

    delivery: Delivery
    entered_on: date

    def device(self, names: Names, room: PlannedRoom) -> Draft:
        """A new device of the delivery, in use in the room."""
        delivery, model = self.delivery, self.delivery.model
        first = PlannedDevice(
            names.tag,
            names.inventory_number,
            names.serial_number,
            delivery.kind,
            model.manufacturer,
            model.name,
            delivery.institution,
            room.site,
            room.name,
            delivery.purpose,
            "in_use",
            delivery.day,
            delivery.price_eur,
            delivery.money,
            delivery.warranty_until,
            model.aue,
            delivery.notes,
            self.entered_on,
        )
        return Draft(first, first.institution, first.site, first.room, first.status)
