"""The devices that the stand-in serves, checked and written as JSON before they are asked for."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from sync.emulator.mask import EVERYTHING, Mask
from sync.emulator.schema import WrongValueError, checker

BASIC = Mask(
    dict.fromkeys(
        (
            "kind",
            "etag",
            "deviceId",
            "serialNumber",
            "status",
            "lastSync",
            "annotatedUser",
            "annotatedLocation",
            "annotatedAssetId",
            "notes",
            "model",
            "orgUnitPath",
            "orgUnitId",
        ),
        EVERYTHING,
    )
)
"""What projection=BASIC leaves: 'basic metadata fields'; Google lists no more than examples."""


class WrongFleetError(ValueError):
    """A fleet is not what Google would serve; the text names the device and the field."""


class Fleet:
    """Devices in Google's ChromeOsDevice JSON shape; raises WrongFleetError on a wrong one."""

    def __init__(self, devices: Sequence[Mapping[str, Any]]) -> None:
        self.devices = tuple(devices)
        self._check()
        self.by_id = {device["deviceId"]: device for device in self.devices}
        if len(self.by_id) < len(self.devices):
            raise WrongFleetError("Two devices of the fleet have the same deviceId.")
        self._written: dict[tuple[str, str], dict[str, bytes]] = {}

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read `{"devices": [...]}`; raises WrongFleetError, also for a file that is not that."""
        try:
            devices = json.loads(file.read_text(encoding="utf-8"))["devices"]
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise WrongFleetError(f"{file} is not a fleet file: {error}") from error
        if not isinstance(devices, list):
            raise WrongFleetError(f'{file}: "devices" is not a list.')
        return cls(devices)

    def _check(self) -> None:
        check = checker("ChromeOsDevice")
        for number, device in enumerate(self.devices, start=1):
            try:
                check(device)
            except WrongValueError as wrong:
                raise WrongFleetError(f"Device {number} of the fleet: {wrong}.") from wrong
            if not device.get("deviceId"):
                raise WrongFleetError(f"Device {number} of the fleet has no deviceId.")

    def written(self, device: Mapping[str, Any], projection: str, mask: Mask, key: str) -> bytes:
        """Return a device as JSON; each text is made once per projection and mask (`key`)."""
        kept = self._written.setdefault((projection, key), {})
        google_id = device["deviceId"]
        if google_id not in kept:
            shown = device if projection == "FULL" else BASIC.apply(device)
            kept[google_id] = json.dumps(
                mask.apply(shown), ensure_ascii=False, separators=(",", ":")
            ).encode()
        return kept[google_id]
