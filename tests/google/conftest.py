"""The stand-in for Google with the town's Chromebooks, and the sync pointed at it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from assetmgr.google.queries import Run
from assetmgr.google.run import run_sync
from sync.emulator import Emulator, Fleet, credentials_file, running
from sync.google import GoogleSource
from tests.support.town import Town

NOW = datetime(2024, 9, 20, 0, 30, tzinfo=UTC)


def chromebook(number: int, serial: str, **told: Any) -> dict[str, Any]:
    """A device as Google tells it."""
    return {
        "deviceId": f"google-{number}",
        "serialNumber": serial,
        "model": "Acer Chromebook 311",
        "status": "ACTIVE",
        "orgUnitPath": "/ABC",
        "lastSync": "2024-09-19T10:00:00.000Z",
        "autoUpdateThrough": "2029-06",
        "activeTimeRanges": [{"date": "2024-09-18", "activeTime": 1_800_000}],
        **told,
    }


@pytest.fixture
def google(tmp_path: Path) -> Iterator[Emulator]:
    """A stand-in that knows K-0001 (its serial in other case), K-0002 and a stranger."""
    fleet = Fleet(
        [
            chromebook(1, "sn0001k"),
            chromebook(2, "SN0002K", activeTimeRanges=[]),
            chromebook(9, "UNKNOWN9", annotatedAssetId="K-0777"),
        ]
    )
    with running(fleet) as emulator:
        yield emulator


@pytest.fixture
def sync(app: Flask, town: Town, google: Emulator, tmp_path: Path) -> Callable[..., Run]:
    """Run one sync of the town with the stand-in; waits take no time."""
    key = credentials_file(tmp_path / "key.json", google.url)

    def run(now: datetime = NOW, dry_run: bool = False) -> Run:
        source = GoogleSource(
            key, "admin@town.example", endpoint=google.url, sleep=lambda _seconds: None
        )
        return run_sync(app, source, started_by="test", now=now, dry_run=dry_run)

    return run
