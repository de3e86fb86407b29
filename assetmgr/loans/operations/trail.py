"""What the audit trail keeps of loans: numbers and keys, never a borrower's name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry
from assetmgr.loans.models import Act

Facts = Mapping[str, Any] | None


def act_entry(
    action: str,
    act: Act,
    label: str,
    before: Facts,
    after: Facts,
    *,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """An audit row on an act, for `audit.operations.record` or `record_all`."""
    return entry(
        action=action,
        subject="act",
        subject_id=act.id,
        label=label,
        institution_id=act.institution_id,
        before=before,
        after=after,
        actor=actor,
        now=now,
    )
