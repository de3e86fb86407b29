"""What a sweep changes in the register: plain data for the application to apply."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sync.records import Activity, GoogleFacts, SeenDevice


class Ambiguity(StrEnum):
    """Why a seen device is nobody's; the application says it in the reader's language."""

    SEVERAL_IN_REGISTER = "several_in_register"
    """Two or more devices of the register have this Google id or this serial."""
    SEVERAL_IN_GOOGLE = "several_in_google"
    """Two or more Chrome devices have the serial of one device of the register."""
    LINKED_TO_ANOTHER = "linked_to_another"
    """The device with this serial is linked to another Chrome device of the same sweep."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A seen device with two hits, and the devices of the register that it may be."""

    seen: SeenDevice
    device_ids: tuple[int, ...]
    reason: Ambiguity


class Link(NamedTuple):
    """Device `device_id` is to be stored with this Google id and these facts."""

    device_id: int
    google_id: str
    facts: GoogleFacts


@dataclass(frozen=True, slots=True)
class Changes:
    """The outcome of one sweep.

    `device_ids` are all matched devices, `links` those (by device id) that are new or differ from
    what is stored. `unmatched` and `ambiguous` are ordered by Google id. `activity` holds the
    days and milliseconds of every matched device that has any, changed or not, `users` the mark of
    who used it last, where that was asked and is known.
    """

    at: datetime
    device_ids: tuple[int, ...]
    links: tuple[Link, ...]
    unmatched: tuple[SeenDevice, ...]
    ambiguous: tuple[Ambiguous, ...]
    activity: Mapping[int, Activity]
    users: Mapping[int, bytes]

    @property
    def matched(self) -> int:
        """How many seen devices are devices of the register."""
        return len(self.device_ids)

    @property
    def unchanged(self) -> int:
        """How many of them are stored already just as Google tells them."""
        return len(self.device_ids) - len(self.links)
