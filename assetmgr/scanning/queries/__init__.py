"""Reading what codes mean, and what stands in a room."""

from assetmgr.scanning.queries.devices import ScannedDevice, expected_in, scanned_devices
from assetmgr.scanning.queries.meanings import Reading, readings
from assetmgr.scanning.queries.rooms import Place, place_of, room_called

__all__ = [
    "Place",
    "Reading",
    "ScannedDevice",
    "expected_in",
    "place_of",
    "readings",
    "room_called",
    "scanned_devices",
]
