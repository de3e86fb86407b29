"""Fixtures of this folder."""

from tests.support.clock import september

__all__ = ["september"]
