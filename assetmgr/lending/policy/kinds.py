"""Which devices are lent, and to whom."""

from typing import Final

from assetmgr.devices.codes import Purpose

CARRIED: Final = frozenset(
    {
        "chromebook",
        "laptop",
        "tablet",
        "web_camera",
        "camera",
        "robot_set",
        "vr_headset",
        "drone",
    }
)
"""Kinds that one carries home; assistive devices are asked for too, but stand on no list."""

ALWAYS: Final = ("chromebook", "laptop", "tablet")
"""Kinds that can be asked for even where the institution has none: that is demand, too."""

FOR_PUPILS: Final = (Purpose.PUPILS, Purpose.SHARED_POOL)
FOR_TEACHERS: Final = (Purpose.TEACHERS, Purpose.SHARED_POOL)
"""The shared pool serves both; open-access devices stay where everybody finds them."""
