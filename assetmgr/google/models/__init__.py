"""What Google says of each Chromebook, what the register doesn't know, and the runs."""

from assetmgr.google.models.device import GoogleDevice
from assetmgr.google.models.run import SyncRun, SyncStatus
from assetmgr.google.models.unmatched import UnmatchedDevice

__all__ = ["GoogleDevice", "SyncRun", "SyncStatus", "UnmatchedDevice"]
