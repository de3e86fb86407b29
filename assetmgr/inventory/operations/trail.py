"""What the audit trail keeps of a stocktake."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.inventory.models import Stocktake
from assetmgr.inventory.policy.naming import label
from assetmgr.inventory.queries.numbers import codes_of

Facts = Mapping[str, Any] | None


def note(
    session: Session,
    action: str,
    stocktake: Stocktake,
    before: Facts,
    after: Facts,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Add one audit entry on a stocktake."""
    codes = codes_of(session, [stocktake.institution_id])
    record(
        session,
        entry(
            action=action,
            subject="stocktake",
            subject_id=stocktake.id,
            label=label(codes[stocktake.institution_id], stocktake.number),
            institution_id=stocktake.institution_id,
            before=before,
            after=after,
            actor=actor,
            now=now,
        ),
    )
