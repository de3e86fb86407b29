"""What tests of lending share."""

from tests.support.clock import september

__all__ = ["september"]
