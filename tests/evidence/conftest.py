"""The day on which the list of unseen devices is read."""

from tests.support.clock import september

__all__ = ["september"]
