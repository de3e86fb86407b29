"""Whose account used a device, as a mark: two marks are equal where the addresses are.

The address itself is personal data (DOMAIN, rule 9): it is dropped as soon as a page is read. A
mark is keyed with what one sweep alone knows: none could be led back to anybody.
"""

from hashlib import blake2b
from secrets import token_bytes
from typing import TypedDict

MANAGED = "USER_TYPE_MANAGED"


class UserJson(TypedDict, total=False):
    """One entry of recentUsers; Google tells the address of managed accounts alone."""

    type: str
    email: str


class Marks:
    """Turns addresses into marks; those of two `Marks` have nothing in common."""

    def __init__(self) -> None:
        self._key = token_bytes(32)

    def of(self, email: str) -> bytes:
        """The mark of an address, whatever its case."""
        plain = email.strip().casefold().encode("utf-8", "replace")
        return blake2b(plain, key=self._key, digest_size=16).digest()

    def of_newest(self, users: list[UserJson]) -> bytes | None:
        """The mark of who used a device last; None: nobody did, a guest or an unmanaged account."""
        newest = users[0] if users else {}
        email = newest.get("email", "")
        return self.of(email) if newest.get("type") == MANAGED and email.strip() else None
