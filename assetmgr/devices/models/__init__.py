"""Kinds, models, devices and their periods as tables."""

from assetmgr.devices.models.catalog import Manufacturer, Model
from assetmgr.devices.models.device import Device
from assetmgr.devices.models.kind import Kind
from assetmgr.devices.models.period import DevicePeriod, DeviceTenure

__all__ = ["Device", "DevicePeriod", "DeviceTenure", "Kind", "Manufacturer", "Model"]
