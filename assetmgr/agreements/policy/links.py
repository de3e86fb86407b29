"""One-time links for guardians."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

LIFE: Final = timedelta(days=14)
"""How long a link can be used."""


class LinkState(StrEnum):
    """What a link leads to."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """A new secret: `text` stands in the link and is kept nowhere, `digest` is kept."""

    text: str = field(repr=False)
    digest: str


def new_token() -> Token:
    """A secret that nobody guesses (256 bits)."""
    text = token_urlsafe(32)
    return Token(text, digest_of(text))


def digest_of(text: str) -> str:
    """The SHA-256 by which a link is found, 64 hex digits."""
    return sha256(text.encode()).hexdigest()


def state_of(used_at: datetime | None, expires_at: datetime, now: datetime) -> LinkState:
    """What a known link leads to at a moment."""
    if used_at is not None:
        return LinkState.USED
    return LinkState.OPEN if now < expires_at else LinkState.EXPIRED
