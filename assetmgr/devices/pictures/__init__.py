"""Pictures on the page of a device: its life, its use by week, its label."""

from assetmgr.devices.pictures.label import label_picture
from assetmgr.devices.pictures.life import LifeSpan, life_chart

__all__ = ["LifeSpan", "label_picture", "life_chart"]
