"""Writing devices."""

from assetmgr.devices.operations.change import change_device, void_device
from assetmgr.devices.operations.create import create_device, create_devices
from assetmgr.devices.operations.models import ensure_models

__all__ = ["change_device", "create_device", "create_devices", "ensure_models", "void_device"]
