"""Forms of devices."""

from assetmgr.devices.forms.device import DeviceForm
from assetmgr.devices.forms.steps import MoveForm, StatusForm, VoidForm

__all__ = ["DeviceForm", "MoveForm", "StatusForm", "VoidForm"]
