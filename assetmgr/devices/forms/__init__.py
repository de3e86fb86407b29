"""Forms of devices."""

from assetmgr.devices.forms.correct import CorrectionForm
from assetmgr.devices.forms.device import DeviceForm
from assetmgr.devices.forms.steps import MoveForm, StatusForm, VoidForm

__all__ = ["CorrectionForm", "DeviceForm", "MoveForm", "StatusForm", "VoidForm"]
