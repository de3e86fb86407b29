"""Where devices come from: a narrow port, with Google (or anything else) behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from sync.duplicates import newest_of_each
from sync.records import SeenDevice
from sync.users import Marks


@dataclass(frozen=True, slots=True)
class Page:
    """One answered page of a sweep; `number` counts from 1 and goes on after a restart."""

    number: int
    devices: tuple[SeenDevice, ...]


@dataclass(slots=True)
class Tally:
    """What a source has done so far in its newest sweep; it counts on while pages come."""

    pages: int = 0
    devices: int = 0
    retries: int = 0
    restarts: int = 0


Progress = Callable[[Tally, str], None]
"""Hears of each page (with '') and of each wait (with what it is for and how long)."""


class DeviceSource(Protocol):
    """Something that lists all Chrome devices, page by page."""

    @property
    def tally(self) -> Tally:
        """The figures of the newest sweep, also of one that failed."""
        ...

    def pages(self, marks: Marks | None = None) -> Iterator[Page]:
        """Yield one sweep; raises ConfigurationFault or SourceFault (sync.faults).

        A sweep may restart in the middle, so a device can come twice. Who used the devices is asked
        for only with `marks`.
        """
        ...


def sweep(source: DeviceSource, marks: Marks | None = None) -> tuple[SeenDevice, ...]:
    """Read one whole sweep, each device once; raises what `source.pages` raises."""
    return newest_of_each(device for page in source.pages(marks) for device in page.devices)
