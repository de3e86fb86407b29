"""What an import of devices does: creations, updates, and what comes into being besides."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from assetmgr.exchange.devices.catalog import ModelName
from assetmgr.exchange.places import NewRoom, NewSite
from assetmgr.exchange.report import NewNames, Report, ShownChange


@dataclass(frozen=True, slots=True)
class Creation:
    """A device to take into the register; rooms and models may stand as names."""

    row: int
    values: Mapping[str, Any]
    model_name: str | None


@dataclass(frozen=True, slots=True)
class Update:
    """A device to change: only what changes; rooms and models may stand as names."""

    row: int
    device_id: int
    values: Mapping[str, Any]
    model_name: str | None


@dataclass(frozen=True, slots=True)
class DevicePlan:
    """Creations, updates and new names; `released` are devices whose number another row takes."""

    report: Report
    creations: tuple[Creation, ...]
    updates: tuple[Update, ...]
    changes: tuple[ShownChange, ...]
    released: tuple[int, ...]
    sites: tuple[NewSite, ...]
    rooms: tuple[NewRoom, ...]
    makers: tuple[str, ...]
    models: tuple[ModelName, ...]

    @property
    def new_names(self) -> NewNames:
        """What comes into being besides the devices."""
        return NewNames(
            manufacturers=self.makers,
            models=tuple(model.full for model in self.models),
            sites=tuple(site.name for site in self.sites),
            rooms=tuple(room.name for room in self.rooms),
        )

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do the same (SHA-256, hexadecimal)."""
        deeds = (self.creations, self.updates, self.changes, self.sites, self.rooms, self.models)
        return sha256(repr(deeds).encode("utf-8", "surrogatepass")).hexdigest()
