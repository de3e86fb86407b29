"""Where a Chromebook was and in what status, week by week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assetmgr.demo.rows import PlannedDevice


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of days, `first` to before `end`, in one institution and status."""

    first: date
    end: date
    institution: str
    status: str


def stays(device: PlannedDevice) -> Iterator[Stay]:
    """The stretches of a device's life in order, without a gap; the last has no real end."""
    first, institution, status = device.entered_on, device.institution, device.status
    for on, columns in device.changes:
        yield Stay(first, on, institution, status)
        first = on
        institution = columns.get("institution", institution)
        status = columns.get("status", status)
    yield Stay(first, date.max, institution, status)
