"""The state of planned devices at the end of a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assetmgr.demo.rows import Plan, PlannedDevice

NOT_COUNTED = frozenset({"permanently_damaged", "lost", "stolen", "written_off"})


@dataclass(frozen=True, slots=True)
class Held:
    """One device that counts, where it is on the day."""

    institution: str
    site: str
    kind: str
    purpose: str
    acquired_on: date | None


def counting(plan: Plan, as_of: date, kind: str | None = None) -> Iterator[Held]:
    """The devices, or those of a kind, that count at the end of the day."""
    for device in plan.devices:
        now = state(device, as_of) if kind in (None, device.kind) else None
        if now is not None and now.status not in NOT_COUNTED:
            yield Held(now.institution, now.site, now.kind, now.purpose, now.acquired_on)


def state(device: PlannedDevice, as_of: date) -> PlannedDevice | None:
    """The device as it stood at the end of the day, without changes; None before its entry."""
    if device.entered_on > as_of:
        return None
    now: dict[str, str] = {}
    for on, columns in device.changes:
        if on <= as_of:
            now |= columns
    return replace(
        device,
        institution=now.get("institution", device.institution),
        site=now.get("site", device.site),
        room=now.get("room", device.room),
        status=now.get("status", device.status),
        changes=(),
    )
