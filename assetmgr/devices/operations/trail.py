"""What the audit trail keeps of a change to a device."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry
from assetmgr.devices.models import Device


def device_entry(
    action: str,
    device: Device,
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """One audit row on a device as it is now, for `record` or `record_all`."""
    return entry(
        action=action,
        subject="device",
        subject_id=device.id,
        label=device.asset_tag,
        institution_id=device.institution_id,
        before=before,
        after=after,
        actor=actor,
        now=now,
    )
