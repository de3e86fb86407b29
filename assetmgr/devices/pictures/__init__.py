"""Pictures on the page of a device: its life."""

from assetmgr.devices.pictures.life import LifeSpan, life_chart

__all__ = ["LifeSpan", "life_chart"]
