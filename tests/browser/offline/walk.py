"""A person who walks from room to room with a phone and a scanner."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.browser.offline.handheld import Handheld
from tests.browser.offline.phone import PATIENCE_MS
from tests.browser.offline.school import CountedRoom


@dataclass(frozen=True, slots=True)
class Stop:
    """A room, and the codes that are read in it."""

    room: CountedRoom
    codes: list[str]


@dataclass(slots=True)
class Walker:
    """`name` is what the phone is called, `read` what was read so far."""

    name: str
    page: Page
    scanner: Handheld
    read: list[str] = field(default_factory=list)

    def walk(self, stops: list[Stop]) -> Iterator[str]:
        """Go from room to room; gives each code when it is read, so that others read meanwhile."""
        for stop in stops:
            self.scanner.read(f"HTTPS://IERICES.EXAMPLE.LV/R/{stop.room.id}")
            expect(self.page.locator("#room-name")).to_have_text(f"Telpa „{stop.room.name}”")
            for code in stop.codes:
                self.scanner.read(code)
                self.read.append(code)
                yield code
            self._look(stop)

    def _look(self, stop: Stop) -> None:
        """See how many of the room's devices are found, and what was read last."""
        expected = set(stop.room.tags)
        figures = re.compile(rf"^{len(expected & set(self.read))} no {len(expected)}\b")
        expect(self.page.locator("#room-figures")).to_have_text(figures, timeout=PATIENCE_MS)
        expect(self.page.locator("#last-tag")).to_have_text(self.read[-1])
