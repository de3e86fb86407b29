"""What one sweep of Google and the register know about one Chromebook, as plain records.

`annotatedUser` is left out on purpose: it is personal data (DOMAIN, rule 9), so it is never asked
for and never kept. Of `recentUsers`, asked for on demand alone, a mark is left (`sync.users`). A
sweep makes thousands of these, and a named tuple costs a third of a frozen dataclass.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

Activity = Mapping[date, int]
"""Milliseconds of use by day, as Google reported them.

A mapping and not pairs: a sweep holds half a million of these, and a pair each would make the
garbage collector walk the whole heap.
"""


class GoogleFacts(NamedTuple):
    """What the register stores of Google's answer. Every moment is aware UTC; '' is not told."""

    model: str = ""
    mac: str = ""
    status: str = ""
    org_unit_id: str = ""
    org_unit_path: str = ""
    annotated_asset_id: str = ""
    annotated_location: str = ""
    notes: str = ""
    last_sync: datetime | None = None
    first_enrolled_at: datetime | None = None
    last_enrolled_at: datetime | None = None
    auto_update_through: date | None = None
    os_version: str = ""
    boot_mode: str = ""


class SeenDevice(NamedTuple):
    """One Chrome device as Google listed it: its id, trimmed serial (or None), facts, activity.

    `user`: the mark of who used it last; None where that was not asked, or cannot be known.
    """

    google_id: str
    serial: str | None
    facts: GoogleFacts
    activity: Activity
    user: bytes | None = None


class KnownDevice(NamedTuple):
    """One Chromebook of the register; `facts` is None until a sync has seen it."""

    device_id: int
    google_id: str | None
    serial: str | None
    facts: GoogleFacts | None = None
