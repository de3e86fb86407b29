"""The scan page put together: the last result, the place with what is missing, the visit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assetmgr.scanning.codes import Meaning
from assetmgr.scanning.queries import Place, Reading, ScannedDevice
from assetmgr.scanning.visit import Visited

TONES: Final = ("bad", "amber", "ok")
"""The worst first."""
_TONES: Final = {Meaning.BLANK: "amber", Meaning.SEVERAL: "amber"}


@dataclass(frozen=True, slots=True)
class Line:
    """A code as the page shows it; `text` is what it says, if it is no device's."""

    meaning: Meaning
    tone: str
    text: str
    device: ScannedDevice | None = None
    owner: str = ""
    is_elsewhere: bool = False
    may_move: bool = False
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The place, what should stand in it, and what of that nobody scanned since the visit began."""

    place: Place
    expected: int
    missing: tuple[ScannedDevice, ...]

    @property
    def found(self) -> int:
        """How many of the expected were scanned."""
        return self.expected - len(self.missing)


@dataclass(frozen=True, slots=True)
class Composer:
    """What every line needs: the devices by id, the place, and who may move what where."""

    devices: Mapping[int, ScannedDevice]
    place: Place | None
    may_move: Callable[[ScannedDevice, Place], bool]

    def results(self, readings: Iterable[Reading]) -> list[Line]:
        """The codes of one request, the worst first."""
        lines = [replace(self._line(one), raw=one.raw) for one in readings]
        return sorted(lines, key=lambda line: TONES.index(line.tone))

    def visited(self, codes: Iterable[Visited]) -> list[Line]:
        """The codes of the visit; devices that left the reader's reach are left out."""
        return [
            self._line(one)
            for one in codes
            if one.device_id is None or one.device_id in self.devices
        ]

    def _line(self, one: Reading | Visited) -> Line:
        device = self.devices.get(one.device_id) if one.device_id is not None else None
        if device is not None:
            return self._device(device)
        if one.meaning is Meaning.ROOM and self.place is not None:
            return Line(one.meaning, "ok", self.place.name)
        return Line(one.meaning, _TONES.get(one.meaning, "bad"), one.code, owner=one.owner)

    def _device(self, device: ScannedDevice) -> Line:
        place = self.place
        if not device.counts:
            return Line(Meaning.DEVICE, "bad", device.tag, device)
        if place is None or device.room_id == place.id:
            return Line(Meaning.DEVICE, "ok", device.tag, device)
        return Line(
            Meaning.DEVICE,
            "amber",
            device.tag,
            device,
            is_elsewhere=True,
            may_move=self.may_move(device, place),
        )


def standing(place: Place, expected: Sequence[tuple[ScannedDevice, bool]]) -> Standing:
    """How far a place is, from its devices and whether each was scanned."""
    missing = tuple(device for device, is_found in expected if not is_found)
    return Standing(place, len(expected), missing)
