"""How far a long import is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Is told now and then how many rows of how many are done."""
