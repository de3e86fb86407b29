"""Chance that always falls the same way: a keyed hash instead of a random generator.

What one device draws depends on its own key alone, so neither the order of the work nor the day
up to which a plan is built can change it.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_KEY = b"reference municipality"


def noise(*key: object, size: int = 8) -> bytes:
    """`size` bytes (at most 64) that belong to this key."""
    return blake2b(":".join(map(str, key)).encode(), digest_size=size, key=_KEY).digest()


def share(*key: object) -> float:
    """A number from 0 up to, not including, 1 that belongs to this key."""
    return int.from_bytes(noise(*key, size=6), "big") / 2**48


def pick(options: Sequence[T], *key: object) -> T:
    """One of the options. Raises IndexError when there are none."""
    return options[int(share(*key) * len(options))]
