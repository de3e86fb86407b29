"""The day on which the device pages are read."""

from tests.support.clock import september

__all__ = ["september"]
