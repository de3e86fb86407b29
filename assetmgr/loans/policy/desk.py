"""What the desk does with a press where something stands in the way, and what came twice."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from assetmgr.loans.codes import ActStatus
from assetmgr.people.policy.keys import ALPHABET, KEY_LENGTH, bare

TWICE: Final = timedelta(seconds=10)
"""A scanner that sends a label twice, or a double click, does so within this time."""
AGAIN: Final = timedelta(seconds=1.5)
"""Whoever scans a refused device once more on purpose takes at least so long."""
_CARD: Final = re.compile(r"https?://[^?#]*/b/([0-9a-z]+)/?(?:[?#].*)?", re.IGNORECASE)


class Fix(StrEnum):
    """What takes away that which stands in the way of a loan."""

    AVAILABLE = "available"
    """The device is used at school; somebody has it in the hand."""
    CONSENT = "consent"
    """A guardian agreed on paper."""
    BACK = "back"
    """Somebody else's loan of it ends."""
    ISSUE = "issue"
    """It was prepared for somebody."""


def card_url(base_url: str, key: str) -> str:
    """What the QR code of a person's card holds: the key, and nothing that tells who it is."""
    return f"{base_url.rstrip('/')}/B/{key}".upper()


def key_from_card(code: str) -> str | None:
    """The key of a scanned card; None for any other text."""
    found = _CARD.fullmatch(code.strip())
    return bare(found[1]) if found else None


def may_be_key(code: str) -> bool:
    """Whether a typed text may be a person's key; a serial number may look like one."""
    key = bare(code)
    return len(key) == KEY_LENGTH and set(key) <= set(ALPHABET)


def came_twice(issued_at: datetime | None, issued_by: str | None, who: str, now: datetime) -> bool:
    """Whether a device that is lent already was lent by the same hand a moment ago."""
    return issued_at is not None and issued_by == who and now - issued_at <= TWICE


def fix_for_lent(status: ActStatus) -> Fix:
    """What helps where an open act holds a device."""
    return Fix.BACK if status is ActStatus.ISSUED else Fix.ISSUE
