"""Writing devices."""

from assetmgr.devices.operations.change import (
    Change,
    change_device,
    change_devices,
    changed_past,
    void_device,
)
from assetmgr.devices.operations.correct import correct_status
from assetmgr.devices.operations.create import create_device, create_devices
from assetmgr.devices.operations.models import ensure_models

__all__ = [
    "Change",
    "change_device",
    "change_devices",
    "changed_past",
    "correct_status",
    "create_device",
    "create_devices",
    "ensure_models",
    "void_device",
]
