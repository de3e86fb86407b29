"""A list that changed between two pages, or restarted, shows a device twice: keep the newest."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sync.records import SeenDevice

NEVER = datetime.min.replace(tzinfo=UTC)


def newest_of_each(devices: Iterable[SeenDevice]) -> tuple[SeenDevice, ...]:
    """Return each Google id once, the newest `last_sync` winning, ordered by Google id."""
    newest: dict[str, SeenDevice] = {}
    for device in devices:
        other = newest.setdefault(device.google_id, device)
        if other is not device and _rank(device) > _rank(other):
            newest[device.google_id] = device
    return tuple(newest[google_id] for google_id in sorted(newest))


def _rank(device: SeenDevice) -> tuple[datetime, str]:
    """Order by last sync; the text decides between equals, whichever page came first."""
    return device.facts.last_sync or NEVER, repr(device)
