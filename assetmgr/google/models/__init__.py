"""What Google says of each Chromebook, what the register doesn't know, and the runs."""

from assetmgr.google.models.device import GoogleDevice
from assetmgr.google.models.run import RUNNING_ALREADY, SyncRun, SyncStatus
from assetmgr.google.models.unmatched import UnmatchedDevice

__all__ = ["RUNNING_ALREADY", "GoogleDevice", "SyncRun", "SyncStatus", "UnmatchedDevice"]
