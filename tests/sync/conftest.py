"""A stand-in on a free port, a key for it, and sources that do not really sleep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sync.emulator import Emulator, Fleet, credentials_file, running
from sync.google import GoogleSource
from sync.source import Tally
from tests.sync.devices import google_fleet

SUBJECT = "admin@example.org"


@pytest.fixture(scope="session")
def key_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One key for the whole run: making one takes longer than a sweep."""
    file = credentials_file(tmp_path_factory.mktemp("key") / "key.json", "http://stand-in")
    return file.read_text()


@pytest.fixture(scope="session")
def fleet() -> Fleet:
    """650 devices: three pages of 300."""
    return Fleet(google_fleet(650))


@pytest.fixture
def google(fleet: Fleet) -> Iterator[Emulator]:
    """A stand-in that serves them, with no fault planned."""
    with running(fleet) as emulator:
        yield emulator


@dataclass
class Desk:
    """Makes sources for one stand-in, and keeps what they waited for and told."""

    emulator: Emulator
    key: Path
    slept: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def source(self, **settings: Any) -> GoogleSource:
        """Return a source whose waits are noted, with no jitter."""
        return GoogleSource(
            **{
                "credentials_file": self.key,
                "subject": SUBJECT,
                "customer": "my_customer",
                "endpoint": self.emulator.url,
                "progress": self._hear,
                "sleep": self.slept.append,
                "jitter": lambda: 0.0,
                **settings,
            }
        )

    def _hear(self, tally: Tally, note: str) -> None:
        self.told.append(note or f"page {tally.pages}: {tally.devices}")


@pytest.fixture
def make_desk(key_text: str, tmp_path: Path) -> Callable[[Emulator], Desk]:
    def make(emulator: Emulator) -> Desk:
        key = tmp_path / "key.json"
        key.write_text(key_text.replace("http://stand-in", emulator.url))
        return Desk(emulator, key)

    return make


@pytest.fixture
def desk(google: Emulator, make_desk: Callable[[Emulator], Desk]) -> Desk:
    return make_desk(google)
