"""A school's own sheets, what stands on its labels, its blank codes."""

from assetmgr.labeling.models.blank import BlankCode
from assetmgr.labeling.models.setting import LabelSetting
from assetmgr.labeling.models.sheet import LabelSheet

__all__ = ["BlankCode", "LabelSetting", "LabelSheet"]
